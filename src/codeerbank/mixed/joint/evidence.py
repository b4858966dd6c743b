"""What the survey says on one question, short enough for a cell of a joint display."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codeerbank.domain.frequency import FrequencyRow, FrequencyTable
from codeerbank.domain.joint import GroupResult, SurveyEvidence
from codeerbank.mixed.statistics.intervals import wilson_percentages

MOST_ANSWERS = 3


def survey_evidence(table: FrequencyTable, option: str | None = None, question: str = "") -> list[SurveyEvidence]:
    """Choose the answers of a question that a joint display shows, by a fixed rule.

    question   words for a variable that has none of its own

    A named option of a multiple-response question stands alone. A scale of four or more ordered answers shows its two
    highest together. Of two answers the second (yes) is shown. Any other question shows its most given answers, at
    most three.
    """
    if not table.groups or not table.groups[0].rows:
        return []
    answers = [row.value for row in table.groups[0].rows]
    own = table.label if table.label != table.variable else ""
    words = own or question or table.variable
    return [_evidence(table, shown, words) for shown in _chosen(table, answers, option)]


def _chosen(table: FrequencyTable, answers: Sequence[str], option: str | None) -> list[Sequence[str]]:
    if option is not None:
        return [[option]] if option in answers else []
    if not table.multiple and len(answers) == 2:
        return [answers[1:]]
    if table.level == "ordinal" and len(answers) >= 4:
        return [answers[-2:]]
    return [[answer] for answer in _most_given(table)]


def _most_given(table: FrequencyTable) -> list[str]:
    totals: dict[str, int] = {}
    for group in table.groups:
        for row in group.rows:
            totals[row.value] = totals.get(row.value, 0) + row.n
    ranked = sorted(totals, key=lambda value: -totals[value])
    return [value for value in ranked if totals[value]][:MOST_ANSWERS]


def _evidence(table: FrequencyTable, answers: Sequence[str], question: str) -> SurveyEvidence:
    results = []
    label = ""
    for group in table.groups:
        rows = [row for row in group.rows if row.value in answers]
        label = " / ".join(row.label for row in rows)
        base = max((row.base for row in rows), default=0)
        if base:
            alike = not table.multiple and any(row.n == row.base > 0 for row in group.rows)
            results.append(replace(_result(group.group, rows, base), of_one_mind=alike))
    return SurveyEvidence(table.variable, question, label, tuple(results))


def _result(group: str | None, rows: Sequence[FrequencyRow], base: int) -> GroupResult:
    n = sum(row.n for row in rows)
    return GroupResult(group, n, base, wilson_percentages(n, base))
