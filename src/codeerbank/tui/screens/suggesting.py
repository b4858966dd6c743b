"""Suggestions beside the sentence at the cursor: asked when the hands rest, answered by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.timer import Timer

from codeerbank.domain.suggestion import Suggestion
from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.delivery import deliver, sentence
from codeerbank.tui.display import silent_words
from codeerbank.tui.docmodel.selection import Selection
from codeerbank.tui.reads import Held, Opened
from codeerbank.tui.screens.walking import WalkingScreen
from codeerbank.tui.views import SuggestionView
from codeerbank.tui.widgets.document_pane import DocumentPane
from codeerbank.tui.widgets.suggestion_card import SuggestionCard

if TYPE_CHECKING:
    from codeerbank.workbench.live_suggestions import Beside

REST = 0.15
"""Seconds at one place after which a suggestion is looked up: never on the way of a key."""


class SuggestingScreen(WalkingScreen):
    """Looks up suggestions for the turn at the cursor and shows those for the sentence."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._timer: Timer | None = None
        self._off = ""
        self._lit = 0
        self._found: dict[int, Beside] = {}
        self._version = ""
        """Which suggester made what was found, and what it had learnt."""
        self._asked: set[int] = set()
        self._refused: set[tuple[int, int, str]] = set()

    def opened(self, opened: Opened) -> None:
        """Forget the suggestions of the document before."""
        super().opened(opened)
        self._found.clear()
        self._asked.clear()
        self._refused = set(opened.refused)

    @on(DocumentPane.Moved)
    def _rest_then_look(self) -> None:
        self._look_soon()

    def _look_soon(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(REST, self._look)

    def _look(self) -> None:
        """Ask for the turn at the cursor once, and show what is known of the sentence."""
        if self.desk is None or not self.stands:
            return
        turn = self._turn()
        if turn not in self._asked:
            self._asked.add(turn)
            document, asked = self.desk.document, self.host.suggestions.beside(self.desk.document, turn)

            def came(beside: Beside) -> None:
                if self.desk and self.desk.document == document:
                    self._take_in(turn, beside)

            deliver(self.host, asked, came, self._stop_suggesting)
        self._lit = 0
        self._show_suggestion()

    def _take_in(self, turn: int, beside: Beside) -> None:
        if beside.version and beside.version != self._version:  # it learnt: what it said before is out of date
            self._version = beside.version
            self._found.clear()
            self._asked = {turn}
        self._off = ""
        self._found[turn] = beside
        self._show_suggestion()

    def _stop_suggesting(self, error: BaseException) -> None:
        self._off = sentence(error)
        self._show_suggestion()

    def _turn(self) -> int:
        pane = self.pane
        return pane.units.speech.turn_at(pane.selection.span[0] if pane.selection.span else pane.selection.cursor) + 1

    def _open_in_turn(self) -> list[Suggestion]:
        """Give the suggestions in this turn that still wait for an answer: not refused, not coded that way already."""
        if (desk := self.desk) is None:
            return []
        beside = self._found.get(self._turn())
        return [
            s
            for s in (beside.found if beside else ())
            if (s.start, s.stop, s.code) not in self._refused
            and s.code not in {coding.code for coding in desk.mine_at(s.start, s.stop)}
        ]

    def _here(self) -> list[Suggestion]:
        """Give those that touch the sentence at the cursor, or what is marked."""
        start, stop = self.sentence_or_marked()
        return [s for s in self._open_in_turn() if s.start < stop and s.stop > start]

    def lit_suggestion(self) -> Suggestion | None:
        """Give the suggestion that is shown."""
        here = self._here()
        return here[self._lit % len(here)] if here else None

    def _show_suggestion(self) -> None:
        here, card, lit = self._here(), self.query_one("#card", SuggestionCard), self.lit_suggestion()
        if lit and self.desk:
            words = " … ".join(dict.fromkeys(reason.words for reason in lit.reasons()))
            name = self.desk.names.name(lit.code)
            card.view = SuggestionView(
                name, lit.score, words, here.index(lit) + 1, len(here), self._found[self._turn()].early
            )
        else:
            card.view = self._off or self._why_none()
        self.pane.set_evidence([(reason.start, reason.stop) for reason in lit.reasons()] if lit else ())

    def _why_none(self) -> str:
        if (beside := self._found.get(self._turn())) is None:
            return _("Looking for suggestions …")
        if beside.silent:
            return silent_words(beside.silent)
        if n := len(self._open_in_turn()):
            return ngettext(
                "{n} suggestion elsewhere in this turn: . goes there",
                "{n} suggestions elsewhere in this turn: . goes there",
                n,
            )
        return _("No suggestion in this turn.")

    def settled(self, held: Held) -> None:
        """Show the suggestion anew: what was coded needs none, what was undone may."""
        super().settled(held)
        if self.desk and not self.host.unsaved.count:
            self._refused = set(held.refused)
            self._show_suggestion()

    def action_step_suggestion(self, step: int) -> None:
        """Light the next suggestion, or the one before; with none at this sentence, go to one in this turn."""
        self._lit += step
        if not self._here() and (elsewhere := self._open_in_turn()):
            cursor = self.pane.selection.cursor
            ahead = (
                [s for s in elsewhere if s.start >= cursor]
                if step > 0
                else [s for s in elsewhere[::-1] if s.start < cursor]
            )
            self.pane.move((ahead or elsewhere)[0].start)
        self._show_suggestion()

    def action_decide(self, accepted: bool) -> None:
        """Make the suggested code one's own, or put the suggestion away."""
        here = self._here()
        if self.desk is None or self.host.refuses_writing():
            return
        if not here:
            self.tell(_("There is no suggestion here."))
            return
        lit = here[self._lit % len(here)]
        self.desk.decide(lit, accepted)
        if accepted:
            self.pane.select(Selection(lit.start).marked(lit.start, lit.stop, used=True))
        else:
            self._refused.add((lit.start, lit.stop, lit.code))
        words = (
            _("{code} accepted   h hinders  k helps  d both   u undo") if accepted else _("{code} rejected   u undo")
        )
        self.tell(words.format(code=self.desk.names.name(lit.code)))
        self.pane.repaint([(lit.start, lit.stop)])
        self._show_suggestion()
