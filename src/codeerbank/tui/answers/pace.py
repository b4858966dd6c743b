"""How fast answers are coded: counted always, shown only to whoever asks."""

from __future__ import annotations

from time import monotonic

from codeerbank.i18n import _


class Pace:
    """Counts answers from when it is asked to."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._finished = 0

    def toggle(self) -> None:
        """Begin to count, or stop."""
        self._began, self._finished = (monotonic() if self._began is None else None), 0

    def count(self, n: int) -> None:
        """Note that so many answers were done."""
        self._finished += n

    def words(self) -> str:
        """Say how many seconds an answer took; empty while nobody asked or nothing was done yet."""
        if self._began is None or not self._finished:
            return ""
        return " · " + _("{seconds} s each").format(seconds=round((monotonic() - self._began) / self._finished))
