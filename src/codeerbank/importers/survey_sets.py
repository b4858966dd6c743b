"""Multiple-response questions: columns of ticks that share a name belong to one question."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.survey import AnswerState, NewVariable
from codeerbank.importers.survey_columns import LONGEST_NAME, Columns
from codeerbank.importers.survey_values import NO_ANSWER_CODES

_TICKS = frozenset({"0", "1", ""}) | NO_ANSWER_CODES
_BRACKETED = re.compile(r"(.*\S)\s*\[([^\[\]]+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A multiple-response question: its name, its question text, and the options by column number."""

    name: str
    question: str
    options: Mapping[int, str]


def find_sets(columns: Columns, distinct: Mapping[int, Collection[str]]) -> list[ResponseSet]:
    """Group at least two columns of ticks whose names agree up to the last underscore, or that end in ``[option]``."""
    shared: dict[str, dict[int, str]] = {}
    for number, cells in distinct.items():
        if _TICKS.issuperset(cells) and ("1" in cells or "0" in cells):
            stem, option = _parts(columns.names[number], columns.questions[number])
            if stem:
                shared.setdefault(stem, {})[number] = option
    return [
        ResponseSet(_set_name(stem, options), stem, options) for stem, options in shared.items() if len(options) > 1
    ]


def set_variables(
    found: ResponseSet, columns: Columns, cells: Mapping[int, Sequence[str]], blank: AnswerState
) -> list[NewVariable]:
    """Make one variable per option; in a set that only writes its ticks, a blank beside a tick is an option left."""
    ticked: Sequence[bool] = ()
    if not any("0" in cells[number] for number in found.options):
        ticked = ["1" in row for row in zip(*(cells[number] for number in found.options), strict=True)]
    state_of = dict.fromkeys(NO_ANSWER_CODES, AnswerState.NO_ANSWER)
    state_of |= {"1": AnswerState.VALUE, "0": AnswerState.NOT_CHOSEN, "": blank}
    variables = []
    for number, option in found.options.items():
        states = list(map(state_of.__getitem__, cells[number]))
        if ticked:
            beside = zip(ticked, cells[number], states, strict=True)
            states = [AnswerState.NOT_CHOSEN if tick and not cell else state for tick, cell, state in beside]
        values = ["1" if state is AnswerState.VALUE else None for state in states]
        name, question = columns.names[number], found.question
        variables.append(NewVariable(name, option, "multiple", states, values, {}, question, found.name))
    return variables


def _parts(name: str, question: str) -> tuple[str, str]:
    """Split a column into the name of its set and its option's words."""
    for text in (name, question):
        if match := _BRACKETED.fullmatch(text):
            return match[1], match[2].strip()
    stem, underscore, option = name.rpartition("_")
    return (stem, question if question != name else option) if underscore and option else ("", "")


def _set_name(stem: str, options: Mapping[int, str]) -> str:
    return stem if len(stem) <= LONGEST_NAME else f"v{min(options) + 1}-v{max(options) + 1}"
