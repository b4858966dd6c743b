"""All memos: read, written, changed and taken away in one place, each a key away from what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from codeerbank.domain.coding import Coding, Memo
from codeerbank.domain.visible import visible
from codeerbank.errors import NotFound
from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.lists import ListScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import memos
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.memos import KINDS, NOUNS


class MemosScreen(ListScreen):
    """The notes of the team, the newest first."""

    PLACES: tuple[Place, ...] = ("memos",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("memos")
    home = "#memo-list"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._memos: dict[str, Memo] = {}
        self._codings: dict[str, Coding] = {}
        self._kind = "note"

    def body(self) -> Iterable[Widget]:
        """Lay out the list, and below it the memo that is lit, whole."""
        yield TextLine(id="heads")
        yield LineList(self._look, id="memo-list")
        yield TextLine(id="memo-text")
        yield TextLine(id="status")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def settle(self) -> None:
        """Read the memos anew, and the codings that some are about."""
        read = self.host.session.read

        def job() -> tuple[Sequence[Memo], dict[str, Coding]]:
            there = read.memos.all()
            codings = {}
            for memo in there:
                if memo.about == "coding":
                    try:
                        codings[memo.id] = read.codings.get(memo.name)
                    except NotFound:
                        continue  # the coding is gone, its memo stays
            return there, codings

        self.host.ask(looking(self.host.session, job), self._show)

    def _show(self, found: tuple[Sequence[Memo], dict[str, Coding]]) -> None:
        if self.stands:
            there, self._codings = found
            self._memos = {memo.id: memo for memo in reversed(there)}
            self.query_one("#title", TextLine).say(_(" Memos · {name}").format(name=self.host.project_name))
            self.fill()

    def fill(self) -> None:
        """Write the lines that hold the words looked for."""
        columns = (
            Column(_("Kind"), 10), Column(_("About"), 14, share=1, most=36), Column(_("Memo"), 20, share=3),
            Column(_("Who"), 8), Column(_("When"), 10),
        )  # fmt: skip
        n = self.show_lines(columns, [self._line(memo) for memo in self._memos.values()])
        self.say_found(ngettext("{n} memo", "{n} memos", n).format(n=n))
        if not n:
            self.query_one("#memo-text", TextLine).say(_("Press m to write a memo with the project."))

    def _line(self, memo: Memo) -> Line:
        when = datetime.fromisoformat(memo.created).astimezone().strftime("%d-%m-%Y")
        cells = (_(KINDS[memo.kind]), self._about(memo), memo.text, memo.author, when)
        return Line(memo.id, cells, strong=memo.kind == "care")

    def _about(self, memo: Memo) -> str:
        """Name what a memo is about."""
        coding = self._codings.get(memo.id)
        if coding:
            return f"{coding.code} · {coding.document}"
        if memo.about in ("project", "coding"):
            return _(NOUNS[memo.about])
        return f"{_(NOUNS[memo.about])} {memo.name}"

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        if memo := self._memos.get(event.key):
            coding = self._codings.get(memo.id)
            quote = f"\n“{coding.quote}”" if coding else ""
            self.query_one("#memo-text", TextLine).say(visible(memo.text + quote), grow=True)

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        memo = self._memos[event.key]
        if coding := self._codings.get(memo.id):
            self.host.open_document(coding.document, coding.start)
        elif memo.about == "document":
            self.host.open_document(memo.name)
        else:
            self.tell(_("This memo is not about a place in a text."))

    # Writing

    def action_write(self) -> None:
        """Write a memo with the project: first its kind, then the words."""
        if not self.host.refuses_writing():
            choices = [Choice(kind, _(name)) for kind, name in KINDS.items()]
            self.query_one(CodePicker).ask("kind", _("What kind of memo?"), choices)

    def action_rewrite(self) -> None:
        """Write the memo that is lit anew."""
        lit = self.query_one(LineList).lit
        if lit and not self.host.refuses_writing():
            self.query_one(PromptBox).ask("change", _("The memo"), self._memos[lit].text)

    def action_remove(self) -> None:
        """Take the memo that is lit away."""
        lit = self.query_one(LineList).lit
        if lit and not self.host.refuses_writing():
            self.host.keep(memos.remove_memo(self.host.session, lit))
            self.tell(_("Memo taken away   u undo"))

    def action_filter(self) -> None:
        """Ask for words; only memos with all of them are shown."""
        self.ask_for_words(_("Only memos with these words; empty: all"))

    @on(CodePicker.Picked)
    def _kind_chosen(self, event: CodePicker.Picked) -> None:
        self._kind = event.key
        self.query_one(PromptBox).ask("write", _("Memo with the project: {kind}").format(kind=_(KINDS[event.key])))

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        session, lit = self.host.session, self.listed.lit
        if event.purpose == "write":
            self.host.keep(memos.add_memo(session, "project", "", event.text, self._kind))
            care = _("Memo kept. It never leaves the project. Follow the reporting code of your organisation.")
            self.tell(care if self._kind == "care" else _("Memo kept."))
        elif event.purpose == "change" and lit:
            self.host.keep(memos.change_memo(session, lit, event.text))
            self.tell(_("Memo changed."))
