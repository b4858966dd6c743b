"""Which cells of a table may leave the house: small ones hidden, and as few others as keep them hidden.

A hidden cell can be found again from the totals of its row and column unless other cells are hidden with it. The
cheapest set is looked for by a whole-number program; whether it is enough is seen from how far each hidden cell could
move without any visible number changing (Fischetti and Salazar, Management Science, 2001). A table with its totals is a
network, so that this is a largest flow, and a smallest cut says which cells have to be hidden besides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.hiding import cheapest
from codeerbank.mixed.margins import Cell, Margins

LEAST = 5
"""Outside the team a count of fewer persons than this is not shown, unless it is 0."""


@dataclass(frozen=True, slots=True)
class Protected:
    """A table as it may be shown: None is hidden, in a cell or in a total.

    primary     places of cells that are too small; a row or column number beyond the table is its total
    secondary   places hidden so that those cannot be found again
    bounds      hidden place -> the least and the most it can be, seen from what is shown; None: no end
    """

    cells: Sequence[Sequence[int | None]]
    row_totals: Sequence[int | None]
    column_totals: Sequence[int | None]
    total: int | None
    primary: frozenset[Cell] = frozenset()
    secondary: frozenset[Cell] = frozenset()
    bounds: Mapping[Cell, tuple[int, int | None]] = field(default_factory=dict)

    @property
    def hidden(self) -> frozenset[Cell]:
        """Give every place that is not shown."""
        return self.primary | self.secondary


def protect(
    table: Sequence[Sequence[int]], k: int = LEAST, margin: int | None = None, known: Set[Cell] = frozenset()
) -> Protected:
    """Hide the counts of 1 up to ``k`` - 1 and what is needed to keep them hidden, at the least loss of numbers.

    table    counts, a row per category and a column per group; every total is taken to be known to the reader
    margin   nobody may find a hidden number to within this much to either side (default: ``k``)
    known    places whose number the reader knows anyway, such as 0 where a question was not put: hiding them is no help
    Small totals are hidden as well; a total that is not small is hidden only where nothing else will do.
    """
    table = _checked(table, k)
    margins = Margins.of(table)
    span = 2 * (k if margin is None else margin) + 1
    primary = frozenset(place for place, n in margins.counts.items() if 0 < n < k and place not in known)
    hidden = cheapest(margins, primary, span, known) if primary else frozenset()
    rows, columns = len(table), len(table[0])

    def shown(row: int, column: int) -> int | None:
        return None if (row, column) in hidden else margins.counts[row, column]

    return Protected(
        cells=tuple(tuple(shown(i, j) for j in range(columns)) for i in range(rows)),
        row_totals=tuple(shown(i, columns) for i in range(rows)),
        column_totals=tuple(shown(rows, j) for j in range(columns)),
        total=shown(rows, columns),
        primary=primary,
        secondary=hidden - primary,
        bounds={place: margins.bounds(place, hidden) for place in sorted(hidden)},
    )


def unanimous(column: Sequence[int]) -> int | None:
    """Give the row in which a whole group stands, for that tells what each of them said; None where there is none."""
    filled = [place for place, n in enumerate(column) if n]
    return filled[0] if len(filled) == 1 else None


def _checked(table: Sequence[Sequence[int]], k: int) -> list[list[int]]:
    """Take lists, tuples or arrays for whole numbers."""
    rows = [list(row) for row in table]
    if not rows or not rows[0] or len({len(row) for row in rows}) != 1:
        raise UsageError(_("A table has rows of equal length."))
    if not all(_is_count(n) for row in rows for n in row):
        raise UsageError(_("Only counts can be protected: whole numbers from 0."))
    if k < 1:
        raise UsageError(_("The smallest count that is shown is at least 1."))
    return [[int(n) for n in row] for row in rows]


def _is_count(n: object) -> bool:
    """Say whether this is a whole number from 0; an array brings numbers of a kind of its own."""
    try:
        return not isinstance(n, bool | str) and n == int(n) and n >= 0  # type: ignore[call-overload,operator]
    except (TypeError, ValueError, OverflowError):
        return False
