"""Taking a person out of a body: a pure function, so that withdrawals made apart end alike.

A subject is a case, ``<frame>.<row>``, or a stretch of a document, ``<document>@<start>-<stop>``. Rows become null in place
and letters fillers of equal length, so that row numbers and addresses stay what they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from codeerbank.domain.events import (
    CasesAdded,
    Change,
    CodingAdded,
    CodingsAdded,
    DocumentAdded,
    MemoAdded,
    QuoteReleased,
    SuggestionDecided,
    VariableAdded,
)
from codeerbank.domain.ids import Id, row_id, split_row_id
from codeerbank.domain.survey import AnswerState
from codeerbank.domain.text import Span

FILLER = "▒"
_STRETCH = re.compile(r"(.+)@(\d+)-(\d+)")
_LETTER = re.compile(r"\S")


def stretch(document: Id, start: int, stop: int) -> Id:
    """Name a stretch of a document as the subject of an erasure."""
    return f"{document}@{start}-{stop}"


@dataclass(slots=True)
class Erasure:
    """What is to be forgotten: rows per frame, and stretches per document."""

    rows: dict[Id, set[int]] = field(default_factory=dict)
    stretches: dict[Id, list[Span]] = field(default_factory=dict)

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
            case DocumentAdded():
                return self._document(change)
            case CodingsAdded() if spans := self.stretches.get(change.document):
                gone = {
                    n
                    for n, (a, b) in enumerate(zip(change.starts, change.stops, strict=True))
                    if a is not None and b is not None and _hit(spans, a, b)
                }
                return (
                    replace(change, starts=_without(change.starts, gone), stops=_without(change.stops, gone))
                    if gone
                    else change
                )
            case CodingAdded() if _hit(self.stretches.get(change.document, ()), change.start, change.stop):
                return replace(change, quote=_filled(change.quote, 0, len(change.quote)))
            case QuoteReleased() if _hit(self.stretches.get(change.document, ()), change.start, change.stop):
                return replace(change, text=_filled(change.text, 0, len(change.text)), group=None)
            case SuggestionDecided() if _hit(self.stretches.get(change.document, ()), change.start, change.stop):
                return replace(change, evidence=[])
            case MemoAdded() if change.noun == "case" and split_row_id(change.about)[1] in self.rows.get(
                split_row_id(change.about)[0], ()
            ):
                return replace(change, text=_filled(change.text, 0, len(change.text)))
        return change

    def _document(self, change: DocumentAdded) -> DocumentAdded:
        spans = list(self.stretches.get(change.document, ()))
        gone = self.rows.get(change.frame, set()) if change.frame else set()
        spans += [Span(change.starts[n], change.stops[n]) for n, row in enumerate(change.cases) if row in gone]
        text = change.text
        for span in spans:
            text = _filled(text, span.start, span.stop)
        return replace(change, text=text) if spans else change


def answers_of(change: DocumentAdded, subjects: Iterable[Id]) -> list[Id]:
    """Name the stretches of an open question that these cases wrote, so that codings on them are forgotten too."""
    wanted = set(subjects)
    if not change.frame:
        return []
    cases = [(n, row_id(change.frame, row)) for n, row in enumerate(change.cases)]
    return [stretch(change.document, change.starts[n], change.stops[n]) for n, case in cases if case in wanted]


def _without(column: Iterable[object], gone: set[int]) -> list:  # type: ignore[type-arg]
    return [None if n in gone else value for n, value in enumerate(column)]


def _filled(text: str, start: int, stop: int) -> str:
    return text[:start] + _LETTER.sub(FILLER, text[start:stop]) + text[stop:]


def _hit(spans: Iterable[Span], start: int, stop: int) -> bool:
    return any(span.overlaps(Span(start, stop)) for span in spans)
