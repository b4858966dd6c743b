"""CSV: for people as Dutch spreadsheets read it, for machines as every program does."""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _

_STARTS_A_FORMULA = frozenset("=+-@\t\r\n")
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
        machine = options.get("csv") == "machine"
        if machine and len(sheets) != 1:
            raise UsageError(_("A CSV file for programs holds one table."), _("Choose .xlsx or .json for several."))
        with replacing(path) as file:
            text = TextIOWrapper(file, encoding="utf-8" if machine else "utf-8-sig", errors="replace", newline="")
            if machine:
                _for_machines(text, sheets[0], options.get("raw") == "yes")
            else:
                _for_people(text, sheets)
            text.flush()
            text.detach()


def _for_machines(file: TextIO, sheet: Sheet, raw: bool) -> None:
    stamp = [safe_text(sheet.stamp)] if sheet.stamp else []
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*sheet.columns, "stamp"] if stamp else sheet.columns)
    writer.writerows(([*row, *stamp] for row in sheet.rows) if raw else _safe(sheet.rows, ".", stamp))


def _for_people(file: TextIO, sheets: Sequence[Sheet]) -> None:
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for number, sheet in enumerate(sheets):
        above = [(sheet.title,), *([(sheet.stamp,)] if sheet.stamp else []), *sheet.about, (), sheet.columns]
        writer.writerows(_safe([(), *above] if number else above, ","))
        writer.writerows(_safe(sheet.rows, ","))
        if sheet.notes:
            writer.writerows(_safe([(), *((note,) for note in sheet.notes)], ","))


def _safe(rows: Iterable[Sequence[Cell]], mark: str, tail: Sequence[str] = ()) -> Iterator[Sequence[Cell]]:
    """Pass rows on with ``tail`` behind them, changing only those that need it; most cost one look per cell."""
    starts = _STARTS_A_FORMULA
    for row in rows:
        for cell in row:
            if type(cell) is str:
                # Whatever starts a formula sorts before the letters: one comparison settles most words.
                if (cell < "A" and cell[:1] in starts) or not cell.isprintable():
                    row = _mended(row, mark)
                    break
            elif cell is not None and type(cell) is not int:
                row = _mended(row, mark)
                break
        yield [*row, *tail] if tail else row


def _mended(row: Sequence[Cell], mark: str) -> Sequence[Cell]:
    return [
        safe_text(cell) if isinstance(cell, str) else _decimal(cell, mark) if isinstance(cell, float) else cell
        for cell in row
    ]


def safe_text(text: str) -> str:
    """Keep a spreadsheet from acting on text: control characters become marks, a formula gets an apostrophe."""
    shown = visible(text)
    if text[:1] in _STARTS_A_FORMULA and not _NUMBER.fullmatch(text):
        return "'" + shown
    return shown


def _decimal(value: float, mark: str) -> str:
    return repr(value).replace(".", mark) if math.isfinite(value) else ""


EXPORTER = CsvExporter()
