"""How sure a number is: draw whole documents again and again, with replacement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from codeerbank.agreement.results import NO_VARIATION, ONE_DOCUMENT
from codeerbank.domain.reasons import Reasoned

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
SAMPLES, SEED = 2000, 20261122
_CELLS = 2_000_000
"""Samples times documents that are held at once."""


@dataclass(frozen=True, slots=True)
class BootstrapInterval(Reasoned):
    """A percentile interval; the same seed gives the same numbers.

    drawn       samples in which the number existed; the others say nothing and are left out
    """

    low: float | None
    high: float | None
    samples: int
    drawn: int
    seed: int
    documents: int
    reason: str = ""

    @property
    def pair(self) -> tuple[float, float] | None:
        """Give both ends, None where there is no interval."""
        return (self.low, self.high) if self.low is not None and self.high is not None else None


def bootstrap_interval(
    documents: Sequence[T],
    statistic: Callable[[Sequence[T]], float | None],
    samples: int = SAMPLES,
    seed: int = SEED,
    level: float = 0.95,
) -> BootstrapInterval:
    """Give the percentile interval of a statistic over documents drawn with replacement."""
    found: list[float] = []
    documents = list(documents)  # a series would be asked by its own index
    if len(documents) > 1:
        for drawn in chain.from_iterable(draws(len(documents), samples, seed)):
            value = statistic([documents[which] for which in drawn])
            if value is not None:
                found.append(value)
    return percentile_interval(found, len(documents), samples, seed, level)


def percentile_interval(
    values: Any, documents: int, samples: int = SAMPLES, seed: int = SEED, level: float = 0.95
) -> BootstrapInterval:
    """Give the interval of what the samples gave; NaN stands for a sample in which the number did not exist."""
    import numpy as np

    if documents < 2:
        return BootstrapInterval(None, None, samples, 0, seed, documents, ONE_DOCUMENT)
    known = np.asarray(values, dtype=float)
    known = known[~np.isnan(known)]
    if not len(known):
        return BootstrapInterval(None, None, samples, 0, seed, documents, NO_VARIATION)
    low, high = np.quantile(known, [(1 - level) / 2, (1 + level) / 2])
    return BootstrapInterval(float(low), float(high), samples, len(known), seed, documents)


def draws(documents: int, samples: int = SAMPLES, seed: int = SEED) -> Iterator[NDArray[Any]]:
    """Draw as many documents as there are, ``samples`` times; a row of places per sample, some rows at a time."""
    import numpy as np

    random, at_once = np.random.default_rng(seed), max(1, _CELLS // documents)
    for begun in range(0, samples, at_once):
        yield random.integers(0, documents, size=(min(at_once, samples - begun), documents))


def times_drawn(documents: int, samples: int = SAMPLES, seed: int = SEED) -> Iterator[NDArray[Any]]:
    """Say how often each sample holds each document: a row per sample, a column per document, some rows at a time."""
    import numpy as np

    for drawn in draws(documents, samples, seed):
        cells = drawn + np.arange(len(drawn))[:, None] * documents
        yield np.bincount(cells.ravel(), minlength=drawn.size).reshape(drawn.shape).astype(float)
