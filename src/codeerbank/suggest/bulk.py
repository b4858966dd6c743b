"""Many texts at once: in pieces of fixed size, in this process or on a joblib backend, with the same result."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar, cast

from codeerbank.errors import MissingExtra, UsageError
from codeerbank.i18n import _
from codeerbank.suggest.threads import one_thread

if TYPE_CHECKING:
    import numpy as np

    from codeerbank.suggest.code_suggester import CodeSuggester

    Array = np.ndarray[Any, Any]

Item = TypeVar("Item")
Made = TypeVar("Made")
PIECE = 512
"""Texts or turns to a piece; the pieces are the same however many workers there are, and so are the numbers."""


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
    yield from _run(partial(score_piece, suggester), texts, n_jobs, backend)


def spread(work: Callable[[list[Item]], Made], items: Iterable[Item], jobs: int, dask: str = "") -> Iterator[Made]:
    """Do ``work`` piece by piece in ``jobs`` processes, or on the Dask cluster at this address, in order."""
    if not dask:
        yield from (made for _piece, made in _run(work, items, jobs, None))
        return
    try:
        from distributed import Client  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        hint = _("Install it: pip install 'codeerbank[dask]'.")
        raise MissingExtra(_("A Dask cluster needs the extra “dask”."), hint) from error
    try:
        client: Any = Client(dask, timeout=10)  # type: ignore[no-untyped-call,unused-ignore]
    except (OSError, ValueError) as error:
        what = _("The Dask cluster at {address} does not answer.").format(address=dask)
        raise UsageError(what, _("Start it, or use --workers.")) from error
    with client:
        yield from (made for _piece, made in _run(work, items, -1, "dask"))


def _run(
    work: Callable[[list[Item]], Made], items: Iterable[Item], n_jobs: int, backend: str | None
) -> Iterator[tuple[list[Item], Made]]:
    pieces = _pieces(items)
    if n_jobs == 1 and backend is None:
        for piece in pieces:
            yield piece, _alone(work, piece)
        return
    from contextlib import nullcontext

    from joblib import Parallel, delayed, effective_n_jobs, parallel_config

    # Only parallel_config knows the backends that other packages bring.
    with parallel_config(backend) if backend else nullcontext():
        parallel = Parallel(n_jobs=n_jobs)
        at_once = 2 * effective_n_jobs(n_jobs)
    carried = _Carried.of(work)
    while window := list(islice(pieces, at_once)):
        yield from zip(window, parallel(delayed(carried)(piece) for piece in window), strict=True)


def predict_many(suggester: CodeSuggester, texts: Iterable[str], n_jobs: int = 1, backend: str | None = None) -> Array:
    """Give the probabilities of all texts, as ``each_piece`` makes them."""
    import numpy as np

    made = [rows for _texts, rows in each_piece(suggester, texts, n_jobs, backend)]
    return np.concatenate(made) if made else np.zeros((0, len(suggester.classes_)))


def _pieces(items: Iterable[Item]) -> Iterator[list[Item]]:
    waiting = iter(items)
    while piece := list(islice(waiting, PIECE)):
        yield piece


@dataclass(frozen=True, slots=True)
class _Carried:
    """Work packed once, and unpacked once in each process, however many pieces it gets there."""

    mark: str
    packed: bytes = field(compare=False, repr=False)

    @classmethod
    def of(cls, work: Callable[[Any], Any]) -> _Carried:
        packed = pickle.dumps(work)
        return cls(blake2b(packed, digest_size=16).hexdigest(), packed)

    def __call__(self, piece: list[Any]) -> Any:
        return _alone(_unpacked(self), piece)


@lru_cache(maxsize=1)
def _unpacked(carried: _Carried) -> Callable[[Any], Any]:
    return cast("Callable[[Any], Any]", pickle.loads(carried.packed))  # noqa: S301 - packed by ourselves


def _alone(work: Callable[[list[Item]], Made], piece: list[Item]) -> Made:
    """Do a piece on one thread, so that the numbers are those of every other process."""
    with one_thread():
        return work(piece)
