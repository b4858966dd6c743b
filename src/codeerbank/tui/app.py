"""The screen as a whole: the project that is open, the screens, and what they all can do."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual.app import SystemCommand
from textual.binding import BindingType
from textual.command import CommandPalette
from textual.screen import Screen

from codeerbank.errors import ProjectLocked
from codeerbank.i18n import _
from codeerbank.tui.delivery import Unsaved, deliver, sentence
from codeerbank.tui.keys import bindings
from codeerbank.tui.notices import NoticingApp
from codeerbank.tui.palette import commands
from codeerbank.tui.reads import read_overview
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
    from codeerbank.workbench.history import StepDone
    from codeerbank.workbench.live_suggestions import LiveSuggestions

T = TypeVar("T")
_IDLE = 5.0
"""Seconds after which the project is looked over, in a process of its own."""
_CALM = 0.3
"""Seconds after which the first screen stands and there is time for the rest."""


class CodeerbankApp(NoticingApp[int]):
    """Holds the session and carries results from the store thread to the screens."""

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
        super().__init__(theme)
        self._begins_with_tour = tour
        self.session = session
        self.project_name = session.project_name
        self.first_look: Future[OverviewView] | None = read_overview(session)  # read while the screen is being set up
        self.unsaved = Unsaved(self, self.say_saved, self._settled)
        self._place = session.path
        self._notice = notice
        self._first = (document, cursor)
        self._leaving = False
        self._stays: set[str] = set()
        """What an undo passed over so far, which is said once."""

    @cached_property
    def tour(self) -> Tour:
        """The tour of the practice study; loaded when it is asked for."""
        from codeerbank.tui.tour import Tour

        return Tour(self)

    @cached_property
    def suggestions(self) -> LiveSuggestions:
        """The suggestion process; loaded when the first suggestion is asked for."""
        from codeerbank.workbench.live_suggestions import LiveSuggestions

        return LiveSuggestions(self.session)

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

    # Reading and writing through the session

    def ask(
        self, future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None] | None = None
    ) -> None:
        """Hand the result of a read to ``then`` when it is there; what goes wrong is told, and given to ``failed``."""

        def told(error: BaseException) -> None:
            self.warn(sentence(error))
            if failed:
                failed(error)

        def given(result: T) -> None:
            self._say_new_place()
            then(result)

        deliver(self, future, given, told)

    def keep(self, future: Future[Any]) -> None:
        """Follow a change until it is written; the top bar says so."""
        self.unsaved.keep(future)

    def refuses_writing(self) -> bool:
        """Say that this project was opened only to look at it, if so."""
        if not self.session.writable:
            self.warn(
                _(
                    "You are looking without writing: nothing can be changed here. Close the project elsewhere and open it again."
                )
            )
        return not self.session.writable

    def say_saved(self) -> None:
        """Say in the top bar what is on the disk and what is not yet."""
        if not self.session.writable:
            words = _("only looking")
        elif self.unsaved.count:
            words = _("{n} not saved").format(n=self.unsaved.count)
        else:
            words = _("saved")
        for screen in self.framed():
            screen.say_saved(words)

    def _settled(self, refusal: BaseException | None) -> None:
        if refusal is not None:
            self._leaving = False  # stay, so that it can be read
            self.warn(_("Not saved, and taken back from the screen: {reason}").format(reason=sentence(refusal)))
        if not self._say_new_place() and "suggestions" in vars(self):
            self.suggestions.changed()
        for screen in self.framed():
            screen.settle_soon()
        if self._leaving:
            self.exit(0)

    def _say_new_place(self) -> bool:
        words = self.new_place()
        if words:
            self.warn(words)
        return bool(words)

    def new_place(self) -> str:
        """Say where the work goes on, if that is another file than when it was asked last."""
        old, new = self._place, self.session.path
        self._place = new
        words = _(
            "{old} was moved, removed or replaced while it was open. Nothing is lost: your work goes on in {new}."
        )
        return "" if new == old else words.format(old=old.name, new=new)

    # What every screen can do

    def action_undo(self) -> None:
        """Undo the last thing this coder did."""
        from codeerbank.workbench import history

        self.step(history.undo, _("Undone: {words}"))

    def action_redo(self) -> None:
        """Bring back what was undone last."""
        from codeerbank.workbench import history

        self.step(history.redo, _("Brought back: {words}"))

    def step(self, verb: Callable[[Session], Future[StepDone]], words: str) -> None:
        """Undo or redo, and say what that was."""
        if self.refuses_writing():
            return

        def told(step: StepDone) -> None:
            done = words.format(words="; ".join(step.words))
            if stays := [one for one in step.passed if one not in self._stays]:
                self._stays.update(stays)
                self.warn(_("Stays, for it cannot be undone: {what}. {done}").format(what="; ".join(stays), done=done))
            self.tell(done)

        future = verb(self.session)
        self.keep(future)
        deliver(self, future, told, lambda _error: None)

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

    def action_leave(self) -> None:
        """Stop, once everything is written."""
        if self.unsaved.count:
            self._leaving = True
            self.tell(_("Saving; then it stops."))
        else:
            self.exit(0)

    def stop(self, code: int) -> None:
        """Stop because the system says so; what was handed over is still written when the session closes."""
        self.exit(code)

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
