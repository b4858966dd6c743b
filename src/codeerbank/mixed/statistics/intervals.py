"""Intervals for one proportion; every bound is a share between 0 and 1."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist
from typing import Literal

from codeerbank.domain.frequency import Interval
from codeerbank.domain.numbers import CAREFUL_BASE, SMALL_BASE, out_of, span_of
from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned

IntervalMethod = Literal["wilson", "clopper_pearson", "jeffreys"]


@dataclass(frozen=True, slots=True)
class Proportion(Reasoned):
    """``x`` of ``n`` with its interval; share and bounds 0-1, None without a base, and then ``reason`` says why."""

    x: float
    n: float
    share: float | None
    low: float | None
    high: float | None
    method: IntervalMethod = "wilson"
    confidence: float = 0.95
    reason: str = ""

    @property
    def small_base(self) -> bool:
        """Say whether there are too few (below 10) to write a percentage."""
        return self.n < SMALL_BASE

    @property
    def careful_base(self) -> bool:
        """Say whether a percentage may only stand beside its count: 10 to 29."""
        return SMALL_BASE <= self.n < CAREFUL_BASE

    @property
    def in_words(self) -> str:
        """Write it for people: "3 of 9 (12–65%)", and from a base of 10 the percentage as well; without a base why not."""
        if self.low is None or self.high is None:
            return self.reason_in_words
        words = out_of(int(self.x), int(self.n))
        span = span_of((100 * self.low, 100 * self.high))
        return f"{words.removesuffix(')')}; {span})" if words.endswith(")") else f"{words} ({span})"


def z_of(confidence: float) -> float:
    """Give the normal quantile of a two-sided interval: 1.96 for 0.95."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(x: float, n: float, confidence: float = 0.95) -> Interval | None:
    """Give the Wilson score interval of x of n; None when n is 0.

    Centre (p + z²/2n) / (1 + z²/n), half width z/(1 + z²/n) · √(p(1-p)/n + z²/4n²); p = x/n, z from the normal
    distribution. It never leaves 0-1 and exists for x = 0 and x = n. The default of every table.

    x, n      0 <= x <= n; fractions are allowed for weighted counts with an effective base
    Raises    ValueError when x lies outside 0..n or the confidence outside (0, 1)
    Source    Wilson, JASA 22 (1927), 209-212; recommended by Brown, Cai & DasGupta, Statistical Science 16 (2001).
    """
    if not _possible(x, n, confidence):
        return None
    z = z_of(confidence)
    x, n = float(x), float(n)
    p, shrink = x / n, 1 + z * z / n
    centre = (p + z * z / (2 * n)) / shrink
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / shrink
    return (0.0 if x == 0 else centre - half), (1.0 if x == n else centre + half)


def wilson_percentages(x: float, n: float, confidence: float = 0.95) -> Interval | None:
    """Give the Wilson interval in percentages (0-100, unrounded), as tables carry it."""
    found = wilson(x, n, confidence)
    return None if found is None else (100 * found[0], 100 * found[1])


def clopper_pearson(x: int, n: int, confidence: float = 0.95) -> Interval | None:
    """Give the exact interval, for when a guarantee is needed: it covers at least as often as promised.

    Beta quantiles: low of Beta(x, n-x+1), high of Beta(x+1, n-x). None when n is 0.
    Source    Clopper & Pearson, Biometrika 26 (1934), 404-413.
    """
    return _beta(x, n, confidence, (0.0, 1.0), (1.0, 0.0))


def jeffreys(x: int, n: int, confidence: float = 0.95) -> Interval | None:
    """Give the Jeffreys interval: quantiles of Beta(x + ½, n - x + ½), with 0 at x = 0 and 1 at x = n.

    Source    Brown, Cai & DasGupta, Statistical Science 16 (2001), section 3.1.1 (the bounds at the ends too).
    """
    return _beta(x, n, confidence, (0.5, 0.5), (0.5, 0.5))


def rule_of_three(n: int) -> float | None:
    """Give the highest share that fits with 0 of n at 95%: 3/n, never above 1; None when n is 0.

    Source    Hanley & Lippman-Hand, JAMA 249 (1983), 1743-1745.
    """
    if n < 0:
        raise ValueError(f"no interval for 0 of {n}")
    return min(1.0, 3 / n) if n else None


def proportion(x: int, n: int, method: IntervalMethod = "wilson", confidence: float = 0.95) -> Proportion:
    """Give a share with its interval by the method asked for; without a base both are None, with the reason."""
    x, n = plain(x), plain(n)
    if method not in METHODS:
        raise ValueError(f"{method!r} is none of {', '.join(METHODS)}")
    found = METHODS[method](x, n, confidence)
    if found is None:
        return Proportion(x, n, None, None, None, method, confidence, "no_base")
    return Proportion(x, n, x / n, *found, method, confidence)


def _beta(x: int, n: int, confidence: float, low: Interval, high: Interval) -> Interval | None:
    """Take the low and high quantile of two beta distributions: x and n - x with something added."""
    from scipy.special import betaincinv

    if not _possible(x, n, confidence):
        return None
    tail = (1 - confidence) / 2
    bottom = 0.0 if x == 0 else float(betaincinv(x + low[0], n - x + low[1], tail))
    top = 1.0 if x == n else float(betaincinv(x + high[0], n - x + high[1], 1 - tail))
    return bottom, top


def _possible(x: float, n: float, confidence: float) -> bool:
    if x is None or n is None or not 0 <= x <= n or not 0 < confidence < 1:
        raise ValueError(f"no interval for {x} of {n} at {confidence}")
    return n > 0


METHODS: Mapping[IntervalMethod, Callable[[int, int, float], Interval | None]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
    "jeffreys": jeffreys,
}
