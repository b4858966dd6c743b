"""Tables: choose a question and groups, see them with bars and the test, take answers together, write a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from codeerbank.i18n import _
from codeerbank.tui.colours import Look
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.tabling import (
    RECODINGS,
    Asked,
    about,
    choices,
    export_table,
    kinds,
    lines,
    make_variable,
    menu,
    read_table,
    readers,
    recodings,
    say_kind,
    summary,
)
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine


class TablesScreen(FramedScreen):
    """One table at a time; Enter asks what is next."""

    PLACES: tuple[Place, ...] = ("tables",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("tables")
    CSS_PATH = "../styles/tables.tcss"
    home = "#rows"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self._asked = Asked()
        self._audience = "team"
        self._table: dict[str, Any] | None = None
        self._making = ""
        """The way in which a new variable is made."""

    def body(self) -> Iterable[Widget]:
        """Lay out what was counted, the lines, and what is said of the line that is lit."""
        yield TextLine(_("Enter: choose a question, or the codes."), id="summary")
        yield TextLine(id="heads")
        yield LineList(self._look, id="rows")
        yield TextLine(id="about-lit")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin with something to press Enter on."""
        self.query_one("#title", TextLine).say(_(" Tables · {name}").format(name=self.host.project_name))
        self._fill([Line("", (_("Enter: choose a question, or the codes."), "", "", ""))])
        self.go_home()

    def settle(self) -> None:
        """Make the table anew."""
        if self.stands and self._asked.rows:
            self.query_one("#summary", TextLine).say(_("Calculating..."), grow=True)
            self.host.ask(read_table(self.host.session, self._asked), self._show, self._failed)

    def _show(self, table: dict[str, Any]) -> None:
        if self.stands:
            self._table = table
            self.query_one("#summary", TextLine).say(summary(table, self._asked), grow=True)
            self._fill(lines(table))

    def _failed(self, _error: BaseException) -> None:
        if self.stands:
            self.query_one("#summary", TextLine).say(_("Enter: choose a question, or the codes."), grow=True)

    def _fill(self, found: list[Line]) -> None:
        rows = self.query_one("#rows", LineList)
        columns = (
            Column(_("Answer"), 16, share=1, most=60),
            Column(_("n of base"), 20, right=True),
            Column("", 20),
            Column(_("95% interval"), 12),
        )
        rows.show(columns, found)
        self.query_one("#heads", TextLine).say(rows.heads(rows.size.width))

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        if self._table:
            self.query_one("#about-lit", TextLine).say(about(self._table, event.key))

    @on(LineList.Opened)
    def _opened(self) -> None:
        self.query_one(CodePicker).ask("menu", _("What next?"), menu(self._asked))

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        if event.purpose == "readers":
            self._audience = event.key
            self.query_one(PromptBox).ask("export", _("Write to which file? (.xlsx .docx .csv)"), "tabel.xlsx")
        elif event.purpose == "kind":
            self.host.ask(
                say_kind(self.host.session, self._asked.rows, event.key),
                lambda _action: self.tell(_("Kept: what {name} is about.").format(name=self._asked.rows)),
            )
        elif event.purpose == "recode":
            self._making = event.key
            self.query_one(PromptBox).ask("recode", RECODINGS[event.key][1](), f"{self._asked.rows}_kort: ")
        elif event.purpose != "menu":
            self._asked = self._asked.with_choice(event.key)
            self.settle()
        elif event.key == "readers":
            self.query_one(CodePicker).ask("readers", _("For whom?"), readers())
        elif event.key == "kind":
            self.host.ask(
                kinds(self.host.session, self._asked.rows),
                lambda found: self.query_one(CodePicker).ask("kind", _("What is this question about?"), found),
            )
        elif event.key == "recode":
            self.query_one(CodePicker).ask("recode", _("Make what?"), recodings())
        else:
            words = _("Which question?") if event.key == "question" else _("Which groups?")
            self.host.ask(
                choices(self.host.session, event.key),
                lambda found: self.query_one(CodePicker).ask(event.key, words, found),
            )

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if event.purpose == "export":
            self.host.ask(
                export_table(self.host.session, self._asked, event.text, self._audience),
                lambda found: self.tell(_("Written: {file}").format(file=found["file"])),
            )
        else:
            made = make_variable(self.host.session, self._making, self._asked.rows, event.text)
            self.host.ask(made, self._recoded)

    def _recoded(self, name: str) -> None:
        if self.stands:
            self._asked = Asked(name, self._asked.by)
            self.settle()

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _nothing(self) -> None:
        self.go_home()
