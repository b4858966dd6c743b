"""Who belongs to which group, whether a survey question, an attribute of the participants or their perspective says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from codeerbank.domain.people import Case
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session

PERSPECTIVE = ("group", "groep", "perspective", "perspectief")
"""Names under which the participants' group can be asked for; a survey question of that name goes first."""
_VALUE, _NOT_ASKED = int(AnswerState.VALUE), int(AnswerState.NOT_ASKED)


@dataclass(frozen=True)
class Groups:
    """The groups of one variable: by case id for the survey, by case name for what was said.

    asked     names of the cases the survey put the question to; empty for an attribute
    ordered   the groups have an order of their own
    """

    name: str
    by_id: Mapping[str, str | None]
    by_name: Mapping[str, str | None]
    order: Sequence[str]
    asked: Sequence[str] = ()
    ordered: bool = False

    @cached_property
    def survey_n(self) -> Mapping[str, int]:
        """Count the respondents of each group."""
        found: dict[str, int] = {}
        for name in self.asked:
            group = self.by_name.get(name)
            if group is not None:
                found[group] = found.get(group, 0) + 1
        return found


def groups_by(session: Session, by: str, questions: Questions | None = None) -> Groups:
    """Find the groups that ``by`` makes; raises NotFound with what there is, UsageError for an open question."""
    questions = questions or Questions(session)
    variable = questions.find(by) or _perspective(questions, by)
    if variable is not None:
        return _of_variable(questions, variable)
    cases = session.read.cases.all()
    if by.casefold() in PERSPECTIVE and any(case.group for case in cases):
        return _of_values(by, cases, {case.id: case.group for case in cases})
    if any(by in case.attributes for case in cases):
        return _of_values(by, cases, {case.id: case.attributes.get(by) or None for case in cases})
    there = dict.fromkeys([*(name for case in cases for name in case.attributes), *list(questions.by_name)[:12]])
    raise NotFound(
        _("There is no variable {name}.").format(name=by),
        _("There are: {names}.").format(names=", ".join(there) or _("none")),
        by,
    )


def _perspective(questions: Questions, by: str) -> Variable | None:
    """Find the question that holds the perspective, under whichever of its names, when it is asked for."""
    if by.casefold() not in PERSPECTIVE:
        return None
    return next((one for one in questions.by_name.values() if one.name.casefold() in PERSPECTIVE), None)


def _of_variable(questions: Questions, variable: Variable) -> Groups:
    if variable.level in ("text", "multiple"):
        raise UsageError(
            _("{name} makes no groups: every person needs one answer of a few.").format(name=variable.name),
            _("Choose a question with one answer per person."),
        )
    rows, label = questions.by_person(variable.name), variable.labels
    said = [label.get(row[4], row[4]) if row[3] == _VALUE and row[4] is not None else None for row in rows]
    agree = all(row[2] == group for row, group in zip(rows, said, strict=True) if row[2] and group)
    by_id: dict[str, str | None] = {}
    by_name: dict[str, str | None] = {}
    asked = []
    for (case, name, own, state, _value), group in zip(rows, said, strict=True):
        if agree or state is not None:
            by_id[case] = by_name[name] = group or (own if agree else None)
        if state is not None and state != _NOT_ASKED:
            asked.append(name)
    met = set(by_id.values()) - {None}
    order = [
        *(name for name in label.values() if name in met),
        *sorted((name for name in met if name is not None and name not in label.values()), key=_size),
    ]
    return Groups(variable.name, by_id, by_name, order, asked, variable.level in ("ordinal", "scale"))


def _size(name: str) -> tuple[int, float, str]:
    """Put numbers in order of size, before words."""
    try:
        return 0, float(name), name
    except ValueError:
        return 1, 0.0, name


def _of_values(by: str, cases: Sequence[Case], by_id: Mapping[str, str | None]) -> Groups:
    order = list(dict.fromkeys(group for group in by_id.values() if group is not None))
    return Groups(by, by_id, {case.name: by_id[case.id] for case in cases}, order)
