"""The near end of the suggestion process: ask from any thread, get a future, never hang."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Suggestion, Why
from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _
from codeerbank.suggest.records import codebook_record, suggestion_of, suggestion_record, turn_record, why_of

COMMAND = (sys.executable, "-P", "-m", "codeerbank.suggest.worker")
"""-P: a file in the researcher's own folder must not pass for a module."""


class SuggestionsOff(CodeerbankError):
    """The suggestion process does not run or does not answer; coding goes on without it."""

    kind = "suggestions_off"

    def __init__(self, message: str = "", hint: str = "") -> None:
        super().__init__(
            message or _("Suggestions are off: the process that makes them has stopped."),
            hint or _("Coding goes on as usual; nothing was lost."),
        )


class _Failed(Exception):
    """The process answered that it could not do this one question; the next may go well."""


@dataclass(slots=True)
class _Question:
    """A request and how to read the lines of its answer; ``codebook`` goes along where the process does not know it yet."""

    request: dict[str, Any]
    read: Callable[[dict[str, Any]], Any]
    codebook: Codebook | None = None
    answer: Future[list[Any]] = field(default_factory=Future)


class SuggestionWorker:
    """A suggestion process and the one thread that talks to it.

    timeout   seconds one question may take, loading included; then the process is ended and suggestions are off
    """

    def __init__(self, timeout: float = 60.0, command: Sequence[str] = COMMAND) -> None:
        self._timeout = timeout
        self._command = command
        self._questions: SimpleQueue[_Question | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._talker: threading.Thread | None = None
        self._known: Codebook | None = None
        self.version = ""
        """Which suggester answered last, and what it learnt from."""
        self.learnt = 0
        """How many coded texts that was."""

    @property
    def running(self) -> bool:
        """Say whether questions can be asked."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start the process, or start it anew after it stopped; returns at once."""
        with self._lock:
            if self.running:
                return
            self._known = None
            self._questions = SimpleQueue()
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    close_fds=True,
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                )
            except OSError as error:
                raise SuggestionsOff(_("Suggestions are off: their process could not be started.")) from error
            self._talker = threading.Thread(
                target=self._talk, args=(self._process, self._questions), name="suggestions", daemon=True
            )
            self._talker.start()

    def ask(self, codebook: Codebook, turns: Iterable[Turn], language: str) -> Future[list[Suggestion]]:
        """Ask for the suggestions on some turns; the future raises SuggestionsOff when the process stops first.

        A future may be cancelled while its question waits. Ask for a long document in parts: answers then come early.
        """
        request = {"language": language, "turns": [turn_record(turn) for turn in turns]}
        return self._put(_Question(request, suggestion_of, codebook))

    def why(self, suggestion: Suggestion) -> Future[list[Why]]:
        """Ask what a suggestion rests on; an empty list where its suggester says no more than its evidence."""
        return self._put(_Question({"why": suggestion_record(suggestion)}, why_of))

    def learn(self, what: dict[str, Any]) -> Future[list[Any]]:
        """Have the process learn, beside its answering; answers later on rest on it."""
        return self._put(_Question({"learn": what}, dict))

    def _put(self, question: _Question) -> Future[Any]:
        with self._lock:
            if self.running:
                self._questions.put(question)
            else:
                question.answer.set_exception(SuggestionsOff())
        return question.answer

    def stop(self) -> None:
        """End the process and answer what still waits with SuggestionsOff."""
        with self._lock:
            process, talker = self._process, self._talker
            self._process = self._talker = None
            self._questions.put(None)
        if process is None or talker is None:
            return
        _end(process)
        talker.join()

    def _talk(self, process: subprocess.Popen[str], questions: SimpleQueue[_Question | None]) -> None:
        broken: Future[list[Any]] | None = None
        while broken is None and (question := questions.get()):
            if not question.answer.set_running_or_notify_cancel():
                continue
            watch = threading.Timer(self._timeout, process.kill)
            watch.daemon = True
            watch.start()
            try:
                question.answer.set_result(self._converse(process, question))
            except _Failed as failed:
                words = _("Suggestions are off: their process failed on this text ({kind}).").format(kind=failed)
                question.answer.set_exception(SuggestionsOff(words))
            except Exception:  # whatever the other side sent, it cannot be trusted with another question
                broken = question.answer
            finally:
                watch.cancel()
        self._finish(process, questions)
        if broken is not None:  # told last, so that whoever hears of it can start the process anew
            broken.set_exception(SuggestionsOff())

    def _converse(self, process: subprocess.Popen[str], question: _Question) -> list[Any]:
        if process.stdin is None or process.stdout is None:
            raise EOFError
        request = question.request
        if question.codebook is not None:
            same = question.codebook is self._known
            request = {**request, "codebook": None if same else codebook_record(question.codebook)}
        process.stdin.write(json.dumps(request) + "\n")
        process.stdin.flush()
        self._known = question.codebook or self._known
        found: list[Any] = []
        for line in process.stdout:
            answer: dict[str, Any] = json.loads(line)
            if "done" in answer:
                self.version, self.learnt = answer.get("version", ""), answer.get("learnt", 0)
                return found
            if "failed" in answer:
                raise _Failed(answer["failed"])
            found.append(question.read(answer))
        raise EOFError

    def _finish(self, process: subprocess.Popen[str], questions: SimpleQueue[_Question | None]) -> None:
        _end(process)
        with self._lock:  # from here on ask() finds the process gone
            process.wait()
            while not questions.empty():
                if (waiting := questions.get()) and waiting.answer.set_running_or_notify_cancel():
                    waiting.answer.set_exception(SuggestionsOff())
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was still to be written has no reader
                    pipe.close()


def _end(process: subprocess.Popen[str]) -> None:
    """End the process, and what it started to learn with."""
    if process.returncode is None and hasattr(os, "killpg"):
        with suppress(OSError):  # it is gone already
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
