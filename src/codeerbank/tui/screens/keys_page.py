"""All keys with what they do, from the one table of keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from codeerbank.i18n import _
from codeerbank.tui.keys import Place, key_page


class KeysPage(ModalScreen[None]):
    """Help: closes at Escape, Enter, q or F1."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter,q,f1", "dismiss", show=False)]

    def __init__(self, here: Sequence[Place] = ()) -> None:
        super().__init__()
        self._here = here

    def compose(self) -> ComposeResult:
        """Write the keys down."""
        with VerticalScroll(id="keys-page"):
            yield Static(_text(self._here), markup=False)

    def on_mount(self) -> None:
        """Let the arrows scroll."""
        self.query_one("#keys-page").focus()


def _text(here: Sequence[Place]) -> str:
    lines = [_("Keys (Escape closes)")]
    for title, keys in key_page(here):
        lines += ["", title.upper()]
        lines += [f"  {shown:<34} {words}" if len(shown) > 12 else f"  {shown:<12} {words}" for shown, words in keys]
    return "\n".join(lines)
