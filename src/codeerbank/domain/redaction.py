"""Taking a person out of a body: a pure function, so that withdrawals made apart end alike.

A subject is a case, ``<frame>.<row>``, or a stretch of a document, ``<document>@<start>-<stop>``. Rows become null in place
and letters fillers of equal length, so that row numbers and addresses stay what they were. Codings within a forgotten
stretch go with it; one that reaches further stays, without those words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from codeerbank.domain.events import (
    AnswersAppended,
    AnswersChanged,
    CasesAdded,
    Change,
    CodingAdded,
    CodingsAdded,
    DocumentAdded,
    MemoAdded,
    MemoChanged,
    QuoteReleased,
    RecordSet,
    SuggestionDecided,
    VariableAdded,
)
from codeerbank.domain.ids import Id, row_id, split_row_id
from codeerbank.domain.survey import AnswerState
from codeerbank.domain.text import Span

FILLER = "▒"
_STRETCH = re.compile(r"(.+)@(\d+)-(\d+)")
_LETTER = re.compile(r"\S")
Answers = TypeVar("Answers", DocumentAdded, AnswersAppended)


def stretch(document: Id, start: int, stop: int) -> Id:
    """Name a stretch of a document as the subject of an erasure."""
    return f"{document}@{start}-{stop}"


@dataclass(slots=True)
class Erasure:
    """What is to be forgotten: rows per frame, stretches per document, and the codings and memos that go with them."""

    rows: dict[Id, set[int]] = field(default_factory=dict)
    stretches: dict[Id, list[Span]] = field(default_factory=dict)
    things: set[Id] = field(default_factory=set)

    @classmethod
    def of(cls, subjects: Iterable[Id]) -> Erasure:
        """Sort the subjects of an erasure by frame and by document."""
        found = cls()
        for subject in subjects:
            if match := _STRETCH.fullmatch(subject):
                found.stretches.setdefault(match[1], []).append(Span(int(match[2]), int(match[3])))
            else:
                frame, row = split_row_id(subject)
                found.rows.setdefault(frame, set()).add(row)
        return found

    def follow(self, own: Id, change: Change) -> None:
        """Note what goes along with what is forgotten; to be told of every change, in their order, before any is redacted."""
        match change:
            case CodingAdded() if self._lost(change.document, change.start, change.stop):
                self.things.add(own)
            case CodingsAdded() if change.document in self.stretches:
                places = enumerate(zip(change.starts, change.stops, strict=True))
                self.things |= {row_id(own, n) for n, place in places if self._lost(change.document, *place)}
            case MemoAdded() if change.about in self.things or self._is_case(change.about):
                self.things.add(own)

    def redact(self, change: Change) -> Change:
        """Give the change without what is to be forgotten: the same object where it holds nothing of it."""
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
            case CodingsAdded() if change.document in self.stretches:
                places = enumerate(zip(change.starts, change.stops, strict=True))
                gone = {n for n, place in places if self._lost(change.document, *place)}
                return replace(change, starts=_without(change.starts, gone), stops=_without(change.stops, gone))
            case CodingAdded() if self._lost(change.document, change.start, change.stop):
                return replace(change, start=None, stop=None, quote="", attributes={})
            case CodingAdded(start=int(start)):
                return replace(
                    change, quote=_without_spans(change.quote, start, self.stretches.get(change.document, ()))
                )
            case _:
                return self._note(change)

    def _note(self, change: Change) -> Change:
        """Redact what people wrote about what is forgotten."""
        match change:
            case QuoteReleased() if _hit(self.stretches.get(change.document, ()), change.start, change.stop):
                return replace(change, text=_filled(change.text, 0, len(change.text)), group=None)
            case SuggestionDecided() if _hit(self.stretches.get(change.document, ()), change.start, change.stop):
                return replace(change, evidence=[])
            case MemoAdded() if change.about in self.things or self._is_case(change.about):
                return replace(change, text=_filled(change.text, 0, len(change.text)))
            case RecordSet() if any(self.concerns(name) for name in change.about):
                return replace(change, values={})
            case MemoChanged() if change.memo in self.things:
                return replace(change, text=_filled(change.text, 0, len(change.text)))
        return change

    def _document(self, change: Answers, begin: int) -> Answers:
        spans = list(self.stretches.get(change.document, ()))
        gone = self.rows.get(change.frame, set()) if change.frame else set()
        spans += [Span(change.starts[n], change.stops[n]) for n, row in enumerate(change.cases) if row in gone]
        return replace(change, text=_without_spans(change.text, begin, spans)) if spans else change

    def _lost(self, document: Id, start: int | None, stop: int | None) -> bool:
        """Say whether a coding lies within a forgotten stretch, or did before it was redacted."""
        if start is None or stop is None:
            return True
        return any(span.start <= start and stop <= span.stop for span in self.stretches.get(document, ()))

    def concerns(self, identity: Id) -> bool:
        """Say whether an id is of a case that is forgotten, or of something that goes with one."""
        return identity in self.things or self._is_case(identity)

    def _is_case(self, identity: Id) -> bool:
        frame, row = split_row_id(identity)
        return row in self.rows.get(frame, ())


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
