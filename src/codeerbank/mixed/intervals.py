"""Intervals for proportions."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

from codeerbank.domain.frequency import Interval


def wilson(n: float, base: float, confidence: float = 0.95) -> Interval | None:
    """Give the Wilson score interval of n out of base, in percentages (0-100, unrounded).

    Centre (p + z²/2N) / (1 + z²/N), half width z/(1 + z²/N) · √(p(1-p)/N + z²/4N²); p = n/N, z from the normal
    distribution. It never leaves 0-100 and exists for n = 0 and n = N. None when the base is 0.

    n, base   0 <= n <= base; fractions are allowed for weighted counts with an effective base
    Raises    ValueError when n lies outside 0..base or the confidence outside (0, 1)
    Source    Wilson, JASA 22 (1927), 209-212; the default recommended by Brown, Cai & DasGupta, Statistical
              Science 16 (2001), 101-133.
    """
    if not 0 <= n <= base or not 0 < confidence < 1:
        raise ValueError(f"no interval for {n} of {base} at {confidence}")
    if base == 0:
        return None
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    p, shrink = n / base, 1 + z * z / base
    centre = (p + z * z / (2 * base)) / shrink
    half = z * sqrt(p * (1 - p) / base + z * z / (4 * base * base)) / shrink
    low = 0.0 if n == 0 else 100 * (centre - half)
    high = 100.0 if n == base else 100 * (centre + half)
    return low, high


def kish(weights: list[float]) -> float:
    """Give the effective number of persons under weights, (Σw)² / Σw²; 0 without persons.

    Source    Kish, Survey Sampling (1965), section 11.7.
    """
    squares = sum(weight * weight for weight in weights)
    return sum(weights) ** 2 / squares if squares else 0.0
