"""Suggestions with the answer one is at: asked when the hands rest, answered by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from codeerbank.domain.suggestion import Suggestion
from codeerbank.domain.visible import visible
from codeerbank.i18n import _
from codeerbank.tui.colours import Look
from codeerbank.tui.delivery import deliver, sentence
from codeerbank.tui.display import shortened, silent_words
from codeerbank.tui.screens.answer_sheet import AnswerSheetScreen
from codeerbank.tui.screens.suggesting import REST
from codeerbank.tui.whys import show_why
from codeerbank.tui.widgets.status_line import MarkedLine

if TYPE_CHECKING:
    from codeerbank.workbench.live_suggestions import Beside

_EVIDENCE = 60


class SuggestedAnswersScreen(AnswerSheetScreen):
    """Shows for an answer the codes that are suggested, one lit."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._rest: Timer | None = None
        self._came: tuple[str, int, Beside] | None = None
        """What came, and for which question and answer."""
        self._put_away: set[tuple[str, int, str]] = set()
        self._lit_one = 0
        self._asked_for: tuple[str, int] | None = None
        self._why_off = ""

    def _show(self) -> None:
        super()._show()
        if self.desk and (here := self.desk.here()) and self.stands:
            at = (self.desk.sheet.name, here.number)
            if at != self._asked_for:
                self._asked_for, self._lit_one = at, 0
                if self._rest:
                    self._rest.stop()
                self._rest = self.set_timer(REST, self._look_up)
            self._show_suggested()

    def _look_up(self) -> None:
        if self._asked_for is None or not self.stands:
            return
        name, number = at = self._asked_for

        def came(beside: Beside) -> None:
            if self.stands and self._asked_for == at:
                self._came, self._why_off = (name, number, beside), ""
                self._show_suggested()

        deliver(self.host, self.host.suggestions.beside(name, number), came, self._off)

    def _off(self, error: BaseException) -> None:
        self._why_off = sentence(error)
        if self.stands:
            self._show_suggested()

    def _open(self) -> list[Suggestion]:
        """Give the suggestions on this answer that still wait for a decision."""
        if self.desk is None or self._came is None or self._came[:2] != self._asked_for:
            return []
        name, number, beside = self._came
        held = self.desk.codes.get(number, ())
        return [s for s in beside.found if s.code not in held and (name, number, s.code) not in self._put_away]

    def _show_suggested(self) -> None:
        found, words = self._open(), self._why_off
        if self._came and self._came[:2] == self._asked_for and self._came[2].silent:
            words = silent_words(self._came[2].silent)
        if found and self.desk and self._came:
            lit = found[self._lit_one % len(found)]
            sure = "" if self._came[2].early else f" {round(100 * lit.score)}%"  # by the codebook it is a rank
            names = [
                f"[{self.desk.names.name(s.code)}{sure}]" if s is lit else self.desk.names.name(s.code) for s in found
            ]
            because = " … ".join(dict.fromkeys(reason.words for reason in lit.reasons()))
            early = "  " + _("(by the codebook)") if self._came[2].early else ""
            keys = _("a accept  v reject  y why") + (_("  , . step") if len(found) > 1 else "")
            words = _("Suggested: {codes}").format(codes=" · ".join(names)) + early
            words += f"\n“{shortened(because, _EVIDENCE)}”  {keys}" if because else f"\n{keys}"
        self._say("#suggested", words, True)
        self._underline(found[self._lit_one % len(found)] if found else None)

    def _underline(self, lit: Suggestion | None) -> None:
        """Underline in the answer what the lit suggestion rests on."""
        here = self.desk.here() if self.desk else None
        if here:
            spans = [(e.start - lit.start + 1, e.stop - lit.start + 1) for e in lit.reasons()] if lit else []
            self.query_one("#answer", MarkedLine).mark(f"“{visible(here.text)}”", spans)

    def _lit_suggestion(self) -> Suggestion | None:
        found = self._open()
        return found[self._lit_one % len(found)] if found else None

    def action_step_suggestion(self, step: int) -> None:
        """Light the next suggestion, or the one before."""
        self._lit_one += step
        self._show_suggested()

    def action_decide(self, accepted: bool) -> None:
        """Make the suggested code one's own, or put the suggestion away."""
        lit = self._lit_suggestion()
        if self.desk is None or self.host.refuses_writing():
            return
        if lit is None or self._asked_for is None:
            self.tell(_("There is no suggestion here."))
            return
        self.desk.decide(lit, accepted)
        self._put_away.add((*self._asked_for, lit.code))
        words = (
            _("{code} accepted   h hinders  k helps  d both   u undo") if accepted else _("{code} rejected   u undo")
        )
        self.tell(words.format(code=self.desk.names.name(lit.code)))
        self._show()

    def action_card(self) -> None:
        """Show what the suggestion rests on."""
        lit = self._lit_suggestion()
        if lit and self.desk:
            show_why(self.host, lit, self.desk.names)
        else:
            self.tell(_("There is no suggestion here."))
