"""Tables for people: counts with their base, percentages from ten persons up, notes that say what is what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from codeerbank.domain.counts import Part
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.domain.numbers import CAREFUL_BASE, SMALL_BASE, half_up, number, out_of, span_of
from codeerbank.domain.reasons import reason_in_words
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.tested import Crossed
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.disclosed_table import Hidden
from codeerbank.mixed.ratings_sheet import in_summary
from codeerbank.mixed.sheet_head import about
from codeerbank.mixed.words import mentioned, named, worded


def table_sheet(table: FrequencyTable, stamp: str = "", date: str = "", hidden: Hidden | None = None) -> Sheet:
    """Lay out a frequency table: a row per answer and group; columns that say nothing here are left out.

    hidden   what readers outside do not see; None: all is shown
    """
    hidden = hidden or Hidden()
    columns = _columns(table, hidden)
    sheet = Sheet(
        title=table.label or table.variable,
        columns=[column.heading for column in columns],
        rows=list(_rows(table, columns, hidden)),
        about=about(table, date, hidden),
        notes=[*hidden.notes, *_notes(table, hidden)],
        stamp=stamp,
    )
    return sheet if hidden.something or not hidden.percentages else in_summary(sheet, table)


_Cell: TypeAlias = Callable[[FrequencyRow, FrequencyGroup], Cell]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, how to get its cell, and what of the table a reader could work out from it.

    rests_on   NAME: nothing; COUNT: the count itself; BASE, ANSWERS, ROW: that number besides the count
    share      whether it is a percentage, an interval or the like
    """

    heading: str
    cell: _Cell
    rests_on: str
    share: bool = False


NAME, COUNT, BASE, ANSWERS, ROW = "name", "count", "base", "answers", "row"


def _columns(table: FrequencyTable, hidden: Hidden) -> list[_Column]:
    coded = table.base.startswith("coded")
    columns = [_Column(_("Group"), lambda _row, group: named(group.group), NAME)] if table.by is not None else []
    columns += [
        _Column(
            _("Code") if coded else _("Answer"),
            lambda row, _group: (
                f"{row.value} {row.label}" if coded else "  " * bool(row.within) + worded(row.label, table.level)
            ),
            NAME,
        ),
        _Column(_("n"), lambda row, _group: row.n, COUNT),
        _Column(_("based on n ="), lambda row, _group: row.base, BASE),
        _Column(_SHARES[table.base](), lambda row, _group: _share(row, row.pct_cases), BASE, True),
    ]
    if table.multiple:
        share = _("% of mentions") if coded else _("% of answers")
        columns.append(_Column(share, lambda row, group: _share_of_answers(row, group.n_answers), ANSWERS, True))
    if any(row.interval for group in table.groups for row in group.rows):
        columns.append(_Column(_("95% interval"), lambda row, _group: span_of(row.interval), BASE, True))
    columns += _crossed_columns(table)
    if table.weight:
        columns += [
            _Column(
                _("n weighted"),
                lambda row, _group: _rounded(row.weighted.n) if row.weighted and row.weighted.base else "–",
                BASE,
            ),
            _Column(_("% weighted"), lambda row, _group: _weighted_share(row), BASE, True),
        ]
    return columns if hidden.percentages else [column for column in columns if not column.share]


def _crossed_columns(table: FrequencyTable) -> list[_Column]:
    """Give what a cross table adds; below a base of ten the share of the row is left out with the other percentages."""
    cells = table.tests.cells if table.tests else {}
    if not cells:
        return []

    def cell(row: FrequencyRow, group: FrequencyGroup) -> Crossed | None:
        return cells.get((row.value, group.group))

    def of_row(row: FrequencyRow, group: FrequencyGroup) -> Cell:
        found = cell(row, group)
        return None if found is None or row.small_base or row.not_yet else _rounded(found.row_pct)

    def expected(row: FrequencyRow, group: FrequencyGroup) -> Cell:
        found = cell(row, group)
        return None if found is None else _rounded(found.expected)

    def residual(row: FrequencyRow, group: FrequencyGroup) -> Cell:
        found = cell(row, group)
        return None if found is None else _rounded(found.residual)

    return [
        _Column(heading, told, ROW, True)
        for heading, told in ((_("% of row"), of_row), (_("expected"), expected), (_("residual"), residual))
    ]


def _unused(table: FrequencyTable, hidden: Hidden) -> list[str]:
    """Name the codes that nobody was given: one note says so; where numbers are hidden they stand, or they would tell."""
    if not table.base.startswith("coded") or hidden.something or not hidden.percentages:
        return []
    rows = [row for group in table.groups for row in group.rows]
    used = {row.value for row in rows if row.n}
    return [code for code in dict.fromkeys(row.value for row in rows) if code not in used] if used else []


def _rows(table: FrequencyTable, columns: Sequence[_Column], hidden: Hidden) -> Iterator[Sequence[Cell]]:
    unused = set(_unused(table, hidden))
    for group in table.groups:
        if table.by is not None and not group.n_total:
            continue
        for row in group.rows:
            if row.value in unused:
                continue
            secret = _secret(row, group, hidden)
            yield [HIDDEN if column.rests_on in secret else column.cell(row, group) for column in columns]


def _secret(row: FrequencyRow, group: FrequencyGroup, hidden: Hidden) -> set[str]:
    """Say which columns of a row would give away what is hidden."""
    place = (row.value, group.group)
    if place in hidden.cells:
        return {COUNT, BASE, ANSWERS, ROW}
    secret = {BASE, ANSWERS} if place in hidden.bases or group.group in hidden.groups else set()
    secret |= {ANSWERS} if group.group in hidden.answers else set()
    return secret | ({ROW} if secret or hidden.total or row.value in hidden.rows else set())


def _share(row: FrequencyRow, share: float | None) -> Cell:
    """Give a percentage, for a handful the count in words, and where there is no base the reason."""
    if not row.base:
        return reason_in_words(row.undefined.get("pct_cases", ""))
    if row.not_yet:
        return mentioned(Part(row.n, row.base, row.not_yet))
    if row.small_base:
        return out_of(row.n, row.base)
    return _rounded(share)


def _share_of_answers(row: FrequencyRow, n_answers: int) -> Cell:
    if row.pct_answers is None or not row.base:
        return None
    if row.small_base:
        return _("{n} of {base}").format(n=number(row.n), base=number(n_answers))
    return _rounded(row.pct_answers)


def _rounded(value: float | None) -> Cell:
    return None if value is None else float(half_up(value))


def _weighted_share(row: FrequencyRow) -> Cell:
    if row.weighted is None or row.weighted.pct_cases is None or row.small_base or row.not_yet:
        return "–"
    return _rounded(row.weighted.pct_cases)


_SHARES: Mapping[str, Callable[[], str]] = {
    "valid_persons": lambda: _("% of persons"),
    "units": lambda: _("% of units"),
    "coded_persons": lambda: _("% of persons"),
    "coded_documents": lambda: _("% of documents"),
    "coded_segments": lambda: _("% of fragments"),
}


def _notes(table: FrequencyTable, hidden: Hidden) -> list[str]:
    notes = list(table.notes)
    if unused := _unused(table, hidden):
        notes.append(_("Given to nobody here, and left out: {codes}.").format(codes=", ".join(unused)))
    rows = [(row, group) for group in table.groups for row in group.rows] if hidden.percentages else []
    bases = [row.base for row, group in rows if row.base and BASE not in _secret(row, group, hidden)]
    if any(base < SMALL_BASE for base in bases):
        notes.append(_("Below a base of 10 persons a count stands instead of a percentage."))
    if any(SMALL_BASE <= base < CAREFUL_BASE for base in bases):
        smallest = min(base for base in bases if base >= SMALL_BASE)
        notes.append(
            _("From 10 to 29 persons a percentage is rough: in a group of {n} one person is {pct} points.").format(
                n=smallest, pct=number(100 / smallest)
            )
        )
    if table.base.startswith("coded"):
        if not any(row.interval for group in table.groups for row in group.rows):
            notes.append(_("Speakers of one conversation influence each other: no interval and no test."))
    elif table.multiple and hidden.percentages:
        notes.append(_("Several answers were possible: percentages of persons add up to more than 100."))
    if table.n_chose_nothing:
        notes.append(
            ngettext(
                "{n} person saw the answers and chose none; that counts as missing.",
                "{n} persons saw the answers and chose none; they count as missing.",
                table.n_chose_nothing,
            )
        )
    unasked = [named(group.group) for group in table.groups if not group.n_total]
    if unasked and table.base == "valid_persons":
        notes.append(_("Not put to: {groups}.").format(groups=", ".join(unasked)))
    if table.weight_reason:
        notes.append(_("The weights are not used: the effective number of persons is below 30."))
    if hidden.percentages and any(row.interval for group in table.groups for row in group.rows):
        words = _(
            "95% interval after {method}. It holds for persons drawn by chance, not for people who chose to take part."
        )
        notes.append(words.format(method=METHOD_NAMES[table.interval_method]))
    if any(row.within for group in table.groups for row in group.rows):
        notes.append(_("An answer that is part of another counts once: it stands outside the % of answers."))
    return notes


METHOD_NAMES = {"wilson": "Wilson", "clopper_pearson": "Clopper-Pearson", "jeffreys": "Jeffreys"}
