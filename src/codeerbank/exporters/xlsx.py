"""Excel workbooks: text stays text, whatever it starts with."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codeerbank.domain.survey_file import SurveyFile, SurveyWritten
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing_by_name
from codeerbank.exporters.dictionary import dictionary_sheets
from codeerbank.exporters.proof import altered
from codeerbank.exporters.survey_table import survey_sheet
from codeerbank.i18n import _, ngettext

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
_CUT = " […]"
_UNHOLDABLE = re.compile("[\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_LOOK_AHEAD = 200
_MOST_FROZEN = 10
"""More rows than these standing still leave no room on a laptop for a row of a joint display."""


class XlsxExporter:
    """Writes a workbook with one tab per table: header block on top, frozen column heads, wrapped text.

    Data dictionaries stand together on a last tab.
    """

    name = "xlsx"
    suffixes: Sequence[str] = (".xlsx",)
    description = "Excel workbook, a tab per table"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the sheets as tabs, in order."""
        with self._written(path, sheets):
            pass

    def write_survey(self, path: Path, survey: SurveyFile, options: Mapping[str, str]) -> SurveyWritten:  # noqa: ARG002
        """Write a survey as programs read one: names on the first row, numbers as numbers, keys and words as text.

        The stamp is the last column; labels stand in the data dictionary.
        """
        sheet = survey_sheet(survey, typed=True)
        with self._written(path, [sheet], bare=True) as fresh:
            changed = altered(survey, _columns(fresh, len(sheet.columns), len(survey.original[0].cells)), fitting, path)
        told = ngettext(
            "{n} text was changed to what Excel can hold (marks for control characters; cut where it is too long).",
            "{n} texts were changed to what Excel can hold (marks for control characters; cut where they are too long).",
            changed,
        )
        return SurveyWritten([path], [told] if changed else [])

    @contextmanager
    def _written(self, path: Path, sheets: Sequence[Sheet], bare: bool = False) -> Iterator[Path]:
        """Write to a new file, that takes the place of ``path`` when the block ends well; ``bare``: nothing above the rows."""
        from openpyxl import Workbook

        with replacing_by_name(path) as fresh:
            book = Workbook(write_only=True)
            try:
                taken: set[str] = set()
                for number, sheet in enumerate((*sheets, *dictionary_sheets(sheets))):
                    tab = _Tab(book.create_sheet(_tab_name(sheet.title, taken)), sheet)
                    if bare and number < len(sheets):
                        tab.fill_bare()
                    else:
                        tab.fill()
                with fresh.open("wb") as file:
                    book.save(file)
            except BaseException:
                _discard(book)
                raise
            yield fresh


def _columns(path: Path, width: int, respondents: int) -> list[Sequence[str]]:
    """Read the columns of a bare table back from the first tab."""
    import python_calamine

    with path.open("rb") as file:
        tab = python_calamine.CalamineWorkbook.from_filelike(file).get_sheet_by_index(0)
        rows = tab.to_python(skip_empty_area=False)[1 : respondents + 1]
    rows += [[]] * (respondents - len(rows))
    full = (list(map(str, [*row[:width], *[""] * (width - len(row))])) for row in rows)
    return list(zip(*full, strict=True)) if rows else [()] * width


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
        self._layout(3 + bool(sheet.stamp) + len(sheet.about), first)
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

    def fill_bare(self) -> None:
        """Write column heads and rows, and nothing else; the stamp is the last column."""
        stamp = [self.sheet.stamp] if self.sheet.stamp else []
        rows = iter(self.sheet.rows)
        first = [row for _number, row in zip(range(_LOOK_AHEAD), rows, strict=False)]
        self._layout(1, first)
        self.append([*self.sheet.columns, *(["stamp"] if stamp else [])], self.bold, self.top, self.fill_head)
        for row in chain(first, rows):
            self.append([*row, *stamp])

    def _layout(self, head: int, first: Sequence[Sequence[Cell]]) -> None:
        from openpyxl.utils import get_column_letter

        tab: Any = self.tab
        if head <= _MOST_FROZEN:
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
        if not (font or alignment or isinstance(value, str)):
            return value
        text = isinstance(value, str)
        cell = WriteOnlyCell(self.tab, _stored(fitting(value)) if isinstance(value, str) else value)
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


def fitting(text: str) -> str:
    """Make text that a cell can hold: visible characters only, and not longer than Excel reads."""
    shown = _UNHOLDABLE.sub("�", visible(text))
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _stored(text: str) -> str:
    """Write text as a workbook stores it: Excel would read _x001B_ as a control character."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text


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
