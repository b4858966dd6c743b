"""What measures of agreement give back: a number with what it rests on, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from codeerbank.domain.reasons import Reasoned

NO_UNITS, NO_VARIATION, ONE_DOCUMENT, ONE_CODER = "no_units", "no_variation", "one_document", "one_coder"
"""Why a number does not exist."""


@dataclass(frozen=True, slots=True)
class Coefficient(Reasoned):
    """One measure; ``value`` is None where it does not exist, and ``reason`` then says why.

    n           units that counted
    observed    the agreement that was seen; for Krippendorff's alpha the disagreement
    expected    the agreement, or disagreement, that chance alone would give
    se          asymptotic standard error, where the measure has one
    interval    the confidence interval that follows from it, not cut off at 1
    """

    value: float | None
    n: float
    observed: float | None = None
    expected: float | None = None
    se: float | None = None
    interval: tuple[float, float] | None = None
    reason: str = ""


def chance_corrected(observed: float, expected: float, n: float) -> Coefficient:
    """Give (observed - expected) / (1 - expected); where chance alone agrees always there is nothing to correct."""
    if expected > 1 - 1e-12:
        return Coefficient(None, n, observed, expected, reason=NO_VARIATION)
    return Coefficient((observed - expected) / (1 - expected), n, observed, expected)


@dataclass(frozen=True, slots=True)
class BinaryAgreement(Reasoned):
    """One code, two coders, given or not in each unit: kappa and what should stand beside it.

    both, only_first, only_second, neither   units
    positive, negative    agreement on giving the code, and on not giving it
    prevalence            prevalence index, (both - neither) / n as an absolute number
    bias                  bias index, |only_first - only_second| / n
    paradox               high agreement, low kappa and a lopsided code: kappa says little here
    """

    both: float
    only_first: float
    only_second: float
    neither: float
    kappa: Coefficient
    pabak: float | None
    ac1: float | None
    positive: float | None
    negative: float | None
    prevalence: float | None
    bias: float | None
    paradox: bool

    @property
    def n(self) -> float:
        """Count the units."""
        return self.both + self.only_first + self.only_second + self.neither

    @property
    def percent(self) -> float | None:
        """Give the share of the units in which the two agree (0-1)."""
        return self.kappa.observed

    @property
    def reason(self) -> str:
        """Say why there is no kappa; empty where there is one."""
        return self.kappa.reason
