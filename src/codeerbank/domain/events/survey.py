"""Respondents and their answers, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id


@kind("cases.added")
@dataclass(frozen=True, slots=True)
class CasesAdded(Change):
    """People came in, one row each; a case's identity is this frame and its row. A null row was erased."""

    frame: Id
    cases: Sequence[str | None]
    groups: Sequence[str | None] = field(default_factory=list)
    attributes: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    source: str = ""

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.frame


@kind("variable.added")
@dataclass(frozen=True, slots=True)
class VariableAdded(Change):
    """A survey question with its answers, aligned with the rows of ``frame``.

    states   one digit per respondent (domain.survey.AnswerState); values: None unless the state is VALUE
    """

    variable: Id
    frame: Id
    name: str
    label: str
    level: str
    states: str
    values: Sequence[str | None]
    labels: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    member: str | None = None

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.variable

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.frame,)
