"""A test beside a table: which one and why, how large the effect is, and how sure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Tested:
    """One test of a table, or of one answer or code in it.

    value, label   the answer or code that was tested; empty for the table as a whole
    name, why      the test, and in words why it is this one
    how            exact, asymptotic, monte_carlo or permutation
    z              how far the statistic lies from what chance gives, in standard errors, where p follows from that
    effect         how large, under the name ``measure``, with its 95% ``interval``
    p_adjusted     p corrected for the number of tests in one export; None until that is known, and where p is None
    not_shown      what could have been seen, where nothing was shown
    reason         why there is no p
    """

    name: str
    why: str
    n: int
    p: float | None
    how: str = ""
    statistic: float | None = None
    z: float | None = None
    df: int | None = None
    effect: float | None = None
    measure: str = ""
    interval: tuple[float, float] | None = None
    p_adjusted: float | None = None
    p_se: float | None = None
    not_shown: str = ""
    reason: str = ""
    value: str = ""
    label: str = ""
    odds: Mapping[str, Any] | None = None

    def json(self) -> dict[str, Any]:
        """Give the documented keys."""
        record: dict[str, Any] = {
            "name": self.name,
            "why": self.why,
            "statistic": self.statistic,
            "z": self.z,
            "p": self.p,
            "p_adjusted": self.p_adjusted,
            "effect": self.effect,
            "interval": list(self.interval) if self.interval else None,
            "measure": self.measure or None,
            "how": self.how or None,
            "df": self.df,
            "n": self.n,
            "p_se": self.p_se,
            "not_shown": self.not_shown or None,
            "reason": self.reason or None,
        }
        if self.odds:
            record["odds_ratio"] = dict(self.odds)
        return {"value": self.value, "label": self.label, **record} if self.value else record


@dataclass(frozen=True, slots=True)
class Crossed:
    """What a cross table adds to a count: percentages 0-100 and how far it lies from chance."""

    row_pct: float | None
    column_pct: float | None
    expected: float | None
    residual: float | None

    def json(self) -> dict[str, Any]:
        """Give the documented keys."""
        return {
            "row_pct": self.row_pct,
            "column_pct": self.column_pct,
            "expected": self.expected,
            "residual": self.residual,
        }


@dataclass(frozen=True, slots=True)
class Tests:
    """Everything that was tested in one table.

    whole     the test of the table; None where there is none
    rows      a test for each answer or code
    reason    why nothing was tested, a stable word, with ``sentence`` for people and ``instead`` for what can be done
    adjusted  how the p-values were corrected: holm or benjamini-hochberg; empty where they were not
    family    how many tests were corrected for together
    """

    whole: Tested | None = None
    rows: tuple[Tested, ...] = ()
    reason: str = ""
    sentence: str = ""
    instead: str = ""
    adjusted: str = ""
    family: int = 0
    cells: Mapping[tuple[str, str | None], Crossed] = field(default_factory=dict)

    def json(self) -> dict[str, Any]:
        """Give the documented keys of a cross table."""
        record: dict[str, Any] = {"test": self.whole.json() if self.whole else None}
        if self.rows:
            record["tests"] = [row.json() for row in self.rows]
        if self.reason:
            record |= {"test_reason": self.reason, "test_refused": self.sentence}
        if self.adjusted:
            record |= {"adjusted_by": self.adjusted, "family": self.family}
        return record
