"""Agreement corrected for chance with the coders' own margins: Cohen, weighted kappa, Fleiss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from codeerbank.agreement.ratings import Label, Ratings, cross_table, patterns
from codeerbank.agreement.results import NO_UNITS, Coefficient, chance_corrected
from codeerbank.domain.plain import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

Weights: TypeAlias = Literal["unweighted", "linear", "quadratic"]
Table: TypeAlias = Sequence[Sequence[float]]


def percent_agreement(ratings: Ratings) -> Coefficient:
    """Give the share of all pairs of judgements on one unit that are the same (0-1); for two coders: of the units."""
    found = patterns(ratings, coders=2)
    units, judged = int(found.times.sum()), found.judged
    if not units:
        return Coefficient(None, 0, reason=NO_UNITS)
    pairs = combinations(found.given, 2)
    same = sum(((one == other) & (one >= 0)).astype(int) for one, other in pairs)
    shares = found.times * same / (judged * (judged - 1) / 2)
    share = math.fsum(shares.tolist()) / units
    return Coefficient(share, units, share)


def cohen_kappa(
    first: Sequence[Label | None],
    second: Sequence[Label | None],
    categories: Sequence[Label] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Give Cohen's kappa (1960) for two coders with its asymptotic standard error."""
    return _kappa(cross_table(first, second, categories), "unweighted", level)


def weighted_kappa(
    first: Sequence[Label | None],
    second: Sequence[Label | None],
    weights: Weights = "linear",
    categories: Sequence[Label] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Give Cohen's weighted kappa (1968) for ordered categories; a near miss counts as partial agreement."""
    return _kappa(cross_table(first, second, categories), weights, level)


def kappa_of_table(table: Table, weights: Weights = "unweighted", level: float = 0.95) -> Coefficient:
    """Give kappa of a square table of counts, with the standard error of Fleiss, Cohen and Everitt (1969)."""
    import numpy as np

    table = plain(table)
    if any(len(row) != len(table) for row in table) or any(
        count is None or count < 0 for row in table for count in row
    ):
        raise ValueError("a table of two coders is square and holds counts of 0 or more")
    return _kappa(np.asarray(table, dtype=float), weights, level)


def _kappa(table: NDArray[Any], weights: Weights, level: float) -> Coefficient:
    if weights not in ("unweighted", "linear", "quadratic"):
        raise ValueError(f"{weights!r} is none of unweighted, linear, quadratic")
    n = float(table.sum())
    if not n:
        return Coefficient(None, 0, reason=NO_UNITS)
    rows, columns, w = table.sum(axis=1), table.sum(axis=0), _weights(len(table), weights)
    of_row, of_column = w @ columns / n, rows @ w / n
    observed, expected = float((w * table).sum()) / n, float(rows @ of_row) / n
    found = chance_corrected(observed, expected, n)
    if found.value is None:
        return found
    apart = w * (1 - expected) - (of_row[:, None] + of_column) * (1 - observed)
    spread = float((table * apart**2).sum()) / n
    variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4)
    se = math.sqrt(max(0.0, variance))
    z = NormalDist().inv_cdf((1 + level) / 2)
    return Coefficient(found.value, n, observed, expected, se, (found.value - z * se, found.value + z * se))


def _weights(size: int, weights: Weights) -> NDArray[Any]:
    """Say how much a pair of categories counts as agreement: 1 on the diagonal."""
    import numpy as np

    if weights == "unweighted" or size < 2:
        return np.eye(size)
    places = np.arange(size)
    apart = abs(places[:, None] - places) / (size - 1)
    found: NDArray[Any] = 1 - (apart if weights == "linear" else apart**2)
    return found


def fleiss_kappa(ratings: Ratings, categories: Sequence[Label] | None = None) -> Coefficient:
    """Give Fleiss' kappa (1971) for two or more coders, over the units that all of them judged."""
    found = patterns(ratings, categories, coders=len(ratings))
    return fleiss_kappa_of_counts(found.counts().tolist(), found.times.tolist())


def fleiss_kappa_of_counts(counts: Table, times: Sequence[int] | None = None) -> Coefficient:
    """Give Fleiss' kappa of a table of units by categories; every unit has the same number of judgements.

    times   how often each row of the table occurs, where equal units were taken together
    """
    counts = plain(counts)
    sizes = {sum(unit) for unit in counts}
    if not counts or sizes <= {0, 1}:
        return Coefficient(None, 0, reason=NO_UNITS)
    if len(sizes) > 1:
        raise ValueError("every unit needs the same number of judgements")
    rows = list(zip(counts, [1] * len(counts) if times is None else plain(times), strict=True))
    coders, n = sizes.pop(), sum(k for _unit, k in rows)
    observed = sum(k * sum(c * (c - 1) for c in unit) for unit, k in rows) / (n * coders * (coders - 1))
    shares = [sum(column) / (n * coders) for column in zip(*([k * c for c in unit] for unit, k in rows), strict=True)]
    return chance_corrected(observed, sum(share**2 for share in shares), n)
