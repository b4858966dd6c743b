"""Survey questions with their measurement level, and the four things an answer can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

Level = Literal["nominal", "ordinal", "scale", "text", "multiple"]
VariableKind = Literal["opinion", "background"]
"""Whether an answer says what somebody thinks or does, or who somebody is."""


class AnswerState(IntEnum):
    """What stands in one cell of the survey; the four are never merged."""

    VALUE = 0
    NOT_CHOSEN = 1
    """The option of a multiple-response question was seen and left."""
    NO_ANSWER = 2
    """Asked, but no answer was given."""
    NOT_ASKED = 3
    """Routing or another questionnaire: the question was not put to this person."""


@dataclass(frozen=True, slots=True)
class NewVariable:
    """A column of a survey file: one state and value per respondent, in the order of the survey's cases.

    values   the answer as text (numbers with a dot, dates as ISO), None unless the state is VALUE
    member   the multiple-response set this option belongs to, with ``label`` the option's own words
    missing  the codes among ``labels`` that mean "no answer"
    """

    name: str
    label: str
    level: Level
    states: Sequence[AnswerState]
    values: Sequence[str | None]
    labels: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    member: str | None = None
    missing: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class NewSurvey:
    """A survey file as read: respondents by key, closed variables, and open questions as answers per respondent.

    cases      keys as text, unique, in file order
    groups     one group name per case, or None
    open       variable name -> (question text, states, answers), aligned with cases
    notes      what the reader decided, in words, for the import report
    key        the column that names the respondents, and group the one that names their groups, if any
    columns    all columns of the file by name, also those that were left out
    """

    cases: Sequence[str]
    groups: Sequence[str | None]
    variables: Sequence[NewVariable]
    open: Mapping[str, OpenAnswers]
    source: str = ""
    notes: Sequence[str] = ()
    key: str = ""
    group: str = ""
    columns: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OpenAnswers:
    """One open question: the respondents' words, aligned with the survey's cases."""

    question: str
    states: Sequence[AnswerState]
    answers: Sequence[str]


@dataclass(frozen=True, slots=True)
class Variable:
    """A survey variable in the project; for a multiple-response set ``labels`` names its options by variable.

    missing   the codes among ``labels`` that mean "no answer"
    """

    name: str
    label: str
    level: Level
    n_valid: int
    n_missing: int
    labels: Mapping[str, str]
    question: str
    missing: Sequence[str] = ()
