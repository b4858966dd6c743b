"""Searching on the screen: a query, what it finds in context, and the list of quotes made of that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from codeerbank.domain.hit import Hit
from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.basket import BasketScreen
from codeerbank.tui.search.hits import PAGE, HitLines, HitList, in_context
from codeerbank.tui.widgets.line_list import Column, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import basket as verbs
from codeerbank.workbench import searching
from codeerbank.workbench.blinding import looking

_WIDE = 100


class ContextPanel(Vertical):
    """The whole of the line that is lit."""

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield Static(id="hit-text", markup=False)


class SearchScreen(BasketScreen):
    """The results stay as they are while one goes to a place and comes back."""

    PLACES: tuple[Place, ...] = ("search",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("search")
    CSS_PATH = "../styles/search.tcss"
    home = "#hits"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self._found: searching.Found | None = None
        self._lines = HitLines(0, self._read_page)
        self._wanted = ""
        self._asked: Future[searching.Found] | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the query, the lists and the words of the line that is lit."""
        yield Input(
            id="query", compact=True, placeholder=_('words, "a phrase", /expression/, code:M2.1, group:, NOT, NEAR/3')
        )
        yield TextLine(id="summary")
        with Container(id="found"):
            with Vertical(id="lists"):
                yield TextLine(id="heads")
                yield HitList(self._look, id="hits")
                yield LineList(self._look, id="basket")
            yield ContextPanel(id="context")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin with the query."""
        self.query_one("#title", TextLine).say(_(" Search and quotes · {name}").format(name=self.host.project_name))
        self.basket.display = False
        self.go_home()
        self.settle()
        if self._wanted:
            self.ask_for(self._wanted)

    @property
    def hits(self) -> HitList:
        """What was found."""
        return self.query_one("#hits", HitList)

    def on_screen_resume(self) -> None:
        """Show the results as they were left, with codes as they are now."""
        super().on_screen_resume()
        if self.stands:
            self._lines.forget()
            self.hits.refresh()
            self.settle()

    def go_home(self) -> None:
        """Give the focus to the list in sight, or to the query while nothing was asked."""
        if self.in_basket:
            self.set_focus(self.basket)
        else:
            self.set_focus(self.hits if self._found else self.query_one("#query", Input))

    # Asking

    def action_query(self) -> None:
        """Write the query, or another one."""
        self.set_focus(self.query_one("#query", Input))

    def on_key(self, event: events.Key) -> None:
        """Leave the query for the list below it."""
        if event.key in ("escape", "down") and self.focused is self.query_one("#query"):
            event.stop()
            self.set_focus(self.basket if self.in_basket else self.hits)

    @on(Input.Submitted, "#query")
    def _submitted(self, event: Input.Submitted) -> None:
        self.ask_for(event.value)

    def ask_for(self, text: str) -> None:
        """Carry out a query, at once or when the screen stands."""
        self._wanted = text
        if not self.stands:
            return
        self.query_one("#query", Input).value = text
        self._show_list(basket=False)
        self.query_one("#summary", TextLine).say(_(" Searching..."))
        self._asked = future = searching.search_aside(self.host.session, text)
        self.host.ask(future, lambda found: self._show(future, found), lambda error: self._refused(future, error))

    def _refused(self, asked: Future[searching.Found], error: BaseException) -> None:
        if self.stands and asked is self._asked:
            words = error.message if isinstance(error, CodeerbankError) else str(error)
            self.query_one("#summary", TextLine).say(" " + words)

    def _show(self, asked: Future[searching.Found], found: searching.Found) -> None:
        if not self.stands or asked is not self._asked:  # another query was asked meanwhile
            return
        self._found = found
        self._lines = HitLines(len(self._found), self._read_page)
        self.hits.show(self._columns(), (), None)
        self.hits.show(self._columns(), self._lines, "0")
        self.show_words(Content(""))
        if self._found:
            self.set_focus(self.hits)
        self.say_lists()

    def _columns(self) -> Sequence[Column]:
        wide = self.size.width >= _WIDE
        return (
            Column(_("Document"), 18 if wide else 14), Column(_("Turn"), 5, right=True), Column(_("Who"), 14 if wide else 9),
            Column(_("Found"), 20, share=1), Column(_("Codes"), 12 if wide else 10),
        )  # fmt: skip

    def say_lists(self) -> None:
        """Say what was found and how the query was understood."""
        super().say_lists()
        if self.in_basket:
            return
        found, quotes = self._found, len(self._quotes)
        said = [_("Type what you look for and press Enter.")]
        if found is not None:
            n = len(found)
            said = [ngettext("{n} hit", "{n} hits", n)]
            said += [ngettext("in {n} document", "in {n} documents", found.documents)] * bool(n)
            said += filter(None, (found.understood, found.remark))
        if quotes:
            said.append(ngettext("{n} quote in the list (Tab)", "{n} quotes in the list (Tab)", quotes))
        self.query_one("#summary", TextLine).say(" " + " · ".join(said))
        self.query_one("#heads", TextLine).say(self.hits.heads(self.hits.size.width) if found else "")

    def _read_page(self, page: int) -> None:
        session, found, lines = self.host.session, self._found, self._lines
        if found is None:
            return

        def filled(hits: list[Hit]) -> None:
            lines.fill(page, hits)
            if self.stands and lines is self._lines:
                self.hits.refresh()
                if self.hits.place // PAGE == page:
                    self._show_context(self.hits.place)

        self.host.ask(looking(session, lambda: searching.hits(session, found, page * PAGE, (page + 1) * PAGE)), filled)

    def on_resize(self) -> None:
        """Fit the heads of the columns, once the lists have their new width."""
        self.call_after_refresh(lambda: self.say_lists() if self.stands else None)

    # What is lit

    @on(LineList.Lit, "#hits")
    def _lit(self, event: LineList.Lit) -> None:
        if not self.in_basket:
            self._show_context(int(event.key))

    def _show_context(self, at: int) -> None:
        """Show a hit between what was said before and after it."""
        session, hit = self.host.session, self._lines.hit(at) if at < len(self._lines) else None
        if hit is None or self.in_basket:
            return

        def known(beside: Sequence[str]) -> None:
            if self.stands and self.hits.place == at and not self.in_basket:
                self.show_words(in_context(hit, beside))

        self.show_words(in_context(hit, ()))
        quote = hit.quote
        self.host.ask(looking(session, lambda: searching.around(session, quote.document, quote.turn)), known)

    def show_words(self, words: Content) -> None:
        """Show the whole of the line that is lit."""
        self.query_one("#hit-text", Static).update(words)

    @property
    def _hit(self) -> Hit | None:
        return self._lines.hit(self.hits.place) if len(self._lines) else None

    @on(LineList.Opened, "#hits")
    def _open_hit(self) -> None:
        if hit := self._hit:
            self.host.open_document(hit.quote.document, hit.quote.start)

    # The list of quotes

    def action_other_list(self) -> None:
        """Go from what was found to the list of quotes, or back."""
        self._show_list(basket=not self.in_basket)
        self.go_home()
        self.say_lists()
        if self.in_basket:
            self.basket.light(self.basket.place)
        elif len(self._lines):
            self._show_context(self.hits.place)

    def _show_list(self, basket: bool) -> None:
        self.in_basket = basket
        self.hits.display, self.basket.display = not basket, basket
        self.show_words(Content(""))

    def action_to_basket(self) -> None:
        """Put the words of the hit that is lit in the list of quotes."""
        hit, found = self._hit, self._found
        if self.in_basket or hit is None or found is None:
            self.tell(_("Search first; + puts the hit that is lit in the list of quotes."))
        elif not self.host.refuses_writing():
            place = searching.fragment(found, hit)
            future = verbs.add_quotes(self.host.session, [place])
            self.host.ask(future, lambda _action: self._put())

    def _put(self) -> None:
        self.tell(_("In the list of quotes   Tab: look at it   u undo"))
        self.settle()

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        self.answered(event.purpose, event.text)

    @on(PromptBox.Closed)
    def _nothing_typed(self) -> None:
        self.go_home()
