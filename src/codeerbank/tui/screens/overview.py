"""The project at a glance: documents with their progress, what was done lately, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, cast

from rich.text import Text
from textual import on
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import DataTable

from codeerbank.i18n import _
from codeerbank.tui.advice import advice, unfinished
from codeerbank.tui.display import shortened
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.reads import read_overview
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import DocumentRow, OverviewView
from codeerbank.tui.widgets.status_line import TextLine

if TYPE_CHECKING:
    from codeerbank.tui.app import CodeerbankApp

_OTHER_COLUMNS = 60
"""Cells that all columns but the first take."""
_BAR = 8


class OverviewScreen(FramedScreen):
    """Where a session begins and where one returns to."""

    PLACES: tuple[Place, ...] = ("overview",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("overview")
    home = "#documents"

    def body(self) -> Iterable[Widget]:
        """Lay out the list of documents, the last changes and the advice."""
        yield DataTable[Text](id="documents", cursor_type="row", zebra_stripes=False)
        with Container(id="panels"):
            with Vertical(id="advice-panel"):
                yield TextLine(_("What to do next"), id="advice-title")
                yield TextLine(id="advice")
            with Vertical(id="actions-panel"):
                yield TextLine(_("Last changes"), id="actions-title")
                yield TextLine(id="actions")

    def on_mount(self) -> None:
        """Head the table and ask for its rows."""
        table = self._table
        table.add_columns(*(Text(words) for words in self._heads()))
        table.focus()
        self.settle()

    def on_screen_resume(self) -> None:
        """Show what happened on other screens."""
        self.settle()

    def settle(self) -> None:
        """Read the overview anew."""
        self._app.ask(read_overview(self._app.session), self._show)

    @property
    def _app(self) -> CodeerbankApp:
        return cast("CodeerbankApp", self.app)

    @property
    def _table(self) -> DataTable[Text]:
        return cast("DataTable[Text]", self.query_one("#documents", DataTable))

    def _heads(self) -> list[str]:
        return [_("Document"), _("Kind"), _("Turns"), _("Words"), _("Done"), _("Codes")]

    def _show(self, view: OverviewView) -> None:
        self.query_one("#title", TextLine).say(
            f" codeerbank · {shortened(view.name, 40)} · {shortened(view.coder, 20)}"
        )
        table, row = self._table, self._table.cursor_row
        first = not table.row_count
        table.clear()
        for document in view.documents:
            table.add_row(*_cells(document, max(16, self.size.width - _OTHER_COLUMNS)), key=document.name)
        here = unfinished(view) if first else None
        table.move_cursor(row=[d.name for d in view.documents].index(here.name) if here else row)
        self.query_one("#advice", TextLine).say("\n".join(advice(view)))
        lines = [f"{a.when}  {shortened(a.who, 12)}  {shortened(a.words, 70)}" for a in view.actions if not a.undone]
        self.query_one("#actions", TextLine).say("\n".join(lines))

    @on(DataTable.RowSelected)
    def _opened(self, event: DataTable.RowSelected) -> None:
        if event.row_key.value:
            self._app.open_document(event.row_key.value)


def _cells(row: DocumentRow, room: int) -> list[Text]:
    """Give a row's cells as plain text, so that a bracket in a name stays a bracket; ``room`` is for the name."""
    filled = round(_BAR * row.done / row.turns) if row.turns else 0
    kinds = {"transcript": _("transcript"), "open_question": _("open question"), "summary": _("summary")}
    return [
        Text(shortened(row.name, min(60, room))),
        Text(kinds.get(row.kind, row.kind)),
        Text(str(row.turns), justify="right"),
        Text(str(row.words), justify="right"),
        Text("█" * filled + "░" * (_BAR - filled) + _(" {done} of {turns}").format(done=row.done, turns=row.turns)),
        Text(str(row.codings), justify="right"),
    ]
