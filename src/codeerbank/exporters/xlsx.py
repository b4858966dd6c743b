"""Excel workbooks: text stays text, whatever it starts with."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_CUT = " […]"
_LOOK_AHEAD = 200


class XlsxExporter:
    """Writes a workbook with one tab per table: header block on top, frozen column heads, wrapped text."""

    name = "xlsx"
    suffixes: Sequence[str] = (".xlsx",)
    description = "Excel workbook, a tab per table"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the sheets as tabs, in order."""
        from openpyxl import Workbook

        with replacing(path) as file:
            book = Workbook(write_only=True)
            try:
                taken: set[str] = set()
                for sheet in sheets:
                    _Tab(book.create_sheet(_tab_name(sheet.title, taken)), sheet).fill()
                book.save(file)
            except BaseException:
                _discard(book)
                raise


def _discard(book: Any) -> None:
    """Throw half-written tabs away at once: openpyxl keeps their words in files of its own until the program ends."""
    from openpyxl.utils.exceptions import WorkbookAlreadySaved

    for tab in book.worksheets:
        if tab._writer is not None:
            with suppress(WorkbookAlreadySaved):
                tab.close()
            with suppress(OSError, ValueError):
                tab._writer.cleanup()


class _Tab:
    """One tab while it is being written; openpyxl wants widths and panes before the first row."""

    def __init__(self, tab: WriteOnlyWorksheet, sheet: Sheet) -> None:
        from openpyxl.styles import Alignment, Font, PatternFill

        self.tab, self.sheet, self.written = tab, sheet, 0
        self.top = Alignment(vertical="top", wrap_text=True)
        self.line = Alignment(vertical="top")
        self.bold, self.title = Font(bold=True), Font(bold=True, size=14)
        self.warning = Font(bold=True, color="C00000")
        self.fill_head = PatternFill("solid", start_color="E3F0FA")

    def fill(self) -> None:
        """Write header block, column heads, rows and notes."""
        sheet = self.sheet
        rows = iter(sheet.rows)
        first = [row for _number, row in zip(range(_LOOK_AHEAD), rows, strict=False)]
        head = 3 + bool(sheet.stamp) + len(sheet.about)
        self._layout(head, first)
        self.append([sheet.title], self.title, self.line)
        if sheet.stamp:
            self.append([sheet.stamp], self.warning, self.line)
        for label, value in sheet.about:
            self.append([label, value], None, self.line)
        self.append([])
        self.append(sheet.columns, self.bold, self.top, self.fill_head)
        for row in first:
            self.append(row, None, self.top)
        for row in rows:
            self.append(row, None, self.top)
        if sheet.notes:
            self.append([])
            for note in sheet.notes:
                self.append([note], None, self.line)

    def _layout(self, head: int, first: Sequence[Sequence[Cell]]) -> None:
        from openpyxl.utils import get_column_letter

        tab: Any = self.tab
        tab.freeze_panes = f"A{head + 1}"
        tab.print_title_rows = f"{head}:{head}"
        tab.page_setup.orientation = "landscape"
        tab.page_setup.fitToHeight = 0
        tab.sheet_properties.pageSetUpPr.fitToPage = True
        for number, name in enumerate(self.sheet.columns):
            longest = max((len(str(row[number])) for row in first if number < len(row)), default=0)
            tab.column_dimensions[get_column_letter(number + 1)].width = min(60, max(8, longest + 2, len(name) + 2))

    def append(self, row: Iterable[Cell], font: Any = None, alignment: Any = None, fill: Any = None) -> None:
        """Write one row."""
        self.written += 1
        if self.written > MOST_ROWS:
            hint = _("Write a .csv file.")
            raise UsageError(_("An Excel tab holds {n} rows at most.").format(n=MOST_ROWS), hint)
        self.tab.append([self._cell(cell, font, alignment, fill) for cell in row])

    def _cell(self, value: Cell, font: Any, alignment: Any, fill: Any) -> Any:
        from openpyxl.cell import WriteOnlyCell

        if isinstance(value, float) and not math.isfinite(value):
            value = None
        text = isinstance(value, str)
        cell = WriteOnlyCell(self.tab, _fitting(value) if isinstance(value, str) else value)
        if text:
            cell.data_type = "s"
            cell.quotePrefix = cell.value[:1] in ("=", "+", "-", "@", "'")
        elif isinstance(value, float):
            cell.number_format = "0.0##"
        if font:
            cell.font = font
        if alignment:
            cell.alignment = alignment
        if fill:
            cell.fill = fill
        return cell


def _fitting(text: str) -> str:
    """Make text that a cell can hold: visible characters only, and not longer than Excel reads."""
    shown = visible(text)
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _tab_name(title: str, taken: set[str]) -> str:
    """Give a name Excel accepts (31 characters, none of []:*?/\\, unique without regard to case)."""
    bare = re.sub(r"[\[\]:*?/\\\s]+", " ", visible(title)).strip(" '")[:31].strip(" '") or "1"
    name, number = bare, 1
    while name.casefold() in taken:
        number += 1
        name = f"{bare[: 31 - len(str(number)) - 3]} ({number})"
    taken.add(name.casefold())
    return name


EXPORTER = XlsxExporter()
