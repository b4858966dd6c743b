"""Surveys as CSV: Excel's semicolons and decimal commas, Qualtrics and LimeSurvey exports, plain comma files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_
from codeerbank.importers.csv_rows import read_csv
from codeerbank.importers.survey import read_survey
from codeerbank.importers.survey_columns import make_columns


@dataclass(frozen=True, slots=True)
class SurveyCsv:
    """Reads a survey table from a .csv or .tsv file."""

    name: str = "survey_csv"
    noun: ImportNoun = "survey"
    suffixes: Sequence[str] = (".csv", ".tsv")
    description: str = N_("Survey table, CSV")

    def recognises(self, path: Path, head: bytes) -> float:
        """Take any CSV file that no other reader knows better."""
        return 0.5 if path.suffix.lower() in self.suffixes and head else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the table and find its key, groups, closed and open questions."""
        table = read_csv(path, options.encoding)
        survey = read_survey(path, make_columns(table.header, table.rows, table.line), options)
        return Reading(survey, table.remarks, table.encoding)


IMPORTER = SurveyCsv()
