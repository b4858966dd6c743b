"""The questions of a form and their letters, by kind of form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RECOGNISE: Final = "recognise"
GUESS: Final = "guess"
QUESTIONS: Final[Mapping[str, tuple[str, str]]] = {
    "quotes": (RECOGNISE, GUESS),
    "words": ("understand", "use"),
    "questions": ("understand", "answer"),
    "findings": ("agree", "clear"),
    "next": ("good", "first"),
}
"""Kind of form -> its two closed questions."""
FIRST, SECOND = "abcde", "vwxy"
LETTERS: Final[Mapping[str, str]] = {RECOGNISE: FIRST, GUESS: SECOND}
"""Question of a form of quotes -> its letters; no letter serves two questions, so that order never matters."""
YES: Final = "a"
PARTLY: Final = "b"
NO: Final = "c"
UNKNOWN: Final = "d"
SKIP: Final = "e"
QUOTES_BY_DEFAULT: Final = 8
TOO_MANY_QUOTES: Final = 12


def letters_of(kind: str) -> Mapping[str, str]:
    """Give the questions of a kind of form, each with its letters."""
    return dict(zip(QUESTIONS[kind], (FIRST, SECOND), strict=True))


def question_of(letter: str, kind: str = "quotes") -> str | None:
    """Say which question a letter answers, None for a letter that is not on the form."""
    return next((question for question, letters in letters_of(kind).items() if letter in letters), None)


def closing_number(quotes: int) -> int:
    """Give the number of the closing question, which comes after the last piece: what is missing here?"""
    return quotes + 1


def words_number(quotes: int) -> int:
    """Give the number of the very last question: which word would you say differently?"""
    return quotes + 2
