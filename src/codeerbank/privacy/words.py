"""The words of a text with what a name recogniser wants to know of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from codeerbank.privacy.lists import word_list

_WORD = re.compile(r"(?:(?<!\w)['’](?=[tsn]\b))?[^\W\d_]+(?:['’-][^\W\d_]+|-(?=\s?en\b))*")
_OPENERS = ')].!?…:\n\r"“„‘”(;[>•*–—|'
_SHORT_FORMS = word_list("short forms")


@dataclass(frozen=True, slots=True)
class Word:
    """A word and its place; ``opens`` when a capital says nothing there."""

    text: str
    start: int
    stop: int
    capital: bool
    opens: bool


def words_of(text: str) -> list[Word]:
    """Cut a text into words."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        word = match.group()
        bare = word.lstrip("'’")
        capital = bare[:1].isupper() and word == bare
        found.append(Word(word, match.start(), match.end(), capital, _opens(text, match.start(), found)))
    return found


def _opens(text: str, start: int, before: list[Word]) -> bool:
    gap = text[before[-1].stop if before else 0 : start]
    marks = gap.strip(" \t\xa0")
    if not before:
        return not re.search(r"\d", gap)
    if not marks:
        return False
    if marks == "." and (before[-1].text.lower() in _SHORT_FORMS or (len(before[-1].text) == 1 and before[-1].capital)):
        return False
    if marks in ("'", "’", "‘"):
        return True
    return any(mark in _OPENERS for mark in marks)


def joined(text: str, left: Word, right: Word) -> bool:
    """Say whether two words stand in one phrase: only a blank or a hyphen between them, or the dot of an initial."""
    gap = text[left.stop : right.start]
    return gap in (" ", "-", "\xa0", "  ") or (
        gap in (". ", ".") and (len(left.text) <= 2 or left.text.lower() in _SHORT_FORMS)
    )
