"""One document on the screen: opening it, following the cursor, saying what was read to the end."""

from __future__ import annotations

import gc

from textual import on

from codeerbank.errors import NotFound
from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.desk import Desk
from codeerbank.tui.display import shortened
from codeerbank.tui.docmodel.same_place import same_place
from codeerbank.tui.docmodel.selection import Selection
from codeerbank.tui.here import here_words
from codeerbank.tui.reads import Held, Opened, read_changes, read_document
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import DocumentView
from codeerbank.tui.widgets.document_pane import DocumentPane
from codeerbank.tui.widgets.margin import name_of
from codeerbank.tui.widgets.status_line import TextLine


class DocumentScreen(FramedScreen):
    """Shows a document and keeps what it shows in step with the project."""

    home = "#document"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look: Look = look
        self.desk: Desk | None = None
        self._wanted: tuple[str, int | None] | None = None
        self._places: dict[str, int] = {}
        """Where the cursor was left in each document."""

    @property
    def pane(self) -> DocumentPane:
        """The document."""
        return self.query_one("#document", DocumentPane)

    @property
    def place(self) -> tuple[str | None, int]:
        """The document that is open or was asked for, if any, and where the cursor stands in it."""
        if self.desk:
            return self.desk.document, self.pane.selection.cursor
        return (self._wanted[0], self._wanted[1] or 0) if self._wanted else (None, 0)

    # Opening

    def standing(self) -> None:
        """Open what was asked for before there was anything to show it in."""
        if self._wanted:
            self.open(*self._wanted)

    def open(self, name: str, cursor: int | None = None) -> None:
        """Ask for a document and show it when it is there; ``cursor`` wins over where it was left."""
        self._wanted = (name, cursor)
        if not self.stands:
            return
        if self.desk:
            self._places[self.desk.document] = self.pane.selection.cursor
        self.host.ask(read_document(self.host.session, name), lambda opened: self._show(opened, cursor))

    def _show(self, opened: Opened, cursor: int | None) -> None:
        view = opened.view
        done = {head.number for head in view.heads if head.done}
        self.pane.show(view, self._places.get(view.name, _first_unread(view)) if cursor is None else cursor)
        self.desk = Desk(
            self.host.session, view.name, self.pane.codings, done, opened.names, self.host.keep, opened.version
        )
        where = shortened(view.name, 30), shortened(self.host.project_name, 24), shortened(self.host.session.coder, 16)
        self.query_one("#title", TextLine).say(" " + " · ".join(where))
        self.opened(opened)
        self.say_where()
        gc.freeze()  # a large document is many objects that stay; going through them again and again holds up keys

    def opened(self, opened: Opened) -> None:
        """Do what a new document asks for."""

    def on_screen_resume(self) -> None:
        """Catch up with what was changed on other screens."""
        super().on_screen_resume()
        if self.desk:
            self.settle_soon()

    def settle(self) -> None:
        """Bring the codings and the done turns as the project holds them now; where its text was corrected, that too."""
        if (desk := self.desk) is None:
            return

        def come(held: Held) -> None:
            if desk is not self.desk or not self.stands:
                return  # another document was opened meanwhile
            if held.version == desk.version:
                self.settled(held)
            else:
                self._read_again(desk.document)

        self.host.ask(read_changes(self.host.session, desk.document), come, self._gone)

    def _read_again(self, name: str) -> None:
        """Bring a text that was corrected, or whose correction was undone, and stay at the same words."""

        def come(opened: Opened) -> None:
            if self.stands and self.desk and self.desk.document == name:
                before, cursor = self.pane.units.speech.text, self.pane.selection.cursor
                self._show(opened, same_place(before, opened.view.speech.text, cursor))

        self.host.ask(read_document(self.host.session, name), come, self._gone)

    def _gone(self, error: BaseException) -> None:
        """Leave a document that is not there any more: bringing it in was undone."""
        if isinstance(error, NotFound):
            self.desk = self._wanted = None
            self.host.action_go("overview")

    def settled(self, held: Held) -> None:
        """Show what the project holds, unless the screen has run ahead of it again: then the next time will do."""
        if self.desk and not self.host.unsaved.count:
            self.desk.settle(held.codings, held.done, held.names)
            self.pane.set_done(self.desk.done)
            self.say_where()

    # Where the cursor stands

    @on(DocumentPane.Moved)
    def _moved(self) -> None:
        self.say_where()

    def say_where(self) -> None:
        """Say which turn this is, what is marked, and which codes lie here."""
        desk, selection, speech = self.desk, self.pane.selection, self.pane.units.speech
        if desk is None:
            return
        turn = speech.turn_at(selection.cursor) + 1
        words = _("answer {number}/{total}") if self.pane.within_turn else _("turn {number}/{total}")
        said = [words.format(number=turn, total=len(speech))]
        if span := selection.span:
            said.append(self._span_words(*span))
        elif selection.marking:
            said.append(_("marking: move, then a code"))
        here = desk.at(selection.cursor if selection.span is None else selection.span[0])
        if here:
            said.append(_("here: {codes}").format(codes=", ".join(name_of(coding) for coding in here)))
        self.query_one("#status", TextLine).say(" " + " · ".join(said))
        self.query_one("#here", TextLine).say(here_words(here, desk.names))

    def _span_words(self, start: int, stop: int) -> str:
        units = {"word": _("word"), "sentence": _("sentence"), "turn": _("whole turn")}
        length = ngettext("{n} character", "{n} characters", stop - start)
        for unit, words in units.items():
            if self.pane.units.bounds(start, unit) == (start, stop):  # type: ignore[arg-type]
                return f"{words}, {length}"
        return length

    def sentence_or_marked(self) -> tuple[int, int]:
        """Give what a code would be given to: what is marked, or else the sentence at the cursor."""
        selection = self.pane.selection
        return selection.span or self.pane.units.bounds(selection.cursor, "sentence")

    # Read to the end

    def action_turn_done(self) -> None:
        """Say that the turn was read to the end and go on to the next; of a done turn take that back."""
        desk, pane = self.desk, self.pane
        if desk is None or self.host.refuses_writing():
            return
        turn = pane.units.speech.turn_at(pane.selection.cursor)
        done = turn + 1 not in desk.done
        desk.finish([turn + 1], done)
        pane.set_done(desk.done)
        words = _("Turn {number} is done.") if done else _("Turn {number} is no longer done.")
        self.tell(words.format(number=turn + 1))
        if done:
            pane.select(Selection(pane.units.next(pane.selection.cursor, "turn")))

    def action_document_done(self) -> None:
        """Say that the whole document was read to the end, or take that back."""
        desk, pane = self.desk, self.pane
        if desk is None or self.host.refuses_writing():
            return
        everything = set(range(1, len(pane.units.speech) + 1))
        done = not everything <= desk.done
        desk.finish(sorted(everything - desk.done if done else everything), done)
        pane.set_done(desk.done)
        self.tell(_("The whole document is done.") if done else _("The document is no longer done."))


def _first_unread(view: DocumentView) -> int:
    """Give where the first turn begins that is not done."""
    turn = next((n for n, head in enumerate(view.heads) if not head.done), 0)
    return view.speech.starts[turn]
