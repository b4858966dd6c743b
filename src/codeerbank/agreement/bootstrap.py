"""How sure a number is: draw whole documents again and again, with replacement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from codeerbank.agreement.results import NO_VARIATION, ONE_DOCUMENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T")
SAMPLES, SEED = 2000, 20261122


@dataclass(frozen=True, slots=True)
class BootstrapInterval:
    """A percentile interval; the same seed gives the same numbers.

    drawn       samples in which the number existed; the others say nothing and are left out
    """

    low: float | None
    high: float | None
    samples: int
    drawn: int
    seed: int
    documents: int
    undefined: str = ""

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
    if len(documents) > 1:
        for drawn in draws(len(documents), samples, seed):
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


def draws(documents: int, samples: int = SAMPLES, seed: int = SEED) -> NDArray[Any]:
    """Draw as many documents as there are, ``samples`` times; a row of places per sample."""
    import numpy as np

    return np.random.default_rng(seed).integers(0, documents, size=(samples, documents))


def times_drawn(documents: int, samples: int = SAMPLES, seed: int = SEED) -> NDArray[Any]:
    """Say how often each sample holds each document: one row per sample, one column per document."""
    import numpy as np

    drawn = draws(documents, samples, seed) + np.arange(samples)[:, None] * documents
    return np.bincount(drawn.ravel(), minlength=samples * documents).reshape(samples, documents).astype(float)
