"""Counts that cannot stand beside each other: more than the base, totals that are no total, parts above their whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from codeerbank.domain.numbers import number
from codeerbank.domain.published import (
    TOTAL_ROW,
    WHOLE_COLUMN,
    Figure,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
)
from codeerbank.i18n import _
from codeerbank.mixed.audit.findings import Flag, Remark

_AFTER_ANSWER = re.compile(r"_| / ")


@dataclass(slots=True)
class Sums:
    """What adding up brings to light."""

    flags: list[Flag] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    undefined: list[Remark] = field(default_factory=list)


def add_up(table: PublishedTable) -> Sums:
    """Add up every block, total, row of answers and part of a table."""
    sums = Sums()
    for column in table.columns:
        sums.flags += _parts(table, column)
        if not _total(table, column, sums) and table.response == "single":
            _blocks(table, column, sums)
    if table.response == "likert":
        _answers_beside_each_other(table, sums)
    return sums


def top_blocks(table: PublishedTable, column: PublishedColumn) -> Mapping[str, list[PublishedRow]]:
    """Give, per question, the rows that are part of no other row; one that was not asked counts for nothing."""
    rows = {row.id for row in table.rows}
    blocks: dict[str, list[PublishedRow]] = {}
    for row, cell in table.cells(column):
        if row.parent not in rows and not cell.not_asked:
            blocks.setdefault(row.block, []).append(row)
    return blocks


def top_cells(table: PublishedTable, column: PublishedColumn) -> list[Figure]:
    """Give the cells of all those rows."""
    return [row.cells[column.id] for rows in top_blocks(table, column).values() for row in rows]


def _parts(table: PublishedTable, column: PublishedColumn) -> Iterator[Flag]:
    """Find parts above the row they belong to; where one answer is allowed, together as well."""
    rows = {row.id: row for row in table.rows}
    families: dict[str, list[tuple[PublishedRow, int]]] = {}
    for row, cell in table.cells(column):
        if row.parent in rows and cell.n is not None:
            families.setdefault(row.parent, []).append((row, cell.n))
    for name, parts in families.items():
        parent = rows[name]
        whole = parent.cells.get(column.id, Figure()).n
        if whole is None:
            continue
        above = [(row, n) for row, n in parts if n > whole]
        words = _("A part of “{whole}” cannot be more than {n}.").format(whole=parent.label, n=number(whole))
        for row, n in above:
            yield _sum_flag(table, row.id, row.label, column, str(n), f"≤ {whole}", words)
        together = sum(n for _row, n in parts)
        if table.response == "single" and together > whole and not above:
            told = _("Its parts add up to {sum}.").format(sum=number(together))
            yield _sum_flag(table, parent.id, parent.label, column, str(whole), str(together), told)


def _total(table: PublishedTable, column: PublishedColumn, sums: Sums) -> bool:
    """Look at the row of totals; says whether it is flagged, so that its column is not flagged once more."""
    total = table.totals.get(column.id)
    if total is None:
        return False
    cells = top_cells(table, column)
    counts = [cell.n for cell in cells if cell.n is not None]
    if total.n is None or len(counts) < len(cells):
        sums.undefined.append(Remark(table.id, TOTAL_ROW, column.id, _("Counts are missing: no total to compare.")))
        return False
    added = sum(counts)
    persons = column.persons if column.persons is not None else column.base
    is_sum, is_base = total.n == added, table.response != "single" and total.n in {persons, column.base}
    if is_sum or is_base or (total.n == persons and added < persons):
        if not is_sum:
            words = _("The rows add up to {sum}; the total {total} counts persons.")
            told = words.format(sum=number(added), total=number(total.n))
            sums.remarks.append(Remark(table.id, TOTAL_ROW, column.id, told, "total_of_persons"))
        return _share_of_total(table, column, total, added, sums)
    words = _("The rows add up to {sum}.").format(sum=number(added))
    words += _shown_by(total, added, column)
    sums.flags.append(_sum_flag(table, TOTAL_ROW, _("Total"), column, str(total.n), str(added), words))
    return True


def _shown_by(total: Figure, added: int, column: PublishedColumn) -> str:
    """Say it where the printed percentage goes with the sum, or the total is above the base."""
    if total.n is not None and column.base and total.n > column.base and added <= column.base:
        return " " + _("A total of {total} is above the base of {base}.").format(total=total.n, base=column.base)
    if total.pct and column.base and total.pct.holds(Fraction(100 * added, column.base)):
        words = _("{pct} goes with {sum} of {base}.")
        return " " + words.format(pct=total.pct.text, sum=number(added), base=number(column.base))
    return ""


def _share_of_total(table: PublishedTable, column: PublishedColumn, total: Figure, added: int, sums: Sums) -> bool:
    """Compare the percentage of a right total: of the answers, of the persons, or the sum of what is printed."""
    if total.pct is None or not total.n:
        return False
    shares = {Fraction(100), *(Fraction(100 * added, base) for base in (column.base, column.persons) if base)}
    cells = top_cells(table, column)
    printed = [cell.pct for cell in cells if cell.pct]
    if len(printed) == len(cells) and printed:
        shares.add(sum((Fraction(one.value) for one in printed), Fraction(0)))
    if any(total.pct.holds(share) for share in shares):
        return False
    right = Fraction(100 * total.n, column.base) if column.base else Fraction(100)
    words = _("{n} of {base} is {right}.").format(
        n=number(total.n), base=number(column.base or total.n), right=total.pct.like_this(right)
    )
    expected = total.pct.like_this(right)
    sums.flags.append(_sum_flag(table, TOTAL_ROW, _("Total"), column, total.pct.text, expected, words))
    return True


def _blocks(table: PublishedTable, column: PublishedColumn, sums: Sums) -> None:
    """Add up each question: one answer a person makes no more answers than persons."""
    base = column.base or column.persons or table.persons
    if base is None or column.kind == "responses":
        return
    for block, rows in top_blocks(table, column).items():
        cells = [row.cells[column.id] for row in rows]
        counts = [cell.n for cell in cells if cell.n is not None]
        if not counts or any(cell.base not in (None, base) for cell in cells):
            continue
        place = block or WHOLE_COLUMN
        if any(n > base for n in counts):
            continue
        if sum(counts) > base:
            words = _("One answer a person: {sum} answers cannot come from {base} persons.")
            told = words.format(sum=number(sum(counts)), base=number(base))
            sums.flags.append(_sum_flag(table, place, block, column, str(sum(counts)), f"≤ {base}", told))
        elif sum(counts) < base and len(counts) == len(cells):
            sums.remarks.append(Remark(table.id, place, column.id, _short(sum(counts), base), "missing_answers"))


def _short(added: int, base: int) -> str:
    words = _("The rows add up to {sum} of {base}. That is possible: the others gave no answer, or none that is shown.")
    return words.format(sum=number(added), base=number(base))


def _answers_beside_each_other(table: PublishedTable, sums: Sums) -> None:
    """Add up a row over the columns of one group: agree, neutral and disagree together are its persons."""
    for group, columns in groups_of(table).items():
        base = next((c.base or c.persons for c in columns if c.base or c.persons), table.persons)
        for row in table.rows:
            cells = [row.cells[column.id] for column in columns if column.id in row.cells]
            counts = [cell.n for cell in cells if cell.n is not None]
            if base is None or not counts or any(n > base for n in counts):
                continue
            added = sum(counts)
            if added > base:
                sums.flags.append(_too_many(table, row, group, counts, base))
            elif added < base and len(counts) == len(columns):
                sums.remarks.append(Remark(table.id, row.id, group, _short(added, base), "missing_answers"))


def _too_many(table: PublishedTable, row: PublishedRow, group: str, counts: Sequence[int], base: int) -> Flag:
    words = _("{counts} answers are {sum} together, from {base} persons. Which of them is too high cannot be known.")
    told = words.format(counts=" + ".join(map(str, counts)), sum=sum(counts), base=base)
    expected = f"≤ {base}"
    return Flag(table.id, row.id, group, str(sum(counts)), expected, "impossible_sum", told, row.label, group)


def groups_of(table: PublishedTable) -> dict[str, list[PublishedColumn]]:
    """Sort the columns by the group after their answer, as in ``agree / parents``; one group where they have none."""
    named = [_AFTER_ANSWER.split(column.id, maxsplit=1)[1:] for column in table.columns]
    groups: dict[str, list[PublishedColumn]] = {}
    for column, group in zip(table.columns, named, strict=True):
        groups.setdefault(group[0] if all(named) else WHOLE_COLUMN, []).append(column)
    return groups


def _sum_flag(
    table: PublishedTable, row: str, label: str, column: PublishedColumn, printed: str, expected: str, words: str
) -> Flag:
    return Flag(table.id, row, column.id, printed, expected, "impossible_sum", words, label, column.label)
