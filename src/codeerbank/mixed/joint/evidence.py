"""What the survey says on one question, short enough for a cell of a joint display."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.frequency import FrequencyRow, FrequencyTable
from codeerbank.domain.joint import GroupResult, SurveyEvidence
from codeerbank.mixed.intervals import wilson

MOST_ANSWERS = 3


def survey_evidence(table: FrequencyTable, option: str | None = None) -> list[SurveyEvidence]:
    """Choose the answers of a question that a joint display shows, by a fixed rule.

    A named option of a multiple-response question stands alone. A scale of four or more ordered answers shows its two
    highest together. Of two answers the second (yes) is shown. Any other question shows its most given answers, at
    most three.
    """
    if not table.groups or not table.groups[0].rows:
        return []
    answers = [row.value for row in table.groups[0].rows]
    if option is not None:
        return [_evidence(table, [option])] if option in answers else []
    if table.multiple or table.level == "nominal":
        if not table.multiple and len(answers) == 2:
            return [_evidence(table, answers[1:])]
        return [_evidence(table, [answer]) for answer in _most_given(table)]
    if table.level == "ordinal" and len(answers) >= 4:
        return [_evidence(table, answers[-2:])]
    return [_evidence(table, [answer]) for answer in _most_given(table)]


def _most_given(table: FrequencyTable) -> list[str]:
    totals: dict[str, int] = {}
    for group in table.groups:
        for row in group.rows:
            totals[row.value] = totals.get(row.value, 0) + row.n
    ranked = sorted(totals, key=lambda value: -totals[value])
    return [value for value in ranked if totals[value]][:MOST_ANSWERS]


def _evidence(table: FrequencyTable, answers: Sequence[str]) -> SurveyEvidence:
    results = []
    label = ""
    for group in table.groups:
        rows = [row for row in group.rows if row.value in answers]
        label = " / ".join(row.label for row in rows)
        base = max((row.base for row in rows), default=0)
        if base:
            results.append(_result(group.group, rows, base))
    return SurveyEvidence(table.variable, table.label or table.variable, label, tuple(results))


def _result(group: str | None, rows: Sequence[FrequencyRow], base: int) -> GroupResult:
    n = sum(row.n for row in rows)
    return GroupResult(group, n, base, wilson(n, base))
