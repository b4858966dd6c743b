"""Standard output and error, made so that no character and no impatient reader is a fault."""

from __future__ import annotations

import os
import sys


def settle() -> None:
    """Never fail over a character: UTF-8 into files and pipes, escapes for what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def hush() -> None:
    """The reader (a pager, head) has seen enough: keep the interpreter from complaining about the rest at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
