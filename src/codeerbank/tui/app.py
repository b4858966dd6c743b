"""The screen as a whole: the project that is open, the screens, and what they all can do."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from codeerbank.errors import ProjectLocked
from codeerbank.i18n import _
from codeerbank.tui.delivery import deliver
from codeerbank.tui.keys import bindings
from codeerbank.tui.palette import commands
from codeerbank.tui.reads import read_overview
from codeerbank.tui.saving import SavingApp
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.screens.keys_page import KeysPage
from codeerbank.tui.signals import on_hangup
from codeerbank.tui.views import OverviewView
from codeerbank.workbench.copying import MOST, note_copy
from codeerbank.workbench.session import Session, open_project
from codeerbank.workbench.stamps import is_practice
from codeerbank.workbench.whose import coder_by_default, keep_coder

if TYPE_CHECKING:
    from codeerbank.tui.screens.coding import CodingScreen
    from codeerbank.tui.tour import Tour

_IDLE = 5.0
"""Seconds after which the project is looked over, in a process of its own."""
_CALM = 0.3
"""Seconds after which the first screen stands and there is time for the rest."""


class CodeerbankApp(SavingApp):
    """Puts up the first screen, and does what can be done on all of them."""

    TITLE = "codeerbank"
    CSS_PATH: ClassVar = ["styles/frame.tcss", "styles/coding.tcss", "styles/overview.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = bindings("everywhere")
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        session: Session,
        notice: str = "",
        document: str | None = None,
        cursor: int | None = None,
        theme: str | None = None,
        tour: bool = False,
    ) -> None:
        super().__init__(session, theme)
        self._begins_with_tour = tour
        self.project_name = session.project_name
        self.first_look: Future[OverviewView] | None = read_overview(session)  # read while the screen is being set up
        self._notice = notice
        self._first = (document, cursor)

    @cached_property
    def tour(self) -> Tour:
        """The tour of the practice study; loaded when it is asked for."""
        from codeerbank.tui.tour import Tour

        return Tour(self)

    def on_mount(self) -> None:
        """Show the overview, or the document that was asked for."""
        self.animation_level = "none"
        on_hangup(self.stop)
        self.push_screen(self.screen_named("overview"))
        document, cursor = self._first
        if document:
            self.open_document(document, cursor)
        self.call_after_refresh(self._greet)
        self.set_timer(_CALM, self._prepare)

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, and leave a line in the log; more than a few quotes stays within the program."""
        if len(text) > MOST:
            self._clipboard = text  # what was cut in an editor can still be put back there
            self.warn(_("That is too much to copy: write it to a file with codeerbank export."))
            return
        super().copy_to_clipboard(text)
        note_copy(self.session, len(text))

    def _greet(self) -> None:
        """Say what should be known before anything is done."""
        for words in (self._notice, self.session.warning() or ""):
            if words:
                self.warn(words)

    def _prepare(self) -> None:
        """Load what the first screen does not need, once that stands."""
        self.screen_named("coding")
        gc.collect()
        gc.freeze()  # what is loaded stays: going through it again and again would hold up a key
        self.set_timer(_IDLE, self._look_over)
        if self._begins_with_tour:
            self.action_tour()

    def _look_over(self) -> None:
        """Have the project checked, once whoever opened it has seen what they came for."""
        from codeerbank.workbench.looking_over import look_over

        if self.session.writable:
            deliver(self, look_over(self.session), self._say_what_is_wrong, lambda _error: None)

    def _say_what_is_wrong(self, findings: list[str]) -> None:
        if findings:
            words = _("The project is not whole: {finding}. Look at it with: codeerbank check")
            self.warn(words.format(finding="; ".join(findings[:2])))

    # What every screen can do

    def action_keys_page(self) -> None:
        """Show all keys."""
        if not isinstance(self.screen, KeysPage):
            self.push_screen(KeysPage(self.screen.PLACES if isinstance(self.screen, FramedScreen) else ()))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette what the key table says, for the screen that is open."""
        return commands(self, screen)

    def action_command_palette(self) -> None:
        """Show everything that can be done here, to choose from by typing."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(
                CommandPalette(placeholder=_("What do you want to do? Type a part of it."), id="--command-palette")
            )

    def action_tour(self) -> None:
        """Begin the tour, go on with it, or leave it."""
        if self.tour.on:
            self.tour.stop()
        elif is_practice(self.project_name):
            self.tour.start()
        else:
            self.tell(_("The tour is made for the practice study: codeerbank demo builds it."))

    def show_tour(self, words: str) -> None:
        """Write what the tour asks for on the screen in sight."""
        for screen in self.framed():
            screen.show_tour(words)

    def something_marked(self) -> bool:
        """Say whether words are marked in the document that is being coded."""
        coding = cast("CodingScreen", self.screen_named("coding"))
        return coding.desk is not None and coding.pane.selection.span is not None

    async def action_other_language(self) -> None:
        """Speak the other language from now on."""
        from codeerbank.tui.switching import speak_other_language

        await speak_other_language(self)

    async def action_wear(self, theme: str) -> None:
        """Look otherwise from now on."""
        from codeerbank.tui.switching import dress

        await dress(self, theme)

    def action_help_quit(self) -> None:
        """Say how to stop, to whoever presses Ctrl+C."""
        self.tell(_("Ctrl+Q stops; everything you did is kept."))


def run(
    path: Path,
    coder: str | None = None,
    document: str | None = None,
    cursor: int | None = None,
    theme: str | None = None,
    tour: bool = False,
) -> int:
    """Open a project on the screen and give the exit code; locked elsewhere, it is shown without writing."""
    notice = ""
    try:
        session = open_project(path, coder, write=True, threaded=True, wait=0.5)
    except ProjectLocked as locked:
        notice = locked.message + " " + _("You can look, but nothing can be changed.")
        session = open_project(path, coder, write=False, threaded=True)
    with session:
        if coder:
            session.later(lambda: session.project.remember_coder(coder))
        told = session.later(lambda: coder_by_default(session, coder)).result()
        app = CodeerbankApp(session, " ".join(filter(None, (notice, told))), document, cursor, theme, tour)
        try:
            code = app.run()
        finally:
            if "suggestions" in vars(app):
                app.suggestions.stop()
        session.later(lambda: keep_coder(session) if told else None).result()  # sees that the file is in its place, too
        if words := app.new_place():
            print(words, file=sys.stderr)
        if app.fault is not None:  # the door reports it, without a word of a source
            raise app.fault
        return code or app.return_code or 0
