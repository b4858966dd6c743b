"""Surveys as Excel workbooks."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.archive import Archive
from codeerbank.importers.problems import Problems, cannot_read
from codeerbank.importers.survey import read_survey
from codeerbank.importers.survey_columns import make_columns

_MIDNIGHT = datetime.time()
_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{1,7})["']""")
_MOST_CELLS = 10_000_000


@dataclass(frozen=True, slots=True)
class SurveyWorkbook:
    """Reads the first sheet with data of a workbook, or the one that is asked for."""

    name: str = "survey_xlsx"
    noun: ImportNoun = "survey"
    suffixes: Sequence[str] = (".xlsx", ".xlsm")
    description: str = N_("Survey table, Excel")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix."""
        return 0.8 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the sheet and find its key, groups, closed and open questions."""
        name, grid, remarks = _sheet(path, options.sheet)
        top = next(number for number, row in enumerate(grid) if any(row))
        kept = [(number, row) for number, row in enumerate(grid) if number > top and any(row)]
        columns = make_columns(grid[top], [row for _number, row in kept], lambda row: kept[row][0] + 1)
        survey = read_survey(path, columns, options)
        return Reading(survey, (*remarks, *_unnamed(grid[top], name)))


def _sheet(path: Path, wanted: str | None) -> tuple[str, list[list[str]], tuple[str, ...]]:
    """Give the name and cells of the sheet to read, and what to say about the others."""
    import python_calamine

    archive = Archive(path)
    archive.check_all()
    _check_reach(path, archive)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(archive.data))
        filled = dict(_filled(book, wanted))
    except (python_calamine.CalamineError, OSError, ValueError):
        reason = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
        raise cannot_read(path, reason, _("Open it in Excel and save it again.")) from None
    if wanted is not None and wanted not in book.sheet_names:
        problems = Problems(path)
        words = _("there is no sheet “{name}”; there are: {names}")
        problems.add(words.format(name=wanted, names=", ".join(book.sheet_names)))
        problems.raise_if_any()
    if not filled:
        raise cannot_read(path, _("there is no data in it"), _("Give a file that holds data."))
    name, *others = filled
    told = _("Only sheet “{name}” was read; there is also: {names}. Choose another with --sheet.")
    remarks = (told.format(name=name, names=", ".join(others)),) if others else ()
    return name, filled[name], remarks


def _check_reach(path: Path, archive: Archive) -> None:
    """Refuse a sheet whose far corner would make the reader reserve more memory than there is, which ends the program."""
    for name in filter(_SHEET_PART.fullmatch, archive.names):
        addresses = _ADDRESS.findall(archive.read(name))
        rows = max((int(row) for _column, row in addresses), default=0)
        letters = max({column for column, _row in addresses}, key=lambda column: (len(column), column), default=b"")
        columns = 0
        for letter in letters:
            columns = columns * 26 + letter - 64
        if rows * columns > _MOST_CELLS:
            corner = letters.decode() + str(rows)
            hint = _("Remove what stands in the far rows and columns, or save the sheet as CSV.")
            raise cannot_read(path, _("a sheet reaches to cell {corner}").format(corner=corner), hint)


def _filled(book: Any, wanted: str | None) -> Iterator[tuple[str, list[list[str]]]]:
    """Give the visible sheets that hold data, as text; only the wanted one if it is named."""
    import python_calamine

    for about in book.sheets_metadata:
        shown = about.visible == python_calamine.SheetVisibleEnum.Visible
        filled = about.typ == python_calamine.SheetTypeEnum.WorkSheet
        if about.name == wanted or (wanted is None and shown and filled):
            rows = book.get_sheet_by_name(about.name).to_python(skip_empty_area=False)
            grid = [list(map(_words, row)) for row in rows]
            if any(map(any, grid)):
                yield about.name, grid


def _words(value: Any) -> str:
    """Write a cell as text: whole numbers without a point, dates as ISO, truth as 1 or 0."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat()
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return "" if value is None else str(value)


def _unnamed(header: Sequence[str], sheet: str) -> Iterator[str]:
    """Say when header cells are empty, as they are where cells were merged."""
    if n := sum(not cell.strip() for cell in header):
        words = _("{n} header cells of sheet “{name}” are empty (merged cells?); look at the names of the variables.")
        yield words.format(n=n, name=sheet)


IMPORTER = SurveyWorkbook()
