"""A survey table by column: headers made into names, what a file says of its columns, columns found by name."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.survey import Level
from codeerbank.i18n import ngettext
from codeerbank.importers.survey_headers import read_headers

LONGEST_NAME = 64
_QUESTION_CODE = re.compile(r"([A-Za-z][\w.]{0,30}(?:\[\w+\])*)\.\s+(.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Described:
    """What a file itself, or the structure file beside it, says of a column; None or empty: it does not say.

    missing   codes that mean "no answer"; None: those that survey programs usually write
    is_open   whether it is an open question
    """

    level: Level | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: frozenset[str] | None = None
    is_open: bool | None = None


NOTHING = Described()


@dataclass(frozen=True, slots=True)
class ResponseSet:
    """A multiple-response question: its name, its question text, and the options by column number.

    ticks   how the cells of an option say "chosen" ("1") and "left" ("0"), where they do not say so in those words
    """

    name: str
    question: str
    options: Mapping[int, str]
    ticks: Mapping[int, Mapping[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class Columns:
    """The columns of a survey: names, question texts, and cells as text; all of equal length.

    line       gives the line or row of the file on which a respondent stands
    notes      what was decided about the table, for the import report
    described  what is known of a column beside its cells, by column number
    sets       the multiple-response questions that the file defines
    coded      whether the file has codes for "no answer", so that a blank means "not asked"; None: see its cells
    """

    names: list[str]
    questions: list[str]
    cells: list[Sequence[str]]
    line: Callable[[int], int]
    notes: list[str] = field(default_factory=list)
    described: dict[int, Described] = field(default_factory=dict)
    sets: list[ResponseSet] = field(default_factory=list)
    coded: bool | None = None

    def find(self, wanted: str) -> int | None:
        """Find a column by its name or its whole question, without regard to case."""
        folded = " ".join(wanted.split()).casefold()
        for texts in (self.names, self.questions):
            for number, text in enumerate(texts):
                if text.casefold() == folded:
                    return number
        return None

    def nearest(self, wanted: str) -> str:
        """Name the columns most like a name that is not there."""
        near = difflib.get_close_matches(wanted, self.names, 3, 0.4) or self.names[:8]
        return ", ".join(near)


def make_columns(header: Sequence[str], rows: Sequence[Sequence[str]], line: Callable[[int], int]) -> Columns:
    """Turn checked rows into columns; rows with question texts or import codes under the header are no respondents."""
    texts, questions, skipped, notes = read_headers(header, rows)
    coded = [_QUESTION_CODE.fullmatch(text) for text in texts]
    if sum(match is not None for match in coded) > len(texts) / 2:  # LimeSurvey writes "code. question" on request
        questions = [match[2] if match else text for match, text in zip(coded, questions, strict=True)]
        texts = [match[1] if match else text for match, text in zip(coded, texts, strict=True)]
    cells: list[Sequence[str]] = list(zip(*rows[skipped:], strict=True)) if len(rows) > skipped else [()] * len(header)
    kept = [i for i, text in enumerate(texts) if text or any(map(str.strip, cells[i]))]
    names = _names([texts[i] for i in kept], kept, notes)
    asked = [questions[i] or texts[i] for i in kept]
    return Columns(names, asked, [cells[i] for i in kept], lambda row: line(row + skipped), notes)


def _names(texts: Sequence[str], numbers: Sequence[int], notes: list[str]) -> list[str]:
    """Make short, distinct names; a whole question as header becomes its code or ``v7`` (the seventh column)."""
    names: list[str] = []
    shortened = doubles = 0
    taken: dict[str, int] = {}
    for text, number in zip(texts, numbers, strict=True):
        code = _QUESTION_CODE.fullmatch(text) if len(text) > LONGEST_NAME else None
        name = code[1] if code else text if text and len(text) <= LONGEST_NAME else f"v{number + 1}"
        shortened += name != text
        unique = name
        while unique.casefold() in taken:
            taken[name.casefold()] += 1
            unique = f"{name} ({taken[name.casefold()]})"
        doubles += unique != name
        taken[unique.casefold()] = 1
        names.append(unique)
    if shortened:
        notes.append(
            ngettext(
                "{n} column without a short name is named after its place (v7 is column 7).",
                "{n} columns without a short name are named after their place (v7 is column 7).",
                shortened,
            )
        )
    if doubles:
        notes.append(
            ngettext(
                "{n} column had a name that was taken; it got a number.",
                "{n} columns had a name that was taken; they got a number.",
                doubles,
            )
        )
    return names
