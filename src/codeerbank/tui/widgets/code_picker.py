"""A list to choose from by typing; it stays mounted and is shown and hidden, which is faster than a new screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from codeerbank.i18n import _
from codeerbank.tui.display import shortened
from codeerbank.tui.fuzzy import Choice, ranked

_NEW = "\x00new"
_DIGITS = tuple("123456789")
_LIST_KEYS = {"up": "cursor_up", "down": "cursor_down", "pageup": "page_up", "pagedown": "page_down"}


class CodePicker(Vertical):
    """Asks for one of some choices, and offers what was typed as a new one where that is possible."""

    class Picked(Message):
        """A choice was made; ``purpose`` is what the picker was opened for."""

        def __init__(self, purpose: str, key: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.key = key

    class NewNamed(Message):
        """Something was typed that should become new."""

        def __init__(self, purpose: str, name: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.name = name

    class Pinned(Message):
        """The choice that is lit should stand under a digit."""

        def __init__(self, key: str, digit: int) -> None:
            super().__init__()
            self.key = key
            self.digit = digit

    class Closed(Message):
        """Nothing was chosen."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._choices: dict[str, Choice] = {}
        self._purpose = self._typed = ""
        self._offers_new: bool | str = False
        self._pins = False

    def compose(self) -> ComposeResult:
        """Lay out the line to type in, the list and the explanation."""
        yield Static("", id="picker-title", markup=False)
        yield Input(id="picker-typed", compact=True)
        yield OptionList(id="picker-list", markup=False, compact=True)
        yield Static("", id="picker-about", markup=False)

    def on_mount(self) -> None:
        """Wait out of sight."""
        self.display = False

    def ask(
        self, purpose: str, title: str, choices: Sequence[Choice], offers_new: bool | str = False, pins: bool = False
    ) -> None:
        """Show the choices and wait for one; with ``pins`` a digit typed first puts the lit one under that digit."""
        self._purpose, self._offers_new, self._pins = purpose, offers_new, pins
        self._choices = {choice.key: choice for choice in choices}
        self.query_one("#picker-title", Static).update(title, layout=False)
        self._empty()
        self._fill("")
        self.display = True
        self.screen.set_focus(self.query_one("#picker-typed", Input))  # now: a letter may follow at once

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        begun, self._typed = not self._typed, event.value
        lit = self._lit_key()
        if self._pins and begun and event.value in _DIGITS and lit not in (None, _NEW):
            self._empty()
            self.post_message(self.Pinned(str(lit), int(event.value)))
        else:
            self._fill(event.value)

    def _empty(self) -> None:
        """Take back what was typed."""
        typed = self.query_one("#picker-typed", Input)
        with self.prevent(Input.Changed):
            typed.value = self._typed = ""

    def _fill(self, typed: str) -> None:
        found = ranked(list(self._choices.values()), typed)
        options = [Option(_row(choice), id=choice.key) for choice in found]
        if self._offers_new and typed.strip() and not any(c.name.casefold() == typed.strip().casefold() for c in found):
            words = (self._offers_new if isinstance(self._offers_new, str) else _("+ new code “{name}”")).format(
                name=shortened(typed, 50)
            )
            options.append(Option(Content(words), id=_NEW))
        rows = self.query_one("#picker-list", OptionList)
        rows.clear_options()
        rows.add_options(options)
        rows.highlighted = 0 if options else None
        self._explain(options[0].id if options else None)

    @on(OptionList.OptionHighlighted)
    def _lit(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._explain(event.option_id)

    def _explain(self, key: str | None) -> None:
        choice = self._choices.get(key or "")
        self.query_one("#picker-about", Static).update(shortened(choice.about, 400) if choice else "", layout=False)

    def on_key(self, event: events.Key) -> None:
        """Let the arrows move through the list while the typing goes on; Enter takes what is lit."""
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self._take_lit()
        elif event.key == "escape":
            event.stop()
            self._hide()
            self.post_message(self.Closed())
        elif event.key in _LIST_KEYS:
            event.stop()
            event.prevent_default()
            getattr(self.query_one("#picker-list", OptionList), f"action_{_LIST_KEYS[event.key]}")()

    def _take_lit(self) -> None:
        if (lit := self._lit_key()) is not None:
            self._choose(lit)

    def _lit_key(self) -> str | None:
        rows = self.query_one("#picker-list", OptionList)
        return None if rows.highlighted is None else rows.get_option_at_index(rows.highlighted).id

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_id)

    def _choose(self, key: str | None) -> None:
        typed = self.query_one("#picker-typed", Input).value.strip()
        self._hide()
        self.post_message(self.NewNamed(self._purpose, typed) if key == _NEW else self.Picked(self._purpose, key or ""))

    def _hide(self) -> None:
        self.display = False


def _row(choice: Choice) -> Content:
    parts: list[Content | tuple[str, str]] = [Content(shortened(choice.name, 44))]
    if choice.hint:
        parts.append((f"  [{shortened(choice.hint, 12)}]", "bold"))
    if choice.detail:
        parts.append(("  " + shortened(choice.detail, 44), "dim"))
    return Content.assemble(*parts)
