"""Surveys as LibreOffice sheets (.ods)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.archive import Archive
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.survey_workbook import MOST_CELLS, open_sheets, read_workbook

_CONTENT = "content.xml"
_XML = re.compile(r"\.(?:xml|rdf)$", re.IGNORECASE)
_TAG = re.compile(rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>")
_ROWS = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d{1,18})[\"']")
_COLUMNS = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d{1,18})[\"']")
_FILLED = b"value-type"


@dataclass(frozen=True, slots=True)
class SurveySheet:
    """Reads the first sheet with data of a LibreOffice file, or the one that is asked for."""

    name: str = "survey_ods"
    noun: ImportNoun = "survey"
    suffixes: Sequence[str] = (".ods",)
    description: str = N_("Survey table, LibreOffice")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix."""
        return 0.8 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the sheet and find its key, groups, closed and open questions."""
        archive = Archive(path)
        archive.check_all()
        for name in filter(_XML.search, archive.names):
            archive.check_whole(name)
        if _CONTENT in archive.names:
            _check_reach(path, archive.read(_CONTENT))
        return read_workbook(path, open_sheets(path, archive.data, options.sheet), options)


def _check_reach(path: Path, content: bytes) -> None:
    """Refuse a sheet in which a repeated cell or row fills more memory than there is."""
    row = column = repeated = rows = columns = 0
    for tag in _TAG.finditer(content):
        kind, about = tag[1], tag[2]
        if kind == b"table":
            row = column = repeated = rows = columns = 0
        elif kind == b"table-row":
            row, column, repeated = row + repeated, 0, _times(_ROWS, about)
        else:
            column += _times(_COLUMNS, about)
            if _FILLED in about:
                rows, columns = row + repeated, max(columns, column)
        if rows * columns > MOST_CELLS:
            hint = _("Remove what stands in the far rows and columns, or save the sheet as CSV.")
            raise cannot_read(
                path, _("a sheet reaches to row {row}, column {column}").format(row=rows, column=columns), hint
            )


def _times(pattern: re.Pattern[bytes], about: bytes) -> int:
    found = pattern.search(about)
    return int(found[1]) if found else 1


IMPORTER = SurveySheet()
