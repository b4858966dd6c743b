"""The codebook as a tree, with the card of the lit code or a list beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import on
from textual.containers import Container, Vertical, VerticalScroll
from textual.widget import Widget

from codeerbank.domain.codebook import Code
from codeerbank.domain.coding import Coding
from codeerbank.i18n import _, ngettext
from codeerbank.tui.codebook.beside import Beside
from codeerbank.tui.codebook.words import card, tree
from codeerbank.tui.colours import Look
from codeerbank.tui.docmodel.find import folded as plain
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import CodeNames
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.codebook_sheet import CodebookSheet, Which, codebook_sheet


class CodebookTreeScreen(FramedScreen):
    """Shows the codes; what is asked about one stands beside the tree, never over it."""

    home = "#tree"
    CSS_PATH: ClassVar = ["../styles/codebook.tcss"]

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self.sheet: CodebookSheet | None = None
        self._which: Which = "all"
        self._words = ""
        self._folded: set[str] = set()
        self._beside: Callable[[], None] | None = None
        """Brings the list beside the tree anew; None while the card stands there."""
        self._listed: Beside | None = None
        self._last = self.home
        """Where the focus was last: in the tree or beside it."""
        self.wanted = ""
        """Name of a code to light once it is there."""

    def body(self) -> Iterable[Widget]:
        """Lay out the tree, and beside it the card and the list."""
        with Container(id="parts"):
            with Vertical(id="tree-part"):
                yield TextLine(id="tree-heads")
                yield LineList(self._look, id="tree")
            with Vertical(id="beside-part"):
                with VerticalScroll(id="code-card"):
                    yield TextLine(id="code-words")
                with Vertical(id="list-part"):
                    yield TextLine(id="list-title")
                    yield TextLine(id="list-heads")
                    yield LineList(self._look, id="list")
                    yield TextLine(id="list-lit")
        yield TextLine(id="status")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin at the first code."""
        self._show_list(False)
        self.go_home()

    def on_screen_resume(self) -> None:
        """Show what was done on other screens."""
        super().on_screen_resume()
        if self.stands:
            self.settle()

    def settle(self) -> None:
        """Read the codebook anew."""
        session = self.host.session
        self.host.ask(looking(session, lambda: codebook_sheet(session)), self._show)
        if self._beside:
            self._beside()

    def _show(self, sheet: CodebookSheet) -> None:
        if self.stands:
            self.sheet = sheet
            self.query_one("#title", TextLine).say(_(" Codebook · {name}").format(name=self.host.project_name))
            made = sheet.book.find(self.wanted) if self.wanted else None
            self.fill(made.key if made else None)
            self.wanted = ""

    # The tree

    @property
    def codes(self) -> LineList:
        """The codes."""
        return self.query_one("#tree", LineList)

    @property
    def code(self) -> Code | None:
        """The code that is lit."""
        return self.sheet.book.get(self.codes.lit) if self.sheet and self.codes.lit else None

    def fill(self, lit: str | None = None) -> None:
        """Write the lines of the codes that are chosen."""
        if self.sheet is None:
            return
        sought = plain(self._words).split()
        chosen = [
            code
            for code in self.sheet.chosen(self._which)
            if all(word in plain(f"{code.key} {code.name} {code.definition} {' '.join(code.cues)}") for word in sought)
        ]
        narrowed = bool(sought) or self._which != "all"
        self.codes.show(*tree(self.sheet, CodeNames(self.sheet.book), chosen, () if narrowed else self._folded), lit)
        self.query_one("#status", TextLine).say(" " + self._status(len(chosen)))
        if not len(self.codes):
            words = _("No such codes.") if self.sheet.book.codes else _("There are no codes yet: c makes one.")
            self.query_one("#code-words", TextLine).say(words, grow=True)
        self._heads()

    def _status(self, n: int) -> str:
        said = [ngettext("{n} code", "{n} codes", n).format(n=n)]
        said.append(
            {
                "all": "",
                "remarks": _("with remarks"),
                "rare": _("given fewer than five times"),
                "archived": _("archived"),
            }[self._which]
        )
        said.append(f"“{self._words}”" if self._words else "")
        return " · ".join(filter(None, said))

    def choose(self, which: Which, words: str = "") -> None:
        """Show only some codes."""
        self._which, self._words = which, words
        self.fill()

    def action_fold(self, folded: bool) -> None:
        """Fold what stands below the lit code, or unfold it; folding what has nothing below goes up."""
        code = self.code
        if code is None or not self.codes.has_focus or self.sheet is None:
            return
        if folded and (self.sheet.book.is_leaf(code) or code.key in self._folded):
            self.fill(code.parent)
        elif folded:
            self._folded.add(code.key)
            self.fill()
        else:
            self._folded.discard(code.key)
            self.fill()

    @on(LineList.Lit, "#tree")
    def _lit(self) -> None:
        if self.sheet and (code := self.code):
            self.query_one("#code-words", TextLine).say(card(self.sheet, code), grow=True)
            self.query_one("#code-card").scroll_home(animate=False)

    # Beside it

    def show_beside(self, asked: Callable[[], None]) -> None:
        """Ask for a list, now and whenever the project changes."""
        self._beside = asked
        asked()

    def list_beside(self, found: Beside) -> None:
        """Show a list beside the tree."""
        if not self.stands or self._beside is None:
            return
        before, self._listed = self._listed, found
        self._show_list(True)
        self.query_one("#list-title", TextLine).say(found.title)
        self.query_one("#list-lit", TextLine).say("", grow=True)
        self.query_one("#list", LineList).show(found.columns, found.lines)
        self._heads()
        if before is None:
            self.set_focus(self.query_one("#list"))

    @property
    def listed(self) -> Beside | None:
        """What stands beside the tree, where that is a list."""
        return self._listed

    def _show_list(self, shown: bool) -> None:
        self.query_one("#list-part").display = shown
        self.query_one("#code-card").display = not shown

    def on_descendant_focus(self) -> None:
        """Note on which side one works."""
        if self.focused and self.focused.id in ("tree", "list", "code-card"):
            self._last = f"#{self.focused.id}"

    def go_home(self) -> None:
        """Go back to the side one came from, where it is in sight."""
        there = self._last if self._listed or self._last != "#list" else self.home
        self.set_focus(self.query_one(there))

    @property
    def coding(self) -> Coding | None:
        """The coding that is lit in the list one works in."""
        return self._listed.codings.get(self.query_one("#list", LineList).lit or "") if self._listed else None

    def action_card(self) -> None:
        """Show the card of the lit code again."""
        self._last = self.home
        self._beside = self._listed = None
        self._show_list(False)
        self.go_home()

    def action_back(self) -> None:
        """Close the list; with none open, show all codes again."""
        if self._listed:
            self.action_card()
        else:
            self.choose("all")

    @on(LineList.Lit, "#list")
    def _lit_beside(self, event: LineList.Lit) -> None:
        if self._listed:
            self.query_one("#list-lit", TextLine).say(self._listed.whole.get(event.key, ""), grow=True)

    def on_resize(self) -> None:
        """Fit the heads of the columns, once the lists have their new width."""
        self._heads()

    def _heads(self) -> None:
        self.call_after_refresh(self._write_heads)

    def _write_heads(self) -> None:
        if self.stands:
            for name in ("tree", "list"):
                found = self.query_one(f"#{name}", LineList)
                if found.size.width:
                    self.query_one(f"#{name}-heads", TextLine).say(found.heads(found.size.width))
