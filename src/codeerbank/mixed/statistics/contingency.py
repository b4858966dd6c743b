"""A cross table of counts: what was expected, the percentages, and where it departs from independence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf, sqrt
from typing import TypeAlias

from codeerbank.domain.plain import plain
from codeerbank.mixed.statistics.outcome import Outcome, undefined

Counts: TypeAlias = Sequence[Sequence[int]]
"""Rows of whole counts, all of one length."""
Cells: TypeAlias = tuple[tuple[float | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Contingency:
    """A table with everything that follows from its counts.

    row_pct, column_pct   0-100; None where the row or column is empty
    residuals             adjusted: about normal under independence, so beyond 2 is remarkable; None without variation
    """

    counts: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    n: int
    expected: Cells
    row_pct: Cells
    column_pct: Cells
    residuals: Cells

    @property
    def least_expected(self) -> float | None:
        """Give the smallest expected count among rows and columns that hold anybody; None for an empty table."""
        rows = [total for total in self.row_totals if total]
        columns = [total for total in self.column_totals if total]
        return min(rows) * min(columns) / self.n if self.n else None

    @property
    def filled(self) -> tuple[tuple[int, ...], ...]:
        """Give the table without empty rows and columns, as every test takes it."""
        return tuple(
            tuple(count for count, column in zip(row, self.column_totals, strict=True) if column)
            for row, total in zip(self.counts, self.row_totals, strict=True)
            if total
        )


def contingency(counts: Counts) -> Contingency:
    """Work out expected counts, percentages and adjusted residuals of a cross table.

    Expected e = r·c/n; residual (o - e) / √(e(1 - r/n)(1 - c/n)).
    Raises    ValueError when the rows differ in length or a count is no whole number of 0 or more
    Source    Haberman, Biometrics 29 (1973), 205-220 (adjusted residuals).
    """
    table = _checked(counts)
    rows = tuple(sum(row) for row in table)
    columns = tuple(sum(column) for column in zip(*table, strict=True))
    n = sum(rows)
    expected = [[r * c / n if n else None for c in columns] for r in rows]
    return Contingency(
        counts=table,
        row_totals=rows,
        column_totals=columns,
        n=n,
        expected=tuple(map(tuple, expected)),
        row_pct=tuple(tuple(_pct(o, r) for o in row) for row, r in zip(table, rows, strict=True)),
        column_pct=tuple(tuple(_pct(o, c) for o, c in zip(row, columns, strict=True)) for row in table),
        residuals=tuple(
            tuple(_residual(o, r, c, n) for o, c in zip(row, columns, strict=True))
            for row, r in zip(table, rows, strict=True)
        ),
    )


def cross(
    rows: Sequence[str | None],
    columns: Sequence[str | None],
    row_order: Sequence[str] = (),
    column_order: Sequence[str] = (),
) -> tuple[list[str], list[str], list[list[int]]]:
    """Count pairs into a table: (row names, column names, counts); who lacks one of the two (None) counts nowhere.

    row_order, column_order   names in their own order, kept also when nobody has them; others follow by name
    """
    both = zip(plain(rows), plain(columns), strict=True)
    pairs = [(a, b) for a, b in both if a is not None and b is not None]
    down = list(dict.fromkeys([*row_order, *sorted({a for a, _ in pairs})]))
    across = list(dict.fromkeys([*column_order, *sorted({b for _, b in pairs})]))
    counted = Counter(pairs)
    return down, across, [[counted[a, b] for b in across] for a in down]


def chi_square(counts: Counts, correction: bool = False) -> Outcome:
    """Test independence by Pearson's chi-square; without Yates' correction unless asked (2 x 2 only).

    Empty rows and columns are left out. The effect is Cramer's V. Undefined without two filled rows and columns.
    Source    Pearson, Philosophical Magazine 50 (1900); Agresti, Categorical Data Analysis (2013), 3.2.
    """
    from scipy.special import chdtrc

    whole = contingency(counts)
    table = whole.filled
    if not _varies(table):
        return undefined("chi_square", whole.n, "no_variation")
    found = contingency(table)
    small = 0.5 if correction and len(table) == len(table[0]) == 2 else 0.0
    cells = zip(_flat(found.counts), _flat(found.expected), strict=True)
    statistic = sum(max(0.0, abs(o - e) - small) ** 2 / e for o, e in cells)
    df = (len(table) - 1) * (len(table[0]) - 1)
    fewest = min(len(table), len(table[0])) - 1
    return Outcome(
        "chi_square",
        whole.n,
        float(chdtrc(df, statistic)),
        statistic=statistic,
        df=df,
        effect=sqrt(statistic / (whole.n * fewest)),
        measure="cramers_v",
    )


def _varies(table: Sequence[Sequence[int]]) -> bool:
    return len(table) > 1 and len(table[0]) > 1


def _flat(cells: Iterable[Iterable[float | None]]) -> list[float]:
    return [cell for row in cells for cell in row if cell is not None]


def _checked(counts: Counts) -> tuple[tuple[int, ...], ...]:
    table = plain(counts)
    if not table or not isinstance(table[0], list) or not table[0]:
        raise ValueError("a cross table has at least one row and one column")
    if any(len(row) != len(table[0]) for row in table) or not all(_counted(cell) for row in table for cell in row):
        raise ValueError("a cross table holds whole counts of 0 or more in rows of one length")
    return tuple(tuple(int(count) for count in row) for row in table)


def _counted(cell: object) -> bool:
    return isinstance(cell, (int, float)) and 0 <= cell < inf and cell == int(cell)


def _pct(count: int, total: int) -> float | None:
    return 100 * count / total if total else None


def _residual(o: int, row: int, column: int, n: int) -> float | None:
    if not 0 < row < n or not 0 < column < n:
        return None
    expected = row * column / n
    return (o - expected) / sqrt(expected * (1 - row / n) * (1 - column / n))
