"""Lists that people keep in a spreadsheet (participants, codes): CSV or Excel, read as rows of text with their lines."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from html import unescape
from pathlib import Path

from codeerbank.domain.ports import ImportOptions
from codeerbank.importers.csv_rows import CsvRows, read_csv

CSV = (".csv", ".tsv")
EXCEL = (".xlsx", ".xlsm")
_PEEK = 65536
_HEADS = 10
_STRING = re.compile(r"<si>(.*?)</si>", re.DOTALL)
_WORDS = re.compile(r"<t[^>]*>([^<]*)</t>")
_ROW = re.compile(r"<row\b[^>]*>(.*?)</row>", re.DOTALL)
_CELL = re.compile(r"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_VALUE = re.compile(r"<v>(\d{1,6})</v>")


def read_list(path: Path, options: ImportOptions, is_heading: Callable[[Sequence[str]], bool]) -> CsvRows:
    """Read a list; in a workbook it may begin below a title. Raises with every row that does not fit."""
    return read_csv(path, options.encoding) if path.suffix.lower() in CSV else _read_sheet(path, options, is_heading)


def headings_of(path: Path, head: bytes) -> list[list[str]]:
    """Give the rows that may be the names above the columns; none where it is no such file."""
    suffix = path.suffix.lower()
    if suffix in CSV:
        lines = head.decode("utf-8-sig", "replace").splitlines()
        line = next((line for line in lines if line and not line.lower().startswith("sep=")), "")
        return [[name.strip(' "') for name in re.split("[;,\t]", line)]]
    return _first_rows(path) if suffix in EXCEL and head.startswith(b"PK") else []


def columns_named(heading: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Say where each column stands that goes by one of its names; of two names the first counts."""
    names = [name.strip().casefold() for name in heading]
    return {
        column: names.index(alias) for column, known in aliases.items() for alias in reversed(known) if alias in names
    }


def _read_sheet(path: Path, options: ImportOptions, is_heading: Callable[[Sequence[str]], bool]) -> CsvRows:
    from codeerbank.importers.survey_workbook import chosen_sheet, open_sheets
    from codeerbank.importers.survey_xlsx import checked_workbook

    _name, grid, remarks = chosen_sheet(path, open_sheets(path, checked_workbook(path), options.sheet), options.sheet)
    filled = [number for number, row in enumerate(grid) if any(row)]
    top = next((number for number in filled[:_HEADS] if is_heading(grid[number])), filled[0])
    below = [(number, row) for number, row in enumerate(grid[top + 1 :], top + 2) if any(cell.strip() for cell in row)]
    width = max(
        at + 1 for row in (grid[top], *(row for _n, row in below)) for at, cell in enumerate(row) if cell.strip()
    )
    rows = [row[:width] for _number, row in below]
    return CsvRows(grid[top][:width], rows, top + 2, [number for number, _row in below], remarks, "")


def _first_rows(path: Path) -> list[list[str]]:
    """Read the cells of the first rows of a workbook, without unpacking all of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            strings = _STRING.findall(_beginning(archive, "xl/sharedStrings.xml"))
            rows = _ROW.findall(_beginning(archive, "xl/worksheets/sheet1.xml"))
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return []
    return [[_cell(about, inside, strings) for about, inside in _CELL.findall(row)] for row in rows[:_HEADS]]


def _beginning(archive: zipfile.ZipFile, name: str) -> str:
    if name not in archive.namelist():
        return ""
    with archive.open(name) as part:
        return part.read(_PEEK).decode("utf-8", "replace")


def _cell(about: str, inside: str, strings: Sequence[str]) -> str:
    found = _VALUE.search(inside)
    if 't="s"' in about and found:
        number = int(found[1])
        inside = strings[number] if number < len(strings) else ""
    return unescape("".join(_WORDS.findall(inside))).strip()
