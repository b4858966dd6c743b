"""From the store thread to the screen: results come as messages, and what is not yet written is counted."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import Any, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump

from codeerbank.errors import CodeerbankError

T = TypeVar("T")


class Delivered(Message):
    """A future is done; the receiver calls ``open`` in its own thread."""

    def __init__(
        self, future: Future[Any], then: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        super().__init__()
        self._future, self._then, self._failed = future, then, failed

    def open(self) -> None:
        """Hand the result over, or what went wrong; a cancelled future is a CancelledError."""
        try:
            result = self._future.result()
        except (Exception, CancelledError) as error:
            self._failed(error)
        else:
            self._then(result)


def deliver(
    to: MessagePump, future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None]
) -> None:
    """Send the outcome of ``future`` to a message pump when it is there; never waits."""
    future.add_done_callback(lambda done: to.post_message(Delivered(done, then, failed)))


class Unsaved:
    """Follows what was handed over and is not yet written. A refusal takes everything handed over after it back.

    changed   called when the count changes
    settled   called when everything handed over is written or refused, with the first refusal
    """

    def __init__(
        self, to: MessagePump, changed: Callable[[], None], settled: Callable[[BaseException | None], None]
    ) -> None:
        self._to, self._changed, self._settled = to, changed, settled
        self._refusal: BaseException | None = None
        self._waiting: list[Future[Any]] = []

    @property
    def count(self) -> int:
        """How many changes are not yet written."""
        return len(self._waiting)

    def keep(self, future: Future[Any]) -> None:
        """Follow one change until it is written."""
        self._waiting.append(future)
        self._changed()
        future.add_done_callback(self._take_back_what_follows)
        deliver(self._to, future, lambda _: self._over(future, None), lambda error: self._over(future, error))

    def _take_back_what_follows(self, done: Future[Any]) -> None:
        """Runs in the store thread, before it takes up the next change: that one builds on what was just refused."""
        if done.cancelled() or done.exception() is None:
            return
        for later in self._waiting[self._waiting.index(done) + 1 :]:
            later.cancel()

    def _over(self, future: Future[Any], refusal: BaseException | None) -> None:
        self._waiting.remove(future)
        if not isinstance(refusal, CancelledError):
            self._refusal = self._refusal or refusal
        self._changed()
        if not self._waiting:
            refusal, self._refusal = self._refusal, None
            self._settled(refusal)


def sentence(error: BaseException) -> str:
    """Say what went wrong in words for the person at the screen; anything unknown is raised again."""
    if not isinstance(error, CodeerbankError):
        raise error
    return " ".join(part for part in (error.message, error.hint) if part)
