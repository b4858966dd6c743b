"""The list of documents: one line each, drawn by hand so that it stands at once."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from codeerbank.i18n import _
from codeerbank.tui.colours import PLAIN, Look, text_style
from codeerbank.tui.display import shortened
from codeerbank.tui.views import DocumentRow
from codeerbank.tui.widgets.status_line import TextLine

_BAR = 8
_NUMBERS = 1 + 14 + 7 + 8 + 2 + 22 + 6
"""Cells of all columns after the name."""


class DocumentList(ScrollView, can_focus=True):
    """Lets a reader choose a document with the arrows and Enter, or the mouse."""

    ALLOW_SELECT = False

    class Opened(Message):
        """A document was chosen."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, look: Look, id: str | None = None) -> None:
        super().__init__(id=id)
        self._look: Look = look
        self._rows: Sequence[DocumentRow] = ()
        self._lit = 0

    def show(self, rows: Sequence[DocumentRow], lit: str | None = None) -> None:
        """Show these documents; ``lit`` is lit, or else what was lit before."""
        before = lit or self.lit
        self._rows = rows
        self._lit = next((n for n, row in enumerate(rows) if row.name == before), 0)
        self.virtual_size = Size(self.size.width, len(rows))
        self._light(self._lit)

    @property
    def lit(self) -> str | None:
        """The name of the document that is lit; None while there is none."""
        return self._rows[self._lit].name if self._rows else None

    def render_line(self, y: int) -> Strip:
        """Draw a document."""
        row, width = y + self.scroll_offset.y, self.size.width
        if row >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        lit = row == self._lit
        words = ("▸" if lit else " ") + line_of(self._rows[row], width - 2)
        style = text_style(self._look, None, False, lit, False, False) if lit else PLAIN
        return Strip([Segment(words, style)]).adjust_cell_length(width, style).apply_style(self.rich_style)

    def on_key(self, event: events.Key) -> None:
        """Go up and down; Enter opens."""
        page = max(1, self.size.height - 1)
        steps = {
            "up": -1,
            "down": 1,
            "pageup": -page,
            "pagedown": page,
            "home": -len(self._rows),
            "end": len(self._rows),
        }
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self._light(self._lit + steps[event.key])
        elif event.key == "enter" and self.lit:
            event.stop()
            self.post_message(self.Opened(self.lit))

    def on_click(self, event: events.Click) -> None:
        """Light a document, open it at a double click."""
        row = event.y + self.scroll_offset.y
        if row < len(self._rows):
            self._light(row)
            if event.chain == 2:
                self.post_message(self.Opened(self._rows[row].name))

    def _light(self, row: int) -> None:
        self._lit = min(max(row, 0), max(0, len(self._rows) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if self._lit < top or (height and self._lit >= top + height):
            self.scroll_to(y=self._lit if self._lit < top else self._lit - height + 1, animate=False)
        self.refresh()


class DocumentHeads(TextLine):
    """The heads above the list, in the same columns."""

    def on_resize(self) -> None:
        """Fit the columns."""
        words = (_("Document"), _("Kind"), _("Turns"), _("Words"), _("Done"), _("Codes"))
        self.say(" " + _columns(*words, room=self.size.width - 2 - _NUMBERS))


def line_of(row: DocumentRow, width: int) -> str:
    """Write a document on one line of ``width`` cells."""
    filled = round(_BAR * row.done / row.turns) if row.turns else 0
    kinds = {"transcript": _("transcript"), "open_question": _("open question"), "summary": _("summary")}
    done = "█" * filled + "░" * (_BAR - filled) + _(" {done} of {turns}").format(done=row.done, turns=row.turns)
    kind = kinds.get(row.kind, row.kind)
    return _columns(row.name, kind, str(row.turns), str(row.words), done, str(row.codings), room=width - _NUMBERS)


def _columns(name: str, kind: str, turns: str, words: str, done: str, codes: str, *, room: int) -> str:
    room = min(max(room, 12), 44)
    return f"{shortened(name, room):<{room}} {kind:<14}{turns:>7}{words:>8}  {done:<22}{codes:>6}"
