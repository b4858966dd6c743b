"""The data dictionary of a table as a table of its own."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.table import Sheet
from codeerbank.i18n import _


def dictionary_sheets(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Put the dictionaries of some tables in one table; none where no table has one."""
    rows = [[line.column, line.words, line.values] for sheet in sheets for line in sheet.dictionary]
    if not rows:
        return []
    stamps = dict.fromkeys(sheet.stamp for sheet in sheets if sheet.stamp)
    return [Sheet(_("Data dictionary"), ["column", "meaning", "values"], rows, stamp="; ".join(stamps))]
