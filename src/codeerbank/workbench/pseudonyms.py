"""Pseudonymising: what may give people away is proposed, a person decides, and other words stand in on the way out.

The stored text stays as it is. A decision is a record of a place, never of the words there: those are read from the text,
so that the project holds no list of names. Who is behind a pseudonym stands in a key file outside the project.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Literal, get_args

from codeerbank.domain.document import Turn
from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import NotFound, PrivacyRefusal, UsageError
from codeerbank.i18n import _
from codeerbank.language.entities import Entities, installed_entities
from codeerbank.privacy import Found, recognise
from codeerbank.privacy.finding import TYPES, settle
from codeerbank.privacy.names import folded
from codeerbank.privacy.stand_ins import same_as, stand_in
from codeerbank.workbench.notes import Kind, notes
from codeerbank.workbench.pseudonymised import NOUN, Pseudonyms
from codeerbank.workbench.session import Session

Decision = Literal["replace", "keep", "always", "never"]
CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place that may give somebody away, with the words that would stand in; ``before`` and ``after`` are what is around.

    ``document`` is the name of a text, or that of a note: ``kind`` says which.
    """

    document: str
    start: int
    stop: int
    words: str
    type: str
    sure: bool
    pseudonym: str
    before: str
    after: str
    kind: Kind = "text"


def propose(
    session: Session,
    document: str | None = None,
    participants: Collection[str] = (),
    institutions: Collection[str] = (),
    entities: Entities | None = None,
) -> Future[list[Proposal]]:
    """Find what nobody decided about yet, in one text or in all texts and notes; labels of speakers count as participants.

    ``participants`` and ``institutions`` are names to look for besides; they are not kept.
    """

    def job() -> list[Proposal]:
        decided, finder = Pseudonyms(session), entities or installed_entities()
        known = dict(decided.by_words())
        labels = _labels(session)
        known.update(
            {folded(part): f"[{case}]" for label, case in labels.items() if case for part in (label, label.split()[0])}
        )
        people = [*participants, *labels]
        return [
            _proposal(passage, one, words, known)
            for passage in _passages(session, document)
            for one in _findings(passage.text, people, institutions, finder)
            for words in (passage.text[one.start : one.stop],)
            if decided.open(passage.name, passage.start + one.start, passage.start + one.stop, words)
        ]

    return session.later(job)


@dataclass(frozen=True, slots=True)
class _Passage:
    """What was said in one turn, or written in a note: where it begins in its text, and who speaks."""

    name: str
    start: int
    text: str
    who: str | None
    kind: Kind = "text"


def _passages(session: Session, document: str | None) -> Iterator[_Passage]:
    """Give the turns of a text, or of all texts and then the notes; ``document`` may name a note as well."""
    written = [one for one in notes(session) if document in (None, one.name)]
    if document is None or not written:
        for name in [document] if document else list(session.read.documents.names()):
            for turn in session.read.documents.each_turn(name):
                yield _Passage(name, turn.said, turn.text, turn.case or turn.speaker)
    for note in written:
        yield _Passage(note.name, 0, note.text, None, note.kind)


def _proposal(passage: _Passage, one: Found, words: str, known: dict[str, str]) -> Proposal:
    start, stop = passage.start + one.start, passage.start + one.stop
    before, after = passage.text[max(0, one.start - CONTEXT) : one.start], passage.text[one.stop : one.stop + CONTEXT]
    pseudonym = _pseudonym(one.type, words, before, passage.who, known)
    return Proposal(passage.name, start, stop, words, one.type, one.sure, pseudonym, before, after, passage.kind)


def _labels(session: Session) -> dict[str, str | None]:
    """Give the speakers whose label is a name rather than a number or a role, with the pseudonym of their case."""
    found: dict[str, str | None] = {}
    for document in session.read.documents.all():
        for speaker in document.speakers:
            label = speaker.label.partition("(")[0].strip()
            if any(one.type == "name" for one in recognise(f"met {label}.")):
                found.setdefault(label, speaker.case if speaker.case != speaker.label else None)
    return found


def _findings(
    text: str, participants: Collection[str], institutions: Collection[str], entities: Entities | None
) -> list[Found]:
    found = recognise(text, participants, institutions)
    if entities is None:
        return found
    return settle([*found, *(Found(start, stop, kind, False) for start, stop, kind in entities(text))], text)


def _pseudonym(type_: str, words: str, before: str, who: str | None, known: dict[str, str]) -> str:
    """Give the words that stand in, the same for the same person all through the project, and keep them in mind."""
    made = same_as(words, known) or stand_in(type_, before, who, set(known.values()))
    known.setdefault(folded(words), made)
    return made


def decide(
    session: Session, document: str, start: int, stop: int, decision: str, pseudonym: str = "", type_: str = ""
) -> Future[Id]:
    """Keep a decision about one place: replace or keep it, or (always, never) the same words wherever they stand."""
    if decision not in get_args(Decision):
        raise UsageError(_("Choose from: {names}").format(names=", ".join(get_args(Decision))), "", decision)

    def job() -> Id:
        texts = _Texts(session)
        text = texts.of(document).text
        if not 0 <= start < stop <= len(text) or not text[start:stop].strip():
            raise UsageError(
                _("{document} has no words at {start}-{stop}.").format(document=document, start=start, stop=stop),
                _("Look at: codeerbank pseudonymise propose {document}").format(document=document),
            )
        return session.write(_record(texts, document, start, stop, decision, pseudonym.strip(), type_))

    return session.later(job)


@dataclass(frozen=True, slots=True)
class _Decidable:
    """A text or a note that decisions are about."""

    identity: Id
    version: Id
    text: str
    turns: Sequence[Turn] = ()

    def turn_at(self, place: int) -> Turn | None:
        """Give the turn in which an address lies."""
        found = bisect_right([turn.start for turn in self.turns], place) - 1
        return self.turns[found] if found >= 0 else None


class _Texts:
    """The texts and notes that decisions are about, each read once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known = {one.name: _Decidable(one.identity, one.version, one.text) for one in notes(session)}
        self.notes = {one.identity for one in self._known.values()}

    def of(self, name: str) -> _Decidable:
        """Give a document, or a note, by its name."""
        about = self.session.read.documents
        if name not in self._known:
            parts = about.identity(name), about.version(name), about.text(name), about.turns(name)
            self._known[name] = _Decidable(*parts)
        return self._known[name]


def _record(
    texts: _Texts, document: str, start: int, stop: int, decision: str, pseudonym: str, type_: str
) -> RecordSet:
    found = texts.of(document)
    turn = found.turn_at(start)
    words, before = found.text[start:stop], found.text[max(0, start - CONTEXT) : start]
    if not type_:
        seen = [one for one in recognise(before + words) if one.stop > len(before)]
        type_ = seen[0].type if seen else "name"
    if not pseudonym and decision in ("replace", "always"):
        who = (turn.case or turn.speaker) if turn else None
        pseudonym = _pseudonym(type_, words, before, who, dict(Pseudonyms(texts.session).by_words()))
    values = {
        "document": found.identity,
        "version": found.version,
        "start": start,
        "stop": stop,
        "type": type_,
        "decision": decision,
        "pseudonym": pseudonym if decision in ("replace", "always") else "",
    }
    is_note = found.identity in texts.notes
    about = found.identity if is_note else _case(texts.session, turn)
    # the version is part of the name: after a correction other words may stand at this place
    version = () if is_note or not found.version else (found.version,)
    named = derived_id(NOUN, found.identity, *version, str(start), str(stop))
    return RecordSet(NOUN, named, values, [about] if about else [])


def _case(session: Session, turn: Turn | None) -> Id | None:
    try:
        return session.read.cases.named(turn.case).id if turn and turn.case else None
    except NotFound:
        return None


def accept(session: Session, proposals: Sequence[Proposal]) -> Future[Id | None]:
    """Replace all these places by the words proposed, as one action."""

    def job() -> Id | None:
        texts = _Texts(session)
        changes = [
            _record(texts, one.document, one.start, one.stop, "replace", one.pseudonym, one.type) for one in proposals
        ]
        return session.write(*changes) if changes else None

    return session.later(job)


def words_to_release(session: Session, coding: Id, words: str | None, checked: bool) -> Future[str]:
    """Give the words under a coding as they may be seen, with pseudonyms where ``words`` does not say otherwise.

    Refused while they may still name somebody, unless a person says to have ``checked`` that they do not.
    """

    def job() -> str:
        found = session.read.codings.get(coding)
        text = words or Pseudonyms(session).text(found.document, found.start, found.stop)
        if (left := left_over(text)) and not checked:
            raise PrivacyRefusal(
                _("These words may give somebody away: {words}. They were not released.").format(words=", ".join(left)),
                _(
                    "Give other words with --words, decide with codeerbank pseudonymise, or say --checked when they name nobody."
                ),
                coding,
            )
        return text

    return session.later(job)


def left_over(text: str) -> list[str]:
    """Name what in words on their way out may still give somebody away; what stands between brackets does not."""
    found = []
    for one in recognise(text):
        opened = text.rfind("[", 0, one.start)
        if opened < 0 or "]" in text[opened : one.start]:
            found.append(text[one.start : one.stop])
    return list(dict.fromkeys(found))


__all__ = [
    "CONTEXT",
    "TYPES",
    "Decision",
    "Proposal",
    "accept",
    "decide",
    "left_over",
    "propose",
    "words_to_release",
]
