"""Going through the codings of a code that is parted: each with its words in view, a digit says where it goes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, TypeAlias

from rich.style import Style
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from codeerbank.domain.coding import Coding
from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _
from codeerbank.tui.delivery import deliver
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench.session import Session

MOST = 9
"""As many codes as there are digits."""
_AROUND = 300
"""Characters shown before and after a coding."""
Assigned: TypeAlias = Mapping[str, str]
"""Id of a coding -> the code it goes to; what is not in it stays."""


class SplitWalk(ModalScreen[Assigned | None]):
    """Digits assign and go on; arrows go back and forth; Enter is ready, what has no digit yet stays."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(digit), f"give({digit})", show=False) for digit in range(1, MOST + 1)),
        Binding("0", "give(0)", show=False),
        Binding("right,down,space", "step(1)", show=False),
        Binding("left,up,backspace", "step(-1)", show=False),
        Binding("enter", "ready", show=False),
        Binding("escape", "leave", show=False),
    ]

    def __init__(self, session: Session, code: str, targets: Sequence[str], codings: Sequence[Coding]) -> None:
        super().__init__()
        self._session, self._code = session, code
        self._targets, self._codings = targets, codings
        self._assigned: dict[str, str] = {}
        self._at = 0
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Lay out where one is, the words, the digits and the keys."""
        with Vertical(id="walk"):
            yield TextLine(id="walk-title")
            yield TextLine(id="walk-place")
            with VerticalScroll(id="walk-words"):
                yield Static(id="walk-text", markup=False)
            yield TextLine(id="walk-codes")
            yield TextLine(id="walk-foot")

    def on_mount(self) -> None:
        """Begin at the first coding."""
        self.query_one("#walk-words").can_focus = False
        self._show()

    @property
    def _here(self) -> Coding:
        return self._codings[self._at]

    def _show(self) -> None:
        """Show the coding one is at; the words around it come when they are read."""
        here, total = self._here, len(self._codings)
        title = _("{code} · fragment {n} of {total} · {done} assigned")
        say = self._say
        say("#walk-title", title.format(code=self._code, n=self._at + 1, total=total, done=len(self._assigned)))
        place = _("{document}, turn {turn} {speaker} · coded by {coder}")
        speaker = here.speaker or here.case or ""
        say("#walk-place", place.format(document=here.document, turn=here.turn, speaker=speaker, coder=here.coder))
        now = self._assigned.get(here.id)
        named = [(digit, name, name == now) for digit, name in enumerate(self._targets, 1)]
        named.append((0, _("stays {code}").format(code=self._code), now is None))
        say(
            "#walk-codes",
            "   ".join(f"{'✓' if chosen else ' '}{digit} {one_line(name)}" for digit, name, chosen in named),
        )
        foot = _("digit: goes there   arrows: back and on   Enter: ready, show all   Esc: leave")
        say("#walk-foot", _("Leave without parting? Esc once more.") if self._leaving else foot)
        self._write("", "")
        around = 0 if here.in_answer else _AROUND  # what others answered stands before and behind an answer
        start, stop = max(0, here.start - around), here.stop + around
        if here.in_answer:
            start = here.start - here.in_answer[0]
        asked = self._session.later(lambda: self._session.read.documents.slice(here.document, start, stop))

        def came(words: str) -> None:
            if self.is_attached and self._here is here:
                self._write(words[: here.start - start], words[here.stop - start :])

        deliver(self.app, asked, came, lambda _error: None)

    def _write(self, before: str, after: str) -> None:
        words = Text(visible(before), style=Style(dim=True))
        words.append(visible(self._here.quote), Style(bold=True, underline=True, dim=False))
        words.append(visible(after), Style(dim=True))
        self.query_one("#walk-text", Static).update(words)

    def _say(self, selector: str, words: str) -> None:
        self.query_one(selector, TextLine).say(words, grow=True)

    def action_give(self, digit: int) -> None:
        """Say where this coding goes, and go on; 0 lets it stay."""
        if digit > len(self._targets):
            return
        if digit:
            self._assigned[self._here.id] = self._targets[digit - 1]
        else:
            self._assigned.pop(self._here.id, None)
        self._go(min(self._at + 1, len(self._codings) - 1))

    def action_step(self, step: int) -> None:
        """Go back, or on."""
        self._go(min(max(self._at + step, 0), len(self._codings) - 1))

    def _go(self, at: int) -> None:
        self._at, self._leaving = at, False
        self._show()

    def action_ready(self) -> None:
        """End with what was said so far."""
        self.dismiss(dict(self._assigned) or None)

    def action_leave(self) -> None:
        """Leave; with something said already, only when asked twice."""
        if self._leaving or not self._assigned:
            self.dismiss(None)
        else:
            self._leaving = True
            self._show()
