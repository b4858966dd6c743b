"""Tables of a unit that is not the respondent, such as the children that parents answer about."""

from __future__ import annotations

from dataclasses import replace

from codeerbank.domain.derivation import Derivation
from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.domain.survey import AnswerState
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench.grouping import Groups
from codeerbank.workbench.questions import Questions


def unit_table(questions: Questions, rule: Derivation, groups: Groups | None = None) -> FrequencyTable:
    """Count units: of as many as each respondent has, so many are so; the base is the units, not the respondents.

    No interval stands with it: units of one respondent are alike. A respondent who says of more units than there are
    that they are so is refused.
    """
    whole, part = (dict(_numbers(questions, name)) for name in rule.sources[:2])
    both = [case for case in whole if case in part]
    wrong = sum(part[case] > whole[case] for case in both)
    if wrong:
        raise UsageError(
            _("{n} respondents give more for {part} than for {whole}.").format(
                n=wrong, part=rule.sources[1], whole=rule.sources[0]
            ),
            _("Correct the survey, or take another variable."),
            rule.name,
        )
    names = [None] if groups is None else list(dict.fromkeys([*groups.order, *(groups.by_id.get(c) for c in both)]))
    parts = []
    for name in names:
        members = [case for case in both if groups is None or groups.by_id.get(case) == name]
        counted = _group(name, sum(whole[c] for c in members), sum(part[c] for c in members), rule)
        parts.append(replace(counted, n_persons=len(members)))
    total = sum(one.n_total for one in parts)
    note = _("{n} respondents answered about {units} units; the percentages are of the units.").format(
        n=len(both), units=total
    )
    label, by = rule.label or rule.name, groups.name if groups else None
    return FrequencyTable(rule.name, label, "nominal", total, total, 0, parts, by, base="units", notes=[note])


def _numbers(questions: Questions, name: str) -> list[tuple[str, int]]:
    found = []
    for case, state, value in questions.column(name):
        if state == AnswerState.VALUE and value is not None:
            try:
                size = float(value)
            except ValueError:
                size = -1.0
            if size < 0 or size != int(size):
                raise UsageError(_("{name} does not hold whole numbers.").format(name=name), "", name)
            found.append((case, int(size)))
    return found


def _group(name: str | None, whole: int, part: int, rule: Derivation) -> FrequencyGroup:
    words = [("1", rule.categories[0].label, part), ("0", rule.rest or _("the others"), whole - part)]
    rows = [
        FrequencyRow(
            value, label, n, whole, 100 * n / whole if whole else None, None, None,
            undefined={"pct_answers": "one_answer_per_person", "interval": "units_of_one_respondent_are_alike"},
        )
        for value, label, n in words
    ]  # fmt: skip
    return FrequencyGroup(name, whole, whole, rows, whole)
