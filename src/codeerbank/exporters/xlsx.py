"""Excel workbooks: text stays text, whatever it starts with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, islice
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
from codeerbank.exporters.xlsx_rows import BARE, Look, fill, fitting, looks
from codeerbank.i18n import _, ngettext

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_ROWS = 1_048_576
_LOOK_AHEAD = 200
_MOST_FROZEN = 10
"""More rows than these standing still leave no room on a laptop; a longer header block stands below the table."""


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
            book = Workbook()
            book.remove(book.active)
            taken: set[str] = set()
            tabs = []
            for number, sheet in enumerate((*sheets, *dictionary_sheets(sheets))):
                tab = book.create_sheet(_tab_name(sheet.title, taken))
                tabs.append(_Tab(tab, sheet, bare=bare and number < len(sheets)))
            fill(fresh, book, [tab.rows() for tab in tabs])
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


class _Tab:
    """One tab: its widths and panes are set from its first rows; the rows are written afterwards.

    bare   column heads and rows, and nothing else; the stamp is the last column
    """

    def __init__(self, tab: Worksheet, sheet: Sheet, bare: bool = False) -> None:
        self._tab, self._sheet, self._bare = tab, sheet, bare
        self._looks = looks(tab)
        self._left = iter(sheet.rows)
        self._first = list(islice(self._left, _LOOK_AHEAD))
        above = 3 + bool(sheet.stamp) + len(sheet.about)
        self._below = above > _MOST_FROZEN
        self._layout(1 if bare else above - len(sheet.about) * self._below, self._first)

    def rows(self) -> Iterator[tuple[Sequence[Cell], Look]]:
        """Give the rows, each with its look."""
        rows = self._bare_rows() if self._bare else self._all_rows()
        for number, (row, look) in enumerate(rows, 1):
            if number > MOST_ROWS:
                hint = _("Write a .csv file.")
                raise UsageError(_("An Excel tab holds {n} rows at most.").format(n=MOST_ROWS), hint)
            yield row, self._looks[look]

    def _all_rows(self) -> Iterator[tuple[Sequence[Cell], str]]:
        sheet = self._sheet
        yield (sheet.title,), "title"
        if sheet.stamp:
            yield (sheet.stamp,), "warning"
        yield from ((about, "line") for about in sheet.about if not self._below)
        yield (), "line"
        yield sheet.columns, "head"
        yield from ((row, "cell") for row in chain(self._first, self._left))
        if sheet.notes:
            yield (), "line"
        yield from (((note,), "line") for note in sheet.notes)
        if self._below:
            yield (), "line"
            yield from ((about, "line") for about in sheet.about)

    def _bare_rows(self) -> Iterator[tuple[Sequence[Cell], str]]:
        stamp = [self._sheet.stamp] if self._sheet.stamp else []
        yield [*self._sheet.columns, *(["stamp"] if stamp else [])], "head"
        for row in chain(self._first, self._left):
            yield ([*row, *stamp] if stamp else row), BARE

    def _layout(self, head: int, first: Sequence[Sequence[Cell]]) -> None:
        from openpyxl.utils import get_column_letter

        tab: Any = self._tab
        tab.freeze_panes = f"A{head + 1}"
        tab.print_title_rows = f"{head}:{head}"
        tab.page_setup.orientation = "landscape"
        tab.page_setup.fitToHeight = 0
        tab.sheet_properties.pageSetUpPr.fitToPage = True
        for number, name in enumerate(self._sheet.columns):
            longest = max((len(str(row[number])) for row in first if number < len(row)), default=0)
            tab.column_dimensions[get_column_letter(number + 1)].width = min(60, max(8, longest + 2, len(name) + 2))


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
