"""Rows that are numbers: classes that overlap, and marks that lie off their scale."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from codeerbank.domain.published import WHOLE_COLUMN, PublishedTable
from codeerbank.i18n import _
from codeerbank.mixed.audit.findings import Flag, Remark

_CLASS = re.compile(r"(\d{1,6})\s*[-–]\s*(\d{1,6})")


def overlapping_classes(table: PublishedTable) -> Iterator[Remark]:
    """Find classes such as 19-21 and 21-30, where one number has two homes."""
    before: dict[str, tuple[int, str]] = {}
    for row in table.rows:
        found = _CLASS.fullmatch(row.label.strip())
        if found is None:
            continue
        low, high = int(found[1]), int(found[2])
        last, label = before.get(row.block, (-1, ""))
        if low == last:
            words = _("{n} fits “{one}” and “{other}”.").format(n=low, one=label, other=row.label)
            yield Remark(table.id, row.id, WHOLE_COLUMN, words, "classes_overlap")
        before[row.block] = high, row.label


def marks_off_the_scale(table: PublishedTable) -> Iterator[Flag]:
    """Find marks below or above what could be given."""
    if table.response != "ratings" or table.scale is None:
        return
    low, high = table.scale
    for row in table.rows:
        try:
            mark = Decimal(row.label)
        except InvalidOperation:
            continue
        if not low <= mark <= high:
            expected = f"{low}–{high}"
            words = _("A mark lies between {low} and {high}.").format(low=low, high=high)
            for column in table.columns:
                if column.id in row.cells:
                    yield Flag(
                        table.id, row.id, column.id, row.label, expected, "impossible_mark", words, row.label,
                        column.label,
                    )  # fmt: skip
