"""A list of lines in columns, drawn by hand: it stands at once and is as fast with 20,000 lines as with 20."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codeerbank.tui.colours import DIM, PLAIN, STRONG, Look, text_style
from codeerbank.tui.display import shortened

_GAP = 2
_LIT = "▸"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list.

    title   its head, in the reader's language
    width   cells; of a column that takes the room that is left, the fewest
    share   parts of the room that is left; 0: always ``width``
    most    the most cells a column that shares takes
    right   whether its cells end below each other, as numbers do
    """

    title: str
    width: int
    share: int = 0
    most: int = 200
    right: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line: what it stands for, its cells, whether it stands back or out, and by how many cells it is indented."""

    key: str
    cells: Sequence[str]
    faint: bool = False
    strong: bool = False
    indent: int = 0


class LineMessage(Message):
    """News about a line of a list."""

    def __init__(self, widget: LineList, key: str) -> None:
        super().__init__()
        self.widget, self.key = widget, key

    @property
    def control(self) -> LineList:
        """The list, for handlers that ask for one."""
        return self.widget


class LineList(ScrollView, can_focus=True):
    """Lets a reader choose a line with the arrows and Enter, or the mouse."""

    ALLOW_SELECT = False

    class Lit(LineMessage):
        """Another line is lit."""

    class Opened(LineMessage):
        """A line was chosen."""

    def __init__(self, look: Look, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look: Look = look
        self._columns: Sequence[Column] = ()
        self._lines: Sequence[Line] = ()
        self._at = 0

    def show(self, columns: Sequence[Column], lines: Sequence[Line], lit: str | None = None) -> None:
        """Show these lines; ``lit`` is lit, or else what was lit before."""
        before = lit or self.lit
        self._columns, self._lines = columns, lines
        at = next((n for n, line in enumerate(lines) if line.key == before), None) if before else 0
        self.virtual_size = Size(self.size.width, len(lines))
        self.light(min(self._at, max(0, len(lines) - 1)) if at is None else at)

    @property
    def lit(self) -> str | None:
        """What the line that is lit stands for; None while there is none."""
        return self._lines[self._at].key if self._lines else None

    @property
    def place(self) -> int:
        """The number of the line that is lit, from 0."""
        return self._at

    def __len__(self) -> int:
        return len(self._lines)

    def light(self, at: int) -> None:
        """Light a line, and bring it into view."""
        self._at = min(max(at, 0), max(0, len(self._lines) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if self._at < top or (height and self._at >= top + height):
            self.scroll_to(y=self._at if self._at < top else self._at - height + 1, animate=False)
        self.refresh()
        if self.lit is not None:
            self.post_message(self.Lit(self, self.lit))

    def heads(self, width: int) -> str:
        """Write the heads of the columns, for a line above the list that is ``width`` cells wide."""
        return " " + self._row([column.title for column in self._columns], width - 2)

    def render_line(self, y: int) -> Strip:
        """Draw a line."""
        at, width = y + self.scroll_offset.y, self.size.width
        if at >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line, lit = self._lines[at], at == self._at
        words = (_LIT if lit else " ") + self._row(line.cells, width - 2, line.indent)
        style = DIM if line.faint else STRONG if line.strong else PLAIN
        if lit:
            style = text_style(self._look, None, False, True, False, False)
        return Strip([Segment(words, style)]).adjust_cell_length(width, style).apply_style(self.rich_style)

    def on_key(self, event: events.Key) -> None:
        """Go up and down; Enter opens."""
        page, whole = max(1, self.size.height - 1), len(self._lines)
        steps = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -whole, "end": whole}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self.light(self._at + steps[event.key])
        elif event.key == "enter" and self.lit is not None:
            event.stop()
            self.post_message(self.Opened(self, self.lit))

    def on_click(self, event: events.Click) -> None:
        """Light a line, open it at a double click."""
        at = event.y + self.scroll_offset.y
        if at < len(self._lines):
            self.light(at)
            if event.chain == 2:
                self.post_message(self.Opened(self, self._lines[at].key))

    def _row(self, cells: Sequence[str], width: int, indent: int = 0) -> str:
        drawn = []
        for column, room, words in zip(self._columns, self._widths(width), cells, strict=True):
            fitted = " " * indent + _fitted(words, room - indent)
            indent = 0
            drawn.append(" " * (room - cell_len(fitted)) + fitted if column.right else set_cell_size(fitted, room))
        return (" " * _GAP).join(drawn)

    def _widths(self, width: int) -> list[int]:
        """Give each column its cells."""
        free = width - sum(column.width for column in self._columns) - _GAP * (len(self._columns) - 1)
        shares = sum(column.share for column in self._columns)
        return [
            min(column.most, column.width + max(0, free) * column.share // shares) if column.share else column.width
            for column in self._columns
        ]


def _fitted(words: str, cells: int) -> str:
    """Bring a cell on one line of at most ``cells`` cells; letters that are two cells wide count for two."""
    short = shortened(words, cells)
    return short if cell_len(short) <= cells else set_cell_size(short, max(0, cells - 1)) + "…"
