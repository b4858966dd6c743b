"""What every screen has: a bar at the top, a line of keys at the foot, and the way to the other screens."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widget import Widget

from codeerbank.tui.keys import Place, key_line
from codeerbank.tui.widgets.go_strip import GoStrip
from codeerbank.tui.widgets.status_line import KeyLine, TextLine

if TYPE_CHECKING:
    from codeerbank.tui.app import CodeerbankApp

REST = 0.25
"""Seconds without a new change after which a screen brings what the project holds."""


class FramedScreen(Screen[None]):
    """A screen between a top bar and a key line."""

    PLACES: tuple[Place, ...] = ()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (132, "-wide")]  # noqa: RUF012 - Textual's own declaration
    _settling: Timer | None = None
    home = "*"
    """Selector of the widget that has the focus when nothing asks for it."""

    _stood = False

    @property
    def stands(self) -> bool:
        """Whether all its widgets are there, and stay: what was asked for may still arrive while the program stops."""
        return self._stood and self.app.is_running

    @property
    def host(self) -> CodeerbankApp:
        """The app."""
        return cast("CodeerbankApp", self.app)

    def on_mount(self) -> None:
        """Show what is saved, and what was asked for before there was anything to show it in."""
        self._stood = True
        self.host.say_saved()
        self.show_tour("")
        self.host.show_notice()
        self.standing()

    def on_unmount(self) -> None:
        """Take nothing more in."""
        self._stood = False

    def on_screen_resume(self) -> None:
        """Catch up: only the screen in sight hears of changes."""
        if self.stands:
            self.host.say_saved()
            self.host.show_notice()

    def standing(self) -> None:
        """Do what waited for the screen to stand."""

    def body(self) -> Iterable[Widget]:
        """Give the widgets between the bars."""
        return ()

    def compose(self) -> ComposeResult:
        """Lay out bars and body."""
        with Horizontal(id="top"):
            yield TextLine(id="title")
            yield TextLine(id="saved")
        yield from self.body()
        yield TextLine(id="tour")
        yield TextLine(id="notice")
        yield KeyLine(key_line(*self.PLACES, "everywhere"), id="keys")
        yield GoStrip(id="go")

    def tell(self, words: str) -> None:
        """Say for a few seconds what happened."""
        self.query_one("#keys", KeyLine).tell(words)

    def say_saved(self, words: str) -> None:
        """Say in the top bar what is written and what is not."""
        self.query_one("#saved", TextLine).say(words)

    def show_tour(self, words: str) -> None:
        """Say what the tour asks for; nothing takes no room."""
        self._bar("#tour", words)

    def show_notice(self, words: str) -> None:
        """Say what should not be missed; nothing takes no room."""
        self._bar("#notice", words)

    def _bar(self, where: str, words: str) -> None:
        line = self.query_one(where, TextLine)
        line.say(words, grow=True)
        line.display = bool(words)

    def settle(self) -> None:
        """Bring what the project holds now."""

    def settle_soon(self) -> None:
        """Settle when the hands rest: reading all again would hold up the next key in a document with many codings."""
        if self._settling:
            self._settling.stop()
        self._settling = self.set_timer(REST, self._settle_if_standing)

    def _settle_if_standing(self) -> None:
        if self.stands:
            self.settle()

    def go_home(self) -> None:
        """Give the focus to the screen's main widget."""
        self.set_focus(self.query_one(self.home))

    def action_go_strip(self) -> None:
        """Show the letters of the screens."""
        self.query_one(GoStrip).ask()

    @on(GoStrip.Gone)
    async def _go(self, event: GoStrip.Gone) -> None:
        self.go_home()
        if event.screen_name:
            await self.run_action(f"app.go('{event.screen_name}')")
