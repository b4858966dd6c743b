"""A bar on stderr for work that takes more than a second, on a terminal only."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from codeerbank.domain.visible import one_line

PATIENCE = 1.0
_PAUSE = 0.1
_LENGTH = 30


class Bar:
    """Shows how far the work is, once it has lasted a second; leaves an empty line behind."""

    def __init__(self, what: str) -> None:
        self._what = one_line(what)
        self._began = time.monotonic()
        self._last = 0.0
        self._drawn = False

    def __enter__(self) -> Bar:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def show(self, done: int, total: int) -> None:
        """Draw the bar if it is time to; ``total`` 0 means that the end is not known."""
        now = time.monotonic()
        if now - self._began < PATIENCE or now - self._last < _PAUSE or not sys.stderr.isatty():
            return
        self._last, self._drawn = now, True
        filled = min(_LENGTH, _LENGTH * done // total) if total else 0
        share = f"{100 * done // total:3d} %" if total else f"{done}"
        sys.stderr.write(f"\r\x1b[K{self._what}  {'█' * filled}{'░' * (_LENGTH - filled)}  {share}")
        sys.stderr.flush()
