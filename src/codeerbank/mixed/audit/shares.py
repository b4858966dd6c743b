"""Percentages that have to be 100 together: of one answer a person, of agree beside disagree, of all answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from codeerbank.domain.numbers import number
from codeerbank.domain.published import TOTAL_ROW, WHOLE_COLUMN, Figure, Printed, PublishedColumn, PublishedTable
from codeerbank.i18n import _
from codeerbank.mixed.audit.findings import Flag, Remark
from codeerbank.mixed.audit.sums import groups_of, top_blocks, top_cells

_ALL = Fraction(100)
Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Whole:
    """Cells that are everybody together: where it is said, and of how many."""

    row: tuple[str, str]
    column: tuple[str, str]
    cells: Mapping[Place, Figure]
    base: int | None

    @property
    def right(self) -> Fraction | None:
        """Give what the counts make of it; None where a count or the base is missing."""
        counts = [cell.n for cell in self.cells.values() if cell.n is not None]
        complete = self.base and len(counts) == len(self.cells)
        return Fraction(100 * sum(counts), self.base or 1) if complete else None


def add_up_shares(table: PublishedTable, found: Sequence[Flag]) -> tuple[list[Flag], list[Remark]]:
    """Add up what is printed; rounding may make it as much too high or low as there are halves of a last decimal.

    ``found`` are the flags so far: nothing is said twice of one place, and a sum that a wrong cell explains is part
    of that.
    """
    flags: list[Flag] = []
    remarks: list[Remark] = []
    said = {(flag.row, flag.column) for flag in found if flag.row != WHOLE_COLUMN}
    wrong = {(flag.row, flag.column) for flag in found if flag.level == "error"}
    for whole in _together(table):
        shares = [cell.pct for cell in whole.cells.values() if cell.pct]
        if len(shares) < 2 or len(shares) < len(whole.cells) or (whole.row[0], whole.column[0]) in said:
            continue
        right, (added, slack) = whole.right, _sum(shares)
        if abs(added - (_ALL if right is None else right)) <= slack:
            continue
        text = _like(shares, added)
        if right is None and added < _ALL:
            words = _("The percentages are {sum} together. That is possible where not everybody answered.")
            told = words.format(sum=text)
            remarks.append(Remark(table.id, whole.row[0], whole.column[0], told, "sum_of_percentages"))
            continue
        flags.append(_too_much(table, whole, text, _like(shares, _ALL if right is None else right), wrong))
    return flags, remarks


def _too_much(table: PublishedTable, whole: _Whole, text: str, expected: str, wrong: Collection[Place]) -> Flag:
    reason = next((row for row, column in whole.cells if (row, column) in wrong), "")
    words = _("The printed percentages are {sum} together; that should be {right}.")
    return Flag(
        table.id, whole.row[0], whole.column[0], text, expected, "impossible_sum",
        words.format(sum=text, right=expected), whole.row[1], whole.column[1],
        level="warning" if reason else "error", part_of=reason,
    )  # fmt: skip


def _together(table: PublishedTable) -> Iterator[_Whole]:
    if table.response == "likert":
        for group, columns in groups_of(table).items():
            for row in table.rows:
                cells = {(row.id, one.id): row.cells[one.id] for one in columns if one.id in row.cells}
                yield _Whole((row.id, row.label), (group, group), cells, _base(table, columns, cells))
        return
    for column in table.columns:
        if table.response != "single" and column.kind != "responses":
            continue
        for block, rows in top_blocks(table, column).items():
            cells = {(row.id, column.id): row.cells[column.id] for row in rows}
            place = (block or WHOLE_COLUMN, block)
            yield _Whole(place, (column.id, column.label), cells, _base(table, [column], cells))


def _base(table: PublishedTable, columns: Sequence[PublishedColumn], cells: Mapping[Place, Figure]) -> int | None:
    """Give the base that all these cells share."""
    by_id = {column.id: column for column in columns}
    bases = {table.base(by_id[column], cell) for (_row, column), cell in cells.items()}
    return bases.pop() if len(bases) == 1 else None


def _sum(shares: Sequence[Printed]) -> tuple[Fraction, Fraction]:
    halves = sum((Fraction(1, 2 * 10**one.decimals) for one in shares), Fraction(0))
    return sum((Fraction(one.value) for one in shares), Fraction(0)), halves


def _like(shares: Sequence[Printed], share: Fraction) -> str:
    return max(shares, key=lambda one: one.decimals).like_this(share)


def share_of_wrong_total(table: PublishedTable, flags: Sequence[Flag]) -> Iterator[Flag]:
    """Look at the percentage beside a total that is flagged: it may be wrong as well."""
    columns = {column.id: column for column in table.columns}
    for flag in flags:
        column = columns.get(flag.column)
        total = table.totals.get(flag.column)
        if flag.row != TOTAL_ROW or column is None or total is None or total.pct is None or not column.base:
            continue
        added = sum(cell.n or 0 for cell in top_cells(table, column))
        right = Fraction(100 * added, column.base)
        if table.response == "single" and flag.printed == str(total.n) and not total.pct.holds(right):
            expected = total.pct.like_this(right)
            words = _("{n} of {base} is {right}.")
            told = words.format(n=number(added), base=number(column.base), right=expected)
            yield Flag(
                table.id, TOTAL_ROW, column.id, total.pct.text, expected, "impossible_sum", told, flag.row_label,
                column.label, level="warning", part_of=TOTAL_ROW,
            )  # fmt: skip
