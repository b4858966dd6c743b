"""Respondents and their answers, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id


@kind("cases.added")
@dataclass(frozen=True, slots=True)
class CasesAdded(Change):
    """People came in, one row each; a case's identity is this frame and its row. A null row was erased.

    Written again for a frame that is there, it says anew what is known of those rows; null rows stay as they are.
    """

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
    missing  the codes among ``labels`` that mean "no answer"
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
    missing: Sequence[str] = field(default_factory=list)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.variable

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.frame,)


@kind("variable.described")
@dataclass(frozen=True, slots=True)
class VariableDescribed(Change):
    """The words of a question or of its answers were changed; what people answered stays."""

    variable: Id
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.variable


@kind("answers.changed")
@dataclass(frozen=True, slots=True)
class AnswersChanged(Change):
    """Cells of a variable got new contents, or their first: those of ``rows`` of ``frame``, as columns of equal length."""

    variable: Id
    frame: Id
    rows: Sequence[int]
    states: str
    values: Sequence[str | None]

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.variable

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.frame,)


@kind("answers.appended")
@dataclass(frozen=True, slots=True)
class AnswersAppended(Change):
    """New answers at the end of an open question: addresses once given never shift.

    start          where ``text`` begins: the length of the document when this was written
    starts, stops  addresses per answer; it begins with the line feed that parts it from the one before
    cases          per answer a row of ``frame``
    replaces       per answer the number of the turn it stands in for, 0 for none
    withdrawn      numbers of turns whose answer is gone
    kept           number of a replaced turn (as text) -> stretches whose words stayed: [old address, new address, length]
    """

    document: Id
    frame: Id
    start: int
    text: str
    starts: Sequence[int]
    stops: Sequence[int]
    cases: Sequence[int]
    replaces: Sequence[int] = field(default_factory=list)
    withdrawn: Sequence[int] = field(default_factory=list)
    kept: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.frame,)
