"""Suggestions while somebody reads: one turn at a time, from the suggestion process, never on the way of a key."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import asdict

from codeerbank.domain.events import SuggestionDecided
from codeerbank.domain.ids import Id
from codeerbank.domain.suggestion import Suggestion
from codeerbank.suggest.client import SuggestionWorker
from codeerbank.workbench.coding import coding_added
from codeerbank.workbench.session import Session


class LiveSuggestions:
    """The suggestion process of an open project. It starts with the first question; its end never ends the work."""

    def __init__(self, session: Session, worker: SuggestionWorker | None = None) -> None:
        self._session = session
        self._worker = worker or SuggestionWorker()
        self._started = False

    def beside(self, document: str, turn: int) -> Future[list[Suggestion]]:
        """Ask for the suggestions on one turn (numbered from 1); SuggestionsOff when the process has stopped."""
        answer: Future[list[Suggestion]] = Future()

        def ask() -> None:
            if not self._started:
                self._started = True
                self._worker.start()
            turns = self._session.read.documents.turns(document, turn, turn)
            asked = self._worker.ask(self._session.codebook, turns, self._session.language)
            asked.add_done_callback(lambda done: _pass_on(done, answer))

        self._session.later(ask).add_done_callback(lambda done: _pass_failure(done, answer))
        return answer

    def stop(self) -> None:
        """End the process."""
        if self._started:
            self._worker.stop()


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


def _pass_on(done: Future[list[Suggestion]], answer: Future[list[Suggestion]]) -> None:
    if done.cancelled():
        answer.cancel()
    elif error := done.exception():
        answer.set_exception(error)
    else:
        answer.set_result(done.result())


def _pass_failure(done: Future[None], answer: Future[list[Suggestion]]) -> None:
    if error := done.exception():
        answer.set_exception(error)
