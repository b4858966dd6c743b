"""How a variable is made of others: kept as a rule, so that respondents who come later fall under it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from codeerbank.domain.ids import Id
from codeerbank.domain.records import Record
from codeerbank.domain.survey import Level

NOUN = "recoding"
DerivationKind = Literal["classes", "collapse", "count", "groups", "stack", "weight", "unit", "nest", "label"]
Operator = Literal["=", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Condition:
    """A demand on one variable: its value is, or is not, among ``values``; or lies on one side of the first."""

    variable: str
    operator: Operator
    values: tuple[str, ...]

    def json(self) -> dict[str, Any]:
        """Give it as it is kept."""
        return {"variable": self.variable, "operator": self.operator, "values": list(self.values)}


@dataclass(frozen=True, slots=True)
class Category:
    """One value of a derived variable and who gets it.

    low, high   classes: the numbers from ``low`` to ``high``, both included; None: no end
    values      collapse: the values of the source
    all_of      groups: every one of these holds
    """

    value: str
    label: str
    low: float | None = None
    high: float | None = None
    values: tuple[str, ...] = ()
    all_of: tuple[Condition, ...] = ()

    def json(self) -> dict[str, Any]:
        """Give it as it is kept."""
        record: dict[str, Any] = {"value": self.value, "label": self.label}
        record |= {"low": self.low, "high": self.high} if (self.low, self.high) != (None, None) else {}
        record |= {"values": list(self.values)} if self.values else {}
        return record | ({"all_of": [one.json() for one in self.all_of]} if self.all_of else {})


@dataclass(frozen=True, slots=True)
class Derivation:
    """A rule with the name of what it makes.

    classes    numbers of one source in ``categories``       collapse   values of one source taken together
    count      how many of the sources were chosen, or hold one of ``counted``
    groups     the first of ``categories`` whose conditions hold
    stack      one question that each questionnaire asks under a name of its own: the source that was put to a person
    weight     weights that bring respondents to ``totals``, within ``trim``
    unit       a unit other than the respondent: of as many as sources[0] says, sources[1] are so; ``rest`` names it
    nest       the options ``sources`` are parts of the option ``name``
    label      words for the variable ``name`` and its values
    rest       the label of who falls in no category; empty: nobody may
    """

    name: str
    kind: DerivationKind
    sources: tuple[str, ...] = ()
    label: str = ""
    level: Level = "nominal"
    categories: tuple[Category, ...] = ()
    rest: str = ""
    counted: tuple[str, ...] = ()
    totals: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    trim: tuple[float, float] | None = None
    id: Id = ""

    @property
    def makes_variable(self) -> bool:
        """Whether it stands among the variables, with a value per respondent."""
        return self.kind not in ("unit", "nest", "label")

    @property
    def labels(self) -> dict[str, str]:
        """The words of its values."""
        found = {category.value: category.label for category in self.categories}
        return found | ({REST: self.rest} if self.rest and self.kind != "unit" else {})

    def values(self) -> dict[str, Any]:
        """Give it as it is kept in the log."""
        return {
            "name": self.name,
            "kind": self.kind,
            "sources": list(self.sources),
            "label": self.label,
            "level": self.level,
            "categories": [one.json() for one in self.categories],
            "rest": self.rest,
            "counted": list(self.counted),
            "totals": {name: dict(of) for name, of in self.totals.items()},
            "trim": list(self.trim) if self.trim else None,
        }

    @classmethod
    def of(cls, record: Record) -> Derivation:
        """Read it from a record."""
        values = record.values
        trim = values.get("trim")
        return cls(
            name=str(values["name"]),
            kind=cast(DerivationKind, values["kind"]),
            sources=tuple(values.get("sources", ())),
            label=str(values.get("label", "")),
            level=cast(Level, values.get("level", "nominal")),
            categories=tuple(_category(one) for one in values.get("categories", ())),
            rest=str(values.get("rest", "")),
            counted=tuple(values.get("counted", ())),
            totals=values.get("totals", {}),
            trim=(float(trim[0]), float(trim[1])) if trim else None,
            id=record.id,
        )


REST = "0"
"""The value of who falls in no category, where that has a name."""


def _category(values: Mapping[str, Any]) -> Category:
    conditions: Sequence[Mapping[str, Any]] = values.get("all_of", ())
    return Category(
        str(values["value"]),
        str(values["label"]),
        values.get("low"),
        values.get("high"),
        tuple(values.get("values", ())),
        tuple(Condition(one["variable"], one["operator"], tuple(one["values"])) for one in conditions),
    )
