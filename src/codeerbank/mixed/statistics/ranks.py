"""Ratings compared between groups by their ranks, exactly where the groups are small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import copysign, erfc, sqrt
from typing import TypeAlias

from codeerbank.domain.plain import plain
from codeerbank.mixed.statistics.outcome import Outcome, undefined

Ratings: TypeAlias = Sequence[float | None]
"""Ratings of one group; None (or not a number) is no answer."""

EXACT_TO = 20
"""Up to this many persons every way to divide or to sign them is counted."""


def rated(values: Ratings) -> list[float]:
    """Give the ratings that were given."""
    return [float(value) for value in plain(values) if value is not None]


def tied(values: Iterable[float]) -> list[int]:
    """Give how many share each value."""
    return list(Counter(values).values())


def two_sided(z: float) -> float:
    """Give the two-sided p of a normal deviate."""
    return erfc(abs(z) / sqrt(2))


def doubled_ranks(values: Sequence[float]) -> list[int]:
    """Give twice the rank of each value, so that ties, which share their mean rank, stay whole numbers."""
    counted, below, rank = Counter(values), 0, {}
    for value in sorted(counted):
        rank[value] = 2 * below + counted[value] + 1
        below += counted[value]
    return [rank[value] for value in values]


def mann_whitney(x: Ratings, y: Ratings, exact_to: int = EXACT_TO) -> Outcome:
    """Compare the ratings of two groups; missing ratings are left out.

    U counts the pairs in which x is higher, ties for a half; the effect 2U/mn - 1 runs from -1 (y always higher) to
    1. Up to ``exact_to`` persons p is the share of all ways to divide them in two such groups whose U lies at least
    as far from its mean, ties and all; above it the normal distribution with the variance corrected for ties and a
    continuity correction.
    Source    Mann & Whitney, Annals of Mathematical Statistics 18 (1947); ties: Lehmann, Nonparametrics (1975), 1.4.
    """
    a, b = rated(x), rated(y)
    m, k = len(a), len(b)
    if not m or not k:
        return undefined("mann_whitney", m + k, "empty_group")
    ranks = doubled_ranks([*a, *b])
    away = sum(ranks[:m]) - m * (m + k + 1)
    u = (away + m * k) / 2
    effect = 2 * u / (m * k) - 1
    if len(set(ranks)) == 1:
        return undefined("mann_whitney", m + k, "no_variation")
    if m + k <= exact_to:
        p = _share_as_far(ranks, m, abs(away))
        return Outcome("mann_whitney", m + k, p, "exact", u, effect=effect, measure="pairs_higher")
    n = m + k
    ties = sum(t**3 - t for t in tied(ranks))
    spread = m * k / 12 * (n + 1 - ties / (n * (n - 1)))
    z = copysign(max(0.0, abs(away) / 2 - 0.5) / sqrt(spread), away)
    return Outcome("mann_whitney", n, two_sided(z), statistic=u, z=z, effect=effect, measure="pairs_higher")


def _share_as_far(ranks: Sequence[int], size: int, away: int) -> float:
    """Give the share of all choices of ``size`` ranks whose sum lies at least this far from the mean."""
    from math import comb

    ways: list[Counter[int]] = [Counter({0: 1}), *(Counter[int]() for _ in range(size))]
    for rank in ranks:
        for chosen in range(size, 0, -1):
            for total, count in ways[chosen - 1].items():
                ways[chosen][total + rank] += count
    middle = size * (len(ranks) + 1)
    far = sum(count for total, count in ways[size].items() if abs(total - middle) >= away)
    return far / comb(len(ranks), size)


def kruskal_wallis(groups: Sequence[Ratings]) -> Outcome:
    """Compare the ratings of two or more groups by chi-square of their ranks, corrected for ties.

    The effect is epsilon² = H/(n-1), 0-1. Groups without a rating are left out.
    Source    Kruskal & Wallis, JASA 47 (1952), 583-621; epsilon²: Kelley (1935), Tomczak & Tomczak (2014).
    """
    from scipy.special import chdtrc

    filled = [found for group in groups if (found := rated(group))]
    n = sum(map(len, filled))
    if len(filled) < 2:
        return undefined("kruskal_wallis", n, "one_group")
    ranks = [rank / 2 for rank in doubled_ranks([value for group in filled for value in group])]
    correction = 1 - sum(t**3 - t for t in tied(ranks)) / (n**3 - n)
    if correction <= 0:
        return undefined("kruskal_wallis", n, "no_variation")
    total, start = 0.0, 0
    for group in filled:
        total += sum(ranks[start : start + len(group)]) ** 2 / len(group)
        start += len(group)
    h = (12 / (n * (n + 1)) * total - 3 * (n + 1)) / correction
    df = len(filled) - 1
    p = float(chdtrc(df, h))
    return Outcome("kruskal_wallis", n, p, statistic=h, df=df, effect=h / (n - 1), measure="epsilon_squared")
