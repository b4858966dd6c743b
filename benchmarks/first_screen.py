"""From starting the program to its first full screen, seen through a terminal of our own.

python -m benchmarks.first_screen PROJECT WORDS
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Any

COLUMNS, ROWS = 140, 45
PATIENCE = 20.0
ANSWERS = ((rb"\x1b\[c", b"\x1b[?62;22c"), (rb"\x1b\[6n", b"\x1b[1;1R"), (rb"\x1b\[\?2026\$p", b"\x1b[?2026;2$y"))
"""What programs ask a terminal, and wait for."""
UNKNOWN = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1bP[^\x1b]*\x1b\\"
)
"""Sequences pyte would print as text."""


def first_screen(command: list[str], words: str) -> dict[str, Any]:
    """Start a command and wait until these words stand on its screen; its last burst of output counts in full."""
    import pyte

    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(
            TERM="xterm-256color", COLORTERM="truecolor", COLUMNS=str(COLUMNS), LINES=str(ROWS), LC_ALL="C.UTF-8"
        )
        os.execvp(command[0], command)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    shown, burst, last = None, b"", began
    while shown is None and last - began < PATIENCE:
        ready, _, _ = select.select([terminal], [], [], 0.03)
        if ready:
            read = os.read(terminal, 1 << 16)
            last = time.perf_counter()
            burst += read
            for question, answer in ANSWERS:
                if re.search(question, read):
                    os.write(terminal, answer)
            continue
        stream.feed(UNKNOWN.sub(b"", burst))  # only in the silence after a burst: the emulator is slow
        if burst and words in "\n".join(screen.display):
            shown = last - began
        burst = b""
        if shown is None and not ready and time.perf_counter() - began > PATIENCE:
            break
    mb = _memory_mb(child)
    _end(child, terminal)
    return {"wall": shown, "mb": mb, "screen": [line.rstrip() for line in screen.display if line.strip()]}


def _memory_mb(child: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{child}/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


def _end(child: int, terminal: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)


if __name__ == "__main__":
    program = Path(sys.executable).with_name("codeerbank")
    print(json.dumps(first_screen([str(program), "open", sys.argv[1]], sys.argv[2])))
