"""Tests for groups that have an order: does the share, or the rating, rise or fall along it?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt

from codeerbank.domain.frequency import Interval
from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.contingency import Counts, contingency
from codeerbank.mixed.statistics.intervals import z_of
from codeerbank.mixed.statistics.outcome import Outcome, undefined
from codeerbank.mixed.statistics.ranks import Ratings, rated, tied, two_sided


def cochran_armitage(
    x: Sequence[int], n: Sequence[int], scores: Sequence[int] | None = None, exact: bool = False
) -> Outcome:
    """Test whether a share rises or falls along ordered groups: ``x`` of ``n`` per group, in their order.

    z = Σ t(x - n·p) / √(p(1-p)(Σ n·t² - (Σ n·t)²/N)); the scores t are 1, 2, 3 ... unless given. A z above 0 is a
    share that rises. The square of z is the chi-square for trend (df 1).
    exact     count every way to divide the x over the groups instead of using the normal distribution
    Source    Cochran, Biometrics 10 (1954), 417-451; Armitage, Biometrics 11 (1955), 375-386.
    """
    x, n = plain(x), plain(n)
    t = plain(scores) if scores is not None else range(1, len(n) + 1)
    if any(not 0 <= part <= whole or part != int(part) for part, whole in zip(x, n, strict=True)):
        raise ValueError("each group holds a whole number of cases, between 0 and all of its own")
    x, n = [int(part) for part in x], [int(size) for size in n]
    total = sum(n)
    if not 0 < sum(x) < total:
        return undefined("cochran_armitage", total, "no_variation")
    share = sum(x) / total
    first = sum(score * size for score, size in zip(t, n, strict=True))
    spread = sum(score * score * size for score, size in zip(t, n, strict=True)) - first * first / total
    if spread <= 0:
        return undefined("cochran_armitage", total, "one_group")
    z = sum(s * (part - size * share) for s, part, size in zip(t, x, n, strict=True)) / sqrt(
        share * (1 - share) * spread
    )
    if exact:
        return Outcome("cochran_armitage", total, _share_as_steep(x, n, t), "exact", float(z), float(z))
    return Outcome("cochran_armitage", total, two_sided(z), statistic=float(z), z=float(z))


def _share_as_steep(x: Sequence[int], n: Sequence[int], t: Sequence[int]) -> float:
    """Give the probability of a trend at least this far from none, of all ways to divide the x over the groups."""
    ways: Counter[tuple[int, int]] = Counter({(0, 0): 1})
    for size, score in zip(map(int, n), map(int, t), strict=True):
        grown: Counter[tuple[int, int]] = Counter()
        for (taken, steep), count in ways.items():
            for here in range(min(size, sum(x) - taken) + 1):
                grown[taken + here, steep + score * here] += count * comb(size, here)
        ways = grown
    middle = sum(x) * sum(score * size for score, size in zip(t, n, strict=True))
    away = abs(sum(n) * sum(score * part for score, part in zip(t, x, strict=True)) - middle)
    whole = [(steep, count) for (taken, steep), count in ways.items() if taken == sum(x)]
    far = sum(count for steep, count in whole if abs(sum(n) * steep - middle) >= away)
    return far / sum(count for _steep, count in whole)


def jonckheere_terpstra(groups: Sequence[Ratings]) -> Outcome:
    """Test whether ratings rise or fall along ordered groups; missing ratings (None) are left out.

    The statistic J counts, over every pair of groups, how often the later one is higher, ties for a half; z from its mean and its
    variance corrected for ties. The effect is (2J - M)/M of the M pairs: -1 all fall, 1 all rise.
    Source    Jonckheere, Biometrika 41 (1954), 133-145; ties: Hollander & Wolfe, Nonparametric Statistical Methods
              (1999), 6.2.
    """
    from bisect import bisect_left, bisect_right

    ordered = [sorted(rated(group)) for group in groups]
    sizes = [len(group) for group in ordered if group]
    n = sum(sizes)
    if len(sizes) < 2:
        return undefined("jonckheere_terpstra", n, "one_group")
    j = 0.0
    for place, early in enumerate(ordered):
        for late in ordered[place + 1 :]:
            j += sum((bisect_left(early, value) + bisect_right(early, value)) / 2 for value in late)
    variance = _jonckheere_variance(n, sizes, tied(value for group in ordered for value in group))
    if variance <= 0:
        return undefined("jonckheere_terpstra", n, "no_variation")
    pairs = (n * n - sum(size * size for size in sizes)) / 2
    z = (j - pairs / 2) / sqrt(variance)
    effect = 2 * j / pairs - 1
    return Outcome("jonckheere_terpstra", n, two_sided(z), statistic=j, z=z, effect=effect, measure="pairs_higher")


def _jonckheere_variance(n: int, sizes: Sequence[int], ties: Sequence[int]) -> float:
    def one(t: int) -> int:
        return t * (t - 1) * (2 * t + 5)

    def two(t: int) -> int:
        return t * (t - 1) * (t - 2)

    def pairs(t: int) -> int:
        return t * (t - 1)

    found = (one(n) - sum(map(one, sizes)) - sum(map(one, ties))) / 72
    if n > 2:
        found += sum(map(two, sizes)) * sum(map(two, ties)) / (36 * n * (n - 1) * (n - 2))
    return found + sum(map(pairs, sizes)) * sum(map(pairs, ties)) / (8 * n * (n - 1))


def linear_by_linear(
    counts: Counts, row_scores: Sequence[float] | None = None, column_scores: Sequence[float] | None = None
) -> Outcome:
    """Test a linear trend between ordered rows and ordered columns: M² = (n-1)r² with 1 degree of freedom.

    The scores are 1, 2, 3 ... unless given; the effect is their correlation r.
    Source    Mantel, JASA 58 (1963), 690-700; Agresti, Categorical Data Analysis (2013), 3.4.1.
    """
    from scipy.special import chdtrc

    table = contingency(counts)
    u = plain(row_scores) if row_scores is not None else range(1, len(table.counts) + 1)
    v = plain(column_scores) if column_scores is not None else range(1, len(table.counts[0]) + 1)
    n = table.n
    of_rows, of_columns = _moments(u, table.row_totals), _moments(v, table.column_totals)
    if n < 2 or of_rows[1] <= 0 or of_columns[1] <= 0:
        return undefined("linear_by_linear", n, "no_variation")
    both = sum(a * b * count for a, row in zip(u, table.counts, strict=True) for b, count in zip(v, row, strict=True))
    r = (both - of_rows[0] * of_columns[0] / n) / sqrt(of_rows[1] * of_columns[1])
    statistic = (n - 1) * r * r
    p = float(chdtrc(1, statistic))
    return Outcome("linear_by_linear", n, p, statistic=statistic, df=1, effect=r, measure="correlation")


def _moments(scores: Sequence[float], totals: Sequence[int]) -> tuple[float, float]:
    """Give the sum of the scores and the sum of their squared distances to the mean."""
    first = sum(score * total for score, total in zip(scores, totals, strict=True))
    second = sum(score * score * total for score, total in zip(scores, totals, strict=True))
    return first, second - first * first / sum(totals) if sum(totals) else 0.0


@dataclass(frozen=True, slots=True)
class OrdinalAssociation(Reasoned):
    """Two ordered characteristics; tau-b and gamma run from -1 to 1 and are None without variation.

    concordant, discordant   pairs of cases that stand in the same order on both, and in opposite order
    p                        of tau-b against 0, with the variance corrected for ties
    """

    concordant: int
    discordant: int
    n: int
    tau_b: float | None
    p: float | None
    gamma: float | None
    gamma_interval: Interval | None
    reason: str = ""


def ordinal_association(counts: Counts, confidence: float = 0.95) -> OrdinalAssociation:
    """Give Kendall's tau-b and Goodman and Kruskal's gamma of a table whose rows and columns have an order.

    With C and D pairs: gamma = (C-D)/(C+D); tau-b = (C-D)/√((N-Tx)(N-Ty)), T the pairs that tie on one. The interval
    of gamma uses its asymptotic standard error.
    Source    Kendall, Rank Correlation Methods (1948); Goodman & Kruskal, JASA 58 (1963), 310-364.
    """
    from scipy.stats import kendalltau

    table = contingency(counts)
    same, opposite = _around(table.counts), _around([row[::-1] for row in table.counts])
    opposite = [row[::-1] for row in opposite]
    concordant = (
        sum(c * o for row, around in zip(table.counts, same, strict=True) for c, o in zip(row, around, strict=True))
        // 2
    )
    discordant = (
        sum(c * o for row, around in zip(table.counts, opposite, strict=True) for c, o in zip(row, around, strict=True))
        // 2
    )
    if len(table.filled) < 2 or len(table.filled[0]) < 2:
        return OrdinalAssociation(
            concordant, discordant, table.n, None, None, None, None, "no_variation" if table.n else "no_cases"
        )
    pairs = [(i, j) for i, row in enumerate(table.counts) for j, count in enumerate(row) for _ in range(count)]
    tau = kendalltau(*zip(*pairs, strict=True))
    gamma, interval = _gamma(table.counts, same, opposite, concordant, discordant, confidence)
    return OrdinalAssociation(
        concordant,
        discordant,
        table.n,
        float(tau.statistic),
        float(tau.pvalue),
        gamma,
        interval,
        "" if gamma is not None else "only_ties",
    )


def _around(counts: Counts) -> list[list[int]]:
    """Give per cell how many cases lie both above and left of it, or both below and right of it."""
    rows, columns = range(len(counts)), range(len(counts[0]))
    return [
        [sum(counts[a][b] for a in rows for b in columns if (a < i and b < j) or (a > i and b > j)) for j in columns]
        for i in rows
    ]


def _gamma(
    counts: Counts,
    same: Sequence[Sequence[int]],
    opposite: Sequence[Sequence[int]],
    concordant: int,
    discordant: int,
    confidence: float,
) -> tuple[float | None, Interval | None]:
    untied = concordant + discordant
    if not untied:
        return None, None
    spread = sum(
        count * (2 * discordant * s - 2 * concordant * o) ** 2
        for row, along, across in zip(counts, same, opposite, strict=True)
        for count, s, o in zip(row, along, across, strict=True)
    )
    gamma = (concordant - discordant) / untied
    half = z_of(confidence) * 4 * sqrt(spread) / (2 * untied) ** 2
    return gamma, (max(-1.0, gamma - half), min(1.0, gamma + half))
