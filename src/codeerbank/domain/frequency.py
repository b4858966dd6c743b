"""Frequency tables as values: every number with its base, everything undefined with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from codeerbank.domain.numbers import SMALL_BASE
from codeerbank.domain.survey import AnswerState
from codeerbank.domain.tested import Tests

Column: TypeAlias = Sequence[tuple[str, AnswerState, str | None]]
"""One survey column: (case id, state, value) per person."""
Interval: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Weighted:
    """What the weights make of a row: ``n`` out of ``base``; percentages 0-100, unrounded."""

    n: float
    base: float
    pct_cases: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class FrequencyRow:
    """One answer in one group: ``n`` persons out of ``base``; percentages and interval 0-100, unrounded.

    undefined   name of a value that is None -> why it does not exist
    within      the answer that this one is a part of; it stands outside the answers added up
    """

    value: str
    label: str
    n: int
    base: int
    pct_cases: float | None
    pct_answers: float | None
    interval: Interval | None
    weighted: Weighted | None = None
    not_yet: int = 0
    undefined: Mapping[str, str] = field(default_factory=dict)
    within: str | None = None

    @property
    def small_base(self) -> bool:
        """Say whether people should see a count here instead of a percentage."""
        return self.base < SMALL_BASE

    def json(self) -> dict[str, Any]:
        """Give the documented keys, with ``undefined`` beside them."""
        record: dict[str, Any] = {
            "value": self.value,
            "label": self.label,
            "n": self.n,
            "base": self.base,
            "pct_cases": self.pct_cases,
            "pct_answers": self.pct_answers,
            "interval": list(self.interval) if self.interval else None,
            "small_base": self.small_base,
            "undefined": dict(self.undefined),
        }
        if self.not_yet:
            record["not_yet_coded"] = self.not_yet
        if self.within:
            record["within"] = self.within
        if self.weighted:
            interval = self.weighted.interval
            record["n_weighted"] = self.weighted.n
            record["base_weighted"] = self.weighted.base
            record["pct_cases_weighted"] = self.weighted.pct_cases
            record["interval_weighted"] = list(interval) if interval else None
        return record


@dataclass(frozen=True, slots=True)
class Ratings:
    """Numbers given by persons, in short; None without any. Quartiles as R (type 7) and Excel have them."""

    n: int
    median: float | None
    q1: float | None
    q3: float | None
    low: float | None
    high: float | None

    def json(self) -> dict[str, Any]:
        """Give the documented keys."""
        return {
            "n": self.n,
            "median": self.median,
            "q1": self.q1,
            "q3": self.q3,
            "min": self.low,
            "max": self.high,
        }


@dataclass(frozen=True, slots=True)
class FrequencyGroup:
    """The rows of one group; ``group`` is None for everybody together or for who has no group.

    n_total, n_valid, n_missing   persons asked, with an answer, without one
    n_answers   answers given, more than persons where several may be chosen
    n_eff       Kish's effective number of persons under the weights, (sum w)^2 / sum w^2
    ratings     median and quartiles, where the answers are numbers
    n_persons   persons, where the rows count something else
    """

    group: str | None
    n_total: int
    n_valid: int
    rows: Sequence[FrequencyRow]
    n_answers: int = 0
    n_weighted: float | None = None
    n_eff: float | None = None
    ratings: Ratings | None = None
    n_persons: int | None = None

    @property
    def persons(self) -> int:
        """Count the persons that the group is about, whatever the unit of its rows."""
        return self.n_valid if self.n_persons is None else self.n_persons

    @property
    def n_missing(self) -> int:
        """Count the persons who were asked and gave no answer."""
        return self.n_total - self.n_valid

    def json(self) -> dict[str, Any]:
        """Give the documented keys of a group."""
        record: dict[str, Any] = {
            "group": self.group,
            "n_total": self.n_total,
            "n_valid": self.n_valid,
            "n_missing": self.n_missing,
            "n_answers": self.n_answers,
            "rows": [row.json() for row in self.rows],
        }
        if self.n_weighted is not None:
            record |= {"n_weighted": self.n_weighted, "n_eff": self.n_eff}
        if self.ratings is not None:
            record["ratings"] = self.ratings.json()
        return record


@dataclass(frozen=True, slots=True)
class FrequencyTable:
    """A variable counted, by group or for everybody.

    base          what the percentages are of: ``valid_persons`` | ``coded_persons`` | ``coded_segments`` | ``coded_documents``
    n_total       persons the question was put to; ``n_not_asked`` persons stand outside
    tests         what was tested, or why nothing was; None where no test is expected
    by_ordered    the groups have an order
    known         the table against known totals, where these were given
    """

    variable: str
    label: str
    level: str
    n_total: int
    n_valid: int
    n_not_asked: int
    groups: Sequence[FrequencyGroup]
    by: str | None = None
    base: str = "valid_persons"
    multiple: bool = False
    weight: str | None = None
    weight_reason: str = ""
    n_eff: float | None = None
    n_chose_nothing: int = 0
    tests: Tests | None = None
    notes: Sequence[str] = ()
    interval_method: str = "wilson"
    by_ordered: bool = False
    known: Mapping[str, Any] | None = None

    @property
    def n_missing(self) -> int:
        """Count the persons who were asked and gave no answer."""
        return self.n_total - self.n_valid

    def json(self) -> dict[str, Any]:
        """Give the documented shape of ``table``, and of ``crosstab`` where a test could be expected."""
        record: dict[str, Any] = {
            "variable": self.variable,
            "label": self.label,
            "level": self.level,
            "by": self.by,
            "base": self.base,
            "n_total": self.n_total,
            "n_valid": self.n_valid,
            "n_missing": self.n_missing,
            "n_not_asked": self.n_not_asked,
            "groups": [group.json() for group in self.groups],
            "notes": list(self.notes),
        }
        if self.multiple:
            record["n_chose_nothing"] = self.n_chose_nothing
        if self.weight:
            record |= {"weight": self.weight, "weight_reason": self.weight_reason or None, "n_eff": self.n_eff}
        if self.interval_method != "wilson":
            record["interval_method"] = self.interval_method
        if self.known is not None:
            record["known"] = dict(self.known)
        if self.tests is not None:
            record |= self.tests.json()
            for group, told in zip(self.groups, record["groups"], strict=True):
                for row in told["rows"]:
                    if crossed := self.tests.cells.get((row["value"], group.group)):
                        row |= crossed.json()
        return record
