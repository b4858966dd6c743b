"""One code that is given or not: kappa, and the numbers without which kappa misleads."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.agreement.kappa import kappa_of_table
from codeerbank.agreement.ratings import cross_table
from codeerbank.agreement.results import BinaryAgreement

PARADOX_PERCENT, PARADOX_KAPPA, PARADOX_PREVALENCE = 0.80, 0.40, 0.60
"""Agreement from here, kappa below and prevalence index above this: the prevalence paradox."""


def binary_agreement(
    first: Sequence[bool | None], second: Sequence[bool | None], level: float = 0.95
) -> BinaryAgreement:
    """Compare two coders on one code: True where a unit was given it, None where a coder did not read it."""
    (neither, only_second), (only_first, both) = cross_table(first, second, (False, True)).tolist()
    return binary_agreement_of_counts(both, only_first, only_second, neither, level)


def binary_agreement_of_counts(
    both: float, only_first: float, only_second: float, neither: float, level: float = 0.95
) -> BinaryAgreement:
    """Compare two coders on one code from the four counts of the 2x2 table."""
    n = both + only_first + only_second + neither
    kappa = kappa_of_table([[both, only_first], [only_second, neither]], level=level)
    varies = kappa.value is not None
    apart = only_first + only_second
    prevalence = abs(both - neither) / n if n else None
    return BinaryAgreement(
        both, only_first, only_second, neither, kappa,
        pabak=pabak(kappa.observed) if varies and kappa.observed is not None else None,
        ac1=_ac1(both, apart, neither) if varies else None,
        positive=2 * both / (2 * both + apart) if both + apart else None,
        negative=2 * neither / (2 * neither + apart) if neither + apart else None,
        prevalence=prevalence,
        bias=abs(only_first - only_second) / n if n else None,
        paradox=is_paradox(kappa.observed, kappa.value, prevalence),
    )  # fmt: skip


def pabak(observed: float, categories: int = 2) -> float:
    """Give kappa as it would be without prevalence and bias (Byrt, Bishop and Carlin 1993), from the agreement seen."""
    return (categories * observed - 1) / (categories - 1)


def is_paradox(observed: float | None, kappa: float | None, prevalence: float | None) -> bool:
    """Say whether kappa is low although the coders agree, because nearly every unit is the same."""
    if observed is None or kappa is None or prevalence is None:
        return False
    return observed >= PARADOX_PERCENT and kappa < PARADOX_KAPPA and prevalence > PARADOX_PREVALENCE


def _ac1(both: float, apart: float, neither: float) -> float | None:
    n = both + apart + neither
    given = (both + apart / 2) / n
    expected = 2 * given * (1 - given)
    return ((both + neither) / n - expected) / (1 - expected)
