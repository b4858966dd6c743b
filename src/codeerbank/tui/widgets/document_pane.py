"""The document: text with its codings in the margin, a cursor, and marking by keys and mouse."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codeerbank.tui.colours import PLAIN, Look
from codeerbank.tui.docmodel.cells import cells_before, offset_at
from codeerbank.tui.docmodel.columns import Columns
from codeerbank.tui.docmodel.intervals import IntervalIndex
from codeerbank.tui.docmodel.selection import Selection, changed, grown, shrunk
from codeerbank.tui.docmodel.speech import Speech
from codeerbank.tui.docmodel.units import Unit, Units
from codeerbank.tui.docmodel.wrap import WrapIndex
from codeerbank.tui.keys import bindings
from codeerbank.tui.views import CodingView, DocumentView, TurnHead
from codeerbank.tui.widgets.line_painter import LinePainter, Spans

_STEPS: dict[str, tuple[bool, Unit]] = {
    "right": (True, "character"),
    "left": (False, "character"),
    "ctrl+right": (True, "word"),
    "ctrl+left": (False, "word"),
    "ctrl+down": (True, "turn"),
    "ctrl+up": (False, "turn"),
}


_start, _stop = itemgetter(0), itemgetter(1)


class DocumentPane(ScrollView, can_focus=True):
    """Shows one document and lets a reader move and mark in it; it never scans more than the lines on the screen."""

    ALLOW_SELECT = False  # Textual's own selection knows only the mouse and the screen
    BINDINGS: ClassVar[list[BindingType]] = bindings("document")

    class Moved(Message):
        """The cursor or what is marked has changed."""

        def __init__(self, selection: Selection) -> None:
            super().__init__()
            self.selection = selection

    def __init__(self, look: Look = "dark", id: str | None = None) -> None:
        super().__init__(id=id)
        self.look: Look = look
        self.codings: IntervalIndex[CodingView] = IntervalIndex()
        self.evidence: Spans = ()
        self.hits: list[tuple[int, int]] = []
        self.selection = Selection(0)
        self.within_turn = False
        self._heads: list[TurnHead] = []
        self._marks: Spans = ()
        self.units = Units(Speech(""))
        self._painter: LinePainter | None = None
        self._ground = PLAIN
        self._goal: int | None = None
        self._dragging = False

    @property
    def wrap(self) -> WrapIndex:
        """Which words stand on which line."""
        return self._painter.wrap if self._painter else WrapIndex(self.units.speech, 80)

    # What is shown

    def show(self, document: DocumentView, cursor: int | None = None) -> None:
        """Show a document, with the cursor at its beginning or where it was left."""
        self.units = Units(document.speech)
        self._heads = list(document.heads)
        self._marks = document.marks
        self.codings.reset(document.codings)
        self.within_turn = document.one_turn_each
        self.evidence = ()
        self.selection = Selection(document.speech.clamp(document.speech.first if cursor is None else cursor))
        self._painter = None
        self._lay_out()
        self.reveal()
        self.post_message(self.Moved(self.selection))

    def label(self, turn: int) -> str:
        """Name who speaks in a turn, counted from 0."""
        return self._heads[turn].label if turn < len(self._heads) else ""

    def set_done(self, turns: set[int]) -> None:
        """Mark the turns with these numbers as done, and no others."""
        self._heads[:] = [TurnHead(turn.number, turn.label, turn.number in turns) for turn in self._heads]
        self.refresh()

    def set_evidence(self, spans: Spans) -> None:
        """Bring out the words a suggestion rests on."""
        if spans != self.evidence:
            before, self.evidence = self.evidence, spans
            self.repaint([*before, *spans])

    def set_hits(self, hits: list[tuple[int, int]]) -> None:
        """Bring out the words that were looked for; the stretches stand in order and do not overlap."""
        if hits or self.hits:
            self.hits = hits
            self.refresh()

    def on_resize(self) -> None:
        """Wrap again, keeping the same words at the top."""
        self._lay_out()

    def _lay_out(self) -> None:
        width, speech = self.scrollable_content_region.width, self.units.speech
        if width <= 0:
            return
        longest = max((len(turn.label) for turn in self._heads), default=0)
        columns = Columns.within(width, len(self._heads), longest)
        before = self._painter
        if before is None or before.wrap.width != columns.text or before.columns != columns:
            top = before.wrap.starts[min(self.scroll_offset.y, len(before.wrap) - 1)] if before else None
            wrap = WrapIndex(speech, columns.text)
            self._painter = LinePainter(wrap, self.units, self._heads, self.codings, columns, self.look, self._marks)
            self.virtual_size = Size(width, len(wrap))
            if top is not None:
                self.scroll_to(y=wrap.line_of(top), animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the line on row ``y`` of the pane."""
        line, painter = y + self.scroll_offset.y, self._painter
        if painter is None or line >= len(painter.wrap):
            return Strip.blank(self.size.width, self._ground)
        start, stop = painter.wrap.starts[line], painter.wrap.stops[line]
        hits = self.hits[bisect_right(self.hits, start, key=_stop) : bisect_left(self.hits, stop, key=_start)]
        return painter.paint(line, self.selection, [*self.evidence, *hits], self.size.width, self._ground)

    def notify_style_update(self) -> None:
        """Note the colours of the theme: lines drawn by hand do not get them by themselves."""
        super().notify_style_update()
        self._ground = self.rich_style

    # The cursor and what is marked

    def select(self, selection: Selection) -> None:
        """Take a new cursor and marking, draw what changed, and say so."""
        before, self.selection = self.selection, selection
        self.repaint(changed(before, selection))
        self.reveal()
        self.post_message(self.Moved(selection))

    def move(self, offset: int, extend: bool = False) -> None:
        """Put the cursor at an address; ``extend`` marks what lies between."""
        if self.within_turn and (extend or self.selection.marking):
            speech = self.units.speech
            start, stop = speech.bounds(
                speech.turn_at(self.selection.cursor if self.selection.anchor is None else self.selection.anchor)
            )
            offset = min(max(offset, start), stop)
        self.select(self.selection.moved(self.units.speech.clamp(offset), extend))

    def reveal(self) -> None:
        """Bring the cursor's line into view, with a third of a page of context when it had left."""
        painter = self._painter
        if painter is None:
            return
        line, top, height = painter.wrap.line_of(self.selection.cursor), self.scroll_offset.y, self.size.height
        if line < top:
            self.scroll_to(y=max(0, line - height // 3), animate=False)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1 + height // 3, animate=False)
        x = painter.columns.margin + self._cell(self.selection.cursor)
        self.app.cursor_position = self.content_region.offset + Offset(x, line - self.scroll_offset.y)

    def action_grow(self, unit: Unit) -> None:
        """Mark the unit at the cursor, or take the next one in."""
        self.select(grown(self.selection, self.units, unit, self.within_turn))

    def action_shrink(self, unit: Unit) -> None:
        """Give the last unit back."""
        self.select(shrunk(self.selection, self.units, unit))

    def action_mark(self) -> None:
        """Begin marking at the cursor, or stop."""
        self.select(self.selection.toggled())

    def action_unmark(self) -> None:
        """Drop what is marked."""
        self.select(Selection(self.selection.cursor))

    def action_edge(self, end: bool) -> None:
        """Go to the beginning or the end of the document."""
        self.move(self.units.speech.last if end else self.units.speech.first)

    def on_key(self, event: events.Key) -> None:
        """Move; Shift extends. The key names are looked up here, so that a held arrow key costs little."""
        key = event.key.replace("shift+", "")
        offset = self._target(key)
        if offset is None:
            return
        event.stop()
        event.prevent_default()
        goal = self._goal
        self.move(offset, "shift+" in event.key)
        self._goal = goal if key in ("up", "down", "pageup", "pagedown") else None

    def _target(self, key: str) -> int | None:
        cursor, painter = self.selection.cursor, self._painter
        if painter is None:
            return None
        if step := _STEPS.get(key):
            forward, unit = step
            return self.units.next(cursor, unit) if forward else self.units.previous(cursor, unit)
        line, height = painter.wrap.line_of(cursor), max(1, self.size.height - 1)
        lines = {"down": 1, "up": -1, "pagedown": height, "pageup": -height}.get(key)
        if lines is not None:
            if self._goal is None:
                self._goal = self._cell(cursor)
            return self._address(line + lines, self._goal)
        if key == "home":
            return painter.wrap.starts[line]
        return self._address(line, self.size.width) if key == "end" else None

    def _cell(self, offset: int) -> int:
        assert self._painter
        wrap = self._painter.wrap
        line = wrap.line_of(offset)
        return cells_before(wrap.text_of(line), offset - wrap.starts[line])

    def _address(self, line: int, cell: int) -> int:
        """Give the address drawn in a cell of a line; a cell past the text stands for the line's last place."""
        assert self._painter
        wrap = self._painter.wrap
        line = min(max(line, 0), len(wrap) - 1)
        start, stop = wrap.starts[line], wrap.stops[line]
        ends_turn = stop == wrap.speech.bounds(wrap.speech.turn_at(start))[1]
        last = stop if ends_turn else self.units.previous(stop, "character")
        return max(start, min(start + offset_at(wrap.text_of(line), cell), last))

    def repaint(self, stretches: Spans) -> None:
        """Draw the lines of these stretches again, as far as they are in view."""
        if (painter := self._painter) is None:
            return
        top, height = self.scroll_offset.y, self.size.height
        for start, stop in stretches:
            first, last = painter.wrap.line_of(start), painter.wrap.line_of(stop)
            first, last = max(first, top), min(last, top + height - 1)
            if first <= last:
                self.refresh(Region(0, first - top, self.size.width, last - first + 1))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is and begin to drag."""
        self.capture_mouse()
        self._dragging = True
        self.move(self._under(event), event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Mark up to where the mouse is dragged; past an edge the text scrolls along."""
        if self._dragging:
            if not 0 <= event.y < self.size.height:
                self.scroll_relative(y=-1 if event.y < 0 else 1, animate=False)
            self.move(self._under(event), extend=True)

    def on_mouse_up(self) -> None:
        """Stop dragging."""
        self._dragging = False
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        """Mark the word at a double click, the sentence at a triple click."""
        if event.chain in (2, 3):
            self.select(Selection(self._under(event)))
            self.action_grow("word" if event.chain == 2 else "sentence")

    def _under(self, event: events.MouseEvent) -> int:
        if self._painter is None:
            return 0
        return self._address(event.y + self.scroll_offset.y, event.x - self._painter.columns.margin)
