"""From the store thread to the screen: results come as messages, and what is not yet written is counted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump

from codeerbank.errors import CodeerbankError

T = TypeVar("T")


class Delivered(Message):
    """A future is done; the receiver calls ``open`` in its own thread."""

    def __init__(self, future: Future[Any], then: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._future, self._then, self._failed = future, then, failed

    def open(self) -> None:
        """Hand the result over, or what went wrong."""
        if self._future.cancelled():
            return
        error = self._future.exception()
        if error is None:
            self._then(self._future.result())
        else:
            self._failed(error)


def deliver(to: MessagePump, future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
    """Send the outcome of ``future`` to a message pump when it is there; never waits."""
    future.add_done_callback(lambda done: to.post_message(Delivered(done, then, failed)))


class Unsaved:
    """Counts what was handed over and is not yet written.

    changed   called when the count changes
    settled   called when everything handed over is written or refused, with the first refusal
    """

    def __init__(self, to: MessagePump, changed: Callable[[], None], settled: Callable[[BaseException | None], None]) -> None:
        self._to, self._changed, self._settled = to, changed, settled
        self._refusal: BaseException | None = None
        self.count = 0

    def keep(self, future: Future[Any]) -> None:
        """Follow one change until it is written."""
        self.count += 1
        self._changed()
        deliver(self._to, future, lambda _: self._over(None), self._over)

    def _over(self, refusal: BaseException | None) -> None:
        self.count -= 1
        self._refusal = self._refusal or refusal
        self._changed()
        if self.count == 0:
            refusal, self._refusal = self._refusal, None
            self._settled(refusal)


def sentence(error: BaseException) -> str:
    """Say what went wrong in words for the person at the screen; anything unknown is raised again."""
    if not isinstance(error, CodeerbankError):
        raise error
    return " ".join(part for part in (error.message, error.hint) if part)
