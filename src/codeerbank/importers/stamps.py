"""Speakers on a line with a time: ``Jansen, Piet (Gemeente)   0:03`` above the words, as meeting programs write them.

A name may be long and hold a comma here, so the time must be there, and most times in the text must stand so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from codeerbank.importers.labels import BRACKETED, CLOCK, opens_sentence

LONGEST = 60
_FEW = 3
_NEARLY_ALL = 0.7
_PRECISE = r"\d{1,2}:\d{1,2}:\d{1,2}(?:[.,]\d{1,7})?"
_RANGE = rf"{_PRECISE}[ \t]{{0,4}}-->[ \t]{{0,4}}{_PRECISE}"
_TIME = rf"(?:{_RANGE}|{CLOCK}|{BRACKETED})"
_NAME = rf"(?P<name>[^\W\d_](?:[\w .,'’()/&+|@-]{{0,{LONGEST - 2}}}[\w).])?)"
_REST = r"[ \t]{0,40}(?=\n|\Z)"
_BELOW = r"[ \t]{0,20}\n[ \t]{0,40}"
_FORMS = (
    re.compile(rf"\n[ \t]{{0,40}}{_NAME}[ \t]{{1,20}}{_TIME}{_REST}"),
    re.compile(rf"\n[ \t]{{0,40}}{_RANGE}{_BELOW}{_NAME}{_REST}"),
    re.compile(rf"\n[ \t]{{0,40}}{_TIME}[ \t]{{1,20}}{_NAME}{_REST}"),
    re.compile(rf"\n[ \t]{{0,40}}{_NAME}{_BELOW}{_TIME}{_REST}"),
)
_IN_A_TIME = (re.compile(r":\d"), re.compile(r"\[\d"))
"""One of these stands in every time: a transcript that has neither needs no look at each of its lines."""
_LINE_WITH_TIME = re.compile(rf"\n[ \t]{{0,40}}(?:{_NAME}[ \t]{{1,20}})?{_TIME}(?=[ \t\n]|\Z)")


class Stamped(NamedTuple):
    """Where a name with its time starts and stops, and the name."""

    start: int
    stop: int
    name: str


def stamped_names(text: str) -> list[Stamped]:
    """Find the names that stand with a time on lines of their own, in the one form that the text uses, or none."""
    if ":" not in text or not any(sign.search(text) for sign in _IN_A_TIME):
        return []
    times = sum(1 for _line in _LINE_WITH_TIME.finditer("\n" + text))
    if times < _FEW:
        return []
    found = max((_returning(form.finditer("\n" + text)) for form in _FORMS), key=len)
    return found if len(found) >= max(_FEW, _NEARLY_ALL * times) else []


def _returning(matches: Iterable[re.Match[str]]) -> list[Stamped]:
    """Keep the names when they are few for the lines they stand on, as speakers are."""
    found = [Stamped(match.start(), match.end() - 1, match["name"]) for match in matches]
    found = [one for one in found if not opens_sentence(one.name)]
    names = Counter(one.name for one in found)
    return found if 2 * len(names) <= len(found) or len(found) <= _FEW else []
