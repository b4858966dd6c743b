"""Whether a survey that was written is the survey that was given: every cell, read back from the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from codeerbank.domain.survey_file import SurveyColumn, SurveyFile
from codeerbank.errors import StorageFailure
from codeerbank.i18n import _

Fit = Callable[[str], str]
"""What a format makes of a text it cannot hold as it is."""


def altered(survey: SurveyFile, found: Iterable[Sequence[str]], fit: Fit, path: Path) -> int:
    """Compare the columns read back with those given, numbers as numbers and text by character.

    Gives how many cells of text the format could not hold as they were, and has as ``fit`` makes them. Any other
    difference raises StorageFailure.
    """
    count = 0
    columns = list(found)
    if len(columns) != len(survey.columns):
        raise differs(path, "")
    for column, cells in zip(survey.columns, columns, strict=True):
        fitted = {cell: fit(cell) for cell in set(column.cells)}
        expected = list(map(fitted.__getitem__, column.cells))
        if list(cells) != expected and not _same_numbers(column, cells):
            raise differs(path, column.name)
        changed = {cell for cell, text in fitted.items() if text != cell}
        if changed and column.numbers() is None:
            count += sum(cell in changed for cell in column.cells)
    return count


def _same_numbers(column: SurveyColumn, cells: Sequence[str]) -> bool:
    numbers = column.numbers()
    if numbers is None or len(cells) != len(column.cells):
        return False
    try:
        back = {cell: float(cell) if cell else None for cell in set(cells)}
    except ValueError:
        return False
    return list(map(back.__getitem__, cells)) == list(map(numbers.__getitem__, column.cells))


def differs(path: Path, column: str) -> StorageFailure:
    """Say that a file was not what was written to it."""
    words = _("{path} was not written: read back, column {name} was not what stands in the project.")
    return StorageFailure(
        words.format(path=path, name=column or "?"), _("Try another format, and tell the makers of this program.")
    )
