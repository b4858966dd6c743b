"""A list of participants on its way in: each row is matched to a speaker, who becomes a person with all that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codeerbank.domain.events import CasesAdded, Change, DocumentAdded, SpeakerChanged
from codeerbank.domain.ids import Id, new_id, split_row_id
from codeerbank.domain.people import Case, Participant
from codeerbank.domain.ports import NewParticipants
from codeerbank.errors import ImportProblems
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.session import Session

_SHOWN = 8


@dataclass(slots=True)
class _Text:
    """A transcript and its speakers: label -> who that is so far. ``prefixes`` holds what stands before speech, by label."""

    id: Id
    name: str
    speakers: dict[str, str | None]
    roles: Mapping[str, str]
    written: Mapping[str, str] = field(default_factory=dict)

    def label(self, wanted: str) -> str | None:
        """Find a label as it is, in other capitals, or as the text writes it for a speaker who was merged into another."""
        folded = {one.casefold(): one for one in self.speakers}
        return (
            wanted if wanted in self.speakers else folded.get(wanted.casefold()) or self.written.get(wanted.casefold())
        )


class Attendance:
    """Matches the rows of a list with the speakers of the project, and of the texts that come in with it."""

    def __init__(self, session: Session, coming: Sequence[Change], new: NewParticipants) -> None:
        self._session, self._new = session, new
        self._texts = {text.name.casefold(): text for text in _texts(session, coming)}
        self._known = {case.name: case for case in reversed(session.read.cases.all())}
        self._taken = {*self._known, *(one.case for one in new.people if one.case)}
        self.remarks: list[str] = []
        self._matched: list[tuple[Participant, _Text, str]] = []
        self._lost: list[str] = []
        for one in new.people:
            self._match(one)
        if not self._matched:
            words = _("cannot import {name}: {reason}")
            raise ImportProblems(
                words.format(name=new.source, reason=_("no row belongs to a speaker of this project")),
                self._lost,
                _("Bring the transcripts in first, or together with this list."),
                new.source,
            )

    def changes(self) -> tuple[list[Change], str]:
        """Give what is new in the list, and a line that says how much that is."""
        people: dict[str, Participant] = {}
        who: list[Change] = []
        for one, text, label in self._matched:
            name = one.case or (None if one.role == "moderator" else text.speakers[label] or self._free(one))
            if name and one.role != "moderator":
                people.setdefault(name, one)
            if (text.speakers[label], text.roles[label]) != (name or text.speakers[label], one.role):
                who.append(SpeakerChanged(text.id, label, one.role, name))
            text.speakers[label] = name
        added = self._added({name: one for name, one in people.items() if name not in self._known})
        changed = list(self._changed({name: one for name, one in people.items() if name in self._known}))
        self._tell()
        told = ngettext("{n} participant", "{n} participants", len(people)) + ", "
        told += ngettext("{n} speaker described", "{n} speakers described", len(who))
        return [*added, *changed, *who], told

    def _match(self, one: Participant) -> None:
        place = _("line {line}: ").format(line=one.line)
        texts = [text] if (text := self._texts.get(one.document.casefold())) else []
        if not one.document:
            texts = [text for text in self._texts.values() if text.label(one.label)]
        if len(texts) > 1:
            names = ", ".join(text.name for text in texts[:_SHOWN])
            words = _("more than one document has a speaker {label} ({names}); name the document")
            self._lost.append(place + words.format(label=one.label, names=names))
        elif not texts and one.document:
            self._lost.append(place + _("there is no transcript {name}").format(name=one.document))
        elif not texts or (label := texts[0].label(one.label)) is None:
            words = _("{document} has no speaker {label}")
            self._lost.append(place + words.format(label=one.label, document=one.document or "–"))
        else:
            self._matched.append((one, texts[0], label))

    def _free(self, one: Participant) -> str:
        """Make a pseudonym of the meeting and the group, such as g1-ouder-2."""
        documents = list(dict.fromkeys(person.document for person in self._new.people))
        number = re.search(r"\d+", one.document)
        meeting = number[0] if number else documents.index(one.document) + 1
        stem = f"g{meeting}-{'-'.join((one.group or _('participant')).split())}"
        n = 1
        while f"{stem}-{n}" in self._taken:
            n += 1
        self._taken.add(f"{stem}-{n}")
        return f"{stem}-{n}"

    def _added(self, people: Mapping[str, Participant]) -> Iterator[Change]:
        if people:
            traits = dict.fromkeys(trait for one in people.values() for trait in one.attributes)
            columns = {trait: [one.attributes.get(trait) for one in people.values()] for trait in traits}
            groups = [one.group for one in people.values()]
            yield CasesAdded(new_id(), list(people), groups, columns, self._new.source)

    def _changed(self, people: Mapping[str, Participant]) -> Iterator[Change]:
        """Say anew what is known of people who were there already; what the list does not mention stays."""
        frames: dict[Id, dict[int, Case]] = {}
        for name, one in people.items():
            case = self._known[name]
            now = replace(case, group=one.group or case.group, attributes={**case.attributes, **one.attributes})
            if now != case:
                frame, row = split_row_id(case.id)
                frames.setdefault(frame, {})[row] = now
                self.remarks.append(_("{name}: group or other columns changed").format(name=name))
        yield from (described_anew(frame, cases, self._new.source) for frame, cases in frames.items())

    def _tell(self) -> None:
        if self._lost:
            words = ngettext("{n} row stays out", "{n} rows stay out", len(self._lost))
            self.remarks[:0] = [words, *self._lost]
        listed = {(text.name, label) for _one, text, label in self._matched}
        mentioned = {text.name for _one, text, _label in self._matched}
        left = [
            f"{label} ({text.name})"
            for text in self._texts.values() if text.name in mentioned
            for label, case in text.speakers.items()
            if (text.name, label) not in listed and not case and text.roles[label] != "moderator"
        ]  # fmt: skip
        if left:
            more = ", …" * (len(left) > _SHOWN)
            self.remarks.append(_("not in the list: {names}").format(names=", ".join(left[:_SHOWN]) + more))


def described_anew(frame: Id, cases: Mapping[int, Case], source: str) -> CasesAdded:
    """Give the change that says anew what is known of these rows of a frame."""
    rows = [cases.get(row) for row in range(max(cases) + 1)]
    traits = dict.fromkeys(trait for case in cases.values() for trait in case.attributes)
    return CasesAdded(
        frame,
        [case.name if case else None for case in rows],
        [case.group if case else None for case in rows],
        {trait: [case.attributes.get(trait) if case else None for case in rows] for trait in traits},
        source,
    )


def _texts(session: Session, coming: Sequence[Change]) -> Iterator[_Text]:
    """List the transcripts there are, and those that come in."""
    documents = session.read.documents
    for one in documents.all():
        if one.speakers and one.kind != "open_question":
            turns = documents.turns(one.name)
            heads = [(documents.slice(one.name, t.start, t.said), t.speaker) for t in turns if t.said > t.start]
            who, roles = {s.label: s.case for s in one.speakers}, {s.label: s.role for s in one.speakers}
            yield _Text(one.id, one.name, who, roles, _written(heads))
    for new in coming:
        if isinstance(new, DocumentAdded) and new.speakers:
            labels = [str(speaker["label"]) for speaker in new.speakers]
            places = zip(new.starts, new.said, new.speaker, strict=True)
            heads = [(new.text[start:said], labels[at] if at >= 0 else None) for start, said, at in places]
            who = {str(s["label"]): s.get("case") for s in new.speakers}
            yield _Text(
                new.document, new.name, who, {str(s["label"]): str(s["role"]) for s in new.speakers}, _written(heads)
            )


def _written(heads: Sequence[tuple[str, str | None]]) -> dict[str, str]:
    """Say under which label a speaker counts whom the text names otherwise, as it does after labels were merged."""
    found: dict[str, str] = {}
    for head, label in heads:
        name = re.sub(r"[\[(#{][\d:.,-]+[\])#}]|[#*_:\t\n]", " ", head).strip()
        if label and name:
            found.setdefault(" ".join(name.split()).casefold(), label)
    return found
