"""A survey as a table of cells, for formats that know no more than that."""

from __future__ import annotations

from codeerbank.domain.survey_file import SurveyFile
from codeerbank.domain.table import Cell, Sheet


def survey_sheet(survey: SurveyFile, typed: bool) -> Sheet:
    """Lay a survey out as a table, a row a respondent; ``typed``: numbers as numbers, else all cells as text."""
    columns: list[list[Cell]] = []
    for column in survey.columns:
        numbers = column.numbers() if typed else None
        cells: dict[str, Cell] = {cell: cell or None for cell in set(column.cells)}
        if numbers is not None:
            cells = {cell: _whole(number) for cell, number in numbers.items()}
        columns.append([cells[cell] for cell in column.cells])
    names = [column.name for column in survey.columns]
    rows = zip(*columns, strict=True)
    return Sheet(survey.title, names, rows, (), survey.notes, survey.stamp, survey.dictionary)


def _whole(number: float | None) -> Cell:
    return int(number) if number is not None and number.is_integer() else number
