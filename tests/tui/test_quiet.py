"""What the app makes of a fault: it stops and keeps it, save for what was under way while it stopped."""

import asyncio

import pytest
from textual.css.query import NoMatches
from textual.widget import Widget

from codeerbank.tui.quiet import QuietApp


class Asking(Widget):
    """Asks for a widget that is not there, when told to and when taken down."""

    def ask(self) -> None:
        self.app.query_one("#gone")

    def on_unmount(self) -> None:
        self.screen.call_next(self.ask)


class AskingApp(QuietApp[None]):
    def on_mount(self) -> None:
        self.mount(Asking())


async def _stay(ask: bool) -> AskingApp:
    app = AskingApp()
    async with app.run_test() as pilot:
        await pilot.pause()
        if ask:
            app.query_one(Asking).call_later(app.query_one(Asking).ask)
            await pilot.pause()
    return app


def test_a_message_that_comes_while_the_widgets_are_taken_down_is_no_fault() -> None:
    assert asyncio.run(_stay(ask=False)).fault is None


def test_a_widget_that_is_missing_while_the_app_runs_is_a_fault() -> None:
    with pytest.raises(NoMatches):
        asyncio.run(_stay(ask=True))
