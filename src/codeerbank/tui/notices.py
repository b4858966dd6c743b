"""What should not be missed: said on a line of its own, which covers nothing and stays until it was read."""

from __future__ import annotations

from textual import events
from textual.app import ReturnType

from codeerbank.i18n import _, ngettext
from codeerbank.tui.going import GoingApp
from codeerbank.tui.screens.frame import FramedScreen

_SECONDS = 15
"""Over a page that lies upon a screen there is no such line: there a message stands so long by itself."""


class NoticingApp(GoingApp[ReturnType]):
    """An app that keeps what it has to say until somebody presses Esc."""

    def __init__(self, theme: str | None = None) -> None:
        super().__init__(theme)
        self.notices: list[str] = []
        """What was not read yet, the oldest first; that one is in sight."""

    def warn(self, words: str) -> None:
        """Say something that should not be missed; the same is not said twice at a time."""
        if words not in self.notices:
            self.notices.append(words)
            self.show_notice()
            if not isinstance(self.screen, FramedScreen):
                self.notify(words, severity="warning", timeout=_SECONDS, markup=False)

    def show_notice(self) -> None:
        """Write the oldest notice that was not read, or nothing."""
        words = self.notices[0] if self.notices else ""
        if words:
            more = len(self.notices) - 1
            read = ngettext("Esc: read, {n} more", "Esc: read, {n} more", more) if more else _("Esc: read")
            words = f"{words}   [{read}]"
        for screen in self.framed():
            screen.show_notice(words)

    async def on_event(self, event: events.Event) -> None:
        """Let Esc take away what was read, before it means anything else."""
        pressed = isinstance(event, events.Key) and event.key == "escape" and not event.is_forwarded
        if pressed and self.notices and isinstance(self.screen, FramedScreen):
            self.notices.pop(0)
            self.show_notice()
        else:
            await super().on_event(event)
