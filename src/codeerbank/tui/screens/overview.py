"""The project at a glance: documents with their progress, what was done lately, what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from codeerbank.i18n import _
from codeerbank.tui.advice import advice, unfinished
from codeerbank.tui.colours import Look
from codeerbank.tui.display import shortened
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.open_words import open_words
from codeerbank.tui.reads import read_overview
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import OverviewView
from codeerbank.tui.widgets.document_list import DocumentList
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench.blinding import looking

if TYPE_CHECKING:
    from codeerbank.workbench.open_points import OpenPoints


class OverviewScreen(FramedScreen):
    """Where a session begins and where one returns to."""

    PLACES: tuple[Place, ...] = ("overview",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("overview")
    home = "#documents"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self._questions: set[str] = set()

    def body(self) -> Iterable[Widget]:
        """Lay out the list of documents, the last changes and the advice."""
        yield TextLine(id="heads")
        yield DocumentList(self._look, id="documents")
        with Container(id="panels"):
            with Vertical(id="advice-panel"):
                yield TextLine(_("What to do next"), id="advice-title")
                yield TextLine(id="advice")
                yield TextLine(id="open")
            with Vertical(id="actions-panel"):
                yield TextLine(_("Last changes"), id="actions-title")
                yield TextLine(id="actions")

    @property
    def lit(self) -> str | None:
        """The name of the document that is lit."""
        return self.query_one(DocumentList).lit

    def standing(self) -> None:
        """Begin at the documents."""
        self.go_home()

    def on_screen_resume(self) -> None:
        """Show how the project stands now, and what happened on other screens."""
        self.settle()

    def settle(self) -> None:
        """Read the overview anew."""
        self.host.ask(self.host.first_look or read_overview(self.host.session), self._show)
        self.host.first_look = None

    def _show(self, view: OverviewView) -> None:
        if not self.stands:
            return
        self.query_one("#title", TextLine).say(
            f" codeerbank · {shortened(view.name, 40)} · {shortened(view.coder, 20)}"
        )
        documents = self.query_one(DocumentList)
        self._questions = {row.name for row in view.documents if row.kind == "open_question"}
        here = unfinished(view) if documents.lit is None else None
        documents.show_documents(view.documents, here.name if here else None)
        self._say_heads()
        self.query_one("#advice", TextLine).say("\n".join(advice(view)), grow=True)
        lines = [f"{a.when}  {shortened(a.who, 12)}  {shortened(a.words, 70)}" for a in view.actions if not a.undone]
        self.query_one("#actions", TextLine).say("\n".join(lines), grow=True)
        self.call_after_refresh(self._ask_what_is_open)

    def _ask_what_is_open(self) -> None:
        """Read what is open once the rest stands."""
        from codeerbank.workbench.open_points import open_points

        if self.stands:
            session = self.host.session
            self.host.ask(looking(session, lambda: open_points(session)), self._show_open)

    def _show_open(self, points: OpenPoints) -> None:
        if self.stands:
            self.query_one("#open", TextLine).say("\n".join(open_words(points)), grow=True)

    def on_resize(self) -> None:
        """Fit the heads of the columns."""
        self._say_heads()

    def _say_heads(self) -> None:
        self.query_one("#heads", TextLine).say(self.query_one(DocumentList).heads(self.size.width))

    @on(DocumentList.Opened)
    def _opened(self, event: DocumentList.Opened) -> None:
        if event.key in self._questions:
            self.host.open_question(event.key)
        else:
            self.host.open_document(event.key)

    def action_bring_in(self) -> None:
        """Go to where files come in; that screen is loaded when it is asked for."""
        if not self.host.refuses_writing():
            from codeerbank.tui.screens.bring_in import BringInScreen

            self.host.switch_screen(BringInScreen())
