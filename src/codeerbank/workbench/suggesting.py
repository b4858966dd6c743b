"""Suggestions for a whole document, a question or the project: what is left to decide, as a stream or the best first."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from heapq import nlargest
from typing import TYPE_CHECKING

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Document, Turn
from codeerbank.domain.ports import ExplainingSuggester, LearningSuggester, Suggester
from codeerbank.domain.suggestion import Suggestion, Why
from codeerbank.errors import CodeerbankError
from codeerbank.suggest.checked import checked
from codeerbank.workbench.blinding import refuse_blind
from codeerbank.workbench.live_suggestions import accept, refuse

if TYPE_CHECKING:
    from codeerbank.workbench.session import Session

Seen = Callable[[int, int], None]
"""Called with turns done and turns in all."""


@dataclass(frozen=True, slots=True)
class Workers:
    """How to share the work: ``jobs`` processes here, or the Dask cluster at ``dask``."""

    jobs: int = 1
    dask: str = ""


def suggest(
    session: Session, document: str | None = None, question: str | None = None, limit: int | None = None
) -> list[Suggestion]:
    """Propose codes for one document or open question, or for all of them: with a ``limit`` the best, the best first.

    Left out is what the session's coder refused, or coded there with the same code. Nothing is written.
    """
    found = each_suggestion(session, document, question)
    return list(found) if limit is None else best(found, limit)


def best(found: Iterable[Suggestion], limit: int) -> list[Suggestion]:
    """Keep the ``limit`` surest, the surest first; of equals the first in the texts."""
    numbered = ((one.score, -n, one) for n, one in enumerate(found))
    return [one for _score, _n, one in nlargest(limit, numbered, key=lambda pair: pair[:2])]


def each_suggestion(
    session: Session,
    document: str | None = None,
    question: str | None = None,
    suggester: Suggester | None = None,
    seen: Seen = lambda _done, _all: None,
    workers: Workers | None = None,
) -> Iterator[Suggestion]:
    """Propose codes as ``suggest`` does, one by one in the order of the texts, by this suggester or the project's own.

    A text that is not there is refused at once, before anything is learnt.
    """
    documents = asked_texts(session, document, question)
    return _each(session, documents, suggester or ready_suggester(session), seen, workers)


def asked_texts(session: Session, document: str | None, question: str | None) -> list[Document]:
    """Give the texts that were asked for, all but summaries where none was named; refused to who codes blind."""

    def job() -> list[Document]:
        refuse_blind(session)
        return _texts(session, document, question)

    return session.later(job).result()


def _each(
    session: Session, documents: list[Document], proposes: Suggester, seen: Seen, workers: Workers | None
) -> Iterator[Suggestion]:
    from codeerbank.workbench.suggestion_material import spoken

    total, done = sum(one.turns for one in documents), 0

    def passed(n: int) -> None:
        nonlocal done
        done += n
        seen(done, total)

    for one in documents:
        decided = session.later(partial(_Decided, session, one.name)).result()
        made = _proposed(proposes, session.codebook, spoken(session, one, passed), session.language, workers)
        yield from (found for found in made if not decided.about(found))


def ready_suggester(session: Session, name: str | None = None) -> Suggester:
    """Give the suggester of this name, or the one the project uses; one that learns knows the coder's decisions."""
    from codeerbank.plugins import suggesters
    from codeerbank.store.caches import vectors_beside
    from codeerbank.workbench.suggestion_choices import choices
    from codeerbank.workbench.suggestion_material import material

    chosen = session.later(lambda: choices(session)).result()
    wanted = name or chosen.suggester
    found = suggesters().named(wanted)
    ours = suggesters().is_own(wanted)
    if not isinstance(found, LearningSuggester):
        return found if ours else checked(found)
    known = material(session)
    try:
        learnt = found.learnt(
            session.codebook, known.examples, session.language, known.background, vectors_beside(session.path),
            chosen.for_suggester(),
        )  # fmt: skip
    except Exception as error:  # somebody else's module may fail in any way
        if ours or isinstance(error, CodeerbankError):
            raise
        raise checked(found).fails(type(error).__name__) from error
    return learnt if ours else checked(learnt)


def why(session: Session, suggester: Suggester, suggestion: Suggestion) -> Why | None:
    """Take a suggestion apart; None for a suggester that says no more than its evidence."""
    if isinstance(suggester, ExplainingSuggester):
        return suggester.why(session.codebook, suggestion, session.language)
    return None


def _proposed(
    suggester: Suggester, codebook: Codebook, turns: Iterator[Turn], language: str, workers: Workers | None
) -> Iterable[Suggestion]:
    from codeerbank.suggest.bulk import spread

    how = workers or Workers()
    # Also a single process goes by pieces: what it finds is then the same to the last digit.
    piece = partial(propose_piece, suggester, codebook, language)
    return (found for made in spread(piece, turns, how.jobs, how.dask) for found in made)


def propose_piece(suggester: Suggester, codebook: Codebook, language: str, turns: list[Turn]) -> list[Suggestion]:
    """Propose codes for some turns; needs nothing but its arguments, so that any process can run it."""
    return list(suggester.suggest(codebook, turns, language))


def _texts(session: Session, document: str | None, question: str | None) -> list[Document]:
    read = session.read.documents
    chosen = [read.named(document)] if document else []
    chosen += [read.named(read.question(question))] if question else []
    return chosen or [one for one in read.all() if one.kind != "summary"]


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


__all__ = ["accept", "each_suggestion", "ready_suggester", "refuse", "suggest", "why"]
