"""Many texts at once: in pieces of fixed size, in this process or on a joblib backend, with the same result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    from codeerbank.suggest.code_suggester import CodeSuggester

    Array = np.ndarray[Any, Any]

PIECE = 512
"""Texts to a piece; the pieces are the same however many workers there are, and so are the numbers."""


def score_piece(suggester: CodeSuggester, texts: list[str]) -> Array:
    """Give the probabilities of one piece; needs nothing but its arguments, so that any process can run it."""
    return suggester.predict_proba(texts)


def each_piece(
    suggester: CodeSuggester, texts: Iterable[str], n_jobs: int = 1, backend: str | None = None
) -> Iterator[tuple[list[str], Array]]:
    """Give (texts, probabilities) piece by piece, in order; reads ``texts`` as a stream and holds a few pieces at most.

    n_jobs    processes to use; -1: one for each processor
    backend   a joblib backend such as "loky", "threading" or "dask"; None: the one that
              ``joblib.parallel_config`` set, or joblib's own
    """
    pieces = _pieces(texts)
    if n_jobs == 1 and backend is None:
        for piece in pieces:
            yield piece, score_piece(suggester, piece)
        return
    from contextlib import nullcontext

    from joblib import Parallel, delayed, effective_n_jobs, parallel_config

    # Only parallel_config knows the backends that other packages bring.
    with parallel_config(backend) if backend else nullcontext():
        parallel = Parallel(n_jobs=n_jobs)
    at_once = 2 * effective_n_jobs(n_jobs)
    while window := list(islice(pieces, at_once)):
        yield from zip(window, parallel(delayed(score_piece)(suggester, piece) for piece in window), strict=True)


def predict_many(suggester: CodeSuggester, texts: Iterable[str], n_jobs: int = 1, backend: str | None = None) -> Array:
    """Give the probabilities of all texts, as ``each_piece`` makes them."""
    import numpy as np

    made = [rows for _texts, rows in each_piece(suggester, texts, n_jobs, backend)]
    return np.concatenate(made) if made else np.zeros((0, len(suggester.classes_)))


def _pieces(texts: Iterable[str]) -> Iterator[list[str]]:
    waiting = iter(texts)
    while piece := list(islice(waiting, PIECE)):
        yield piece
