"""Published tables to audit: JSON, CSV and workbooks become tables as printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from codeerbank.domain.published import Publication, PublishedTable
from codeerbank.errors import ImportProblems
from codeerbank.i18n import _
from codeerbank.importers.csv_rows import any_field_size, find_delimiter, skip_separator_line
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.published_grid import tables_in_grid
from codeerbank.importers.published_json import publication_in_json
from codeerbank.importers.source import read_text

SUFFIXES = (".json", ".csv", ".tsv", ".xlsx", ".xlsm")


def read_published(path: Path) -> Publication:
    """Read every table in a file, and what a JSON file tells beside them; raises ImportProblems for a file without any."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise cannot_read(path, _("only tables as .json, .csv or .xlsx can be checked"), _("Save the table as CSV."))
    if suffix == ".json":
        found = publication_in_json(path, read_text(path)[0])
    elif suffix in (".csv", ".tsv"):
        found = Publication(_csv_tables(path))
    else:
        found = Publication([table for name, grid in _sheets(path) for table in tables_in_grid(grid, name)])
    if not found.tables:
        raise _nothing(path)
    return found


def _nothing(path: Path) -> ImportProblems:
    reason = _("there is no table in it with counts or percentages")
    return cannot_read(path, reason, _("Give columns such as: table;row;column;n;pct;base."))


def _csv_tables(path: Path) -> list[PublishedTable]:
    """Read with the delimiter that looks right; a title full of commas can look like a header, so then with another."""
    text, _encoding = read_text(path)
    file = io.StringIO(text, newline="")
    said = skip_separator_line(file)
    start = file.tell()
    for delimiter in [said] if said else dict.fromkeys((find_delimiter(text), ";", "\t", ",")):
        file.seek(start)
        with any_field_size():
            try:
                tables = tables_in_grid(list(csv.reader(file, delimiter=delimiter)), path.stem)
            except csv.Error:
                raise cannot_read(path, _("a quotation mark is opened here and never closed")) from None
        if tables:
            return tables
    return []


def _sheets(path: Path) -> list[tuple[str, Sequence[Sequence[str]]]]:
    from codeerbank.importers.survey_workbook import open_sheets
    from codeerbank.importers.survey_xlsx import checked_workbook

    return list(open_sheets(path, checked_workbook(path), None).filled.items())
