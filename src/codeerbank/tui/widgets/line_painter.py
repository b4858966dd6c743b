"""Draws one line of a document: margin, text with its marks, code names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from codeerbank.tui.colours import DIM, PLAIN, Look, text_style
from codeerbank.tui.display import drawn
from codeerbank.tui.docmodel.cells import glyphs, is_plain
from codeerbank.tui.docmodel.columns import Columns
from codeerbank.tui.docmodel.intervals import IntervalIndex, Laid
from codeerbank.tui.docmodel.selection import Selection
from codeerbank.tui.docmodel.units import Units
from codeerbank.tui.docmodel.wrap import WrapIndex
from codeerbank.tui.views import CodingView, TurnHead
from codeerbank.tui.widgets.margin import brackets, head, names

Spans = Sequence[tuple[int, int]]
_start, _stop = itemgetter(0), itemgetter(1)


class LinePainter:
    """Knows what to draw on each line of one document at one width; ``marks`` were not said and stand back."""

    def __init__(
        self,
        wrap: WrapIndex,
        units: Units,
        heads: Sequence[TurnHead],
        codings: IntervalIndex[CodingView],
        columns: Columns,
        look: Look,
        marks: Spans = (),
    ) -> None:
        self.wrap = wrap
        self.units = units
        self.heads = heads
        self.codings = codings
        self.columns = columns
        self.look = look
        self.marks = marks

    def paint(self, line: int, selection: Selection, evidence: Spans, width: int, ground: Style) -> Strip:
        """Draw a line on ``ground``, the theme's colours; ``evidence`` are the words a suggestion rests on."""
        start, stop = self.wrap.starts[line], self.wrap.stops[line]
        laid = self.codings.overlapping(start, max(stop, start + 1))
        columns = self.columns
        segments = [*brackets(laid, start, stop, columns.lanes, self.look), head(self._turn_begun(start), columns)]
        segments += self._text(start, stop, laid, selection, evidence)
        if columns.names:
            _fill(segments, columns.margin + columns.text + 2)
            segments += names(laid, start, stop, columns.names, self.look)
        cells = _fill(segments, width)
        strip = Strip([Segment(words, ground + (style or PLAIN)) for words, style, _ in segments], cells)
        return strip if cells == width else strip.adjust_cell_length(width, ground)

    def _turn_begun(self, start: int) -> TurnHead | None:
        speech = self.wrap.speech
        turn = speech.turn_at(start)
        return self.heads[turn] if speech.starts[turn] == start and turn < len(self.heads) else None

    def _text(
        self, start: int, stop: int, laid: Sequence[Laid[CodingView]], selection: Selection, evidence: Spans
    ) -> Iterable[Segment]:
        text = self.wrap.speech.text[start:stop]
        odd = None if is_plain(text) else list(glyphs(text))
        cursor = selection.cursor
        cell = self._cursor_cell(cursor, start, stop)
        marked = selection.span or (-1, -1)
        near = [span for span in evidence if span[0] < stop and span[1] > start]
        unsaid = self.marks[bisect_right(self.marks, start, key=_stop) : bisect_left(self.marks, stop, key=_start)]
        borders = _borders(start, stop, [cell, marked, *near, *unsaid, *((c.start, c.stop) for c, _ in laid)])
        for p, q in pairwise(borders):
            over = [coding for coding, _ in laid if coding.start <= p < coding.stop]
            style = text_style(
                self.look,
                over[-1].hue if over else None,
                len(over) > 1,
                marked[0] <= p < marked[1],
                cell[0] <= p < cell[1],
                any(s <= p < e for s, e in near),
            )
            if any(s <= p < e for s, e in unsaid):
                style += DIM
            words = (
                text[p - start : q - start]
                if odd is None
                else "".join(g.shown for g in odd if p <= start + g.start < q)
            )
            yield Segment(drawn(words) if odd is None else words, style)
        if cursor == stop and cursor == self.wrap.speech.bounds(self.wrap.speech.turn_at(cursor))[1]:
            yield Segment(" ", text_style(self.look, None, False, False, True, False))

    def _cursor_cell(self, cursor: int, start: int, stop: int) -> tuple[int, int]:
        return self.units.bounds(cursor, "character") if start <= cursor < stop else (-1, -1)


def _fill(segments: list[Segment], cells: int) -> int:
    """Fill up with blanks to so many cells; give how many there are now, which is more where the text stuck out."""
    used = sum(cell_len(segment.text) for segment in segments)
    if used < cells:
        segments.append(Segment(" " * (cells - used), PLAIN))
    return max(used, cells)


def _borders(start: int, stop: int, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Give every place inside a line where the style can change, with both its ends."""
    inside = {edge for span in spans for edge in span if start < edge < stop}
    return sorted(inside | {start, stop})
