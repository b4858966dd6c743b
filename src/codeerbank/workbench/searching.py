"""Searching with the query language: what a query finds, page by page, and what to say about how it was understood."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread

from codeerbank.domain.hit import Hit
from codeerbank.domain.query import Query, literal_operators, parsed, written
from codeerbank.domain.text import sentences
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.finding import Finds, Unmatched
from codeerbank.store.read.patterns import Places, places_of
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.session import Session

_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found: which turns, in how many documents, and the query as it was understood."""

    query: Query
    finds: Finds
    documents: int
    remark: str = ""

    def __len__(self) -> int:
        return len(self.finds)

    @property
    def understood(self) -> str:
        """The query written out."""
        return written(self.query)


def search(session: Session, text: str) -> Found:
    """Carry out a query; UsageError where it is empty or cannot be read. On a screen: ``search_aside``."""
    return _search(text, lambda query, matched: session.read.search.find(query, session.codebook, matched))


def search_aside(session: Session, text: str) -> Future[Found]:
    """Carry out a query for a screen, as its coder may see it; a slow expression holds up no other reading and no saving."""
    future: Future[Found] = Future()

    def step(query: Query, matched: Sequence[Places]) -> Finds | Unmatched:
        return looking(session, lambda: session.read.search.find(query, session.codebook, matched)).result()

    def run() -> None:
        try:
            future.set_result(_search(text, step))
        except BaseException as error:
            future.set_exception(error)

    Thread(target=run, daemon=True, name="search").start()
    return future


def _search(text: str, step: Callable[[Query, Sequence[Places]], Finds | Unmatched]) -> Found:
    """Go on with a query until no expression is left to be matched, each in a process of its own."""
    query = parsed(text)
    if query is None:
        raise UsageError(
            _("There is nothing to look for in this query."), _('Type words, or such as: code:M2.1 AND NOT "no time"')
        )
    matched: list[Places] = []
    while isinstance(outcome := step(query, matched), Unmatched):
        matched.append(places_of(outcome.pattern, outcome.texts))
    return Found(query, outcome, len({turn >> WIDTH for turn in outcome.turns}), _remark(text))


def hits(session: Session, found: Found, first: int = 0, last: int | None = None) -> list[Hit]:
    """Read some of what was found; in a session of a screen only inside ``later``."""
    return session.read.search.hits(found.finds, session.codebook, first, last)


def each_hit(session: Session, found: Found, limit: int | None = None) -> Iterator[Hit]:
    """Go through what was found without holding it all."""
    end = len(found) if limit is None else min(limit, len(found))
    for n in range(0, end, _AT_ONCE):
        yield from hits(session, found, n, min(n + _AT_ONCE, end))


def fragment(found: Found, hit: Hit) -> tuple[str, int, int]:
    """Give what to quote of a hit: the words that carry the code asked for, the sentence of a word, or the whole turn."""
    quote = hit.quote
    if not hit.marks or (found.finds.marks.codings and not found.finds.marks.words and not found.finds.marks.places):
        return quote.document, quote.start, quote.stop
    said = quote.start - hit.marks[0].start
    touched = [one for one in sentences(quote.text) if one.overlaps(hit.marks[0])]
    if not touched:
        return quote.document, quote.start, quote.stop
    return quote.document, said + touched[0].start, said + touched[-1].stop


def around(session: Session, document: str, number: int) -> Sequence[str]:
    """Give what was said right before and right after a turn, each with who said it, empty where there is nothing."""
    turns = {turn.number: turn for turn in session.read.documents.turns(document, max(1, number - 1), number + 1)}
    found = []
    for n in (number - 1, number + 1):
        turn = turns.get(n)
        found.append(f"{turn.speaker or turn.case or ''}: {turn.text}" if turn else "")
    return found


def _remark(text: str) -> str:
    words = literal_operators(text)
    if not words:
        return ""
    named = ", ".join(dict.fromkeys(f"“{word}”" for word in words))
    return _("{words}: looked for as a word; in capitals it is an operator.").format(words=named)
