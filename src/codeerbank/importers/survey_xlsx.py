"""Surveys as Excel workbooks."""

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

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ADDRESS = re.compile(rb"""\sr=["']([A-Z]{0,3})(\d{1,7})["']""")


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
        return read_workbook(path, open_sheets(path, checked_workbook(path), options.sheet), options)


def checked_workbook(path: Path) -> bytes:
    """Give the bytes of a workbook that is safe to unpack."""
    archive = Archive(path)
    archive.check_all()
    _check_reach(path, archive)
    return archive.data


def _check_reach(path: Path, archive: Archive) -> None:
    """Refuse a sheet whose far corner would make the reader reserve more memory than there is, which ends the program."""
    for name in filter(_SHEET_PART.fullmatch, archive.names):
        addresses = _ADDRESS.findall(archive.read(name))
        rows = max((int(row) for _column, row in addresses), default=0)
        letters = max({column for column, _row in addresses}, key=lambda column: (len(column), column), default=b"")
        columns = 0
        for letter in letters:
            columns = columns * 26 + letter - 64
        if rows * columns > MOST_CELLS:
            corner = letters.decode() + str(rows)
            hint = _("Remove what stands in the far rows and columns, or save the sheet as CSV.")
            raise cannot_read(path, _("a sheet reaches to cell {corner}").format(corner=corner), hint)


IMPORTER = SurveyWorkbook()
