"""Reading away from the screen: one file after the other, on a thread that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


class Reader:
    """A thread for reading. The program can stop while it is at work: reading changes nothing."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._waiting: list[Future[object]] = []
        Thread(target=self._work, name="reader", daemon=True).start()

    def later(self, job: Callable[[], T]) -> Future[T]:
        """Do a job when those before it are done."""
        future: Future[T] = Future()

        def run() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(error)

        self._waiting.append(future)  # type: ignore[arg-type]
        self._jobs.put(run)
        return future

    def stop(self) -> None:
        """Drop what waits; what is being read is finished, and forgotten."""
        for future in self._waiting:
            future.cancel()
        self._jobs.put(None)

    def _work(self) -> None:
        while job := self._jobs.get():
            job()
