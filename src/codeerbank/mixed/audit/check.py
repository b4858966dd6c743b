"""The audit of printed tables: every percentage and total computed again from its counts, in exact fractions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from codeerbank.domain.numbers import number
from codeerbank.domain.published import (
    TOTAL_ROW,
    Figure,
    Printed,
    Publication,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
)
from codeerbank.i18n import _
from codeerbank.mixed.audit.bases import mixed_blocks, mixed_columns
from codeerbank.mixed.audit.causes import Cause, Causes, Wrong
from codeerbank.mixed.audit.claims import unproved, without_numbers
from codeerbank.mixed.audit.classes import marks_off_the_scale, overlapping_classes
from codeerbank.mixed.audit.findings import AuditReport, Flag, Kind, Remark
from codeerbank.mixed.audit.grim import bases_for, counts_for
from codeerbank.mixed.audit.places import contradictions, numbered_twice
from codeerbank.mixed.audit.shares import add_up_shares, share_of_wrong_total
from codeerbank.mixed.audit.sums import add_up

_EXACT = Fraction(1, 10**6)


def audit_tables(tables: Sequence[PublishedTable]) -> AuditReport:
    """Flag every number that cannot be right, once, with its likely cause; say nothing of what can be right."""
    parts = [_audited(table) for table in tables]
    return AuditReport(
        flags=[*(flag for part in parts for flag in part.flags), *contradictions(tables)],
        remarks=[*(remark for part in parts for remark in part.remarks), *numbered_twice(tables)],
        undefined=[remark for part in parts for remark in part.undefined],
        tables=len(tables),
        cells=sum(len(row.cells) for table in tables for row in table.rows),
        checked=sum(part.checked for part in parts),
    )


def audit_publication(found: Publication) -> AuditReport:
    """Audit the tables, and say of the figures and conclusions what cannot be computed again."""
    report = audit_tables(found.tables)
    return replace(
        report,
        remarks=[*report.remarks, *unproved(found)],
        undefined=[*report.undefined, *without_numbers(found)],
    )


@dataclass(slots=True)
class _Part:
    flags: list[Flag] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    undefined: list[Remark] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    fitting: list[tuple[str, str]] = field(default_factory=list)
    checked: int = 0


def _audited(table: PublishedTable) -> _Part:
    part = _Part()
    for row in table.rows:
        for column in table.columns:
            if (cell := row.cells.get(column.id)) and not cell.not_asked:
                _look_at(table, row, column, cell, part)
    _name_causes(table, part)
    part.flags += marks_off_the_scale(table)
    sums = add_up(table)
    part.flags += [*sums.flags, *share_of_wrong_total(table, sums.flags), *mixed_columns(table)]
    share_flags, share_remarks = add_up_shares(table, part.flags)
    part.flags += share_flags
    part.remarks += [*sums.remarks, *share_remarks, *overlapping_classes(table)]
    part.undefined += sums.undefined
    part.remarks, part.undefined = _labelled(table, part.remarks), _labelled(table, part.undefined)
    return part


def _labelled(table: PublishedTable, remarks: Sequence[Remark]) -> list[Remark]:
    """Name rows and columns as the table does."""
    rows = {row.id: row.label for row in table.rows} | {TOTAL_ROW: _("Total")}
    columns = {column.id: column.label for column in table.columns}
    return [replace(one, row_label=rows.get(one.row, ""), column_label=columns.get(one.column, "")) for one in remarks]


def _look_at(table: PublishedTable, row: PublishedRow, column: PublishedColumn, cell: Figure, part: _Part) -> None:
    """Check one cell; the first thing that is impossible is what is said of it."""
    base = table.base(column, cell)
    place = (table, row, column)
    if cell.unreadable and (cell.pct is None or cell.n is not None):
        words = _("“{text}” is no number to compute with.").format(text=cell.unreadable)
        part.undefined.append(Remark(table.id, row.id, column.id, words))
    elif cell.n is not None and (most := _at_most(table, column, base)) is not None and cell.n > most:
        words = _("{n} cannot be part of {base}.").format(n=number(cell.n), base=number(most))
        part.flags.append(_flag(*place, str(cell.n), f"≤ {most}", "count_above_base", words))
    elif cell.n is not None and cell.n < 0:
        words = _("A count cannot be below 0.")
        part.flags.append(_flag(*place, str(cell.n), "≥ 0", "no_count_fits", words))
    elif cell.interval and (words := _interval(cell, base)):
        low, high = cell.interval
        printed = f"{low.text}–{high.text}"
        part.flags.append(_flag(*place, printed, cell.words, "impossible_interval", words))
    elif cell.pct is None:
        return
    elif cell.n is None or base is None:
        _incomplete(table, row, column, cell, base, part)
    else:
        _recompute(table, row, column, cell, cell.pct, base, part)


def _at_most(table: PublishedTable, column: PublishedColumn, base: int | None) -> int | None:
    """Give what a count cannot pass: its base, and the people in the head of the column, who tick a box once."""
    people = column.persons if column.kind == "responses" or base is None else None
    return min((most for most in (base, people) if most is not None), default=table.persons if base is None else None)


def _recompute(
    table: PublishedTable,
    row: PublishedRow,
    column: PublishedColumn,
    cell: Figure,
    pct: Printed,
    base: int,
    part: _Part,
) -> None:
    n = cell.n or 0
    if base == 0:
        words = _("Of 0 persons there is no percentage.")
        part.flags.append(_flag(table, row, column, pct.text, "–", "no_count_fits", words))
        return
    part.checked += 1
    share = Fraction(100 * n, base)
    if pct.holds(share) if cell.rounded else abs(Fraction(pct.value) - share) < _EXACT:
        if n:
            part.fitting.append((row.block, column.id))
    else:
        part.wrong.append(Wrong(row.id, column.id, row.block, n, base, pct))


def _incomplete(
    table: PublishedTable,
    row: PublishedRow,
    column: PublishedColumn,
    cell: Figure,
    base: int | None,
    part: _Part,
) -> None:
    """Do what can be done without a count or a base: look whether any whole number fits."""
    assert cell.pct is not None
    pct = cell.pct
    if cell.n is None and base:
        fits = counts_for(pct, base)
        if not fits:
            words = _("No whole number of {base} persons is {printed}.").format(base=number(base), printed=pct.text)
            near = ", ".join(pct.like_this(Fraction(100 * n, base)) for n in _neighbours(pct, base))
            part.flags.append(_flag(table, row, column, pct.text, near, "no_count_fits", words))
            return
        words = _("The count is missing; {printed} of {base} would be {counts}.")
        counts = str(fits[0]) if len(fits) == 1 else f"{fits[0]}–{fits[-1]}"
        told = words.format(printed=pct.text, base=number(base), counts=counts)
    elif cell.n is None:
        told = _("The count is missing, and so is the base.")
    elif not (fits := bases_for(cell.n, pct)) and cell.n:
        words = _("There is no base of which {n} is {printed}.").format(n=number(cell.n), printed=pct.text)
        part.flags.append(_flag(table, row, column, pct.text, "–", "no_base_fits", words))
        return
    else:
        told = _("The base is missing.")
        if cell.n and fits:
            told += " " + _("It would be {bases}.").format(
                bases=str(fits[0]) if len(fits) == 1 else f"{fits[0]}–{fits[-1]}"
            )
    part.undefined.append(Remark(table.id, row.id, column.id, told))


def _neighbours(pct: Printed, base: int) -> Iterator[int]:
    below = int(Fraction(pct.value) * base / 100)
    yield from (n for n in (below, below + 1) if 0 <= n <= base)


def _interval(cell: Figure, base: int | None) -> str:
    """Say what is impossible in an interval; "" where nothing is."""
    if cell.interval is None:
        return ""
    (low, high), zero, all_of_it = cell.interval, Fraction(0), Fraction(100)
    if low.value > high.value:
        return _("The interval ends before it begins.")
    if low.value < zero or high.value > all_of_it:
        return _("An interval of a percentage lies between 0 and 100.")
    if cell.n is not None and base:
        share = Fraction(100 * cell.n, base)
    elif cell.pct:
        share = Fraction(cell.pct.value)
    else:
        return ""
    if share < low.span[0] or share > high.span[1]:
        return _("The percentage itself does not lie in its interval.")
    return ""


def _name_causes(table: PublishedTable, part: _Part) -> None:
    causes = Causes(table, part.wrong)
    rows = {row.id: row for row in table.rows}
    columns = {column.id: column for column in table.columns}
    named: list[tuple[Wrong, Cause]] = [(wrong, causes.of(wrong)) for wrong in part.wrong]
    for wrong, cause in named:
        expected = wrong.printed.like_this(wrong.share)
        place = (table, rows[wrong.row], columns[wrong.column])
        part.flags.append(_flag(*place, wrong.printed.text, expected, cause.kind, cause.words, cause.base))
    part.flags += mixed_blocks(table, part.fitting, named)


def _flag(
    table: PublishedTable,
    row: PublishedRow,
    column: PublishedColumn,
    printed: str,
    expected: str,
    kind: Kind,
    cause: str,
    base: int | None = None,
) -> Flag:
    return Flag(table.id, row.id, column.id, printed, expected, kind, cause, row.label, column.label, base)
