"""How many terminal cells text takes, and how it is drawn where terminals disagree about that."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from codeerbank.domain.visible import UNSAFE
from codeerbank.tui.display import drawn

_ODD = re.compile(
    "[^\\n\\t\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0377\u037a-\u037f\u0400-\u0482\u2010-\u2015\u2018-\u201f\u2026\u20ac]"
)
"""Anything outside a known set of one-cell characters, so that ordinary lines need no grapheme work."""
_APART = re.compile(UNSAFE.pattern + "|[\n\t]")
_JOINER = "\u200d"
_STYLES = (_JOINER, "\ufe0e", "\ufe0f")
_FIRST_FLAG, _LAST_FLAG = "\U0001f1e6", "\U0001f1ff"
_FIRST_TONE, _LAST_TONE = "\U0001f3fb", "\U0001f3ff"


class Glyph(NamedTuple):
    """What is drawn for the stretch [start, stop) of a text, and how many cells it takes."""

    start: int
    stop: int
    shown: str
    cells: int


def is_plain(text: str) -> bool:
    """Say whether each code point takes exactly one cell."""
    return text.isascii() or _ODD.search(text) is None


def glyphs(text: str) -> Iterator[Glyph]:
    """Cut a text into what a reader takes for one character.

    Skin tones and variation selectors are left out and flags become letters: terminals give those different widths.
    """
    from rich.cells import cell_len

    for start, stop in _clusters(text):
        shown = _shown(text[start:stop])
        cells = cell_len(shown)
        yield Glyph(start, stop, shown, cells) if cells else Glyph(start, stop, "·", 1)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Find the graphemes, with control and zero-width characters apart from what they follow."""
    from rich.cells import split_graphemes

    for start, stop, _cells in split_graphemes(text)[0]:
        if not _is_joined_emoji(text[start:stop]):
            for match in _APART.finditer(text, start, stop):
                if start < match.start():
                    yield start, match.start()
                yield match.span()
                start = match.end()
        if start < stop:
            yield start, stop


def _is_joined_emoji(cluster: str) -> bool:
    return _JOINER in cluster[1:-1] and all(c in _STYLES or unicodedata.category(c) in ("So", "Sk") for c in cluster)


def _shown(cluster: str) -> str:
    if _FIRST_FLAG <= cluster[0] <= _LAST_FLAG:
        return "".join(chr(ord("A") + ord(c) - ord(_FIRST_FLAG)) for c in cluster if _FIRST_FLAG <= c <= _LAST_FLAG)
    if len(cluster) > 1:
        cluster = "".join(c for c in cluster if c not in _STYLES[1:] and not _FIRST_TONE <= c <= _LAST_TONE)
    return cluster if _JOINER in cluster[1:-1] else drawn(cluster)


def cells_before(text: str, offset: int) -> int:
    """Count the cells that ``text`` takes up to ``offset``."""
    if is_plain(text):
        return offset
    return sum(glyph.cells for glyph in glyphs(text) if glyph.start < offset)


def offset_at(text: str, cell: int) -> int:
    """Find the offset of what stands in a cell; past the end gives the length of the text."""
    if cell < 0:
        return 0
    if is_plain(text):
        return min(cell, len(text))
    seen = 0
    for glyph in glyphs(text):
        seen += glyph.cells
        if seen > cell:
            return glyph.start
    return len(text)
