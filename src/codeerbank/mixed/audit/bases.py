"""Percentages of different bases side by side: within one question, or in the columns of one table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from codeerbank.domain.numbers import number
from codeerbank.domain.published import WHOLE_COLUMN, PublishedColumn, PublishedTable
from codeerbank.i18n import _
from codeerbank.mixed.audit.causes import Cause, Wrong
from codeerbank.mixed.audit.findings import Flag


def mixed_blocks(
    table: PublishedTable, fitting: Collection[tuple[str, str]], named: Sequence[tuple[Wrong, Cause]]
) -> Iterator[Flag]:
    """Find questions where some percentages are of one base and some of another."""
    columns = {column.id: column for column in table.columns}
    found: dict[tuple[str, str], list[tuple[Wrong, Cause]]] = {}
    for wrong, cause in named:
        if cause.base is not None:
            found.setdefault((wrong.block, wrong.column), []).append((wrong, cause))
    for (block, column), together in found.items():
        bases = {cause.base for _wrong, cause in together}
        if len(together) < 2 or len(bases) > 1 or (block, column) not in fitting:
            continue
        base, right = bases.pop(), together[0][0].base
        words = _("Some percentages here are of {base}, the others of {right}: together they are not 100%.")
        told = words.format(base=number(base or 0), right=number(right))
        yield Flag(
            table.id, block or WHOLE_COLUMN, column, f"{base} / {right}", str(right), "mixed_bases", told, block,
            columns[column].label, base, "warning",
        )  # fmt: skip


def mixed_columns(table: PublishedTable) -> Iterator[Flag]:
    """Find columns of answers beside columns of persons as if they were the same: the column, then its cells."""
    others = ", ".join(column.label for column in table.columns if column.kind == "respondents")
    if table.labelled or not others:
        return
    for column in table.columns:
        if column.kind == "responses" and column.base:
            words = _(
                "Percentages of {n} answers, beside percentages of persons in: {others}. They cannot be compared."
            )
            told = words.format(n=number(column.base), others=others)
            expected = str(column.persons if column.persons is not None else "–")
            yield Flag(
                table.id, WHOLE_COLUMN, column.id, str(column.base), expected, "mixed_bases", told, "", column.label,
                column.base, "warning",
            )  # fmt: skip
            yield from _of_answers(table, column)


def _of_answers(table: PublishedTable, column: PublishedColumn) -> Iterator[Flag]:
    """Give each cell as a percentage of persons; nothing is nothing of any base."""
    for row, cell in table.cells(column):
        if cell.not_asked or cell.pct is None or not cell.n or not column.persons or cell.n > column.persons:
            continue
        expected = cell.pct.like_this(Fraction(100 * cell.n, column.persons))
        words = _("{n} of {base} answers; of {persons} persons it is {expected}.")
        told = words.format(
            n=number(cell.n), base=number(column.base or 0), persons=number(column.persons), expected=expected
        )
        yield Flag(
            table.id, row.id, column.id, cell.pct.text, expected, "mixed_bases", told, row.label, column.label,
            column.base, "warning", part_of=WHOLE_COLUMN,
        )  # fmt: skip
