"""Numbers with many different answers, such as an age: a row per group with median and quartiles, not one per answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codeerbank.domain.frequency import FrequencyGroup, FrequencyTable
from codeerbank.domain.numbers import number
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.mixed.words import named

MOST_ROWS = 25
"""Up to this many different numbers each has a row of its own."""


def in_summary(sheet: Sheet, table: FrequencyTable) -> Sheet:
    """Give the sheet of a table with a row per group where there are too many numbers to read."""
    groups = [group for group in table.groups if group.n_total]
    many = len({row.value for group in groups for row in group.rows}) > MOST_ROWS
    if (
        table.level != "scale"
        or not many
        or table.weight
        or any(group.n_valid and not group.ratings for group in groups)
    ):
        return sheet
    grouped = [_("Group")] if table.by is not None else []
    columns = [
        *grouped,
        _("n"),
        _("missing"),
        _("lowest"),
        _("first quartile"),
        _("median"),
        _("third quartile"),
        _("highest"),
    ]
    rows = [[*([named(group.group)] if grouped else []), *_row(group)] for group in groups]
    told = _("{n} different numbers, so they are summed up. Make classes with: codeerbank recode classes").format(
        n=number(len({row.value for group in groups for row in group.rows}))
    )
    return replace(sheet, columns=columns, rows=rows, notes=[told])


def _row(group: FrequencyGroup) -> Sequence[Cell]:
    found = group.ratings
    known = (found.low, found.q1, found.median, found.q3, found.high) if found else (None,) * 5
    return [group.n_valid, group.n_total - group.n_valid, *known]
