"""The answers to a question on the screen: one with all that belongs to it, or all in a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.widget import Widget

from codeerbank.domain.visible import visible
from codeerbank.i18n import _
from codeerbank.tui.answers.choose import ORDERS, ordered
from codeerbank.tui.answers.desk import AnswerDesk
from codeerbank.tui.answers.pace import Pace
from codeerbank.tui.answers.words import closed_words, mine_words, same_words, slot_words, table, where_words
from codeerbank.tui.code_slots import CodeSlots
from codeerbank.tui.colours import Look
from codeerbank.tui.display import shortened
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import CodeNames
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import MarkedLine, TextLine
from codeerbank.workbench.answers import AnswerSheet, answer_sheet, closed_answers
from codeerbank.workbench.blinding import looking

Found = tuple[AnswerSheet, CodeNames, Mapping[str, int]] | None


class AnswerSheetScreen(FramedScreen):
    """Reads a question and shows its answers, one at a time or all."""

    home = "#one"
    CSS_PATH: ClassVar = ["../styles/answers.tcss"]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self.desk: AnswerDesk | None = None
        self.slots = CodeSlots()
        self._wanted = ""
        self.questions: Sequence[str] = ()
        self.variables: Mapping[str, str] = {}
        self.closed_shown: list[str] = []
        self._beside: Mapping[str, Sequence[tuple[str, str]]] = {}
        self.pace = Pace()

    def body(self) -> Iterable[Widget]:
        """Lay out the question, the answer with what belongs to it, and the codes."""
        yield TextLine(id="question")
        yield TextLine(id="where")
        with VerticalScroll(id="one"):
            yield MarkedLine(id="answer")
            yield TextLine(id="suggested")
            yield TextLine(id="same")
            yield TextLine(id="closed")
        yield TextLine(id="heads")
        yield LineList(self._look, id="table")
        yield TextLine(id="mine")
        yield TextLine(id="codes")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Open a question."""
        self._show_table(False)
        self.open(self._wanted)

    def on_screen_resume(self) -> None:
        """Show what happened on other screens."""
        super().on_screen_resume()
        if self.desk:
            self.settle()

    def open(self, name: str = "") -> None:
        """Go to a question, or to the one that is open, or to the first there is."""
        self._wanted = name
        if self.stands and (name or self.desk is None):
            self._read(name, self._opened)

    def settle(self) -> None:
        """Bring what the project holds now."""
        if self.desk and not self.host.unsaved.count:
            self._read(self.desk.sheet.name, self._settled)

    def _read(self, name: str, then: Callable[[Found], None]) -> None:
        session = self.host.session

        def job() -> Found:
            documents = session.read.documents.all()
            self.questions = [document.name for document in documents if document.kind == "open_question"]
            self.variables = {
                v.name: v.label or v.name for v in session.read.survey.variables(counted=False) if v.level != "text"
            }
            if not self.questions:
                return None
            chosen = name if name in self.questions else self.questions[0]
            self._beside = closed_answers(session, [v for v in self.closed_shown if v in self.variables])
            return answer_sheet(session, chosen), CodeNames(session.codebook), session.read.codings.counts()

        self.host.ask(looking(session, job), then)

    def _opened(self, found: Found) -> None:
        if not self.stands:
            return
        if found is None:
            self.query_one("#answer", TextLine).say(
                _("There are no open answers yet: bring a survey in (F2, o)."), True
            )
            return
        sheet, names, counts = found
        self.desk = AnswerDesk(self.host.session, sheet, names, self.host.keep)
        if not list(self.slots):
            usable = [code.key for code in names.usable()]
            self.slots = CodeSlots(sorted(usable, key=lambda key: -counts.get(key, 0)))
        first = next((a.number for a in sheet.answers if a.number not in self.desk.done), None)
        self.desk.go(first or (sheet.answers[0].number if sheet.answers else 0))
        self._show()

    def _settled(self, found: Found) -> None:
        if self.stands and self.desk and found and not self.host.unsaved.count:
            self.desk.settle(found[0], found[1])
            self.slots.only(code.key for code in found[1].usable())
            self._show()

    # What is seen

    def _show(self) -> None:
        if (desk := self.desk) is None:
            return
        say = self._say
        say("#title", f" {shortened(desk.sheet.name, 40)} · {shortened(self.host.project_name, 30)}")
        say("#question", visible(desk.sheet.question), True)
        say("#where", where_words(desk) + self.pace.words())
        here = desk.here()
        say("#answer", f"“{visible(here.text)}”" if here else _("No answer here."), True)
        say("#same", same_words(desk), True)
        say("#closed", closed_words(self._beside, here) if here else "", True)
        say("#mine", mine_words(desk))
        say("#codes", slot_words(desk, self.slots, self.size.width))
        if self._in_table:
            self._fill_table()

    def _say(self, selector: str, words: str, grow: bool = False) -> None:
        self.query_one(selector, TextLine).say(words, grow)

    def on_resize(self) -> None:
        """Fit the code bar and the columns."""
        self._show()

    @property
    def _in_table(self) -> bool:
        return bool(self.query_one("#table").display)

    def _show_table(self, shown: bool) -> None:
        for selector in ("#table", "#heads"):
            self.query_one(selector).display = shown
        self.query_one("#one").display = not shown
        self.set_focus(self.query_one("#table" if shown else "#one"))

    def go_home(self) -> None:
        """Give the focus to the answer, or to the table."""
        self.set_focus(self.query_one("#table" if self._in_table else "#one"))

    def _fill_table(self) -> None:
        assert self.desk
        lines = self.query_one("#table", LineList)
        here = self.desk.here()
        lines.show(
            *table(self.desk, ordered(self.desk.listed(), self.desk.which.order)), str(here.number) if here else None
        )
        self._say("#heads", lines.heads(self.size.width))

    def action_table(self) -> None:
        """Show all answers in a table, or go back to one."""
        if self.desk:
            self._show_table(not self._in_table)
            self._show()

    def action_order(self) -> None:
        """Sort the table by the next column."""
        if self.desk and self._in_table:
            order = ORDERS[(ORDERS.index(self.desk.which.order) + 1) % len(ORDERS)]
            self.desk.which = replace(self.desk.which, order=order)
            named = {
                "number": _("number"),
                "case": _("respondent"),
                "group": _("group"),
                "length": _("length"),
                "text": _("words"),
            }
            self._fill_table()
            self.tell(_("Sorted by {what}.").format(what=named[order]))

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        if self.desk and self._in_table and (here := self.desk.here()) and event.key != str(here.number):
            self.desk.go(int(event.key))
            self._say("#where", where_words(self.desk) + self.pace.words())
            self._say("#mine", mine_words(self.desk))
            self._say("#codes", slot_words(self.desk, self.slots, self.size.width))

    @on(LineList.Opened)
    def _one(self, event: LineList.Opened) -> None:
        if self.desk:
            self.desk.go(int(event.key))
            self.action_table()
