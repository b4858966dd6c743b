"""One line to type: a memo, or the name of a new code. Stays mounted, shown and hidden."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static


class PromptBox(Vertical):
    """Asks for a line of text."""

    class Answered(Message):
        """A line was typed and Enter pressed; ``purpose`` is what it was asked for."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    class Closed(Message):
        """Nothing was typed."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._purpose = ""

    def compose(self) -> ComposeResult:
        """Lay out the question and the line."""
        yield Static("", id="prompt-title", markup=False)
        yield Input(id="prompt-typed", compact=True)

    def on_mount(self) -> None:
        """Wait out of sight."""
        self.display = False

    def ask(self, purpose: str, title: str, text: str = "", secret: bool = False) -> None:
        """Show the question and wait for a line; the letters of a ``secret`` one are not shown."""
        self._purpose = purpose
        self.query_one("#prompt-title", Static).update(title, layout=False)
        typed = self.query_one("#prompt-typed", Input)
        typed.password = secret
        typed.value = text
        self.display = True
        self.screen.set_focus(typed)  # now: a letter may follow at once

    def on_key(self, event: events.Key) -> None:
        """Take the line at Enter; close at Escape."""
        if event.key not in ("enter", "escape"):
            return
        event.stop()
        event.prevent_default()
        self.display = False
        typed = self.query_one("#prompt-typed", Input)
        text = typed.value.strip()
        if typed.password:
            typed.value = ""  # nothing is left of it on the screen
        self.post_message(self.Answered(self._purpose, text) if text and event.key == "enter" else self.Closed())
