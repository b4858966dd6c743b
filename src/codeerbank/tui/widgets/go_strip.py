"""After g: the letters of the screens. Takes the next key and gives the focus back."""

from __future__ import annotations

from textual import events
from textual.message import Message

from codeerbank.i18n import _
from codeerbank.tui.directory import SCREENS
from codeerbank.tui.widgets.status_line import TextLine


class GoStrip(TextLine, can_focus=True):
    """Waits for one letter; any other key closes it."""

    class Gone(Message):
        """A letter was typed; ``screen`` is empty when it belongs to none."""

        def __init__(self, screen: str) -> None:
            super().__init__()
            self.screen_name = screen

    def on_mount(self) -> None:
        """Wait out of sight."""
        self.display = False

    def ask(self) -> None:
        """Show the letters and wait for one."""
        self.say(_("go to:") + "".join(f"  {entry.letter} {_(entry.name)}" for entry in SCREENS), grow=True)
        self.display = True
        self.screen.set_focus(self)  # now: the letter may follow at once

    def on_key(self, event: events.Key) -> None:
        """Take the letter."""
        event.stop()
        event.prevent_default()
        self.display = False
        screens = {entry.letter: entry.screen for entry in SCREENS}
        self.post_message(self.Gone(screens.get(event.character or "", "")))

    def on_blur(self) -> None:
        """Close when the focus goes elsewhere."""
        self.display = False
