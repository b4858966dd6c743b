"""The suggestion process of a project: ``python -m codeerbank.workbench.suggestion_process [learn|measure]``.

Without a word it answers questions (see ``codeerbank.suggest.worker``). Learning and measuring are done by a process
of their own, at low priority, that reads the project without writing, hands its result over and ends: the answers never
wait for it, and its memory is given back.
"""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from codeerbank.store import passphrase
from codeerbank.suggest.worker import Serving
from codeerbank.suggest.worker import main as serve

if TYPE_CHECKING:
    from codeerbank.domain.ports import Suggester
    from codeerbank.workbench.session import Session

COMMAND = (sys.executable, "-P", "-m", "codeerbank.workbench.suggestion_process")
"""-P: a file in the researcher's own folder must not pass for a module."""


class Learning:
    """Learns in a process of its own, one thing at a time; of requests that come meanwhile the last one counts."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._busy = False
        self._next: dict[str, Any] | None = None
        self._latest: tuple[Suggester, int] | None = None

    def learn(self, what: dict[str, Any]) -> None:
        """Begin, or begin anew after what is under way; returns at once."""
        with self._lock:
            self._next = what
            if self._busy:
                return
            self._busy = True
        threading.Thread(target=self._work, daemon=True).start()

    def latest(self) -> tuple[Suggester, int] | None:
        """Give what was learnt since this was asked last."""
        with self._lock:
            found, self._latest = self._latest, None
        return found

    def _work(self) -> None:
        while True:
            with self._lock:
                what, self._next = self._next, None
                self._busy = what is not None
            if what is None:
                return
            with suppress(Exception):  # what was learnt before goes on serving
                found = _made("learn", what, pickle.load)
                with self._lock:
                    self._latest = _named(*found)


def job(path: Path, coder: str) -> dict[str, Any]:
    """Say which project, and with which words it opens: those go through a pipe, where nobody else can read them."""
    return {"project": str(path), "coder": coder, "passphrase": passphrase.known()}


def _opened(what: dict[str, Any]) -> Session:
    from codeerbank.workbench.session import open_project

    if what["passphrase"] is not None:
        passphrase.remember(what["passphrase"])
    return open_project(Path(what["project"]), what["coder"], write=False)


def _named(suggester: Suggester | None, name: str, coded: int) -> tuple[Suggester, int]:
    """Give a suggester that learnt, or the one of this name."""
    if suggester is None:
        from codeerbank.plugins import suggesters

        suggester = suggesters().named(name)
    return suggester, coded


def measured(path: Path, coder: str) -> dict[str, Any]:
    """Measure the suggestions of a project in a process of its own; raises RuntimeError where that fails."""
    found: dict[str, Any] = _made("measure", job(path, coder), json.load)
    return found


def measured_elsewhere(session: Session) -> Future[dict[str, Any]]:
    """As ``measured``, without waiting for it."""
    answer: Future[dict[str, Any]] = Future()

    def work() -> None:
        try:
            answer.set_result(measured(session.path, session.coder))
        except Exception as error:  # whoever asked must hear of it, whatever it is
            answer.set_exception(error)

    threading.Thread(target=work, name="measuring", daemon=True).start()
    return answer


def _made(mode: str, what: dict[str, Any], read: Callable[[IO[bytes]], Any]) -> Any:
    """Have a process do one job, and read its result as it comes: the largest is never held twice."""
    with subprocess.Popen(  # noqa: S603 - our own interpreter and module
        (*COMMAND, mode), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError(mode)
        with suppress(BrokenPipeError), process.stdin:
            process.stdin.write(json.dumps(what).encode())
        try:
            found = read(process.stdout)
        except (EOFError, ValueError, pickle.UnpicklingError) as error:
            raise RuntimeError(mode) from error
    if process.returncode:
        raise RuntimeError(mode)
    return found


def _learn(what: dict[str, Any], out: BinaryIO) -> None:
    from codeerbank.domain.ports import LearningSuggester
    from codeerbank.suggest.checked import Checked
    from codeerbank.workbench.suggesting import ready_suggester

    with _opened(what) as session:
        made = ready_suggester(session)
    coded = sum(bool(example.codes) for example in getattr(made, "examples", ()))
    knows = made.inner if isinstance(made, Checked) else made
    pickle.dump((made if isinstance(knows, LearningSuggester) else None, made.name, coded), out)


def _measure(what: dict[str, Any], out: BinaryIO) -> None:
    from codeerbank.errors import UsageError
    from codeerbank.workbench.blinding import as_seen
    from codeerbank.workbench.suggestion_quality import measure, quality_record

    with _opened(what) as session, as_seen(session):
        try:
            found = quality_record(measure(session))
        except UsageError as error:
            found = {"refused": " ".join(filter(None, (error.message, error.hint)))}
    out.write(json.dumps(found).encode())


def main(mode: str = "") -> None:
    """Answer questions, or do one job."""
    if not mode:
        learning = Learning()
        serve(Serving(learning.learn, learning.latest))
        return
    with suppress(OSError):
        os.nice(10)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints would break the result
    with out:
        {"learn": _learn, "measure": _measure}[mode](json.load(sys.stdin), out)


if __name__ == "__main__":
    main(*sys.argv[1:2])
