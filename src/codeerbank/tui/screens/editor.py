"""Writing more than a line: a sheet over the screen, in which Escape ends and asks what becomes of it."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from codeerbank.i18n import _
from codeerbank.tui.display import drawn
from codeerbank.tui.widgets.status_line import TextLine


class SafeArea(TextArea):
    """A text area that draws what comes from a file as safely as the rest of the screen does."""

    def get_line(self, line_index: int) -> Text:
        """Draw one character for each that is there, and none that a terminal would obey."""
        return Text(drawn(self.document.get_line(line_index)), end="", no_wrap=True)


class _Question(TextLine, can_focus=True):
    """Asks whether to keep what was written; any key but Enter and Escape goes back to writing."""

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        editor = self.screen
        assert isinstance(editor, Editor)
        if event.key == "enter":
            editor.keep()
        elif event.key == "escape":
            editor.dismiss(None)
        else:
            editor.go_on()


class Editor(ModalScreen[str | None]):
    """Gives what was written, or None where nothing changed or nothing should be kept.

    Only Escape and Enter are needed: every terminal has them, and none keeps them for itself.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "finish", show=False)]

    def __init__(self, title: str, text: str, about: str = "") -> None:
        super().__init__()
        self._title, self._text, self._about = title, text, about
        self._before = text

    def compose(self) -> ComposeResult:
        """Lay out what is asked, the sheet, and how to end."""
        with Vertical(id="editor"):
            yield Static(self._title, id="editor-title", markup=False)
            yield Static(self._about, id="editor-about", markup=False)
            yield SafeArea(self._text, id="written", compact=True, highlight_cursor_line=False)
            yield _Question(id="editor-ends")

    def on_mount(self) -> None:
        """Begin at the end of what is there."""
        area = self.query_one(SafeArea)
        self._before = area.text  # line ends as the sheet has them
        self.query_one("#editor-about").display = bool(self._about)
        area.move_cursor(area.document.end)
        self.go_on()

    def go_on(self) -> None:
        """Write on."""
        self.query_one(_Question).say(_("Esc: ready"))
        self.set_focus(self.query_one(SafeArea))

    def action_finish(self) -> None:
        """End: at once where nothing changed, else ask."""
        if self.query_one(SafeArea).text == self._before:
            self.dismiss(None)
            return
        question = self.query_one(_Question)
        question.say(_("Keep it? Enter: keep   Esc: throw away   another key: write on"))
        self.set_focus(question)

    def keep(self) -> None:
        """Give what was written."""
        self.dismiss(self.query_one(SafeArea).text)
