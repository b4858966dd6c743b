"""Tables for people: counts with their base, percentages from ten persons up, notes that say what is what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.domain.numbers import CAREFUL_BASE, SMALL_BASE, half_up, number, out_of, span_of
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _


def table_sheet(table: FrequencyTable, stamp: str = "", date: str = "") -> Sheet:
    """Lay out a frequency table: a row per answer and group; columns that say nothing here are left out."""
    grouped = table.by is not None
    columns = [_("Group")] if grouped else []
    columns += [_("Answer"), _("n"), _("based on n ="), _("% of persons")]
    if table.multiple:
        columns.append(_("% of answers"))
    columns.append(_("95% interval"))
    if table.weight:
        columns += [_("n weighted"), _("% weighted")]
    return Sheet(
        title=table.label or table.variable,
        columns=columns,
        rows=list(_rows(table, grouped)),
        about=_about(table, date),
        notes=_notes(table),
        stamp=stamp,
    )


def group_name(group: FrequencyGroup) -> str:
    """Name a group for people."""
    return group.group if group.group is not None else _("no group known")


def _rows(table: FrequencyTable, grouped: bool) -> Iterator[Sequence[Cell]]:
    for group in table.groups:
        if grouped and not group.n_total:
            continue
        for row in group.rows:
            cells: list[Cell] = [group_name(group)] if grouped else []
            cells += [row.label, row.n, row.base, _share(row, row.pct_cases)]
            if table.multiple:
                cells.append(_share(row, row.pct_answers))
            cells.append(span_of(row.interval))
            if table.weight:
                cells += [_rounded(row.weighted.n if row.weighted else None), _weighted_share(row)]
            yield cells


def _share(row: FrequencyRow, share: float | None) -> Cell:
    """Give a percentage, or for a handful the count in words."""
    if not row.base:
        return _("not asked")
    if row.small_base:
        return out_of(row.n, row.base)
    return _rounded(share)


def _rounded(value: float | None) -> Cell:
    return None if value is None else float(half_up(value))


def _weighted_share(row: FrequencyRow) -> Cell:
    if row.weighted is None or row.weighted.pct_cases is None or row.small_base:
        return "–"
    return _rounded(row.weighted.pct_cases)


def _about(table: FrequencyTable, date: str) -> list[tuple[str, str]]:
    about = [
        (_("Question"), table.variable),
        (_("Asked"), number(table.n_total)),
        (_("Valid"), number(table.n_valid)),
        (_("Missing"), number(table.n_missing)),
        (_("Not asked"), number(table.n_not_asked)),
        (_("Percentages of"), _("persons with a valid answer who were offered the answer")),
    ]
    if table.by is not None:
        sizes = ", ".join(f"{group_name(group)} {group.n_valid}" for group in table.groups if group.n_total)
        about.append((_("Valid per group"), sizes))
    if table.weight:
        effective = number(table.n_eff or 0.0)
        about.append((_("Weight"), _("{name}; effective n {n}").format(name=table.weight, n=effective)))
    if date:
        about.append((_("Date"), date))
    return about


def _notes(table: FrequencyTable) -> list[str]:
    notes = list(table.notes)
    bases = [row.base for group in table.groups for row in group.rows if row.base]
    if any(base < SMALL_BASE for base in bases):
        notes.append(_("Below a base of 10 persons a count stands instead of a percentage."))
    if any(SMALL_BASE <= base < CAREFUL_BASE for base in bases):
        smallest = min(base for base in bases if base >= SMALL_BASE)
        notes.append(
            _("From 10 to 29 persons a percentage is rough: in a group of {n} one person is {pct} points.").format(
                n=smallest, pct=number(100 / smallest)
            )
        )
    if table.multiple:
        notes.append(_("Several answers were possible: percentages of persons add up to more than 100."))
    if table.n_chose_nothing:
        nothing = _("{n} persons saw the answers and chose none; they count as missing.")
        notes.append(nothing.format(n=table.n_chose_nothing))
    unasked = [group_name(group) for group in table.groups if not group.n_total]
    if unasked:
        notes.append(_("Not put to: {groups}.").format(groups=", ".join(unasked)))
    if table.weight_reason:
        notes.append(_("The weights are not used: the effective number of persons is below 30."))
    if bases:
        notes.append(_("95% interval after Wilson, for persons drawn by chance; who took part chose to."))
    return notes
