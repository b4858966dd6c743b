"""Which stretch of the text stands on which line of the screen, at one width."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator

from codeerbank.tui.docmodel.cells import glyphs, is_plain
from codeerbank.tui.docmodel.speech import Speech


class WrapIndex:
    """Line n shows [starts[n], stops[n]); the lines tile each turn's speech, in order.

    A line takes at most ``width`` cells, one more for the blank and one for the line end that it ends with.
    """

    __slots__ = ("speech", "starts", "stops", "width")

    def __init__(self, speech: Speech, width: int) -> None:
        self.speech = speech
        self.width = width
        self.starts = array("I")
        self.stops = array("I")
        wrap = _wrap_plain if is_plain(speech.text) else _wrap
        for start, stop in zip(speech.starts, speech.stops, strict=True):
            for first, last, end in _paragraphs(speech.text, start, stop):
                for a, b in wrap(speech.text, first, last, width):
                    self.starts.append(a)
                    self.stops.append(b)
                self.stops[-1] = end

    def __len__(self) -> int:
        return len(self.starts)

    def line_of(self, offset: int) -> int:
        """Find the line on which an address stands."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def text_of(self, line: int) -> str:
        """Give the text of a line."""
        return self.speech.text[self.starts[line] : self.stops[line]]


def _paragraphs(text: str, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """Give each paragraph of a turn as (first, last, end): ``end`` takes the line end in, ``last`` does not."""
    while (cut := text.find("\n", start, stop)) >= 0:
        yield start, cut, cut + 1
        start = cut + 1
    yield start, stop, stop


def _wrap_plain(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    while stop - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        after = cut + 1 if cut > start else start + width
        yield start, after
        start = after
    yield start, stop


def _wrap(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    """Wrap line by line, so that only lines with odd characters pay for finding graphemes."""
    while start < stop:
        after = (
            _plain_cut(text, start, stop, width)
            if is_plain(text[start : start + width + 1])
            else _cut(text, start, stop, width)
        )
        if after >= stop:
            break
        yield start, after
        start = after
    yield start, stop


def _plain_cut(text: str, start: int, stop: int, width: int) -> int:
    if stop - start <= width:
        return stop
    cut = text.rfind(" ", start, start + width + 1)
    return cut + 1 if cut > start else start + width


def _cut(text: str, start: int, stop: int, width: int) -> int:
    """Find where the line ends by counting cells; a single character wider than the line still gets one."""
    cells, blank = 0, -1
    for glyph in glyphs(text[start : min(stop, start + 8 * width)]):
        if cells + glyph.cells > width and glyph.shown != " ":
            return blank if blank > 0 else start + max(glyph.start, 1)
        cells += glyph.cells
        if glyph.shown == " ":
            blank = start + glyph.stop
            if cells > width:
                return blank
    return min(stop, start + 8 * width)
