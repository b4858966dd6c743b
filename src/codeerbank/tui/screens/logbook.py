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
from codeerbank.tui.docmodel.find import folded
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import ActionRow
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import history

_MOST = 1000
"""So many actions are shown; the command codeerbank log shows all."""


class LogbookScreen(FramedScreen):
    """Looks back, and takes back."""

    PLACES: tuple[Place, ...] = ("logbook",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("logbook")
    home = "#actions-list"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self._rows: Sequence[ActionRow] = ()
        self._sought = ""

    def body(self) -> Iterable[Widget]:
        """Lay out the list and what is said of the line that is lit."""
        yield TextLine(id="heads")
        yield LineList(self._look, id="actions-list")
        yield TextLine(id="status")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin at the newest."""
        self.go_home()

    def on_screen_resume(self) -> None:
        """Show what happened on other screens."""
        super().on_screen_resume()
        self.settle()

    def settle(self) -> None:
        """Read the log anew."""
        session = self.host.session

        def job() -> list[ActionRow]:
            return [
                ActionRow(_moment(a.when), a.who, a.words, a.undone, a.number, a.undoable)
                for a in session.read.history.actions(_MOST)
            ]

        self.host.ask(session.later(job), self._show)

    def _show(self, rows: list[ActionRow]) -> None:
        if self.stands:
            self._rows = rows
            self.query_one("#title", TextLine).say(_(" Log · {name}").format(name=self.host.project_name))
            self._fill()

    def _fill(self) -> None:
        """Write the lines that hold the words looked for."""
        wanted = folded(self._sought).split()
        rows = [row for row in self._rows if all(w in folded(f"{row.when} {row.who} {row.words}") for w in wanted)]
        columns = (
            Column(_("Nr"), 5, right=True),
            Column(_("When"), 16),
            Column(_("Who"), 10),
            Column(_("What"), 20, share=1),
        )
        lines = [
            Line(str(row.number), (str(row.number), row.when, row.who, _told(row)), faint=row.undone) for row in rows
        ]
        found = self.query_one(LineList)
        found.show(columns, lines)
        self.query_one("#heads", TextLine).say(found.heads(self.size.width))
        said = ngettext("{n} action", "{n} actions", len(rows)).format(n=len(rows))
        self.query_one("#status", TextLine).say(f" {said}" + (f" · “{self._sought}”" if self._sought else ""))

    def on_resize(self) -> None:
        """Fit the heads of the columns."""
        self.query_one("#heads", TextLine).say(self.query_one(LineList).heads(self.size.width))

    def action_filter(self) -> None:
        """Ask for words; only lines with all of them are shown."""
        self.query_one(PromptBox).ask(
            "filter", _("Only lines with these words (name, date, code, document); empty: all"), self._sought
        )

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        self._sought = event.text
        self._fill()

    @on(PromptBox.Closed)
    def _nothing_typed(self) -> None:
        self.go_home()
        self._sought = ""
        self._fill()

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        row = next(row for row in self._rows if str(row.number) == event.key)
        self.tell(_told(row))

    def action_take_back(self, everything_after: bool) -> None:
        """Undo the action that is lit, or all of this coder's after it."""
        lit = self.query_one(LineList).lit
        if lit is None or self.host.refuses_writing():
            return
        verb = history.undo_to if everything_after else history.undo_one
        self.host.step(lambda session: verb(session, int(lit)), _("Undone: {words}"))


def _told(row: ActionRow) -> str:
    return _("{what} (undone)").format(what=row.words) if row.undone else row.words


def _moment(when: str) -> str:
    return datetime.fromisoformat(when).astimezone().strftime("%d-%m-%Y %H:%M")
