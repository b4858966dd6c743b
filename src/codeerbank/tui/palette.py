"""What the palette (Ctrl+P) offers: everything of the key table that can be done on the screen in sight."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.screen import Screen

from codeerbank.i18n import _
from codeerbank.tui.keys import KEYS, Key, Place
from codeerbank.tui.screens.frame import FramedScreen


def commands(app: App[int], screen: Screen[object]) -> Iterable[SystemCommand]:
    """Give the keys of the table that work on this screen, each with what it does."""
    places = ("everywhere", *(screen.PLACES if isinstance(screen, FramedScreen) else ()))
    for key in KEYS:
        if key.in_palette and key.place in places:
            words = _(key.words)
            title = words[:1].upper() + words[1:]
            yield SystemCommand(title, _(key.shown) if key.shown else "", _runner(app, key))


def _runner(app: App[int], key: Key) -> Callable[[], object]:
    """Give what does the same as a key; keys for moving in a text belong to the widget that shows it."""
    return lambda: app.call_later(app.run_action, key.action, _doer(app, key.place))


def _doer(app: App[int], place: Place) -> DOMNode:
    if place == "everywhere":
        return app
    return app.screen.query_one(app.screen.home) if place == "document" else app.screen  # type: ignore[attr-defined]
