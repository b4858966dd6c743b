"""Surveys as workbooks of Excel 97-2003 (.xls)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_
from codeerbank.importers.source import read_bytes
from codeerbank.importers.survey_workbook import read_workbook
from codeerbank.importers.survey_xlsx import checked_workbook

_ZIP = b"PK"


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
        return read_workbook(path, checked_workbook(path) if data.startswith(_ZIP) else data, options)


IMPORTER = SurveyOldWorkbook()
