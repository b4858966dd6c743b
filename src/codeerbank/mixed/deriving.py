"""Derived variables worked out: a rule and the answers it rests on in, an answer per respondent out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from codeerbank.domain.derivation import REST, Category, Condition, Derivation
from codeerbank.domain.survey import AnswerState
from codeerbank.mixed.statistics.raking import Raked, rake

Cell: TypeAlias = tuple[AnswerState | None, str | None]
"""What stands at one respondent: the state and value of an answer; no state where there is none to have."""
Row: TypeAlias = Mapping[str, Cell]
"""One respondent: source -> cell."""

_NOT_ASKED: Cell = (AnswerState.NOT_ASKED, None)
_NO_ANSWER: Cell = (AnswerState.NO_ANSWER, None)


def derived(rule: Derivation, columns: Mapping[str, Sequence[Cell]]) -> list[Cell]:
    """Work out a derived variable for every respondent; ``columns`` holds the sources, in one order.

    Who was asked none of the sources was not asked; who was asked and gave too little to decide gave no answer.
    """
    if rule.kind == "weight":
        return _weights(raked(rule, columns))
    work = _WORK[rule.kind]
    return [
        _NOT_ASKED if _unasked(cells) else work(rule, dict(zip(columns, cells, strict=True)))
        for cells in zip(*columns.values(), strict=True)
    ]


def raked(rule: Derivation, columns: Mapping[str, Sequence[Cell]]) -> Raked:
    """Find the weights that a rule asks for; see ``rake``."""
    held = {name: [value for _state, value in columns[name]] for name in rule.totals}
    return rake(held, rule.totals, rule.trim)


def outside(rule: Derivation, columns: Mapping[str, Sequence[Cell]]) -> dict[str, int]:
    """Count the values that fall in no category of a rule, so that nobody vanishes unseen."""
    found: dict[str, int] = {}
    if rule.kind not in ("classes", "collapse") or rule.rest:
        return found
    for source, result in zip(columns[rule.sources[0]], derived(rule, columns), strict=True):
        if source[0] == AnswerState.VALUE and source[1] is not None and result[0] != AnswerState.VALUE:
            found[source[1]] = found.get(source[1], 0) + 1
    return found


def _unasked(cells: Sequence[Cell]) -> bool:
    return all(state is None or state == AnswerState.NOT_ASKED for state, _value in cells)


def _classes(rule: Derivation, row: Row) -> Cell:
    state, value = row[rule.sources[0]]
    size = _number(value) if state == AnswerState.VALUE else None
    if size is None:
        return _NO_ANSWER
    return _first(rule, lambda one: _between(one, size))


def _between(one: Category, size: float) -> bool:
    return (one.low is None or one.low <= size) and (one.high is None or size <= one.high)


def _collapse(rule: Derivation, row: Row) -> Cell:
    state, value = row[rule.sources[0]]
    if state != AnswerState.VALUE:
        return _NO_ANSWER
    return _first(rule, lambda one: value in one.values)


def _groups(rule: Derivation, row: Row) -> Cell:
    """Give the first group that fits; where an answer is missing that could have decided it, there is no answer."""
    for one in rule.categories:
        verdicts = [_holds(condition, row) for condition in one.all_of]
        if all(verdict is True for verdict in verdicts):
            return AnswerState.VALUE, one.value
        if None in verdicts and False not in verdicts:
            return _NO_ANSWER
    return (AnswerState.VALUE, REST) if rule.rest else _NO_ANSWER


def _holds(condition: Condition, row: Row) -> bool | None:
    """Say whether a condition holds; None where that is not known. Who was not asked does not meet it."""
    state, value = row[condition.variable]
    if state is None or state == AnswerState.NOT_ASKED:
        return False
    if state == AnswerState.NO_ANSWER:
        return None
    found = "0" if state == AnswerState.NOT_CHOSEN else value or ""
    if condition.operator == "=":
        return found in condition.values
    if condition.operator == "!=":
        return found not in condition.values
    left, right = _number(found), _number(condition.values[0])
    if left is None or right is None:
        return None
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[condition.operator]


def _count(rule: Derivation, row: Row) -> Cell:
    """Count what was chosen; a question that was skipped makes the number unknown."""
    n = 0
    for state, value in row.values():
        if state == AnswerState.NO_ANSWER:
            return _NO_ANSWER
        n += state == AnswerState.VALUE and (not rule.counted or value in rule.counted)
    return AnswerState.VALUE, str(n)


def _stack(_rule: Derivation, row: Row) -> Cell:
    """Take the source that was put to this person; one that was answered goes before one that was not."""
    asked = [cell for cell in row.values() if cell[0] is not None and cell[0] != AnswerState.NOT_ASKED]
    return next((cell for cell in asked if cell[0] == AnswerState.VALUE), asked[0])


def _first(rule: Derivation, fits: Callable[[Category], bool]) -> Cell:
    for one in rule.categories:
        if fits(one):
            return AnswerState.VALUE, one.value
    return (AnswerState.VALUE, REST) if rule.rest else _NO_ANSWER


def _number(value: str | None) -> float | None:
    try:
        return float((value or "").replace(",", "."))
    except ValueError:
        return None


def _weights(found: Raked) -> list[Cell]:
    given = found.weights or ()
    return [_NO_ANSWER if weight is None else (AnswerState.VALUE, repr(weight)) for weight in given]


_WORK: Mapping[str, Callable[[Derivation, Row], Cell]] = {
    "classes": _classes,
    "collapse": _collapse,
    "count": _count,
    "groups": _groups,
    "stack": _stack,
}
