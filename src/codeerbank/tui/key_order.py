"""Keys one after the other, also when a slow line delivers several at once.

Textual hands a key to the focused widget and goes on to the next one while the first is still on its way up to where
its binding is looked up. Over ssh, "1" and "down" in one packet would give the code to the wrong sentence, and letters
typed right after Enter would be taken for commands.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

from textual import events
from textual.app import App, ReturnType
from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

_PATIENCE = 1.0
"""Seconds after which a key counts as done: its widget may have gone before it could say so."""
_LOOK_AGAIN = 0.03
"""Seconds after which a key that waits is thought of again, should nothing else happen."""


class KeyDone(Message):
    """Follows a key on its way up; where it arrives, the key has been dealt with.

    It goes twice: the second time it also follows the messages that the key gave rise to.
    """

    def __init__(self, start: Widget, again: bool) -> None:
        super().__init__()
        self.start = start
        self.again = again


class KeysInOrder(App[ReturnType]):
    """An app that deals with one key before it takes the next."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key] = deque()
        self._under_way: Widget | None = None
        self._since = 0.0
        self._look_again: Timer | None = None

    async def on_event(self, event: events.Event) -> None:
        """Let keys wait for their turn; everything else goes its way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys.append(event)
            await self._take_keys()
        else:
            await super().on_event(event)

    async def on_key_done(self, done: KeyDone) -> None:
        """Send it once more, or take the next key."""
        if done.again and done.start.post_message(KeyDone(done.start, again=False)):
            return
        self._under_way = None
        await self._take_keys()

    async def _take_keys(self) -> None:
        self._look_again = None
        while self._keys and not self._busy:
            key = self._keys.popleft()
            start = self.focused or self.screen
            await super().on_event(key)
            if key.is_forwarded and start.post_message(KeyDone(start, again=True)):
                self._under_way, self._since = start, monotonic()
        if self._keys and self._look_again is None:
            self._look_again = self.set_timer(_LOOK_AGAIN, self._take_keys)

    @property
    def _busy(self) -> bool:
        """Whether a key is still on its way up; one whose widget has gone, with a sheet that it closed, is not."""
        going = self._under_way
        return going is not None and going.is_attached and monotonic() - self._since <= _PATIENCE
