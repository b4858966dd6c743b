"""Suggestions while somebody reads: one turn at a time, from the suggestion process, never on the way of a key."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from codeerbank.domain.coding import CONSENSUS
from codeerbank.domain.document import Turn
from codeerbank.domain.events import SuggestionDecided
from codeerbank.domain.ids import Id
from codeerbank.domain.suggestion import FEW, Suggestion, Why, withheld
from codeerbank.i18n import _
from codeerbank.suggest.client import SuggestionsOff, SuggestionWorker
from codeerbank.workbench.blinding import is_blind
from codeerbank.workbench.coding import coding_added
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggestion_choices import choices
from codeerbank.workbench.suggestion_process import COMMAND, job

A = TypeVar("A")
B = TypeVar("B")
ENOUGH = 5
"""So many changes are learnt from at once."""
IDLE = 10.0
"""Seconds of rest after which fewer are."""
MOST_STARTS = 2


@dataclass(frozen=True, slots=True)
class Beside:
    """What there is to show with a turn.

    found     the suggestions
    silent    why none are shown, whatever there is: "blind", "together", "withheld" or empty
    version   which suggester made them, and what it had learnt
    early     whether they rest on the codebook, for want of coded texts
    """

    found: list[Suggestion]
    silent: str = ""
    version: str = ""
    early: bool = False


class LiveSuggestions:
    """The suggestion process of an open project. It starts with the first question; its end never ends the work.

    Should it stop by itself, then the next question starts it again: once, so that what ends it does not go on doing so.
    When somebody is forgotten it is ended with all that it learnt, and the next question starts a new one.
    """

    def __init__(self, session: Session, worker: SuggestionWorker | None = None) -> None:
        self._session = session
        self._worker = worker or SuggestionWorker(command=COMMAND)
        self._starts = 0
        self._changes = 0
        self._rest: threading.Timer | None = None
        self._lock = threading.Lock()
        self._erasures = -1
        session.project.forgot = self.forget

    def beside(self, document: str, turn: int) -> Future[Beside]:
        """Ask for the suggestions on one turn (numbered from 1); SuggestionsOff when the process has stopped.

        On an answer to a survey question they are about the whole of it.
        """
        answer: Future[Beside] = Future()

        def ask() -> None:
            session = self._session
            if silent := self._silent(document, turn):
                answer.set_result(Beside([], silent))
                return
            self._see_erasures()
            self._start()
            turns = session.read.documents.turns(document, turn, turn)
            whole = session.read.documents.extent(document)[1] == "open_question"
            asked = self._worker.ask(session.codebook, turns, session.language)
            self._hand_on(asked, answer, lambda found: self._beside(found, whole, turns))

        self._session.later(ask).add_done_callback(lambda done: _pass_failure(done, answer))
        return answer

    def why(self, suggestion: Suggestion) -> Future[list[Why]]:
        """Ask what a suggestion rests on."""
        answer: Future[list[Why]] = Future()

        def ask() -> None:
            self._see_erasures()
            self._hand_on(self._worker.why(suggestion), answer, lambda found: found)

        self._session.later(ask).add_done_callback(lambda done: _pass_failure(done, answer))
        return answer

    def changed(self) -> None:
        """Hear that something was written: after some of it, or some rest, that is learnt from."""
        if not self._starts:
            return
        with self._lock:
            self._changes += 1
            if self._rest:
                self._rest.cancel()
            self._rest = threading.Timer(0 if self._changes >= ENOUGH else IDLE, self._learn)
            self._rest.daemon = True
            self._rest.start()

    def stop(self) -> None:
        """End the process."""
        with self._lock:
            if self._rest:
                self._rest.cancel()
        if self._starts:
            self._worker.stop()

    def forget(self) -> None:
        """Let nothing remain of what was learnt: somebody whose words it holds was forgotten."""
        self.stop()
        self._starts = 0

    def _see_erasures(self) -> None:
        """Forget as well where another program had somebody forgotten in a project that this one only looks at."""
        if self._session.writable:  # nobody else can write, and this program tells by itself
            return
        before, self._erasures = self._erasures, self._session.read.about.erasures()
        if self._erasures > before >= 0:
            self.forget()

    def _silent(self, document: str, turn: int) -> str:
        if is_blind(self._session):
            return "blind"
        if self._session.coder == CONSENSUS:
            return "together"
        return "withheld" if withheld(document, turn) and choices(self._session).withholding else ""

    def _start(self) -> None:
        if self._starts == 0 or (self._starts < MOST_STARTS and not self._worker.running):
            self._starts += 1
            self._worker.start()
            self._learn()

    def _learn(self) -> None:
        self._changes = 0
        self._worker.learn(job(self._session.path, self._session.coder))

    def _beside(self, found: list[Suggestion], whole: bool, turns: list[Turn]) -> Beside:
        if whole and turns:
            found = on_whole(found, turns[0])
        return Beside(found, "", self._worker.version, self._worker.learnt < FEW)

    def _hand_on(self, done: Future[A], answer: Future[B], then: Callable[[A], B]) -> None:
        """Pass an answer on; of a process that stopped it is said whether the next question starts it again."""

        def passed(done: Future[A]) -> None:
            if done.cancelled():
                answer.cancel()
            elif isinstance(error := done.exception(), SuggestionsOff):
                answer.set_exception(SuggestionsOff(error.message, self._what_now()))
            elif error:
                answer.set_exception(error)
            else:
                answer.set_result(then(done.result()))

        done.add_done_callback(passed)

    def _what_now(self) -> str:
        if self._worker.running:
            return _("Coding goes on as usual; with another text it may go well.")
        if self._starts < MOST_STARTS:
            return _("Coding goes on as usual; with the next text it is tried once more.")
        return _("Coding goes on as usual; nothing was lost. Open the project again to try once more.")


def on_whole(found: list[Suggestion], answer: Turn) -> list[Suggestion]:
    """Let suggestions be about the whole answer, each code once, the surest first."""
    surest: dict[str, Suggestion] = {}
    for one in sorted(found, key=lambda s: -s.score):
        surest.setdefault(one.code, replace(one, start=answer.said, stop=answer.stop, quote=answer.text))
    return list(surest.values())


def accept(session: Session, suggestion: Suggestion) -> Future[Id]:
    """Make a suggested code the coder's own and remember where it came from, as one action."""

    def job() -> Id:
        added = coding_added(
            session, suggestion.document, suggestion.start, suggestion.stop, suggestion.code, None, None, "suggestion"
        )
        return session.write(_decided(session, suggestion, True), added)

    return session.later(job)


def refuse(session: Session, suggestion: Suggestion) -> Future[Id]:
    """Remember that a suggestion was refused: it is not shown again."""
    return session.later(lambda: session.write(_decided(session, suggestion, False)))


def _decided(session: Session, suggestion: Suggestion, accepted: bool) -> SuggestionDecided:
    return SuggestionDecided(
        session.read.documents.identity(suggestion.document),
        suggestion.start,
        suggestion.stop,
        session.code(suggestion.code).id,
        session.coder,
        accepted,
        suggestion.score,
        [asdict(evidence) for evidence in suggestion.evidence],
        suggestion.suggester,
        suggestion.version,
    )


def _pass_failure(done: Future[None], answer: Future[Any]) -> None:
    if error := done.exception():
        answer.set_exception(error)
