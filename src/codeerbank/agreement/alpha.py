"""Krippendorff's alpha: any number of coders, gaps allowed, any distance between what they gave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from codeerbank.agreement.ratings import Label, Pattern, Ratings, categories_of, patterns
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
    found = [pattern for pattern in patterns(ratings) if len(pattern.labels) > 1]
    if not found:
        return Coefficient(None, 0, reason=NO_UNITS)
    values = categories_of(found, categories)
    counts, times = _counts(found, values)
    apart = _apart(values, times @ counts, level) if distance is None else _by_distance(values, distance)
    return _alpha(counts, times, apart)


def _alpha(counts: NDArray[Any], times: NDArray[Any], apart: NDArray[Any]) -> Coefficient:
    """Give alpha of a table of patterns by values, how often each pattern occurs, and the distances of the values."""
    import numpy as np

    units, per_unit, totals = int(times.sum()), counts.sum(axis=1), times @ counts
    n = float(totals.sum())
    disagreement = np.einsum("uc,ck,uk->u", counts, apart, counts, optimize=True) / (per_unit - 1)
    observed = float(times @ disagreement) / n
    expected = float(totals @ apart @ totals) / (n * (n - 1))
    if expected <= 0:
        return Coefficient(None, units, observed, expected, reason=NO_VARIATION)
    return Coefficient(1 - observed / expected, units, observed, expected)


def _counts(found: Sequence[Pattern], values: Sequence[Label]) -> tuple[NDArray[Any], NDArray[Any]]:
    import numpy as np

    place = {value: column for column, value in enumerate(values)}
    counts = np.zeros((len(found), len(values)))
    for row, pattern in enumerate(found):
        for label, often in Counter(pattern.labels).items():
            counts[row, place[label]] = often
    return counts, np.array([pattern.times for pattern in found], dtype=float)


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
