"""The same persons compared with themselves: two or more codes, two or more ratings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import comb, sqrt

from codeerbank.domain.plain import plain
from codeerbank.mixed.statistics.contingency import Counts, contingency
from codeerbank.mixed.statistics.outcome import Outcome, undefined
from codeerbank.mixed.statistics.ranks import EXACT_TO, Ratings, doubled_ranks, tied, two_sided

Persons = Sequence[Sequence[int | None]]
"""A row per person with 0 or 1 for each code; a row with None takes no part."""


def cochran_q(persons: Persons) -> Outcome:
    """Test whether codes are equally frequent among the same persons; the statistic is Q.

    Q = (k-1)(k ΣC² - T²)/(kT - ΣR²), C the totals of codes, R of persons, T of all; chi-square with k - 1.
    Source    Cochran, Biometrika 37 (1950), 256-266.
    """
    from scipy.special import chdtrc

    rows = _complete(persons)
    n, k = len(rows), len(rows[0]) if rows else 0
    if k < 2:
        return undefined("cochran_q", n, "no_persons" if not rows else "one_code")
    if any(value not in (0, 1) for row in rows for value in row):
        raise ValueError("a person has a code (1) or not (0)")
    columns = [sum(column) for column in zip(*rows, strict=True)]
    total, within = sum(columns), k * sum(columns) - sum(sum(row) ** 2 for row in rows)
    if not within:
        return undefined("cochran_q", n, "no_variation")
    q = (k - 1) * (k * sum(column**2 for column in columns) - total**2) / within
    return Outcome("cochran_q", n, float(chdtrc(k - 1, q)), statistic=q, df=k - 1)


def mcnemar(counts: Counts, mid_p: bool = False) -> Outcome:
    """Compare two codes among the same persons, [[both, only first], [only second, neither]].

    Only those who have one of the two tell anything: exact binomial, or mid-p, which counts half of the outcome
    itself and is less strict. The effect is the difference in shares, first minus second.
    Source    McNemar, Psychometrika 12 (1947), 153-157; Fagerland, Lydersen & Laake, BMC Medical Research
              Methodology 13 (2013), 91.
    """
    table = contingency(counts).counts
    if len(table) != 2 or len(table[0]) != 2:
        raise ValueError("McNemar's test takes a table of 2 x 2; use cochran_q for more codes")
    (both, first), (second, neither) = table
    n, differing = both + first + second + neither, first + second
    name = "mcnemar_mid_p" if mid_p else "mcnemar"
    if not differing:
        return undefined(name, n, "no_variation")
    least = min(first, second)
    below = 2 * sum(comb(differing, i) for i in range(least + 1))
    ways = below - comb(differing, least) if mid_p else below
    p = min(1.0, ways / 2**differing)
    return Outcome(name, n, p, "exact", least, effect=(first - second) / n, measure="difference")


def wilcoxon(first: Ratings, second: Ratings, exact_to: int = EXACT_TO) -> Outcome:
    """Compare two ratings by the same persons; who gave only one, or twice the same, tells nothing.

    The statistic is the sum of ranks of those who rose from first to second; the effect, the rank-biserial
    correlation, runs from -1 (all fell) to 1 (all rose). Up to ``exact_to`` differences every sign is counted, ties
    and all; above it the normal distribution with the variance corrected for ties.
    Source    Wilcoxon, Biometrics Bulletin 1 (1945), 80-83; Pratt & Gibbons, Nonparametric Theory (1981), 3.7.
    """
    pairs = _complete(list(zip(plain(first), plain(second), strict=True)))
    steps = [b - a for a, b in pairs if a != b]
    n = len(steps)
    if not n:
        return undefined("wilcoxon", len(pairs), "no_variation" if pairs else "no_persons")
    ranks = doubled_ranks([round(abs(step), 9) for step in steps])
    risen, whole = sum(rank for rank, step in zip(ranks, steps, strict=True) if step > 0), sum(ranks)
    effect = 2 * risen / whole - 1
    if n <= exact_to:
        ways = Counter({0: 1})
        for rank in ranks:
            ways += Counter({total + rank: count for total, count in ways.items()})
        far = sum(count for total, count in ways.items() if abs(2 * total - whole) >= abs(2 * risen - whole))
        return Outcome("wilcoxon", len(pairs), far / 2**n, "exact", risen / 2, effect=effect, measure="rank_biserial")
    spread = n * (n + 1) * (2 * n + 1) / 24 - sum(t**3 - t for t in tied(ranks)) / 48
    z = (risen / 2 - n * (n + 1) / 4) / sqrt(spread)
    return Outcome(
        "wilcoxon", len(pairs), two_sided(z), statistic=risen / 2, z=z, effect=effect, measure="rank_biserial"
    )


def friedman(persons: Sequence[Ratings]) -> Outcome:
    """Compare three or more ratings by the same persons; a row per person, left out when one rating is missing.

    Chi-square of the ranks within persons, corrected for ties; the effect is Kendall's W, 0-1.
    Source    Friedman, JASA 32 (1937), 675-701; ties: Conover, Practical Nonparametric Statistics (1999), 5.8.
    """
    from scipy.special import chdtrc

    rows = _complete(persons)
    n, k = len(rows), len(rows[0]) if rows else 0
    if k < 2:
        return undefined("friedman", n, "no_persons" if not rows else "one_code")
    ranks = [[rank / 2 for rank in doubled_ranks(row)] for row in rows]
    spread = sum(rank**2 for row in ranks for rank in row) - n * k * (k + 1) ** 2 / 4
    if spread <= 0:
        return undefined("friedman", n, "no_variation")
    away = sum((sum(column) - n * (k + 1) / 2) ** 2 for column in zip(*ranks, strict=True))
    statistic = (k - 1) * away / spread
    p = float(chdtrc(k - 1, statistic))
    return Outcome(
        "friedman", n, p, statistic=statistic, df=k - 1, effect=statistic / (n * (k - 1)), measure="kendalls_w"
    )


def _complete(persons: Sequence[Ratings]) -> list[list[float]]:
    """Give the rows in which nothing is missing."""
    rows = plain(persons)
    if len({len(row) for row in rows}) > 1:
        raise ValueError("every person has an entry for each of them, None where it is missing")
    return [list(map(float, row)) for row in rows if None not in row]
