"""The odds ratio of a 2 x 2 table, in the three ways that are in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, inf, sqrt

from codeerbank.domain.frequency import Interval
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.contingency import Counts, contingency
from codeerbank.mixed.statistics.intervals import z_of


@dataclass(frozen=True, slots=True)
class OddsRatio(Reasoned):
    """The odds of row 1 against row 2; a bound may be ``inf``.

    sample        ad/bc with Woolf's interval; None with a zero cell
    haldane       the same after adding ½ to every cell, for a table with a zero cell; None without variation
    conditional   the maximum of the conditional likelihood with its exact interval; None without variation
    """

    sample: float | None
    sample_interval: Interval | None
    haldane: float | None
    haldane_interval: Interval | None
    conditional: float | None
    conditional_interval: Interval | None
    reason: str = ""


def odds_ratio(counts: Counts, confidence: float = 0.95) -> OddsRatio:
    """Give the odds ratio of a 2 x 2 table.

    Woolf: log(ad/bc) ± z √(1/a + 1/b + 1/c + 1/d). Exact interval: the ratios that Fisher's test would not reject,
    half of alpha on each side; solved to 1e-10, where R stops a little earlier.
    Source    Woolf, Annals of Human Genetics 19 (1955); Haldane, same journal 20 (1956); Cornfield, Proc. 3rd
              Berkeley Symposium 4 (1956), 135-148.
    """
    table = contingency(counts).counts
    if len(table) != 2 or len(table[0]) != 2:
        raise ValueError("an odds ratio takes a table of 2 x 2")
    (a, b), (c, d) = table
    whole = 0 not in (a, b, c, d)
    varies = (a + b) * (c + d) * (a + c) * (b + d) > 0
    haldane, around = _woolf(a + 0.5, b + 0.5, c + 0.5, d + 0.5, confidence) if varies else (None, None)
    sample, interval = _woolf(a, b, c, d, confidence) if whole else (None, None)
    exact, around_exact = _conditional(a, b, c, d, confidence) if varies else (None, None)
    reason = "" if whole else "zero_cell" if varies else "no_variation" if a + b + c + d else "no_cases"
    return OddsRatio(sample, interval, haldane, around, exact, around_exact, reason)


def _woolf(a: float, b: float, c: float, d: float, confidence: float) -> tuple[float, Interval]:
    ratio, half = a * d / (b * c), z_of(confidence) * sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return ratio, (ratio * exp(-half), ratio * exp(half))


def _conditional(a: int, b: int, c: int, d: int, confidence: float) -> tuple[float, Interval]:
    """Solve in the log of the odds ratio, over the counts that the first cell can take."""
    import numpy as np
    from scipy.special import gammaln

    low, high = max(0, a - d), min(a + b, a + c)
    cell = np.arange(low, high + 1)
    base = -sum(gammaln(part + 1) for part in (cell, a + b - cell, a + c - cell, d - a + cell))

    def likely(psi: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        weights = base + psi * cell
        found: np.ndarray[tuple[int], np.dtype[np.float64]] = np.exp(weights - weights.max())
        found /= found.sum()
        return found

    tail = (1 - confidence) / 2
    middle = 0.0 if a == low else inf if a == high else exp(_root(lambda psi: float(cell @ likely(psi)) - a))
    bottom = 0.0 if a == low else exp(_root(lambda psi: float(likely(psi)[cell >= a].sum()) - tail))
    top = inf if a == high else exp(_root(lambda psi: tail - float(likely(psi)[cell <= a].sum())))
    return middle, (bottom, top)


def _root(rising: Callable[[float], float]) -> float:
    """Find where a function that rises crosses 0."""
    from scipy.optimize import brentq

    edge = 1.0
    while rising(edge) < 0 or rising(-edge) > 0:
        edge *= 2
    return float(brentq(rising, -edge, edge, xtol=1e-12, rtol=1e-12))
