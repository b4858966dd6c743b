"""A survey on its way out: its columns as they came in, and columns made of codings behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Protocol, runtime_checkable

from codeerbank.domain.survey import Level
from codeerbank.domain.table import Meaning

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class SurveyColumn:
    """One column with its cells as a file writes them.

    cells     the value; "0" for an option that was left; the first of ``missing`` for asked but not answered; "" for
              not asked
    labels    value -> words, those of "no answer" among them
    missing   the codes that mean "no answer"
    question  the words of the multiple-response question ``member`` that this option belongs to
    """

    name: str
    label: str
    level: Level
    cells: Sequence[str]
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: Sequence[str] = ()
    question: str = ""
    member: str | None = None
    is_key: bool = False

    def numbers(self) -> Mapping[str, float | None] | None:
        """Give the number of each distinct cell (None for ""); None where the column holds words, or is a key.

        Digits that a program would change are words: 007, 1e5, more figures than a spreadsheet keeps.
        """
        distinct = set(self.cells)
        if self.is_key or not _all_numbers({*distinct, *self.labels, *self.missing} - {""}):
            return None
        return {cell: float(cell) if cell else None for cell in distinct}


def _all_numbers(texts: Iterable[str]) -> bool:
    return all(
        _NUMBER.fullmatch(text) and Decimal(text) == Decimal(format(float(text), ".15g")) and text != "-0"
        for text in texts
    )


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """A whole survey; all columns are of equal length, a row a respondent, in the order in which they came in.

    original   the key of the respondents, the closed questions, the open questions
    coded      columns made of codings: 1, 0, no answer, or "" for not yet coded
    """

    title: str
    original: Sequence[SurveyColumn]
    coded: Sequence[SurveyColumn] = ()
    notes: Sequence[str] = ()
    stamp: str = ""
    dictionary: Sequence[Meaning] = ()

    @property
    def columns(self) -> Sequence[SurveyColumn]:
        """All columns in the order of the file."""
        return (*self.original, *self.coded)


@dataclass(frozen=True, slots=True)
class SurveyWritten:
    """What reading the file back showed: every cell is there; ``remarks`` say what the format made different.

    files   everything that was written, the survey itself first
    """

    files: Sequence[Path]
    remarks: Sequence[str] = ()


@runtime_checkable
class SurveyWriter(Protocol):
    """What an exporter has besides where its format can hold a survey."""

    def write_survey(self, path: Path, survey: SurveyFile, options: Mapping[str, str]) -> SurveyWritten:
        """Write the survey and read it back before it takes its place; raises StorageFailure if a cell differs."""
