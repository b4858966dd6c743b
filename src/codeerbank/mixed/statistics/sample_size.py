"""How many answers a survey needs, and how sure it then is."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

from codeerbank.mixed.statistics.intervals import z_of


@dataclass(frozen=True, slots=True)
class SampleSize:
    """The answers needed: ``n0`` from a population without end, ``n_exact`` from this one, ``n`` rounded up."""

    n0: float
    n_exact: float
    n: int


def sample_size(
    population: int | None = None, margin: float = 0.05, p: float = 0.5, confidence: float = 0.95
) -> SampleSize:
    """Give the answers needed for a margin (a share: 0.05 is 5 points) around a share of p, rounded up.

    n0 = z² p(1-p)/e²; from a population of N: n = n0 / (1 + (n0 - 1)/N). Holds for a random sample alone.
    Source    Cochran, Sampling Techniques (1977), 4.4.
    """
    if not 0 < margin < 1 or not 0 < p < 1 or (population is not None and population < 1):
        raise ValueError(f"no sample size for a margin of {margin} around {p} in {population}")
    n0 = z_of(confidence) ** 2 * p * (1 - p) / margin**2
    exact = n0 if population is None else n0 / (1 + (n0 - 1) / population)
    return SampleSize(n0, exact, ceil(round(exact, 9)))


def margin_of_error(n: int, population: int | None = None, p: float = 0.5, confidence: float = 0.95) -> float | None:
    """Give the margin (a share) of n answers: z √(p(1-p)/n) · √((N-n)/(N-1)); None without answers.

    Holds for a random sample alone. Source    Cochran, Sampling Techniques (1977), 3.2.
    """
    if n < 0 or (population is not None and n > population):
        raise ValueError(f"no margin for {n} answers from {population}")
    if not n:
        return None
    finite = 1.0 if population is None else (population - n) / max(1, population - 1)
    return z_of(confidence) * sqrt(p * (1 - p) / n) * sqrt(finite)
