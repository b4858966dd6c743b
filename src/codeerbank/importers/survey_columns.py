"""A survey table by column: headers made into names, extra header rows taken off, columns found by name."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from codeerbank.i18n import ngettext

LONGEST_NAME = 64
_TAG = re.compile(r"<[^>]{1,200}>")
_QUESTION_CODE = re.compile(r"([A-Za-z][\w.]{0,30}(?:\[\w+\])?)\.\s+(.+)", re.DOTALL)
_QUALTRICS = '{"ImportId"'


@dataclass(slots=True)
class Columns:
    """The columns of a survey: names, question texts, and cells as text; all of equal length.

    line    gives the line or row of the file on which a respondent stands
    notes   what was decided about the table, for the import report
    """

    names: list[str]
    questions: list[str]
    cells: list[Sequence[str]]
    line: Callable[[int], int]
    notes: list[str] = field(default_factory=list)

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
    texts = [clean(cell) for cell in header]
    notes: list[str] = []
    skipped = _header_rows(rows)
    questions = [clean(cell) for cell in rows[0]] if skipped == 2 else texts
    if skipped:
        notes.append(
            ngettext(
                "{n} extra header row (Qualtrics) was skipped.",
                "{n} extra header rows (Qualtrics) were skipped.",
                skipped,
            )
        )
    cells: list[Sequence[str]] = list(zip(*rows[skipped:], strict=True)) if len(rows) > skipped else [()] * len(header)
    kept = [i for i, text in enumerate(texts) if text or any(map(str.strip, cells[i]))]
    names = _names([texts[i] for i in kept], kept, notes)
    asked = [questions[i] or texts[i] for i in kept]
    return Columns(names, asked, [cells[i] for i in kept], lambda row: line(row + skipped), notes)


def clean(text: str) -> str:
    """Give a header or question text on one line, without markup."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", text))
    return " ".join(text.split())


def _header_rows(rows: Sequence[Sequence[str]]) -> int:
    for number, row in enumerate(rows[:2]):
        if any(cell.startswith(_QUALTRICS) for cell in row):
            return number + 1
    return 0


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
