"""The header rows of survey programs: one row, two or three of Qualtrics, two of SurveyMonkey."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from codeerbank.i18n import _, ngettext

_INLINE = re.compile(r"</?(?:b|i|u|em|strong|span|a|font|sub|sup)\b[^<>]{0,500}>", re.IGNORECASE)
_TAG = re.compile(r"<[^>]{1,200}>")
_QUALTRICS = re.compile(r'\s*\{\s*"ImportId"\s*:')
_ONE_ANSWER = {"response", "open-ended response", "antwoord", "open antwoord", "reactie"}


class Headers(NamedTuple):
    """A name and a question text per column, how many rows below the first are header too, and what to say of it."""

    names: list[str]
    questions: list[str]
    skipped: int
    notes: list[str]


def clean(text: str) -> str:
    """Give a header or question text on one line, without markup."""
    if "<" in text or "&" in text:
        text = html.unescape(_TAG.sub(" ", _INLINE.sub("", text)))
    return " ".join(text.split())


def read_headers(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Headers:
    """Tell header rows from respondents by what stands in them, never by what the program is called."""
    texts = [clean(cell) for cell in header]
    if skipped := _import_ids(rows):
        questions = [clean(cell) for cell in rows[0]] if skipped == 2 else texts
        note = ngettext(
            "{n} extra header row (Qualtrics) was skipped.", "{n} extra header rows (Qualtrics) were skipped.", skipped
        )
        return Headers(texts, questions, skipped, [note])
    if rows and _is_option_row(texts, rows[0]):
        joined = _with_options(texts, [clean(cell) for cell in rows[0]])
        note = _(
            "The second row was read as header too (SurveyMonkey): it holds the options of the questions above it."
        )
        return Headers(joined, joined, 1, [note])
    return Headers(texts, texts, 0, [])


def _import_ids(rows: Sequence[Sequence[str]]) -> int:
    for number, row in enumerate(rows[:2]):
        if any(map(_QUALTRICS.match, row)):
            return number + 1
    return 0


def _is_option_row(header: Sequence[str], row: Sequence[str]) -> bool:
    """Say whether a row has nothing below the respondent's number, but options where the header is blank."""
    if len(header) < 2 or not header[0] or row[0].strip():
        return False
    below_blank = [cell.strip() for name, cell in zip(header, row, strict=True) if not name]
    answers = any(cell.strip().casefold() in _ONE_ANSWER for cell in row)
    return answers or (bool(below_blank) and all(below_blank))


def _with_options(header: Sequence[str], options: Sequence[str]) -> list[str]:
    """Write each column as ``question [option]``; a question with one column for its answer stays as it is."""
    joined, question = [], ""
    following = [*header[1:], "-"]
    for name, option, after in zip_longest(header, options, following, fillvalue=""):
        question = name or question
        lone = bool(name) and bool(after)
        plain = not option or (lone and option.casefold() in _ONE_ANSWER)
        joined.append(question if plain else f"{question} [{option}]")
    return joined
