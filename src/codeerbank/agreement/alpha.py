"""Krippendorff's alpha: any number of coders, gaps allowed, any distance between what they gave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from codeerbank.agreement.ratings import Label, Patterns, Ratings, patterns
from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, Coefficient

if TYPE_CHECKING:
    from numpy.typing import NDArray

Level: TypeAlias = Literal["nominal", "ordinal", "interval"]
Distance: TypeAlias = Callable[[Any, Any], float]


def krippendorff_alpha(
    ratings: Ratings,
    level: Level = "nominal",
    categories: Sequence[Label] | None = None,
    distance: Distance | None = None,
) -> Coefficient:
    """Give alpha; units that fewer than two coders judged do not count.

    categories   the order of ordinal categories, where it is not that of the alphabet or of numbers
    distance     a distance of one's own between two labels, 0 where they are the same
    """
    if level not in ("nominal", "ordinal", "interval"):
        raise ValueError(f"{level!r} is none of nominal, ordinal, interval")
    found = patterns(ratings, categories, coders=2)
    if not len(found.times):
        return Coefficient(None, 0, reason=NO_UNITS)
    totals = found.totals()
    apart = _apart(found.labels, totals, level) if distance is None else _by_distance(found.labels, distance)
    return _alpha(found, totals, apart)


def _alpha(found: Patterns, totals: NDArray[Any], apart: NDArray[Any]) -> Coefficient:
    """Give alpha of what coders gave, how often each label was given, and the distances between the labels."""
    units, n = int(found.times.sum()), float(totals.sum())
    either_way, weight = apart + apart.T, found.times / (found.judged - 1)
    disagreement = 0.0
    for one, other in combinations(found.given, 2):
        both = (one >= 0) & (other >= 0)
        disagreement += float(either_way[one[both], other[both]] @ weight[both])
    observed = disagreement / n
    expected = float(totals @ apart @ totals) / (n * (n - 1))
    if expected <= 0:
        return Coefficient(None, units, observed, expected, reason=NO_VARIATION)
    return Coefficient(1 - observed / expected, units, observed, expected)


def _apart(values: Sequence[Any], totals: NDArray[Any], level: Level) -> NDArray[Any]:
    """Give the squared differences of the level: nominal 0 or 1, interval (a - b)2, ordinal by how many lie between."""
    import numpy as np

    if level == "nominal":
        return 1 - np.eye(len(values))
    middle_ranks = np.cumsum(totals) - totals / 2
    scale = np.asarray(values, dtype=float) if level == "interval" else middle_ranks
    apart: NDArray[Any] = (scale[:, None] - scale[None, :]) ** 2
    return apart


def _by_distance(values: Sequence[Label], distance: Distance) -> NDArray[Any]:
    import numpy as np

    return np.array([[distance(one, other) for other in values] for one in values], dtype=float)
