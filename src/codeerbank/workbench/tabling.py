"""Frequency tables of the survey, for one question, with whatever stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.answer_scales import points_of
from codeerbank.domain.derivation import Category, Derivation
from codeerbank.domain.frequency import Column, FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.domain.tested import Tested, Tests
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.crosstests import of_outcome
from codeerbank.mixed.deriving import derived
from codeerbank.mixed.statistics.choice import choose_paired_test, choose_rating_test
from codeerbank.mixed.statistics.intervals import IntervalMethod, wilson_percentages
from codeerbank.mixed.statistics.paired import mcnemar, wilcoxon
from codeerbank.mixed.statistics.refusals import UNLINKED, Refusal
from codeerbank.mixed.tables import Grouping, answers_table
from codeerbank.workbench.crossing import found_variable
from codeerbank.workbench.grouping import groups_by
from codeerbank.workbench.known_totals import against_known
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.strands import counted, weights_of
from codeerbank.workbench.units import unit_table


@dataclass(frozen=True, slots=True)
class TableChoices:
    """What may be asked of a frequency table.

    three, reverse   an item of five points in three; turned round because it was put the other way
    beside           another variable with the same answers, such as a second wave
    known            a file with known totals to set it against
    """

    by: str | None = None
    weight: str | None = None
    method: IntervalMethod = "wilson"
    three: bool = False
    reverse: bool = False
    beside: str | None = None
    known: Path | None = None


def table(
    session: Session, variable: str, by: str | None = None, weight: str | None = None, how: TableChoices | None = None
) -> FrequencyTable:
    """Count the answers to a question, by group if asked; ``weight`` names the variable with the weights."""
    how = how or TableChoices(by, weight)
    questions = Questions(session)
    rule = questions.derivations.get(variable)
    if rule is not None and rule.kind == "unit":
        return unit_table(questions, rule, groups_by(session, how.by, questions) if how.by else None)
    found = found_variable(session, questions, variable)
    if how.beside:
        return _beside(session, questions, found, how)
    grouping = None
    if how.by:
        groups = groups_by(session, how.by, questions)
        grouping = Grouping(groups.name, groups.by_id, groups.order, groups.ordered)
    weights = weights_of(questions, how.weight) if how.weight else None
    if how.three or how.reverse:
        item, column = _scale(questions, found, how)
        made = answers_table(item, column, grouping, weights, how.method)
        made = replace(made, notes=[*made.notes, *_told(how)])
    else:
        made = counted(questions, found, grouping, weights, how.method)
    made = replace(made, notes=[*made.notes, *_stacked(questions, rule)])
    return against_known(made, how.known) if how.known else made


def _scale(questions: Questions, item: Variable, how: TableChoices) -> tuple[Variable, Column]:
    """Turn an item of five points round, or take it to three; the answers as they came in stay as they are."""
    column = questions.column(item.name)
    values = {value for _case, state, value in column if state == AnswerState.VALUE and value is not None}
    named = [value for value in item.labels if value not in item.missing]
    words = {str(point): value for value, point in (points_of(named) or {}).items()}
    given = words or {str(n): str(n) for n in range(1, 6)}
    short = bool(named) and not words and "5" not in named
    if item.level == "multiple" or not values <= set(given.values()) or short:
        raise UsageError(
            _("{name} is no item of five points: it needs the answers 1 to 5.").format(name=item.name),
            _("Take answers together with: codeerbank recode collapse"),
            item.name,
        )
    turned = {str(n): str(6 - n if how.reverse else n) for n in range(1, 6)}
    points = {n: given.get(other, other) for n, other in turned.items()}
    parts = [("disagree", ("1", "2")), ("neutral", ("3",)), ("agree", ("4", "5"))]
    if how.three:
        categories = [Category(key, _three_words(key), values=tuple(points[n] for n in of)) for key, of in parts]
    else:
        categories = [
            Category(n, item.labels.get(n, given.get(n, n)), values=(points[n],)) for n in map(str, range(1, 6))
        ]
    rule = Derivation(item.name, "collapse", (item.name,), item.label, "ordinal", tuple(categories))
    cells = derived(rule, {item.name: [(state, value) for _case, state, value in column]})
    labels = {one.value: one.label for one in categories}
    shown = replace(item, level="ordinal", labels=labels, missing=())
    told = [
        (case, AnswerState.NOT_ASKED if state is None else state, value)
        for (case, *_rest), (state, value) in zip(column, cells, strict=True)
    ]
    return shown, told


def _three_words(key: str) -> str:
    return {"disagree": _("disagree (1-2)"), "neutral": _("neutral (3)"), "agree": _("agree (4-5)")}[key]


def _told(how: TableChoices) -> list[str]:
    notes = (
        [_("This item was put the other way and is turned round here: 5 became 1, and so on.")] if how.reverse else []
    )
    return [*notes, *([_("Five points taken to three; the answers as given are kept.")] if how.three else [])]


def _stacked(questions: Questions, rule: Derivation | None) -> list[str]:
    """Say in which words each questionnaire put a stacked question."""
    if rule is None or rule.kind != "stack":
        return []
    parts = [f"{name}: “{questions.by_name[name].question or questions.by_name[name].label}”" for name in rule.sources]
    return [_("One question under several names: {parts}.").format(parts="; ".join(parts))]


def _beside(session: Session, questions: Questions, first: Variable, how: TableChoices) -> FrequencyTable:
    """Set a second wave beside the first; who answered both is compared in pairs."""
    second = found_variable(session, questions, how.beside or "")
    if how.by or how.weight or "multiple" in (first.level, second.level):
        raise UsageError(
            _("--beside sets two questions with one answer a person side by side, without --by and --weight.")
        )
    both = [counted(questions, one, None, None, how.method) for one in (first, second)]
    same = _same_words(first, second)
    both[1] = replace(both[1], groups=[_in_words_of(both[1].groups[0], same)])
    values = list(dict.fromkeys(row.value for part in both for row in part.groups[0].rows))
    groups = [
        replace(_completed(part.groups[0], values, both), group=one.name)
        for part, one in zip(both, (first, second), strict=True)
    ]
    return replace(
        both[0],
        n_total=sum(part.n_total for part in both),
        n_valid=sum(part.n_valid for part in both),
        n_not_asked=sum(part.n_not_asked for part in both),
        groups=groups,
        by=_("wave"),
        tests=_paired(questions, first.name, second.name, values, same),
        notes=[_("Persons who answered both count in both columns.")],
    )


def _same_words(first: Variable, second: Variable) -> dict[str, str]:
    """Give, by the value of the second wave, the value that has the same words in the first."""
    spoken = {label.strip().casefold(): value for value, label in first.labels.items() if value not in first.missing}
    words = {value: label.strip().casefold() for value, label in second.labels.items() if value not in second.missing}
    return {value: spoken[word] for value, word in words.items() if word in spoken}


def _in_words_of(group: FrequencyGroup, same: Mapping[str, str]) -> FrequencyGroup:
    return replace(group, rows=[replace(row, value=same.get(row.value, row.value)) for row in group.rows])


def _completed(group: FrequencyGroup, values: Sequence[str], both: Sequence[FrequencyTable]) -> FrequencyGroup:
    """Give a wave the answers that only the other one has, at 0, and each answer the words of the first wave."""
    labels = {row.value: row.label for part in reversed(both) for row in part.groups[0].rows}
    there = {row.value: row for row in group.rows}
    empty = 0.0 if group.n_valid else None
    rows = [
        replace(there[value], label=labels[value])
        if value in there
        else FrequencyRow(value, labels[value], 0, group.n_valid, empty, None, wilson_percentages(0, group.n_valid))
        for value in values
    ]
    return replace(group, rows=rows)


def _paired(questions: Questions, first: str, second: str, values: Sequence[str], same: Mapping[str, str]) -> Tests:
    given: list[Mapping[str, str]] = []
    for name in (first, second):
        rows = questions.column_by_name(name)
        given.append({who: v for who, state, v in rows if state == AnswerState.VALUE and v is not None})
    pairs = [(value, same.get(given[1][who], given[1][who])) for who, value in given[0].items() if who in given[1]]
    if not pairs:
        refusal = Refusal(UNLINKED)
        return Tests(None, (), "no_pairs", _("No test: nobody answered both under the same name."), refusal.instead)
    whole = _pair_test(pairs, values)
    return Tests(replace(whole, p_adjusted=whole.p))


def _pair_test(pairs: Sequence[tuple[str, str]], values: Sequence[str]) -> Tested:
    if len(values) == 2:
        counts = [[sum(pair == (a, b) for pair in pairs) for b in values] for a in values]
        return of_outcome(mcnemar(counts), choose_paired_test(2).sentence)
    try:
        numbers = [(float(a), float(b)) for a, b in pairs]
    except ValueError:
        return Tested("none", _("no test: these answers have no order in numbers"), len(pairs), None, reason="no_order")
    return of_outcome(
        wilcoxon([a for a, _b in numbers], [b for _a, b in numbers]), choose_rating_test(2, same_persons=True).sentence
    )


__all__ = ["IntervalMethod", "TableChoices", "table"]
