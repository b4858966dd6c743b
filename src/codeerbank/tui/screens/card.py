"""A page of text over the screen: the card of a code."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static


class Card(ModalScreen[None]):
    """Shows text made fit for the screen already; closes at Escape, Enter, q or the key that opened it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,y", "dismiss", show=False)]

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Write the text down."""
        with VerticalScroll(classes="page"):
            yield Static(self._words, markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one(".page").focus()
