"""How cells look in print: numbers in the language of the reader, text without anything a terminal acts on."""

from __future__ import annotations

import math
from collections.abc import Sequence

from codeerbank.domain.numbers import number
from codeerbank.domain.table import Cell
from codeerbank.domain.visible import visible


def decimals(rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """Choose the decimals per column: three where all lie between -1 and 1 (coefficients) and one would not do, else one."""
    found = []
    for place in range(width):
        floats = [row[place] for row in rows if place < len(row) and isinstance(row[place], float)]
        finite = [abs(value) for value in floats if isinstance(value, float) and math.isfinite(value)]
        fine = any(round(value, 1) != value for value in finite)
        found.append(3 if fine and max(finite) <= 1 else 1)
    return found


def shown(cell: Cell, digits: int) -> str:
    """Write a cell for a reader; nothing for what does not exist."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return visible(cell)
    return number(cell, digits if isinstance(cell, float) else 0)
