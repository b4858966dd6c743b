"""Several answers in one cell (``a;b``), as some form programs write them: one option for each distinct part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from codeerbank.domain.survey import AnswerState, NewVariable

_SEPARATORS = ";|"
_MOST_PARTS = 40
_USUAL = 3
"""Parts come back this often on average; in sentences they do not."""


def separator_of(cells: Sequence[str], missing: Collection[str] = ()) -> str | None:
    """Give the mark between answers; None where most cells have none, or the parts are too many to be options."""
    given = [cell for cell in cells if cell.strip() and cell not in missing]
    for mark in _SEPARATORS:
        if 2 * sum(mark in cell for cell in given) <= len(given):
            continue
        counted = Counter(part for cell in given for part in _parts(cell, mark))
        if 2 <= len(counted) <= _MOST_PARTS and counted.total() >= _USUAL * len(counted):
            return mark
    return None


def joined_variables(
    name: str, question: str, cells: Sequence[str], mark: str, taken: Collection[str], missing: Collection[str],
    blank: AnswerState,
) -> list[NewVariable]:  # fmt: skip
    """Make a variable for each part, in order of first appearance; who gave any answer left the others."""
    empty = {"": blank} | dict.fromkeys(missing, AnswerState.NO_ANSWER)
    chosen = [frozenset(_parts(cell, mark)) if cell not in empty else frozenset() for cell in cells]
    options = dict.fromkeys(part for cell in cells if cell not in empty for part in _parts(cell, mark))
    found = []
    for number, option in enumerate(options, 1):
        own = f"{name}_{number}"
        while own in taken:
            own += "_"
        states = [
            AnswerState.VALUE if option in parts else AnswerState.NOT_CHOSEN if parts else empty.get(cell, blank)
            for parts, cell in zip(chosen, cells, strict=True)
        ]
        values = ["1" if state is AnswerState.VALUE else None for state in states]
        found.append(NewVariable(own, option, "multiple", states, values, {}, question, name))
    return found


def _parts(cell: str, mark: str) -> list[str]:
    return [part for piece in cell.split(mark) if (part := piece.strip())]
