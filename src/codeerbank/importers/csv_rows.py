"""Rows of a CSV file: the delimiter is found; an open quote or a row of another width is refused with its line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Protocol, TextIO

from codeerbank.i18n import _, plural
from codeerbank.importers.problems import Problems
from codeerbank.importers.source import read_text

DELIMITERS = (";", ",", "\t")
MOST_COLUMNS = 16_384
"""As many as a sheet of Excel has; more of them are rows and columns changed about."""
_SAMPLE = 65536
_SAMPLE_ROWS = 20


class CsvReader(Protocol):
    """What ``csv.reader`` returns; the class itself has no public name."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]:
        """Give the rows."""

    def __next__(self) -> list[str]:
        """Give the next row."""


@dataclass(frozen=True, slots=True)
class CsvRows:
    """The filled rows of a CSV file, all of one width, the header first; ``lines`` holds the line each row starts on.

    ``lines`` is None when every row has one line and none is left out: row i then stands on line ``first_line`` + i.
    """

    header: list[str]
    rows: list[list[str]]
    first_line: int
    lines: Sequence[int] | None
    remarks: tuple[str, ...]
    encoding: str

    def line(self, row: int) -> int:
        """Give the line on which a row (counted from the one after the header) starts."""
        return self.lines[row] if self.lines is not None else self.first_line + row


@contextmanager
def any_field_size() -> Iterator[None]:
    """Lift the csv module's limit of 131,072 characters a field for a while; answers can be longer."""
    before = csv.field_size_limit(min(sys.maxsize, 2**31 - 1))
    try:
        yield
    finally:
        csv.field_size_limit(before)


def skip_separator_line(file: TextIO) -> str | None:
    """Read past a first line ``sep=;`` and give its delimiter; the file stays at its start when there is none."""
    start = file.tell()
    first = file.readline(16).rstrip("\r\n")
    if first[:4].lower() == "sep=" and len(first) == 5:
        return first[4]
    file.seek(start)
    return None


def find_delimiter(sample: str) -> str:
    """Choose the delimiter that cuts the first rows into the most columns, of equal number if possible."""

    def worth(delimiter: str) -> tuple[bool, int]:
        widths = [len(row) for row in islice(_rows_of(sample, delimiter), _SAMPLE_ROWS) if row]
        if len(widths) > 1 and len(sample) >= _SAMPLE:
            widths.pop()
        return bool(widths) and widths[0] > 1 and len(set(widths)) == 1, widths[0] if widths else 0

    return max(DELIMITERS, key=worth)


def _rows_of(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def read_csv(path: Path, encoding: str | None = None) -> CsvRows:
    """Read a whole CSV file as text, checked; raises with every row that does not fit."""
    text, found = read_text(path, encoding)
    file = io.StringIO(text, newline="")
    given = skip_separator_line(file)
    delimiter = given or find_delimiter(text[:_SAMPLE])
    problems = Problems(path)
    with any_field_size():
        rows, lines = _strict_rows(file, delimiter, 2 if given else 1, problems)
    problems.raise_if_any(_("Open the file as text at that line: a quotation mark may be missing there."))
    if not rows:
        problems.add(_("there is no header row in it"))
        problems.raise_if_any()
    if len(rows[0]) > MOST_COLUMNS:
        problems.add(_("it has more than {n} columns").format(n=MOST_COLUMNS))
        problems.raise_if_any(_("Give every respondent a row, and save the variables you need."))
    table = CsvRows(rows[0], rows[1:], 0, lines[1:] if lines else None, found.remarks, found.name)
    table = replace(table, first_line=(lines[0] if lines else 1 + bool(given)) + 1)
    _check_widths(table, problems)
    problems.raise_if_any(_("Give every row as many cells as the header; look at the delimiter and quotation marks."))
    return table


def _strict_rows(
    file: TextIO, delimiter: str, first: int, problems: Problems
) -> tuple[list[list[str]], list[int] | None]:
    """Read all rows; lines are counted only when a row spans several of them, or a blank row is left out."""
    start = file.tell()
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    try:
        rows = list(reader)
    except csv.Error:
        rows = None
    if rows is not None and reader.line_num == len(rows) and all(map(any, rows)):
        return rows, None
    file.seek(start)
    return _counted_rows(csv.reader(file, delimiter=delimiter, strict=True), first, problems)


def _counted_rows(reader: CsvReader, first: int, problems: Problems) -> tuple[list[list[str]], list[int] | None]:
    rows, lines, line = [], [], first
    try:
        for row in reader:
            if any(row):
                rows.append(row)
                lines.append(line)
            line = first + reader.line_num
    except csv.Error as error:
        if "end of data" in str(error):
            problems.add(_("a quotation mark is opened here and never closed"), line)
        else:
            problems.add(_("there is text after a closing quotation mark"), line)
    return rows, lines


def _check_widths(table: CsvRows, problems: Problems) -> None:
    """Trim empty cells at the end of rows that are too wide; note every row that still differs from the header."""
    width = len(table.header)
    if set(map(len, table.rows)) <= {width}:
        return
    for number, row in enumerate(table.rows):
        while len(row) > width and not row[-1].strip():
            row.pop()
        if len(row) != width:
            words = plural("{n} cell where the header has {width}", "{n} cells where the header has {width}", len(row))
            problems.add(words.format(n=len(row), width=width), table.line(number))
