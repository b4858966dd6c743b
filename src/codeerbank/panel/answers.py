"""The letters of a form: what can be answered to which question."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

RECOGNISE: Final = "recognise"
GUESS: Final = "guess"
LETTERS: Final[Mapping[str, str]] = {RECOGNISE: "abcde", GUESS: "vwxy"}
"""Question -> its letters, in the order of the form; no letter serves two questions, so that order never matters."""
YES: Final = "a"
PARTLY: Final = "b"
NO: Final = "c"
UNKNOWN: Final = "d"
QUOTES_BY_DEFAULT: Final = 8
TOO_MANY_QUOTES: Final = 12


def question_of(letter: str) -> str | None:
    """Say which question a letter answers, None for a letter that is not on the form."""
    return next((question for question, letters in LETTERS.items() if letter in letters), None)


def closing_number(quotes: int) -> int:
    """Give the number of the closing question, which comes after the last quote: what is missing here?"""
    return quotes + 1
