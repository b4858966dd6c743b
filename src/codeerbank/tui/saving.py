"""Reading and writing from the screen: results come when they are there, and the top bar says what is on the disk."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from codeerbank.i18n import _
from codeerbank.tui.delivery import Unsaved, deliver, sentence
from codeerbank.tui.notices import NoticingApp
from codeerbank.workbench.session import Session

if TYPE_CHECKING:
    from codeerbank.workbench.history import StepDone
    from codeerbank.workbench.live_suggestions import LiveSuggestions

T = TypeVar("T")


class SavingApp(NoticingApp[int]):
    """An app that works on a project through its session, and never leaves before everything is written."""

    def __init__(self, session: Session, theme: str | None = None) -> None:
        super().__init__(theme)
        self.session = session
        self.unsaved = Unsaved(self, self.say_saved, self._settled)
        self._place = session.path
        self._leaving = False
        self._stays: set[str] = set()
        """What an undo passed over so far, which is said once."""

    @cached_property
    def suggestions(self) -> LiveSuggestions:
        """The suggestion process; loaded when the first suggestion is asked for."""
        from codeerbank.workbench.live_suggestions import LiveSuggestions

        return LiveSuggestions(self.session)

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
