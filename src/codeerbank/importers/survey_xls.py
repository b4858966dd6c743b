"""Surveys as workbooks of Excel 97-2003 (.xls), read in a process of their own: a damaged one asks for all memory there is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.errors import ImportProblems
from codeerbank.i18n import N_, _
from codeerbank.importers.apart import read_apart
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_bytes
from codeerbank.importers.survey_workbook import Sheets, open_sheets, read_workbook
from codeerbank.importers.survey_xlsx import checked_workbook

_ZIP = b"PK"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@dataclass(frozen=True, slots=True)
class SurveyOldWorkbook:
    """Reads the first sheet with data of an old workbook, or the one that is asked for."""

    name: str = "survey_xls"
    noun: ImportNoun = "survey"
    suffixes: Sequence[str] = (".xls",)
    description: str = N_("Survey table, Excel 97-2003")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix."""
        return 0.8 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the sheet; a new workbook under an old name is read as what it is."""
        data = read_bytes(path)
        if data.startswith(_ZIP):
            return read_workbook(path, open_sheets(path, checked_workbook(path), options.sheet), options)
        return read_workbook(path, _sheets(path, data), options)


def _sheets(path: Path, data: bytes) -> Sheets:
    damaged = cannot_read(
        path,
        _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix),
        _("Open it in Excel and save it again."),
    )
    if not data.startswith(_OLE):
        raise damaged
    try:
        found = read_apart(path, "codeerbank.importers.survey_xls_child", data)
    except ImportProblems:
        raise damaged from None
    if found.get("locked"):
        raise cannot_read(path, _("it is locked with a password"), _("Remove the password and try again."))
    return Sheets(found["names"], found["filled"])


IMPORTER = SurveyOldWorkbook()
