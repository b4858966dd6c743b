"""CSV: for people as Dutch spreadsheets read it, for machines as every program does."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Protocol

from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _

_STARTS_A_FORMULA = frozenset("=+-@\t\r\n")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?\s?%?", re.ASCII)


class _Writer(Protocol):
    def writerow(self, row: Iterable[Any], /) -> Any: ...

    def writerows(self, rows: Iterable[Iterable[Any]], /) -> None: ...


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
        machine = options.get("csv") == "machine"
        if machine and len(sheets) != 1:
            raise UsageError(_("A CSV file for programs holds one table."), _("Choose .xlsx or .json for several."))
        encoding, end = ("utf-8", "\n") if machine else ("utf-8-sig", "\r\n")
        with replacing(path) as file:
            text = TextIOWrapper(file, encoding=encoding, errors="replace", newline="")
            writer = csv.writer(text, delimiter="," if machine else ";", lineterminator=end)
            if machine:
                _for_machines(writer, sheets[0], options.get("raw") == "yes")
            else:
                for number, sheet in enumerate(sheets):
                    if number:
                        writer.writerow(())
                    _for_people(writer, sheet)
            text.flush()
            text.detach()


def _for_machines(writer: _Writer, sheet: Sheet, raw: bool) -> None:
    stamp = (sheet.stamp,) if sheet.stamp else ()
    header = (*sheet.columns, "stamp") if stamp else sheet.columns
    writer.writerow(header)
    rows: Iterable[Sequence[Cell]] = sheet.rows if raw else _safe(sheet.rows, ".")
    writer.writerows((*row, *stamp) for row in rows) if stamp else writer.writerows(rows)


def _for_people(writer: _Writer, sheet: Sheet) -> None:
    above = [(sheet.title,), *([(sheet.stamp,)] if sheet.stamp else []), *sheet.about, ()]
    writer.writerows(_safe(above, ","))
    writer.writerows(_safe([sheet.columns], ","))
    writer.writerows(_safe(sheet.rows, ","))
    if sheet.notes:
        writer.writerows(_safe([(), *((note,) for note in sheet.notes)], ","))


def _safe(rows: Iterable[Sequence[Cell]], mark: str) -> Iterator[list[Cell]]:
    """Pass rows on, changing only the cells that need it; most rows hold none and cost one look per cell."""
    starts = _STARTS_A_FORMULA
    for row in rows:
        cells = list(row)
        for place, cell in enumerate(cells):
            if cell.__class__ is str:
                if cell and (cell[0] in starts or not cell.isprintable()):
                    cells[place] = safe_text(cell)
            elif cell.__class__ is float:
                cells[place] = _decimal(cell, mark)
        yield cells


def safe_text(text: str) -> str:
    """Keep a spreadsheet from acting on text: control characters become marks, a formula gets an apostrophe."""
    shown = visible(text)
    if text[:1] in _STARTS_A_FORMULA and not _NUMBER.fullmatch(text):
        return "'" + shown
    return shown


def _decimal(value: float, mark: str) -> str:
    return repr(value).replace(".", mark) if math.isfinite(value) else ""


EXPORTER = CsvExporter()
