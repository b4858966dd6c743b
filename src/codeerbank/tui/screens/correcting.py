"""Correcting the text that is being coded: a turn in a sheet, or all of it from a file; looked at before it is done."""

from __future__ import annotations

from pathlib import Path

from textual import on

from codeerbank.i18n import _
from codeerbank.tui.delivery import deliver
from codeerbank.tui.intake.paths import paths_in
from codeerbank.tui.screens.suggesting import SuggestingScreen
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.workbench import correcting
from codeerbank.workbench.correcting import Correction


class CorrectingScreen(SuggestingScreen):
    """Changes what was said to what was really said; every coding that this touches is named first."""

    def action_correct_turn(self) -> None:
        """Correct the words of the turn at the cursor."""
        if self._may_correct():
            turn = self._turn()
            speech = self.pane.units.speech
            start, stop = speech.bounds(turn - 1)
            title = _("Correct turn {number}  {speaker}").format(number=turn, speaker=self.pane.label(turn - 1))
            from codeerbank.tui.screens.editor import Editor

            self.host.push_screen(Editor(title, speech.text[start:stop]), lambda words: self._written(turn, words))

    def _written(self, turn: int, words: str | None) -> None:
        if words is not None and self.desk:
            found = correcting.preview_turn(self.host.session, self.desk.document, turn, words)
            self.host.ask(found, self._look_at)

    def action_correct_speaker(self) -> None:
        """Give the turn at the cursor to another speaker."""
        if self._may_correct():
            label = self.pane.label(self._turn() - 1)
            self.query_one(PromptBox).ask("speaker", _("Who says turn {number}?").format(number=self._turn()), label)

    def action_correct_file(self) -> None:
        """Put a corrected transcript in the place of this document."""
        if self._may_correct():
            self.query_one(PromptBox).ask("corrected", _("File with the corrected text (type, paste or drag a path)"))

    def _may_correct(self) -> bool:
        if self.desk is None or self.host.refuses_writing():
            return False
        if self.pane.within_turn:
            self.tell(_("Answers are corrected in the survey: bring its newer export in."))
        return not self.pane.within_turn

    @on(PromptBox.Answered)
    def _correction_typed(self, event: PromptBox.Answered) -> None:
        if self.desk is None or event.purpose not in ("speaker", "corrected"):
            return
        self.go_home()
        session, document, turn = self.host.session, self.desk.document, self._turn()
        if event.purpose == "speaker":
            start, stop = self.pane.units.speech.bounds(turn - 1)
            words = self.pane.units.speech.text[start:stop]
            self.host.ask(correcting.preview_turn(session, document, turn, words, event.text), self._look_at)
        elif paths := paths_in(event.text):
            self._from_file(document, paths[0])

    def _from_file(self, document: str, path: Path) -> None:
        """Read the file away from the screen's own thread."""
        from codeerbank.tui.intake.reader import Reader

        reader = Reader()
        self.tell(_("Looking at the corrected text..."))
        self.host.ask(reader.later(lambda: correcting.preview_file(self.host.session, document, path)), self._look_at)
        reader.later(reader.stop)

    def _look_at(self, found: Correction) -> None:
        """Show what would come of it."""
        if not self.stands:
            return
        if found.change is None:
            self.tell(_("Both texts are alike; nothing was changed."))
            return
        from codeerbank.tui.changing.correction import correction_plan
        from codeerbank.tui.screens.preview import DO, Preview

        self.host.push_screen(
            Preview(self.look, correction_plan(found)), lambda answer: self._correct(found) if answer == DO else None
        )

    def _correct(self, found: Correction) -> None:
        """Do it."""
        future = correcting.correct(self.host.session, found)
        self.host.keep(future)
        deliver(self.host, future, lambda _action: self._corrected(), lambda _error: None)

    def _corrected(self) -> None:
        if self.stands:
            self.settle()
            self.tell(_("Text corrected   u undo"))
