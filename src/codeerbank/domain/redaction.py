"""Taking a person out of a body: a pure function, so that withdrawals made apart end alike.

A subject is a case, ``<frame>.<row>``, or a stretch of a document, ``<document>@<start>-<stop>``, with ``~<version>``
behind it where its addresses are those of a corrected text: it is forgotten in every other version as well; or the id of
a memo, a record or a reply. Rows become null in place and letters fillers of equal length, so that row numbers and
addresses stay what they were. Codings within a forgotten stretch go with it; one that reaches further stays, without
those words. So does the label of a speaker all of whose turns were forgotten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias, TypeVar

from codeerbank.domain.events import (
    AnswersAppended,
    AnswersChanged,
    CasesAdded,
    Change,
    CodingAdded,
    CodingsAdded,
    DocumentAdded,
    DocumentCorrected,
    MemoAdded,
    MemoChanged,
    PanelReplied,
    QuoteReleased,
    RecordSet,
    SpeakerChanged,
    SuggestionDecided,
    VariableAdded,
)
from codeerbank.domain.ids import Id, row_id, split_row_id
from codeerbank.domain.survey import AnswerState
from codeerbank.domain.text import Span
from codeerbank.domain.text_map import TextMap

FILLER = "▒"
_STRETCH = re.compile(r"(.+)@(\d+)-(\d+)(?:~(.+))?")
_LETTER = re.compile(r"\S")
Text: TypeAlias = tuple[Id, Id]
"""A document and the version of its text; empty: as it came in."""
Answers = TypeVar("Answers", DocumentAdded, AnswersAppended)
Spoken = TypeVar("Spoken", DocumentAdded, DocumentCorrected)


def stretch(document: Id, start: int, stop: int, version: Id = "") -> Id:
    """Name a stretch of a version of a document as the subject of an erasure."""
    return f"{document}@{start}-{stop}" + (f"~{version}" if version else "")


def on_version(subject: Id, versions: Mapping[Id, Id]) -> Id:
    """Let a stretch that does not say of which version it is be of the one its document has now."""
    match = _STRETCH.fullmatch(subject)
    version = versions.get(match[1], "") if match and not match[4] else ""
    return f"{subject}~{version}" if version else subject


@dataclass(slots=True)
class Erasure:
    """What is to be forgotten: rows per frame, stretches per document, and the codings and memos that go with them."""

    rows: dict[Id, set[int]] = field(default_factory=dict)
    stretches: dict[Text, list[Span]] = field(default_factory=dict)
    things: set[Id] = field(default_factory=set)
    labels: dict[Id, set[str]] = field(default_factory=dict)
    """Per document with forgotten stretches the labels that stay: what else is said of a speaker is about one who is gone."""

    @classmethod
    def of(cls, subjects: Iterable[Id]) -> Erasure:
        """Sort the subjects of an erasure by frame and by document."""
        found = cls()
        for subject in subjects:
            if match := _STRETCH.fullmatch(subject):
                found.stretches.setdefault((match[1], match[4] or ""), []).append(Span(int(match[2]), int(match[3])))
            else:
                frame, row = split_row_id(subject)
                found.rows.setdefault(frame, set()).add(row)
        return found

    def learn(self, corrections: Iterable[DocumentCorrected]) -> None:
        """Find what is to be forgotten in the other versions of a text; to be told of every correction before all else."""
        ways: dict[Text, list[tuple[Text, TextMap]]] = {}
        for change in corrections:
            before, after = (change.document, change.base), (change.document, change.version)
            there = TextMap(change.kept)
            ways.setdefault(before, []).append((after, there))
            ways.setdefault(after, []).append((before, there.inverse()))
        waiting = [(text, span, text) for text, spans in self.stretches.items() for span in spans]
        while waiting:
            text, span, came_from = waiting.pop()
            for other, there in ways.get(text, ()):
                if other == came_from:
                    continue
                found = Span(*there.cover(span.start, span.stop))
                self.stretches.setdefault(other, []).append(found)
                waiting.append((other, found, text))

    def follow(self, own: Id, change: Change) -> None:
        """Note what goes along with what is forgotten; to be told of every change, in their order, before any is redacted."""
        match change:
            case CodingAdded() if self._lost(_text(change), change.start, change.stop):
                self.things.add(own)
            case CodingsAdded() if _text(change) in self.stretches:
                places = enumerate(zip(change.starts, change.stops, strict=True))
                self.things |= {row_id(own, n) for n, place in places if self._lost(_text(change), *place)}
            case MemoAdded() if change.about in self.things or self._is_case(change.about) or self._is_case(own):
                self.things.add(own)
            case DocumentAdded() | DocumentCorrected() if change.document in self._documents():
                gone = self._speakers_gone(change)
                stay = {str(one["label"]) for n, one in enumerate(change.speakers) if n not in gone}
                self.labels.setdefault(change.document, set()).update(stay)

    def redact(self, change: Change, own: Id = "") -> Change:
        """Give the change without what is to be forgotten: the same object where it holds nothing of it.

        ``own`` is the id of its event, by which a memo or a reply is named.
        """
        if isinstance(change, MemoAdded | PanelReplied) and (own in self.things or self._is_case(own)):
            return _emptied(change)
        match change:
            case CasesAdded() if gone := self.rows.get(change.frame):
                columns = {key: _without(column, gone) for key, column in change.attributes.items()}
                return replace(
                    change, cases=_without(change.cases, gone), groups=_without(change.groups, gone), attributes=columns
                )
            case VariableAdded() if gone := self.rows.get(change.frame):
                states = "".join(
                    str(int(AnswerState.NOT_ASKED)) if n in gone else s for n, s in enumerate(change.states)
                )
                return replace(change, states=states, values=_without(change.values, gone))
            case AnswersChanged() if gone := self.rows.get(change.frame):
                hit = {n for n, row in enumerate(change.rows) if row in gone}
                states = "".join(
                    str(int(AnswerState.NOT_ASKED)) if n in hit else s for n, s in enumerate(change.states)
                )
                return replace(change, states=states, values=_without(change.values, hit))
            case DocumentAdded():
                return self._document(change, 0)
            case AnswersAppended():
                return self._document(change, change.start)
            case DocumentCorrected() if spans := self.stretches.get(_text(change)):
                return self._unnamed(replace(change, text=_without_spans(change.text, 0, spans)))
            case SpeakerChanged() if change.label not in self.labels.get(change.document, {change.label}):
                return replace(change, label=FILLER, case=None)
            case CodingsAdded() if _text(change) in self.stretches:
                places = enumerate(zip(change.starts, change.stops, strict=True))
                gone = {n for n, place in places if self._lost(_text(change), *place)}
                return replace(change, starts=_without(change.starts, gone), stops=_without(change.stops, gone))
            case CodingAdded() if self._lost(_text(change), change.start, change.stop):
                return replace(change, start=None, stop=None, quote="", attributes={})
            case CodingAdded(start=int(start)):
                return replace(change, quote=_without_spans(change.quote, start, self.stretches.get(_text(change), ())))
            case _:
                return self._note(change)

    def _note(self, change: Change) -> Change:
        """Redact what people wrote about what is forgotten."""
        match change:
            case QuoteReleased() if _hit(self.stretches.get(_text(change), ()), change.start, change.stop):
                return replace(change, text=_filled(change.text, 0, len(change.text)), group=None)
            case SuggestionDecided() if _hit(self.stretches.get(_text(change), ()), change.start, change.stop):
                return replace(change, evidence=[])
            case MemoAdded() if change.about in self.things or self._is_case(change.about):
                return _emptied(change)
            case RecordSet() if self._is_forgotten(change):
                return replace(change, values={})
            case MemoChanged() if change.memo in self.things:
                return replace(change, text=_filled(change.text, 0, len(change.text)))
        return change

    def _document(self, change: Answers, begin: int) -> Answers:
        spans = list(self.stretches.get((change.document, ""), ()))
        gone = self.rows.get(change.frame, set()) if change.frame else set()
        spans += [Span(change.starts[n], change.stops[n]) for n, row in enumerate(change.cases) if row in gone]
        if not spans:
            return change
        told = replace(change, text=_without_spans(change.text, begin, spans))
        return self._unnamed(told) if isinstance(told, DocumentAdded) else told

    def _unnamed(self, change: Spoken) -> Spoken:
        """Take out who the speakers are all of whose turns are forgotten."""
        gone = self._speakers_gone(change)
        nobody = [{**one, "label": FILLER * (n + 1), "case": None} for n, one in enumerate(change.speakers)]
        named = [nobody[n] if n in gone else one for n, one in enumerate(change.speakers)]
        return replace(change, speakers=named) if gone else change

    def _speakers_gone(self, change: DocumentAdded | DocumentCorrected) -> set[int]:
        version = change.version if isinstance(change, DocumentCorrected) else ""
        spans = self.stretches.get((change.document, version), ())
        gone: set[int] = set()
        stay: set[int] = set()
        for speaker, start, stop in zip(change.speaker, change.starts, change.stops, strict=False):
            lost = any(span.start <= start and stop <= span.stop for span in spans)
            (gone if lost else stay).add(speaker)
        return gone - stay - {-1}

    def _documents(self) -> set[Id]:
        return {document for document, _version in self.stretches}

    def _is_forgotten(self, change: RecordSet) -> bool:
        """Say whether a record is about somebody forgotten, by name or by the place in a text that it speaks of."""
        values = change.values
        text = (values.get("document", ""), values.get("version", ""))
        place = values.get("start"), values.get("stop")
        if all(isinstance(one, int) for one in place) and all(isinstance(one, str) for one in text):
            start, stop = place
            if _hit(self.stretches.get(text, ()), start, stop):  # type: ignore[arg-type]
                return True
        return self._is_case(change.record) or any(self.concerns(name) for name in change.about)

    def _lost(self, text: Text, start: int | None, stop: int | None) -> bool:
        """Say whether a coding lies within a forgotten stretch, or did before it was redacted."""
        if start is None or stop is None:
            return True
        return any(span.start <= start and stop <= span.stop for span in self.stretches.get(text, ()))

    def concerns(self, identity: Id) -> bool:
        """Say whether an id is of a case that is forgotten, or of something that goes with one."""
        return identity in self.things or self._is_case(identity)

    def _is_case(self, identity: Id) -> bool:
        frame, row = split_row_id(identity)
        return row in self.rows.get(frame, ())


def _emptied(change: Change) -> Change:
    """Take every word out of a note, a record or a reply that is to go as a whole."""
    match change:
        case MemoAdded():
            return replace(change, text=_filled(change.text, 0, len(change.text)))
        case PanelReplied():
            return replace(change, remarks={})
    return change


def _text(change: CodingAdded | CodingsAdded | DocumentCorrected | QuoteReleased | SuggestionDecided) -> Text:
    return change.document, change.version


def answers_of(change: DocumentAdded | AnswersAppended, subjects: Iterable[Id]) -> list[Id]:
    """Name the stretches of an open question that these cases wrote, so that codings on them are forgotten too."""
    wanted = set(subjects)
    if not change.frame:
        return []
    cases = [(n, row_id(change.frame, row)) for n, row in enumerate(change.cases)]
    return [stretch(change.document, change.starts[n], change.stops[n]) for n, case in cases if case in wanted]


def _without(column: Iterable[object], gone: set[int]) -> list:  # type: ignore[type-arg]
    return [None if n in gone else value for n, value in enumerate(column)]


def _without_spans(text: str, start: int, spans: Iterable[Span]) -> str:
    """Fill the parts of a text that begins at ``start`` in its document which lie in these stretches."""
    for span in spans:
        text = _filled(text, max(0, span.start - start), max(0, span.stop - start))
    return text


def _filled(text: str, start: int, stop: int) -> str:
    return text[:start] + _LETTER.sub(FILLER, text[start:stop]) + text[stop:]


def _hit(spans: Iterable[Span], start: int, stop: int) -> bool:
    return any(span.overlaps(Span(start, stop)) for span in spans)
