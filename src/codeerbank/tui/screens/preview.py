"""What would happen, line by line, before it is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from codeerbank.tui.colours import Look
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.status_line import TextLine

DO, OTHERWISE = "do", "otherwise"


@dataclass(frozen=True, slots=True)
class Plan:
    """Something that could be done.

    title    what it is
    told     what comes of it, a sentence a line
    columns  of the list of all that it touches
    lines    that list
    whole    per line what is said of it in full while it is lit
    foot     the keys, in words
    """

    title: str
    told: Sequence[str]
    foot: str
    columns: Sequence[Column] = ()
    lines: Sequence[Line] = ()
    whole: Mapping[str, str] = field(default_factory=dict)


class Preview(ModalScreen[str]):
    """Enter does it, Escape does not, Space asks for the other way of doing it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", f"dismiss('{DO}')", show=False),
        Binding("escape", "dismiss('')", show=False),
        Binding("space", f"dismiss('{OTHERWISE}')", show=False),
    ]

    def __init__(self, look: Look, plan: Plan) -> None:
        super().__init__()
        self._look: Look = look
        self._plan = plan

    def compose(self) -> ComposeResult:
        """Lay out what comes of it, the list, the line that is lit in full, and the keys."""
        with Vertical(id="preview"):
            yield Static(self._plan.title, id="preview-title", markup=False)
            yield Static("\n".join(self._plan.told), id="preview-told", markup=False)
            yield TextLine(id="preview-heads")
            yield LineList(self._look, id="preview-lines")
            yield TextLine(id="preview-whole")
            yield TextLine(self._plan.foot, id="preview-foot")

    def on_mount(self) -> None:
        """Show the list."""
        lines = self.query_one(LineList)
        lines.show(self._plan.columns, self._plan.lines)
        self.set_focus(lines)
        for part in ("#preview-heads", "#preview-whole"):
            self.query_one(part).display = bool(self._plan.lines)

    def on_resize(self) -> None:
        """Fit the heads of the columns, once the list has its width."""
        self.call_after_refresh(self._heads)

    def _heads(self) -> None:
        if self.is_mounted and self._plan.lines:
            lines = self.query_one(LineList)
            self.query_one("#preview-heads", TextLine).say(lines.heads(lines.size.width))

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        self.query_one("#preview-whole", TextLine).say(self._plan.whole.get(event.key, ""))

    @on(LineList.Opened)
    def _opened(self) -> None:
        self.dismiss(DO)
