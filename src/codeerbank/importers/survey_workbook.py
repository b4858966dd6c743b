"""A workbook of any make: its first sheet with data becomes columns of text."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.i18n import _, plural
from codeerbank.importers.problems import Problems, cannot_read
from codeerbank.importers.survey import read_survey
from codeerbank.importers.survey_columns import make_columns

MOST_CELLS = 10_000_000
_MIDNIGHT = datetime.time()


class Sheets(NamedTuple):
    """The names of all sheets of a workbook, and the cells of those that hold data."""

    names: list[str]
    filled: dict[str, list[list[str]]]


def read_workbook(path: Path, sheets: Sheets, options: ImportOptions) -> Reading:
    """Read a survey from a workbook: the sheet that is asked for, or the first with data."""
    name, grid, remarks = chosen_sheet(path, sheets, options.sheet)
    top = next(number for number, row in enumerate(grid) if any(row))
    kept = [(number, row) for number, row in enumerate(grid) if number > top and any(row)]
    columns = make_columns(grid[top], [row for _number, row in kept], lambda row: kept[row][0] + 1)
    survey = read_survey(path, columns, options)
    return Reading(survey, (*remarks, *_unnamed(grid[top], name)))


def open_sheets(path: Path, data: bytes, wanted: str | None) -> Sheets:
    """Read the visible sheets of a checked workbook, or the one that is wanted."""
    import python_calamine

    damaged = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
    try:
        return sheets_in(data, wanted)
    except python_calamine.PasswordError:
        raise cannot_read(path, _("it is locked with a password"), _("Remove the password and try again.")) from None
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError):
        raise cannot_read(path, damaged, _("Open it in Excel and save it again.")) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what the library raises where it did not foresee the file
            raise
        raise cannot_read(path, damaged, _("Open it in Excel and save it again.")) from None


def chosen_sheet(path: Path, sheets: Sheets, wanted: str | None) -> tuple[str, list[list[str]], tuple[str, ...]]:
    """Give the name and cells of the sheet to read, and what to say about the others."""
    if wanted is not None and wanted not in sheets.names:
        problems = Problems(path)
        words = _("there is no sheet “{name}”; there are: {names}")
        problems.add(words.format(name=wanted, names=", ".join(sheets.names)))
        problems.raise_if_any()
    filled = {name: grid for name, grid in sheets.filled.items() if wanted in (None, name)}
    if not filled:
        raise cannot_read(path, _("there is no data in it"), _("Give a file that holds data."))
    name, *others = filled
    told = _("Only sheet “{name}” was read; there is also: {names}. Choose another with --sheet.")
    remarks = (told.format(name=name, names=", ".join(others)),) if others else ()
    return name, filled[name], remarks


def sheets_in(data: bytes, wanted: str | None = None) -> Sheets:
    """Read the visible sheets that hold data, as text; of a hidden one only if it is named."""
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return Sheets(book.sheet_names, dict(_filled(book, wanted)))


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
        words = plural(
            "{n} header cell of sheet “{name}” is empty (merged cells?); look at the names of the variables.",
            "{n} header cells of sheet “{name}” are empty (merged cells?); look at the names of the variables.",
            n,
        )
        yield words.format(n=n, name=sheet)
