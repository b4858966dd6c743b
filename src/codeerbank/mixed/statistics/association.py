"""How strongly two characteristics go together, from 0 (not at all) to 1."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from codeerbank.domain.frequency import Interval
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.contingency import Counts, chi_square, contingency


@dataclass(frozen=True, slots=True)
class Association(Reasoned):
    """Cramer's V, 0-1; None without variation.

    corrected   Bergsma's V, which is not biased upwards in small tables
    interval    the values of V that fit with the chi-square found
    phi         for 2 x 2, with its sign; None for other tables
    """

    cramers_v: float | None
    corrected: float | None
    interval: Interval | None
    phi: float | None
    n: int
    reason: str = ""


def cramers_v(counts: Counts, confidence: float = 0.95) -> Association:
    """Give Cramer's V, its correction and its interval; empty rows and columns are left out.

    V = √(χ²/(n·m)), m = min(r-1, c-1). Corrected: φ² = max(0, χ²/n - (r-1)(c-1)/(n-1)) over min(r~-1, c~-1) with
    r~ = r - (r-1)²/(n-1). Interval: the noncentralities under which χ² lies at its two quantiles, each as √(ncp/(n·m)).
    Source    Cramer, Mathematical Methods of Statistics (1946); Bergsma, J. Korean Statistical Society 42 (2013),
              323-328; Smithson, Confidence Intervals (2003), chapter 4.
    """
    whole = contingency(counts)
    found = chi_square(counts)
    if found.statistic is None or found.df is None:
        return Association(None, None, None, None, whole.n, found.reason)
    r, c, n = len(whole.filled), len(whole.filled[0]), whole.n
    fewest = min(r, c) - 1
    square = max(0.0, found.statistic / n - (r - 1) * (c - 1) / (n - 1))
    room = min(r - 1 - (r - 1) ** 2 / (n - 1), c - 1 - (c - 1) ** 2 / (n - 1))
    low, high = (min(1.0, sqrt(ncp / (n * fewest))) for ncp in _noncentral(found.statistic, found.df, confidence))
    return Association(
        sqrt(found.statistic / (n * fewest)),
        sqrt(square / room) if room > 0 else None,
        (low, high),
        phi_of_counts(*whole.counts[0], *whole.counts[1])
        if (len(whole.counts), len(whole.counts[0])) == (2, 2)
        else None,
        n,
    )


def phi(counts: Counts) -> float | None:
    """Give the correlation of two yes/no characteristics, -1 to 1; None without variation.

    (ad - bc) / √(r1·r2·c1·c2) for the table [[a, b], [c, d]].
    """
    return cramers_v(counts).phi


def phi_of_counts(a: int, b: int, c: int, d: int) -> float | None:
    """Give phi of the four counts alone, where a table is made for every pair of codes."""
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    return (a * d - b * c) / sqrt(margins) if margins else None


def _noncentral(statistic: float, df: int, confidence: float) -> Interval:
    """Find the noncentralities that put the statistic at the upper and at the lower quantile; 0 where none does."""
    from scipy.optimize import brentq
    from scipy.special import chndtr

    tail = (1 - confidence) / 2

    def solve(quantile: float) -> float:
        def above(ncp: float) -> float:
            return float(chndtr(statistic, df, ncp)) - quantile

        return 0.0 if above(0.0) <= 0 else float(brentq(above, 0.0, _beyond(above), xtol=1e-12))

    return solve(1 - tail), solve(tail)


def _beyond(falling: Callable[[float], float]) -> float:
    edge = 1.0
    while falling(edge) > 0:
        edge *= 2
    return edge
