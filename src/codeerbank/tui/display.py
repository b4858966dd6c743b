"""Text from a file made fit for cells: as safe as ``domain.visible`` makes it, one drawn character per code point."""

from __future__ import annotations

import re

from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _

_BEGINNING = 6
"""So many characters for each cell are looked at first: blanks that run together take more than they show."""
_FIRST_FLAG = 0x1F1E6
_WAVERING = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]")


def drawn(text: str) -> str:
    """Give ``text`` with one drawn character for each of its code points, so that addresses stay what they are."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def shortened(text: str, cells: int) -> str:
    """Bring ``text`` on one line of at most ``cells`` characters, with an ellipsis where something is left out."""
    begun = text[: _BEGINNING * max(cells, 1)]  # of a line of 100,000 characters most is never drawn
    line = _steady(one_line(begun))
    if len(line) <= cells and len(begun) < len(text):
        line = _steady(one_line(text))
    return line if len(line) <= cells else line[: max(0, cells - 1)] + "…"


def _steady(text: str) -> str:
    """Leave out skin tones and variation selectors, and write flags as letters: terminals give those different widths."""
    return text if text.isascii() else _WAVERING.sub(_letter, text)


def _letter(found: re.Match[str]) -> str:
    sign = ord(found.group())
    return chr(ord("A") + sign - _FIRST_FLAG) if _FIRST_FLAG <= sign <= _FIRST_FLAG + 25 else ""


def silent_words(why: str) -> str:
    """Say why no suggestions are shown at a place."""
    if why == "blind":
        return _("You code blind: no suggestions, and nobody else's codings.")
    if why == "together":
        return _("No suggestions while you decide together.")
    return _("No suggestions here: on one turn in seven they are left out, to see whether they steer.")
