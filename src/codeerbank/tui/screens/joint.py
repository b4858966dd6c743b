"""Joint display: a row opens its quotes, a quote its place, and the verdict is decided here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from codeerbank.domain.verdicts import relation_in_words
from codeerbank.domain.visible import visible
from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.joining import (
    QUOTE,
    RELATION,
    SURE,
    WORDS,
    JointLine,
    JointView,
    decision_choices,
    display_choices,
    read_display,
    read_quotes,
)
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.lists import TwoListScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import verdicts
from codeerbank.workbench.displays import DisplayKind
from codeerbank.workbench.quote_choices import QuoteChoice

_CONTRADICTS = "contradicts"


class JointScreen(TwoListScreen):
    """The rows of a display; Tab goes to the quotes of the row that is lit and back."""

    PLACES: tuple[Place, ...] = ("joint",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("joint")
    CSS_PATH = "../styles/joint.tcss"
    home = "#rows"
    LISTS = ("rows", "quotes")

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._kind: DisplayKind | None = None
        self._view: JointView | None = None
        self._quotes: dict[str, QuoteChoice] = {}
        self._row = ""
        """The key of the row whose quotes are shown, and about which something is being decided."""

    def body(self) -> Iterable[Widget]:
        """Lay out the rows, the row that is lit in full, and its quotes."""
        yield TextLine(_("Calculating..."), id="summary")
        with Container(id="lists"):
            with Vertical(id="rows-panel"):
                yield TextLine(id="rows-heads")
                yield LineList(self._look, id="rows")
            with Vertical(id="lit-panel"):
                with VerticalScroll(id="lit", can_focus=False):
                    yield TextLine(id="lit-words")
                yield TextLine(id="quotes-heads")
                yield LineList(self._look, id="quotes")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def settle(self) -> None:
        """Make the display anew, away from the screen's own thread."""
        if self.stands:
            self.query_one("#title", TextLine).say(_(" Joint display · {name}").format(name=self.host.project_name))
            self.host.ask(read_display(self.host.session, self._kind), self._show)

    def _show(self, view: JointView) -> None:
        if not self.stands:
            return
        self._view = view
        self.query_one("#summary", TextLine).say(visible(view.summary), grow=True)
        first, *rest = view.heads or ("", "", "", "")
        columns = (
            Column(first, 24, share=2, most=70),
            Column(rest[0], max(2, len(rest[0]))),
            Column(rest[1], max(2, len(rest[1]))),
            Column(rest[2], 16, share=1, most=40),
        )
        lines = [Line(line.key, line.cells, strong=line.decided) for line in view.lines]
        self.fill_list("rows", columns, lines)
        self._say_lit()

    # What is lit

    @property
    def _lit(self) -> JointLine | None:
        return self._view.line(self.query_one("#rows", LineList).lit) if self._view else None

    @on(LineList.Lit, "#rows")
    def _say_lit(self) -> None:
        line = self._lit
        self.query_one("#lit-words", TextLine).say(visible(line.about) if line else "", grow=True)
        self.query_one("#lit", VerticalScroll).scroll_home(animate=False)
        if line is None or line.row != self._row:
            self._row = ""
            self._show_quotes(())

    @on(LineList.Opened, "#rows")
    def _open_row(self) -> None:
        """Bring the quotes of a row, and go to them."""
        line = self._lit
        if line is None or not line.row:
            self.tell(_("This row has no quotes of its own."))
            return
        self._row = line.row
        self.host.ask(read_quotes(self.host.session, line.row), self._quotes_there)

    def _quotes_there(self, quotes: Sequence[QuoteChoice]) -> None:
        if self.stands:
            self._show_quotes(quotes)
            if quotes:
                self.set_focus(self.query_one("#quotes", LineList))
            else:
                self.tell(_("Nobody was coded with this yet."))

    def _show_quotes(self, quotes: Sequence[QuoteChoice]) -> None:
        self._quotes = {one.id: one for one in quotes}
        words = {"typical": _("typical"), "contrasting": _("contrasting")}
        title = ngettext("{n} quote", "{n} quotes", len(quotes)) if quotes else _("Enter: quotes")
        columns = (Column(title, 20, share=3), Column("", 12, share=1, most=30), Column("", 11))
        lines = [Line(one.id, (visible(one.text), visible(one.source), words.get(one.proposed, ""))) for one in quotes]
        self.fill_list("quotes", columns, lines)

    @on(LineList.Opened, "#quotes")
    def _open_quote(self, event: LineList.Opened) -> None:
        """Go to the place of a quote; Backspace comes back."""
        quote = self._quotes.get(event.key)
        if quote:
            self.host.open_document(quote.document, quote.start)

    # What is shown, and what is decided

    def action_choose_display(self) -> None:
        """Ask which display."""
        self.query_one(CodePicker).ask("display", _("Which display?"), display_choices())

    def action_decide(self) -> None:
        """Ask what to decide about the row that is lit."""
        line = self._lit
        if line is None or not line.row:
            self.tell(_("Nothing can be decided about this row."))
        elif not self.host.refuses_writing():
            self._row = line.row
            title = _("Decide about {row}").format(row=visible(line.cells[0])[:60])
            self.query_one(CodePicker).ask("decide", title, decision_choices(self._lit_quote()))

    def _lit_quote(self) -> QuoteChoice | None:
        return self._quotes.get(self.query_one("#quotes", LineList).lit or "")

    def action_withdraw(self) -> None:
        """Take the verdict on the row that is lit away."""
        line = self._lit
        if line and line.row and line.decided and not self.host.refuses_writing():
            self.host.keep(verdicts.withdraw(self.host.session, line.row))
            self.tell(_("Verdict taken away   u undo"))

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        if event.purpose == "display":
            self._kind = event.key  # type: ignore[assignment]
            self._row = ""
            self.query_one("#summary", TextLine).say(_("Calculating..."), grow=True)
            self.settle()
        elif event.key == RELATION + _CONTRADICTS:
            self.query_one(PromptBox).ask(_CONTRADICTS, _("Why do they contradict each other? A reason is required."))
        elif event.key.startswith(RELATION):
            self._keep(relation=event.key.removeprefix(RELATION))
        elif event.key.startswith(SURE):
            self._keep(certainty=event.key.removeprefix(SURE))
        elif event.key.startswith(QUOTE):
            self._keep(quotes=[event.key.removeprefix(QUOTE)])
        elif event.key.startswith(WORDS):
            self.query_one(PromptBox).ask(event.key.removeprefix(WORDS), _("In your own words"))

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if event.purpose == _CONTRADICTS:
            self._keep(relation=_CONTRADICTS, reason=event.text)
        else:
            self._keep(**{event.purpose: event.text})

    def _keep(self, **given: Any) -> None:
        self.host.keep(verdicts.decide(self.host.session, self._row, **given))
        said = relation_in_words(given["relation"]) if "relation" in given else _("kept")
        self.tell(_("{row}: {what}   u undo").format(row=self._row, what=said))

    @on(PromptBox.Closed)
    @on(CodePicker.Closed)
    def _nothing_chosen(self) -> None:
        self.go_home()
