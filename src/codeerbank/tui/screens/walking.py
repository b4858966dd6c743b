"""Going through a document: from coding to coding, to what is not coded yet, to words, and to the same code elsewhere."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from textual import on

from codeerbank.domain.coding import Coding
from codeerbank.i18n import _
from codeerbank.tui.choices import elsewhere_choices
from codeerbank.tui.colours import Look
from codeerbank.tui.docmodel.find import find_all, folded
from codeerbank.tui.docmodel.selection import Selection
from codeerbank.tui.reads import Opened, read_elsewhere
from codeerbank.tui.screens.listening import ListeningScreen
from codeerbank.tui.views import CodingView
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.prompt_box import PromptBox


class WalkingScreen(ListeningScreen):
    """Moves the cursor to what a coder looks for."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._sought = ""
        self._folded = ""
        self._elsewhere: list[Coding] = []

    def opened(self, opened: Opened) -> None:
        """Forget the words that were looked for in the document before."""
        super().opened(opened)
        self._sought = self._folded = ""
        self.pane.set_hits([])

    def action_next_coding(self, forward: bool) -> None:
        """Mark the next coding, or the one before."""
        desk, pane = self.desk, self.pane
        if desk is None:
            return
        hand = desk.hand if desk.hand and pane.selection.span == (desk.hand.start, desk.hand.stop) else None
        found = desk.codings.beside(hand, pane.selection.cursor, forward)
        if found is None:
            self.tell(_("No code further on.") if forward else _("No code before this one."))
            return
        desk.hand = found
        pane.select(Selection(found.start).marked(found.start, found.stop, used=True))

    def action_next_uncoded(self, forward: bool) -> None:
        """Mark the next sentence without a code of this coder, in a turn that is not done."""
        desk, units = self.desk, self.pane.units
        if desk is None:
            return
        at, here = self.sentence_or_marked()[0], -1
        while at != here:
            here, at = at, units.next(at, "sentence") if forward else units.previous(at, "sentence")
            start, stop = units.bounds(at, "sentence")
            done = units.speech.turn_at(start) + 1 in desk.done
            if at != here and start < stop and not done and not desk.mine_at(start, stop):
                self.pane.select(Selection(start).marked(start, stop))
                return
        self.tell(_("Nothing without a code further on.") if forward else _("Nothing without a code before this."))

    # Words

    def action_find(self) -> None:
        """Ask for words to look for in this document."""
        if self.desk:
            self.query_one(PromptBox).ask("find", _("Find in this document"), self._sought)

    def find(self, words: str) -> None:
        """Light every place where these words stand, and go to the next one."""
        self._folded = self._folded or folded(self.pane.units.speech.text)
        self._sought = words
        hits = [hit for hit in find_all(self._folded, words) if self.pane.units.speech.holds(*hit)]
        self.pane.set_hits(hits)
        if not hits:
            self.tell(_("These words do not stand in this document."))
            return
        self._go_to_hit(bisect_left(hits, (self.pane.selection.cursor, 0)) % len(hits))

    def action_next_hit(self, forward: bool) -> None:
        """Go to the next place of the words looked for, past the end on from the beginning."""
        hits = self.pane.hits
        if not hits:
            self.action_find()
            return
        cursor = self.pane.selection.cursor
        n = bisect_right(hits, (cursor, len(self._folded))) if forward else bisect_left(hits, (cursor, 0)) - 1
        self._go_to_hit(n % len(hits))

    def _go_to_hit(self, n: int) -> None:
        start, stop = self.pane.hits[n]
        self.pane.select(Selection(start).marked(start, stop))
        words = _("hit {n} of {total}   n next  N before")
        self.tell(words.format(n=n + 1, total=len(self.pane.hits)))

    # The same code elsewhere

    def code_here(self) -> CodingView | None:
        """Give the coding in hand where it is marked, or the innermost one at the cursor."""
        desk, selection = self.desk, self.pane.selection
        if desk is None:
            return None
        if desk.hand and selection.span == (desk.hand.start, desk.hand.stop):
            return desk.hand
        return min(desk.at(selection.cursor), key=lambda c: c.stop - c.start, default=None)

    def action_elsewhere(self) -> None:
        """Offer the other places of the code at the cursor."""
        if here := self.code_here():
            self.host.ask(read_elsewhere(self.host.session, here.code), lambda found: self._offer(here, found))
        else:
            self.tell(_("No code here."))

    def _offer(self, here: CodingView, found: list[Coding]) -> None:
        if self.desk is None or not self.stands:
            return
        place = self.desk.document, here.start, here.stop
        self._elsewhere = [c for c in found if (c.document, c.start, c.stop) != place]
        if not self._elsewhere:
            self.tell(_("This code was given nowhere else."))
            return
        title = _("{code} elsewhere: Enter goes there, Backspace comes back").format(code=here.name)
        self.query_one(CodePicker).ask("elsewhere", title, elsewhere_choices(self._elsewhere))

    @on(CodePicker.Picked)
    def _go_elsewhere(self, event: CodePicker.Picked) -> None:
        if event.purpose == "elsewhere":
            self.go_home()
            chosen = self._elsewhere[int(event.key)]
            self.host.open_document(chosen.document, chosen.start)

    @on(PromptBox.Answered)
    def _find_typed(self, event: PromptBox.Answered) -> None:
        if event.purpose == "find":
            self.go_home()
            self.find(event.text)
