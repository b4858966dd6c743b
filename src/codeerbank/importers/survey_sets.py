"""Multiple-response questions: columns of ticks that share a name belong to one question."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from os.path import commonprefix

from codeerbank.domain.survey import AnswerState, NewVariable
from codeerbank.importers.survey_columns import LONGEST_NAME, NOTHING, Columns, ResponseSet
from codeerbank.importers.survey_values import NO_ANSWER_CODES

_TICKS = {"0": "0", "1": "1"}
_WORDS = ({"Y": "1", "N": "0"}, {"Ja": "1", "Nee": "0"}, {"Yes": "1", "No": "0"}, {"Checked": "1", "Unchecked": "0"})
_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.DOTALL)
_BETWEEN = " - "


def find_sets(columns: Columns, distinct: Mapping[int, Collection[str]]) -> list[ResponseSet]:
    """Group at least two columns of ticks whose names agree up to the last underscore, or that end in ``[option]``."""
    shared: dict[tuple[str, str], dict[int, str]] = {}
    ticks: dict[int, Mapping[str, str]] = {}
    for number, cells in distinct.items():
        stem, question, option = _parts(columns.names[number], columns.questions[number])
        if not stem or columns.described.get(number, NOTHING).level in ("ordinal", "scale"):
            continue
        given = set(cells) - {""} - missing_codes(columns, number)
        if found := _ticks(given, option, bracketed=columns.questions[number].endswith("]")):
            shared.setdefault((stem, question), {})[number] = option
            ticks[number] = found
    return [_set(*key, options, ticks) for key, options in shared.items() if len(options) > 1]


def missing_codes(columns: Columns, number: int) -> frozenset[str]:
    """Give the codes that mean "no answer" in a column."""
    found = columns.described.get(number, NOTHING).missing
    return NO_ANSWER_CODES if found is None else found


def set_variables(
    found: ResponseSet, columns: Columns, cells: Mapping[int, Sequence[str]], blank: AnswerState
) -> list[NewVariable]:
    """Make one variable per option; in a set that only writes its ticks, a blank beside a tick is an option left."""
    translated = {number: _translated(cells[number], found.ticks.get(number, _TICKS)) for number in found.options}
    ticked: Sequence[bool] = ()
    if not any("0" in translated[number] for number in found.options):
        ticked = ["1" in row for row in zip(*translated.values(), strict=True)]
    variables = []
    for number, option in found.options.items():
        state_of = {"1": AnswerState.VALUE, "0": AnswerState.NOT_CHOSEN, "": blank}
        state_of |= dict.fromkeys(missing_codes(columns, number), AnswerState.NO_ANSWER)
        states = [state_of.get(cell, AnswerState.NOT_CHOSEN) for cell in translated[number]]
        if ticked:
            beside = zip(ticked, translated[number], states, strict=True)
            states = [AnswerState.NOT_CHOSEN if tick and not cell else state for tick, cell, state in beside]
        values = ["1" if state is AnswerState.VALUE else None for state in states]
        name, question = columns.names[number], found.question
        variables.append(NewVariable(name, option, "multiple", states, values, {}, question, found.name))
    return variables


def _translated(cells: Sequence[str], ticks: Mapping[str, str]) -> Sequence[str]:
    return cells if ticks == _TICKS else [ticks.get(cell, cell) for cell in cells]


def _ticks(given: set[str], option: str, bracketed: bool) -> Mapping[str, str] | None:
    """Say how these cells mean chosen and left: 1 and 0, yes and no, or the option's own words; None: they do not."""
    if not given:
        return None
    if given <= set(_TICKS):
        return _TICKS
    if given == {option} or (len(given) == 1 and option.endswith(_BETWEEN + next(iter(given)))):
        return dict.fromkeys(given, "1")
    return next((words for words in _WORDS if bracketed and given <= set(words)), None)


def _set(stem: str, question: str, options: Mapping[int, str], ticks: Mapping[int, Mapping[str, str]]) -> ResponseSet:
    """Name a set; where all option texts begin with the question, it is taken off them."""
    name = stem if len(stem) <= LONGEST_NAME else f"v{min(options) + 1}-v{max(options) + 1}"
    found = ResponseSet(name, question, options, {number: ticks[number] for number in options})
    shared = commonprefix(list(options.values()))  # noqa: RUF071 -- characters are meant
    before, between, _rest = shared.rpartition(_BETWEEN)
    if not between:
        return found
    cut = len(before) + len(between)
    return replace(found, question=before, options={n: text[cut:] or text for n, text in options.items()})


def _parts(name: str, question: str) -> tuple[str, str, str]:
    """Split a column into the name of its set, what the set asks, and its option's words."""
    by_name, by_question = _BRACKETED.fullmatch(name), _BRACKETED.fullmatch(question)
    stem, underscore, option = name.rpartition("_")
    asked = by_question or by_name
    if asked:
        named = by_name[1] if by_name else stem if underscore and option else asked[1]
        return named, asked[1], asked[2].strip()
    return (stem, stem, question if question != name else option) if underscore and option else ("", "", "")
