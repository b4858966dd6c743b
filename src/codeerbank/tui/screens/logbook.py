"""Every change: what was done, by whom and when; undo one of them, or all after it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.lists import ListScreen
from codeerbank.tui.views import ActionRow
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import history
from codeerbank.workbench.blinding import looking

_MOST = 1000
"""So many actions are shown; the command codeerbank log shows all."""


class LogbookScreen(ListScreen):
    """Looks back, and takes back."""

    PLACES: tuple[Place, ...] = ("logbook",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("logbook")
    home = "#actions-list"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._rows: Sequence[ActionRow] = ()

    def body(self) -> Iterable[Widget]:
        """Lay out the list and what is said of the line that is lit."""
        yield TextLine(id="heads")
        yield LineList(self._look, id="actions-list")
        yield TextLine(id="status")
        yield PromptBox(id="prompt")

    def settle(self) -> None:
        """Read the log anew."""
        session = self.host.session

        def job() -> list[ActionRow]:
            return [
                ActionRow(_moment(a.when), a.who, a.words, a.undone, a.number, a.undoable)
                for a in session.read.history.actions(_MOST)
            ]

        self.host.ask(looking(session, job), self._show)

    def _show(self, rows: list[ActionRow]) -> None:
        if self.stands:
            self._rows = rows
            self.query_one("#title", TextLine).say(_(" Log · {name}").format(name=self.host.project_name))
            self.fill()

    def fill(self) -> None:
        """Write the lines that hold the words looked for."""
        columns = (
            Column(_("Nr"), 5, right=True), Column(_("When"), 16), Column(_("Who"), 10), Column(_("What"), 20, share=1),
        )  # fmt: skip
        lines = [
            Line(str(row.number), (str(row.number), row.when, row.who, _told(row)), faint=row.undone)
            for row in self._rows
        ]
        n = self.show_lines(columns, lines)
        self.say_found(ngettext("{n} action", "{n} actions", n).format(n=n))

    def action_filter(self) -> None:
        """Ask for words; only lines with all of them are shown."""
        self.ask_for_words(_("Only lines with these words (name, date, code, document); empty: all"))

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        row = next(row for row in self._rows if str(row.number) == event.key)
        self.tell(_told(row))

    def action_take_back(self, everything_after: bool) -> None:
        """Undo the action that is lit, or all of this coder's after it."""
        lit = self.query_one(LineList).lit
        if lit is None or self.host.refuses_writing():
            return
        row = next(row for row in self._rows if row.number == int(lit))
        if not everything_after and (row.undone or not row.undoable):
            self.tell(_("This action cannot be undone.") if not row.undone else _("This action is undone already."))
            return
        verb = history.undo_to if everything_after else history.undo_one
        self.host.step(lambda session: verb(session, int(lit)), _("Undone: {words}"))


def _told(row: ActionRow) -> str:
    return _("{what} (undone)").format(what=row.words) if row.undone else row.words


def _moment(when: str) -> str:
    return datetime.fromisoformat(when).astimezone().strftime("%d-%m-%Y %H:%M")
