"""A line to type or paste paths in; Tab fills in what was begun."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message
from textual.widgets import Input

from codeerbank.tui.intake.paths import completed


class PathLine(Input):
    """An input for paths."""

    class Fits(Message):
        """Tab was pressed; these names fit what was begun."""

        def __init__(self, names: Sequence[str]) -> None:
            super().__init__()
            self.names = names

    def on_key(self, event: events.Key) -> None:
        """Fill in at Tab."""
        if event.key == "tab":
            event.stop()
            event.prevent_default()
            self.value, names = completed(self.value)
            self.cursor_position = len(self.value)
            self.post_message(self.Fits(names))
