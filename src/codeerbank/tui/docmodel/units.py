"""The steps in which a reader moves and marks: characters, words, sentences, paragraphs, turns."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Literal

from codeerbank.domain.text import Span, sentences, words
from codeerbank.tui.docmodel.cells import glyphs, is_plain
from codeerbank.tui.docmodel.speech import Speech

Unit = Literal["character", "word", "sentence", "paragraph", "turn"]
_WINDOW = 64
"""How far around a place we look for what belongs to one character."""


class Units:
    """Finds units in a document's speech. No unit but the turn itself is larger than a turn."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech
        self._cut = lru_cache(maxsize=64)(self._cut_turn)

    def bounds(self, offset: int, unit: Unit) -> tuple[int, int]:
        """Give the unit at ``offset``; between two units it is the later one, at the end of a turn the last one."""
        start, stop = self.speech.bounds(self.speech.turn_at(offset))
        offset = min(max(offset, start), stop)
        if unit == "turn":
            return start, stop
        if unit == "character":
            return self._character(offset, start, stop)
        spans = self._cut(self.speech.turn_at(offset), unit)
        if not spans:
            return start, stop
        i = bisect_right(spans, offset, key=lambda span: span.stop)
        found = spans[min(i, len(spans) - 1)]
        return found.start, found.stop

    def next(self, offset: int, unit: Unit) -> int:
        """Give the start of the next unit, or the end of the document's speech."""
        turn = self.speech.turn_at(offset)
        start, stop = self.speech.bounds(turn)
        if unit == "character" and offset < stop:
            return self._character(max(offset, start), start, stop)[1]
        if unit not in ("character", "turn"):
            spans = self._cut(turn, unit)
            i = bisect_right(spans, offset, key=lambda span: span.start)
            if i < len(spans):
                return spans[i].start
        return self.speech.starts[turn + 1] if turn + 1 < len(self.speech) else stop

    def previous(self, offset: int, unit: Unit) -> int:
        """Give the start of the unit before ``offset``, or of the one it stands in when past that start."""
        turn = self.speech.turn_at(offset)
        start, stop = self.speech.bounds(turn)
        offset = min(offset, stop)
        if offset <= start:
            if turn == 0:
                return start
            turn, (start, stop) = turn - 1, self.speech.bounds(turn - 1)
            if unit == "character":
                return stop
            offset = stop + 1
        if unit == "character":
            return self._character(offset - 1, start, stop)[0]
        starts = [start] if unit == "turn" else [span.start for span in self._cut(turn, unit)]
        i = bisect_right(starts, offset - 1)
        return starts[i - 1] if i else start

    def _character(self, offset: int, start: int, stop: int) -> tuple[int, int]:
        text = self.speech.text
        if offset >= stop:
            return stop, stop
        if is_plain(text[max(start, offset - 1) : offset + 2]):
            return offset, offset + 1
        first = max(start, offset - _WINDOW)
        for glyph in glyphs(text[first : min(stop, offset + _WINDOW)]):
            if first + glyph.stop > offset:
                return first + glyph.start, first + glyph.stop
        return offset, offset + 1

    def _cut_turn(self, turn: int, unit: Unit) -> list[Span]:
        start, stop = self.speech.bounds(turn)
        text = self.speech.text[start:stop]
        if unit == "word":
            found = list(words(text))
        elif unit == "sentence":
            found = sentences(text)
        else:
            found = _paragraphs(text)
        return [Span(start + span.start, start + span.stop) for span in found]


def _paragraphs(text: str) -> list[Span]:
    """Cut at line ends; blank paragraphs are left out."""
    found: list[Span] = []
    at = 0
    for line in text.split("\n"):
        if bare := line.strip():
            lead = len(line) - len(line.lstrip())
            found.append(Span(at + lead, at + lead + len(bare)))
        at += len(line) + 1
    return found
