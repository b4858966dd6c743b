"""Ending in order when the system asks: the terminal is given back sane and the project is closed whole."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable


def on_hangup(stop: Callable[[int], None]) -> None:
    """Call ``stop`` with the exit code on SIGTERM and SIGHUP, where the system has these."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is None:
            continue
        try:
            loop.add_signal_handler(number, stop, 128 + number)
        except (NotImplementedError, RuntimeError, ValueError):  # Windows, or not the main thread
            return
