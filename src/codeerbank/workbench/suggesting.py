"""Suggestions for a whole document, a question or the project: what is left to decide, in the order of the texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Suggestion
from codeerbank.workbench.live_suggestions import accept, refuse

if TYPE_CHECKING:
    from codeerbank.workbench.session import Session

PAGE = 1000
"""Turns read at a time: no read stays open while suggestions are made."""


def suggest(
    session: Session, document: str | None = None, question: str | None = None, limit: int | None = None
) -> list[Suggestion]:
    """Propose codes for one document or open question, or for all of them; at most ``limit`` proposals.

    Left out is what the session's coder refused, or coded there with the same code. Nothing is written.
    """
    return list(islice(each_suggestion(session, document, question), limit))


def each_suggestion(
    session: Session, document: str | None = None, question: str | None = None, suggester: str = "cues"
) -> Iterator[Suggestion]:
    """Propose codes as ``suggest`` does, one by one, by the suggester of this name."""
    from codeerbank.plugins import suggesters

    names = session.later(lambda: _texts(session, document, question)).result()
    proposes = suggesters().named(suggester)
    for name in names:
        decided = session.later(partial(_Decided, session, name)).result()
        for found in proposes.suggest(session.codebook, _turns(session, name), session.language):
            if not decided.about(found):
                yield found


def _texts(session: Session, document: str | None, question: str | None) -> list[str]:
    read = session.read.documents
    chosen = [read.named(document).name] if document else []
    chosen += [read.question(question)] if question else []
    return chosen or list(read.names())


def _turns(session: Session, name: str) -> Iterator[Turn]:
    """Go through what people said; where speakers are known, a turn without one is the head of a transcript."""
    labelled = bool(session.later(partial(session.read.documents.named, name)).result().speakers)
    first = 1
    while page := session.later(partial(session.read.documents.turns, name, first, first + PAGE - 1)).result():
        yield from (turn for turn in page if turn.speaker or not labelled)
        first += PAGE


class _Decided:
    """What the coder refused in a document, and where which code stands already."""

    def __init__(self, session: Session, name: str) -> None:
        self._refused = session.read.decisions.refused(name, session.coder)
        spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for coding in session.read.codings.each(document=name, coder=session.coder):
            spans[coding.code].append((coding.start, coding.stop))
        self._coded = {code: list(_joined(sorted(found))) for code, found in spans.items()}

    def about(self, suggestion: Suggestion) -> bool:
        """Say whether this needs no decision any more."""
        if (suggestion.start, suggestion.stop, suggestion.code) in self._refused:
            return True
        coded = self._coded.get(suggestion.code, [])
        before = bisect_left(coded, (suggestion.stop,)) - 1
        return before >= 0 and coded[before][1] > suggestion.start


def _joined(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join sorted spans that overlap, so that of those before a place only the last can reach it."""
    last: tuple[int, int] | None = None
    for start, stop in spans:
        if last and start < last[1]:
            last = (last[0], max(last[1], stop))
        else:
            if last:
                yield last
            last = (start, stop)
    if last:
        yield last


__all__ = ["accept", "each_suggestion", "refuse", "suggest"]
