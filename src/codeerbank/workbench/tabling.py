"""Frequency tables of the survey, for one question or several, with whatever stands beside them."""

from __future__ import annotations

from codeerbank.domain.frequency import FrequencyTable
from codeerbank.mixed.statistics.intervals import IntervalMethod
from codeerbank.mixed.tables import Grouping
from codeerbank.workbench.crossing import found_variable
from codeerbank.workbench.grouping import groups_by
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.strands import counted, weights_of


def table(
    session: Session,
    variable: str,
    by: str | None = None,
    weight: str | None = None,
    method: IntervalMethod = "wilson",
) -> FrequencyTable:
    """Count the answers to a question, by group if asked; ``weight`` names the variable with the weights."""
    questions = Questions(session)
    found = found_variable(session, questions, variable)
    groups = groups_by(session, by, questions) if by else None
    grouping = Grouping(groups.name, groups.by_id, groups.order, groups.ordered) if groups else None
    return counted(questions, found, grouping, weights_of(questions, weight) if weight else None, method)
