"""What a test gives: the p-value, how it was found, and the effect that goes before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from codeerbank.domain.reasons import Reasoned

How = Literal["exact", "asymptotic", "monte_carlo", "permutation"]


@dataclass(frozen=True, slots=True)
class Outcome(Reasoned):
    """One test: two-sided ``p``; None where the test is undefined, and then ``reason`` says why.

    how         by counting every possibility, by a limit distribution, or by drawing possibilities from a seed
    statistic   what was tested, with its ``df`` where it has any
    z           its distance from what chance gives, in standard errors, where p follows from that
    effect      how large it is, under the name ``measure``
    p_se        the standard error of a p that was drawn
    n           the cases that took part
    """

    test: str
    n: int
    p: float | None
    how: How = "asymptotic"
    statistic: float | None = None
    z: float | None = None
    df: int | None = None
    effect: float | None = None
    measure: str = ""
    p_se: float | None = None
    reason: str = ""


def undefined(test: str, n: int, reason: str) -> Outcome:
    """Say that a test does not exist here, and why: with no cases at all there is nothing that could vary."""
    return Outcome(test, n, None, reason=reason if n or reason != "no_variation" else "no_cases")
