"""A list of lines of which some do something at Enter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from codeerbank.tui.display import drawn
from codeerbank.tui.intake.row import Act, Row


class RowList(OptionList):
    """Shows lines; the one that is lit stays lit when they are written anew."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """Enter was pressed on a line that does something."""

        def __init__(self, act: Act) -> None:
            super().__init__()
            self.act = act

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, compact=True)
        self._rows: Sequence[Row] = ()

    def show(self, rows: Sequence[Row], lit: Act | None = None) -> None:
        """Write the lines; ``lit`` is lit, or else what was lit before."""
        before = self.highlighted if self._rows else None
        wanted = lit or (self._rows[before].act if before is not None else None)
        self._rows = rows
        self.set_options(Option(Content.styled(drawn(row.words), "bold" if row.strong else "")) for row in rows)
        same = [number for number, row in enumerate(rows) if wanted and row.act == wanted]
        # a line that is gone leaves the light where it was: Enter must not find another one under it by surprise
        self.highlighted = same[0] if same else min(before or 0, len(rows) - 1) if rows else None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if act := self._rows[event.option_index].act:
            self.post_message(self.Chosen(act))
