"""Agreement corrected for chance with the coders' own margins: Cohen, weighted kappa, Fleiss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from statistics import NormalDist
from typing import Literal, TypeAlias

from codeerbank.agreement.ratings import Label, Ratings, category_counts, cross_table, patterns
from codeerbank.agreement.results import NO_UNITS, Coefficient, chance_corrected
from codeerbank.domain.plain import plain

Weights: TypeAlias = Literal["unweighted", "linear", "quadratic"]
Table: TypeAlias = Sequence[Sequence[float]]


def percent_agreement(ratings: Ratings) -> Coefficient:
    """Give the share of all pairs of judgements on one unit that are the same (0-1); for two coders: of the units."""
    same, units = [], 0
    for pattern in patterns(ratings):
        here = list(combinations(pattern.labels, 2))
        if here:
            units += pattern.times
            same.append(pattern.times * sum(one == other for one, other in here) / len(here))
    if not units:
        return Coefficient(None, 0, reason=NO_UNITS)
    share = math.fsum(same) / units
    return Coefficient(share, units, share)


def cohen_kappa(
    first: Sequence[Label | None],
    second: Sequence[Label | None],
    categories: Sequence[Label] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Give Cohen's kappa (1960) for two coders with its asymptotic standard error."""
    return kappa_of_table(cross_table(first, second, categories), level=level)


def weighted_kappa(
    first: Sequence[Label | None],
    second: Sequence[Label | None],
    weights: Weights = "linear",
    categories: Sequence[Label] | None = None,
    level: float = 0.95,
) -> Coefficient:
    """Give Cohen's weighted kappa (1968) for ordered categories; a near miss counts as partial agreement."""
    return kappa_of_table(cross_table(first, second, categories), weights, level)


def kappa_of_table(table: Table, weights: Weights = "unweighted", level: float = 0.95) -> Coefficient:
    """Give kappa of a square table of counts, with the standard error of Fleiss, Cohen and Everitt (1969)."""
    table = plain(table)
    if weights not in ("unweighted", "linear", "quadratic"):
        raise ValueError(f"{weights!r} is none of unweighted, linear, quadratic")
    if any(len(row) != len(table) for row in table) or any(
        count is None or count < 0 for row in table for count in row
    ):
        raise ValueError("a table of two coders is square and holds counts of 0 or more")
    n = float(sum(map(sum, table)))
    if not n:
        return Coefficient(None, 0, reason=NO_UNITS)
    size = range(len(table))
    p = [[count / n for count in row] for row in table]
    rows, columns = [sum(row) for row in p], [sum(row[j] for row in p) for j in size]
    w = [[_weight(i, j, len(table), weights) for j in size] for i in size]
    observed = sum(w[i][j] * p[i][j] for i in size for j in size)
    expected = sum(w[i][j] * rows[i] * columns[j] for i in size for j in size)
    found = chance_corrected(observed, expected, n)
    if found.value is None:
        return found
    of_row = [sum(w[i][j] * columns[j] for j in size) for i in size]
    of_column = [sum(w[i][j] * rows[i] for i in size) for j in size]
    spread = sum(
        p[i][j] * (w[i][j] * (1 - expected) - (of_row[i] + of_column[j]) * (1 - observed)) ** 2
        for i in size
        for j in size
    )
    variance = (spread - (observed * expected - 2 * expected + observed) ** 2) / (n * (1 - expected) ** 4)
    se = math.sqrt(max(0.0, variance))
    z = NormalDist().inv_cdf((1 + level) / 2)
    return Coefficient(found.value, n, observed, expected, se, (found.value - z * se, found.value + z * se))


def _weight(i: int, j: int, size: int, weights: Weights) -> float:
    if weights == "unweighted" or size < 2:
        return float(i == j)
    apart = abs(i - j) / (size - 1)
    return 1 - (apart if weights == "linear" else apart**2)


def fleiss_kappa(ratings: Ratings, categories: Sequence[Label] | None = None) -> Coefficient:
    """Give Fleiss' kappa (1971) for two or more coders, over the units that all of them judged."""
    return fleiss_kappa_of_counts(*category_counts(ratings, categories, complete=True))


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
