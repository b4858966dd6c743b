"""CSV: for people as Dutch spreadsheets read it, for machines as every program does."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from codeerbank.domain.survey_file import SurveyColumn, SurveyFile, SurveyWritten
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing_by_name
from codeerbank.exporters.proof import altered
from codeerbank.exporters.survey_table import survey_sheet
from codeerbank.i18n import _, ngettext

_LONGEST_CELL = 2**31 - 1
_STARTS_A_FORMULA = frozenset("=+-@\t\r\n")
_NO_BEGINNING = _STARTS_A_FORMULA | {""}
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\s?%?", re.ASCII)


class CsvExporter:
    """Writes tables as CSV, row by row.

    people    (default) semicolon, decimal comma, UTF-8 with BOM, CRLF; stamp and header block above, notes below
    machine   ``{"csv": "machine"}``: comma, decimal point, UTF-8, LF; one table, the header on line 1, the stamp as
              last column; with ``{"raw": "yes"}`` cells stay exactly as they are, without guard against formulas
    """

    name = "csv"
    suffixes: Sequence[str] = (".csv",)
    description = "CSV, semicolons for people or commas for programs"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:
        """Write the sheets below each other; for a machine exactly one."""
        with self._written(path, sheets, options):
            pass

    def write_survey(self, path: Path, survey: SurveyFile, options: Mapping[str, str]) -> SurveyWritten:
        """Write a survey: for a machine every cell as it came in, for people numbers with a decimal comma."""
        machine = options.get("csv") == "machine"
        sheet = survey_sheet(survey, typed=not machine)
        with self._written(path, [sheet], options) as fresh:
            found = _columns(fresh, sheet, len(survey.original[0].cells), machine)
            if not machine:
                found = [_with_points(column, cells) for column, cells in zip(survey.columns, found, strict=True)]
            changed = altered(survey, found, _encodable if options.get("raw") == "yes" else safe_text, path)
        told = ngettext(
            "{n} cell got an apostrophe in front, or a mark for a control character: a spreadsheet would act on it.",
            "{n} cells got an apostrophe in front, or a mark for a control character: a spreadsheet would act on them.",
            changed,
        )
        return SurveyWritten([path], [told] if changed else [])

    @contextmanager
    def _written(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> Iterator[Path]:
        """Write to a new file, that takes the place of ``path`` when the block ends well."""
        machine = options.get("csv") == "machine"
        if machine and len(sheets) != 1:
            raise UsageError(_("A CSV file for programs holds one table."), _("Choose .xlsx or .json for several."))
        with replacing_by_name(path) as fresh:
            encoding = "utf-8" if machine else "utf-8-sig"
            with fresh.open("w", encoding=encoding, errors="replace", newline="") as file:
                if machine:
                    _for_machines(file, sheets[0], options.get("raw") == "yes")
                else:
                    _for_people(file, sheets)
            yield fresh


def _columns(path: Path, sheet: Sheet, respondents: int, machine: bool) -> list[Sequence[str]]:
    """Read the columns of a table back, without what stands above, below and beside them."""
    width = len(sheet.columns)
    above = 1 if machine else 3 + bool(sheet.stamp)
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        with path.open(encoding="utf-8" if machine else "utf-8-sig", newline="") as file:
            rows = list(csv.reader(file, delimiter="," if machine else ";"))
    finally:
        csv.field_size_limit(before)
    body = [row[:width] for row in rows[above : above + respondents]]
    return list(zip(*body, strict=True)) if body else [()] * width


def _with_points(column: SurveyColumn, cells: Sequence[str]) -> Sequence[str]:
    return cells if column.numbers() is None else [cell.replace(",", ".") for cell in cells]


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _for_machines(file: TextIO, sheet: Sheet, raw: bool) -> None:
    writer = csv.writer(file, lineterminator="\n")
    stamp = [safe_text(sheet.stamp)] if sheet.stamp else []
    header = [*sheet.columns, "stamp"] if stamp else sheet.columns
    if raw:
        writer.writerow(header)
        writer.writerows([*row, *stamp] for row in sheet.rows)
        return
    writer.writerow(_mended(header, "."))
    end = _end_of_line(stamp)
    for row in sheet.rows:
        line = ",".join([cell if type(cell) is str else "" if cell is None else _shown(cell) for cell in row])
        if _goes_as_it_is(line, len(row)):
            file.write(line + end)
        else:
            writer.writerow([*_mended(row, "."), *stamp])


def _end_of_line(tail: Sequence[str]) -> str:
    """Write what stands behind every row."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(["", *tail])
    return written.getvalue() if tail else "\n"


def _goes_as_it_is(line: str, cells: int) -> bool:
    """Say whether cells joined by commas are a row: nothing to quote, nothing that is unseen or starts a formula.

    Looking at a whole row takes a fraction of what the csv module needs, that goes over it letter by letter.
    """
    return (
        line.isprintable() and line.count(",") == cells - 1 and '"' not in line
        and ",+" not in line and ",-" not in line
        and ("=" not in line or ",=" not in line) and ("@" not in line or ",@" not in line)
        and line[:1] not in _NO_BEGINNING
    )  # fmt: skip


def _shown(cell: Cell) -> str:
    return _decimal(cell, ".") if isinstance(cell, float) else str(cell)


def _for_people(file: TextIO, sheets: Sequence[Sheet]) -> None:
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        above = [(sheet.title,), *([(sheet.stamp,)] if sheet.stamp else []), *sheet.about, (), sheet.columns]
        writer.writerows(_mended(row, ",") for row in ([(), *above] if number else above))
        writer.writerows(_mended(row, ",") for row in sheet.rows)
        if sheet.notes:
            writer.writerows([(), *(_mended((note,), ",") for note in sheet.notes)])


def _mended(row: Sequence[Cell], mark: str) -> Sequence[Cell]:
    starts = _STARTS_A_FORMULA
    return [
        (cell if cell.isprintable() and cell[:1] not in starts else safe_text(cell)) if isinstance(cell, str)
        else _decimal(cell, mark) if isinstance(cell, float) else cell
        for cell in row
    ]  # fmt: skip


def safe_text(text: str) -> str:
    """Keep a spreadsheet from acting on text: control characters become marks, a formula gets an apostrophe."""
    shown = text if text.isprintable() else visible(text)
    if text[:1] in _STARTS_A_FORMULA and not _NUMBER.fullmatch(text):
        return "'" + shown
    return shown


def _decimal(value: float, mark: str) -> str:
    return repr(value).replace(".", mark) if math.isfinite(value) else ""


EXPORTER = CsvExporter()
