"""Frequency tables of the survey: one answer or several per person, by group, with or without weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from codeerbank.domain.frequency import (
    Column,
    FrequencyGroup,
    FrequencyRow,
    FrequencyTable,
    Interval,
    Ratings,
    Weighted,
)
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.statistics.intervals import METHODS, IntervalMethod
from codeerbank.mixed.statistics.multiple_response import roll_up
from codeerbank.mixed.statistics.ratings import rating_summary_of_counts
from codeerbank.mixed.statistics.weighting import LEAST_EFFECTIVE, kish
from codeerbank.mixed.weights import Weights, checked, weighted_share, weightless_note


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who belongs to which group: ``name`` of the variable, group per case, and the groups in their own order."""

    name: str
    of: Mapping[str, str | None]
    order: Sequence[str]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class _How:
    """How the rows of one table are worked out.

    of        weight by case; None: no weights. ``refused``: too few effective persons to use them
    multiple  several answers may be chosen; ``nested`` ones are part of another
    """

    method: IntervalMethod
    of: Mapping[str, float] | None
    refused: bool
    multiple: bool
    nested: Mapping[str, str]

    def interval(self, n: int, base: int) -> Interval | None:
        """Give the interval in percentages."""
        found = METHODS[self.method](n, base, 0.95)
        return None if found is None else (100 * found[0], 100 * found[1])


@dataclass(frozen=True, slots=True)
class _Person:
    """Someone who was asked: the answers chosen (none: no valid answer) and the answers that were offered."""

    case: str
    chosen: frozenset[str]
    offered: frozenset[str] | None = None


def answers_table(
    variable: Variable,
    column: Column,
    grouping: Grouping | None = None,
    weights: Weights | None = None,
    method: IntervalMethod = "wilson",
) -> FrequencyTable:
    """Count a question with one answer per person (nominal, ordinal or scale).

    Every labelled answer gets a row, also when nobody chose it. Raises UsageError for an open question.
    """
    if variable.level == "text":
        raise open_question(variable.name)
    asked = [
        _Person(case, frozenset([value]) if state == AnswerState.VALUE and value is not None else frozenset())
        for case, state, value in column
        if state != AnswerState.NOT_ASKED
    ]
    found = {value for person in asked for value in person.chosen}
    labels = {value: label for value, label in variable.labels.items() if value not in variable.missing}
    answers = {value: labels.get(value, value) for value in _in_order(labels, found)}
    return _table(variable, answers, asked, [case for case, _state, _value in column], grouping, weights, method)


def open_question(name: str) -> UsageError:
    """Say that words are not counted, and what can be done instead."""
    return UsageError(
        _("{name} is an open question: its words are not counted.").format(name=name),
        _("Code the answers and count the codes with `codeerbank crosstab --rows codes`."),
        name,
    )


def choices_table(
    variable: Variable,
    columns: Mapping[str, Column],
    grouping: Grouping | None = None,
    weights: Weights | None = None,
    method: IntervalMethod = "wilson",
    nested: Mapping[str, str] | None = None,
) -> FrequencyTable:
    """Count a question where several answers may be chosen.

    columns   option -> its column, all over the same persons
    nested    option -> the option it is part of: that one is chosen when any part is, the part counts in no total
    A person is valid who chose at least one option, an explicit "none of these" included; who saw every option and
    left all of them gave no valid answer and is counted apart (``n_chose_nothing``). An option that was not put to
    somebody does not count that person in its base.
    """
    states: dict[str, dict[str, AnswerState]] = {}
    for option, column in columns.items():
        for case, state, _value in column:
            states.setdefault(case, {})[option] = state
    asked, chose_nothing = [], 0
    for case, seen in states.items():
        offered = frozenset(option for option, state in seen.items() if state != AnswerState.NOT_ASKED)
        if offered:
            chosen = roll_up([option for option in offered if seen[option] == AnswerState.VALUE], nested or {})
            answered = any(seen[option] == AnswerState.NO_ANSWER for option in offered)
            chose_nothing += not chosen and not answered
            asked.append(_Person(case, chosen, offered))
    answers = {option: variable.labels.get(option, option) for option in columns}
    table = _table(variable, answers, asked, list(states), grouping, weights, method, True, nested)
    return replace(table, n_chose_nothing=chose_nothing)


def _in_order(labels: Mapping[str, str], found: Iterable[str]) -> list[str]:
    """Put the answers in the order of their labels, then the others by size or by name."""

    def size(value: str) -> tuple[int, float, str]:
        try:
            return 0, float(value), value
        except ValueError:
            return 1, 0.0, value

    return [*labels, *sorted((value for value in found if value not in labels), key=size)]


def _table(
    variable: Variable,
    answers: Mapping[str, str],
    asked: Sequence[_Person],
    respondents: Sequence[str],
    grouping: Grouping | None,
    weights: Weights | None,
    method: IntervalMethod,
    multiple: bool = False,
    nested: Mapping[str, str] | None = None,
) -> FrequencyTable:
    of = checked(weights, (person.case for person in asked)) if weights else None
    effective = kish([of[person.case] for person in asked if person.chosen]) if of is not None else None
    refused = effective is not None and effective < LEAST_EFFECTIVE
    parts = _split(asked, grouping, respondents)
    how = _How(method, of, refused, multiple, nested or {})
    groups = [_group(name, answers, members, how, variable.level == "scale") for name, members in parts]
    return FrequencyTable(
        variable=variable.name,
        label=variable.question or variable.label,
        level=variable.level,
        n_total=len(asked),
        n_valid=sum(bool(person.chosen) for person in asked),
        n_not_asked=len(respondents) - len(asked),
        groups=groups,
        by=grouping.name if grouping else None,
        multiple=multiple,
        weight=weights.name if weights else None,
        weight_reason="effective_n_below_30" if refused else "",
        n_eff=effective,
        interval_method=method,
        by_ordered=grouping.ordered if grouping else False,
        notes=weightless_note(weights, (person.case for person in asked if person.chosen)) if weights else [],
    )


def _split(
    asked: Sequence[_Person], grouping: Grouping | None, respondents: Iterable[str]
) -> list[tuple[str | None, list[_Person]]]:
    """Sort who was asked by group; a group nobody of which stands in the survey is none of this table."""
    if grouping is None:
        return [(None, list(asked))]
    there = {grouping.of.get(case) for case in respondents}
    parts: dict[str | None, list[_Person]] = {name: [] for name in grouping.order if name in there}
    for person in asked:
        parts.setdefault(grouping.of.get(person.case), []).append(person)
    unknown = parts.pop(None, [])
    return [*parts.items(), (None, unknown)] if unknown else list(parts.items())


def _group(
    name: str | None, answers: Mapping[str, str], members: Sequence[_Person], how: _How, rated: bool
) -> FrequencyGroup:
    valid = [person for person in members if person.chosen]
    n_answers = sum(len(person.chosen - how.nested.keys()) for person in valid)
    rows = [_row(value, label, valid, n_answers, how) for value, label in answers.items()]
    loads = [how.of[person.case] for person in valid] if how.of is not None else None
    return FrequencyGroup(
        group=name,
        n_total=len(members),
        n_valid=len(valid),
        rows=rows,
        n_answers=n_answers,
        n_weighted=sum(loads) if loads is not None else None,
        n_eff=kish(loads) if loads is not None else None,
        ratings=_ratings(rows) if rated else None,
    )


def _ratings(rows: Sequence[FrequencyRow]) -> Ratings | None:
    """Sum up numbers; None where the answers are no numbers."""
    try:
        counts = {float(row.value): row.n for row in rows}
    except ValueError:
        return None
    found = rating_summary_of_counts(counts)
    return Ratings(found.n, found.median, found.q1, found.q3, found.low, found.high)


def _row(value: str, label: str, valid: Sequence[_Person], n_answers: int, how: _How) -> FrequencyRow:
    offered = [person for person in valid if person.offered is None or value in person.offered]
    chose = [person for person in offered if value in person.chosen]
    n, base, part_of = len(chose), len(offered), how.nested.get(value)
    undefined: dict[str, str] = {}
    if not base:
        undefined = dict.fromkeys(("pct_cases", "interval"), "not_asked" if valid else "no_valid_answers")
    shares = how.multiple and n_answers and part_of is None
    if not shares:
        undefined["pct_answers"] = (
            "one_answer_per_person" if not how.multiple else "part_of_another" if part_of else "no_answers"
        )
    return FrequencyRow(
        value=value,
        label=label,
        n=n,
        base=base,
        pct_cases=100 * n / base if base else None,
        pct_answers=100 * n / n_answers if shares else None,
        interval=how.interval(n, base),
        weighted=_weighted(chose, offered, how.of, how.refused) if how.of is not None else None,
        undefined=undefined,
        within=part_of,
    )


def _weighted(chose: Sequence[_Person], offered: Sequence[_Person], of: Mapping[str, float], refused: bool) -> Weighted:
    loads = [of[person.case] for person in offered]
    return weighted_share(sum(of[person.case] for person in chose), sum(loads), kish(loads), refused)
