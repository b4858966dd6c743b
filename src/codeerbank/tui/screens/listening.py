"""Hearing what one reads: the recording of the document, at the turn the cursor stands in."""

from __future__ import annotations

from pathlib import Path

from textual import on

from codeerbank.i18n import _
from codeerbank.tui.screens.document import DocumentScreen
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.workbench import audio


class ListeningScreen(DocumentScreen):
    """Opens the user's own player; asks for the file where none was named yet."""

    def action_listen(self) -> None:
        """Open the recording at this turn, or ask which it is."""
        if (desk := self.desk) is None:
            return
        session, document = self.host.session, desk.document
        turn = self.pane.units.speech.turn_at(self.pane.selection.cursor) + 1

        def found(moment: audio.Moment | None) -> None:
            if moment is None:
                self._ask_for_file()
            else:
                # the player is started on the store's thread too: a slow disk must not hold up a key
                self.host.ask(session.later(lambda: audio.play(moment)), self.tell)

        self.host.ask(session.later(lambda: audio.moment(session, document, turn)), found)

    def _ask_for_file(self) -> None:
        if not self.host.refuses_writing():
            self.query_one(PromptBox).ask(
                "audio", _("Which recording belongs to this document? Its path; then A again.")
            )

    @on(PromptBox.Answered)
    def _file_named(self, event: PromptBox.Answered) -> None:
        if event.purpose == "audio" and self.desk:
            self.host.keep(audio.set_audio(self.host.session, self.desk.document, Path(event.text)))
            self.tell(_("Recording noted. A plays it   u undo"))
