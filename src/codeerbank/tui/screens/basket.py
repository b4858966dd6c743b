"""The list of quotes on the screen: order, notes, taking out, and writing it to a file."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content

from codeerbank.domain.visible import visible
from codeerbank.errors import Conflict
from codeerbank.i18n import _, ngettext
from codeerbank.tui.keys import bindings
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import basket as verbs
from codeerbank.workbench.blinding import looking


class BasketScreen(FramedScreen):
    """Holds the list of quotes beside another list; Tab goes from the one to the other."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("search")
    in_basket = False

    def __init__(self) -> None:
        super().__init__()
        self._quotes: dict[str, verbs.BasketQuote] = {}
        self._next_lit: str | None = None

    @property
    def basket(self) -> LineList:
        """The list."""
        return self.query_one("#basket", LineList)

    def settle(self) -> None:
        """Read the list anew."""
        session = self.host.session
        self.host.ask(looking(session, lambda: verbs.basket(session)), self._show_basket)

    def _show_basket(self, found: list[verbs.BasketQuote]) -> None:
        if not self.stands:
            return
        self._quotes = {one.id: one for one in found}
        columns = (
            Column(_("Nr"), 3, right=True), Column(_("Quote"), 20, share=3), Column(_("Source"), 14, share=1, most=44),
            Column(_("Codes"), 8, share=1, most=20), Column(_("Note"), 8, share=1, most=36),
        )  # fmt: skip
        lines = [
            Line(one.id, (str(one.number), one.text or one.document, one.source if one.text else "", ", ".join(one.codes), one.note),
                 faint=not one.text)
            for one in found
        ]  # fmt: skip
        self.basket.show(columns, lines, self._next_lit)
        self._next_lit = None
        self.say_lists()

    def say_lists(self) -> None:
        """Say what is in the lists, and head the one in sight."""
        if self.in_basket:
            n = len(self._quotes)
            said = ngettext("{n} quote in the list   Tab: the hits", "{n} quotes in the list   Tab: the hits", n)
            self.query_one("#summary", TextLine).say(f" {said}")
            self.query_one("#heads", TextLine).say(self.basket.heads(self.basket.size.width))

    @property
    def lit_quote(self) -> verbs.BasketQuote | None:
        """The quote that is lit, while the list of quotes is in sight."""
        return self._quotes.get(self.basket.lit or "") if self.in_basket else None

    @on(LineList.Lit, "#basket")
    def _lit_in_basket(self, event: LineList.Lit) -> None:
        if self.in_basket and (one := self._quotes.get(event.key)):
            parts = [Content(visible(f"“{one.text}”" if one.text else one.document))]
            parts.append(Content.styled("\n" + visible(" · ".join(filter(None, (one.source, one.note)))), "dim"))
            self.show_words(Content.assemble(*parts))

    def show_words(self, words: Content) -> None:
        """Show the whole of the line that is lit."""

    @on(LineList.Opened, "#basket")
    def _open_quote(self) -> None:
        if (one := self.lit_quote) and one.text:
            self.host.open_document(one.document, one.start)

    # Changing it

    def _chosen(self) -> verbs.BasketQuote | None:
        """Give the quote that is lit, or say that there is none."""
        if not self.in_basket:
            self.tell(_("This is for the list of quotes: Tab goes there."))
        elif not self._quotes:
            self.tell(_("The list of quotes is empty."))
        elif not self.host.refuses_writing():
            return self.lit_quote
        return None

    def action_take_out(self) -> None:
        """Take the quote that is lit out of the list."""
        if one := self._chosen():
            self.host.keep(verbs.remove_quote(self.host.session, one.id))
            self.tell(_("Quote taken out of the list   u undo"))

    def action_move(self, step: int) -> None:
        """Move the quote that is lit up or down."""
        one = self._chosen()
        if one and 1 <= one.number + step <= len(self._quotes):
            self._next_lit = one.id
            self.host.keep(verbs.move_quote(self.host.session, one.id, one.number + step))

    def action_note(self) -> None:
        """Write a note with the quote that is lit."""
        if one := self._chosen():
            self.query_one(PromptBox).ask("note", _("Note with this quote"), one.note)

    def action_export(self) -> None:
        """Ask where the list is to be written."""
        if self._quotes:
            title = _("Write the list to which file? The suffix picks the format: .docx .html .csv .xlsx")
            self.query_one(PromptBox).ask("export", title, str(self.host.session.path.with_name(_("quotes") + ".docx")))
        else:
            self.tell(_("The list of quotes is empty."))

    def _write(self, path: Path) -> None:
        session = self.host.session

        def job() -> int:
            if path.exists():
                raise Conflict(_("{file} is there already; nothing was written.").format(file=path.name))
            return verbs.export_basket(session, path)

        def told(n: int) -> None:
            self.tell(ngettext("{n} quote written", "{n} quotes written", n) + f" -> {path.name}")

        self.host.ask(session.later(job), told)

    def answered(self, purpose: str, text: str) -> None:
        """Take what was typed about the list of quotes."""
        if purpose == "export":
            self._write(Path(text).expanduser())
        elif purpose == "note" and (one := self.lit_quote):
            self._next_lit = one.id
            self.host.keep(verbs.note_quote(self.host.session, one.id, text))
