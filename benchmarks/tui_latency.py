"""From a key to its change on the screen, through a terminal of our own.

python -m benchmarks.tui_latency PROJECT --ready WORDS [--size 140x45] [--setup enter] [--keys "right*40,pagedown*20"]

Every read from the terminal is time-stamped on arrival; the emulator (pyte) only decides afterwards whether a cell
changed, so its own speed is not part of the figure. Exits 1 when --max-p95 (ms) is exceeded or a key changed nothing.
"""

from __future__ import annotations

import argparse
import fcntl
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

from benchmarks.first_screen import ANSWERS, UNKNOWN

KEYS = {"enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "pageup": "\x1b[5~", "pagedown": "\x1b[6~"}
for _name, _end in {"up": "A", "down": "B", "right": "C", "left": "D", "home": "H", "end": "F"}.items():
    KEYS[_name] = f"\x1b[{_end}"
    KEYS[f"shift+{_name}"], KEYS[f"ctrl+{_name}"] = f"\x1b[1;2{_end}", f"\x1b[1;5{_end}"
FRAME_END = b"\x1b[?2026l"
QUIET, PATIENCE, GAP = 0.03, 20.0, 0.04
"""Seconds: silence that ends a burst, longest wait, and rest before the next key."""


class Screen:
    """A program on a terminal of its own, and what stands on it."""

    def __init__(self, command: list[str], columns: int, rows: int) -> None:
        import pyte

        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._before: dict[int, tuple[object, ...]] = {}
        self.child, self._terminal = pty.fork()
        if self.child == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", LC_ALL="C.UTF-8")
            os.execvp(command[0], command)
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, key: str) -> float | None:
        """Press a key and give the milliseconds to the first frame that changed a cell; None when none did."""
        time.sleep(GAP)
        began = time.perf_counter()
        os.write(self._terminal, KEYS.get(key, key).encode())
        while (left := began + 0.6 - time.perf_counter()) > 0:
            for when in self.changes(left):
                return 1000 * (when - began)
        return None

    def changes(self, limit: float) -> list[float]:
        """Take in one burst of output; give the time of each frame in it that changed a cell."""
        times, frame = [], b""
        for when, read in self._burst(limit):
            frame += read
            if FRAME_END in read:
                times += [when] if self._feed(frame) else []
                frame = b""
        if frame and self._feed(frame):
            times.append(time.perf_counter())
        return times

    def _burst(self, limit: float) -> list[tuple[float, bytes]]:
        reads: list[tuple[float, bytes]] = []
        end = time.perf_counter() + limit
        while (left := end - time.perf_counter()) > 0:
            ready, _, _ = select.select([self._terminal], [], [], min(left, QUIET) if reads else left)
            if not ready:
                break
            read = os.read(self._terminal, 1 << 16)
            reads.append((time.perf_counter(), read))
            for question, answer in ANSWERS:
                if re.search(question, read):
                    os.write(self._terminal, answer)
        return reads

    def _feed(self, output: bytes) -> bool:
        self._stream.feed(UNKNOWN.sub(b"", output))
        changed = False
        for y in list(self.screen.dirty):
            row = tuple(self.screen.buffer[y][x] for x in range(self.screen.columns))
            changed |= self._before.get(y) != row
            self._before[y] = row
        self.screen.dirty.clear()
        return changed

    def cpu_ms(self) -> float:
        """Give the program's own processor time: steadier than the clock on a busy machine."""
        fields = Path(f"/proc/{self.child}/stat").read_text().rsplit(")", 1)[1].split()
        return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def close(self) -> None:
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)
        os.close(self._terminal)


def groups(keys: str) -> list[tuple[str, int]]:
    """Read ``right*40,z`` as keys with how often each is pressed."""
    parts = [part.partition("*") for part in keys.split(",") if part]
    return [(key, int(times or 1)) for key, _, times in parts]


def measure(screen: Screen, key: str, times: int) -> list[float]:
    """Press a key so often, print what it cost, and give the times."""
    cpu = screen.cpu_ms()
    taken = sorted(took for _ in range(times) if (took := screen.press(key)) is not None)
    if taken:
        p50, p95 = taken[len(taken) // 2], taken[min(len(taken) - 1, round(0.95 * (len(taken) - 1)))]
        each = (screen.cpu_ms() - cpu) / times
        print(
            f"{key:14} n {times:3}  p50 {p50:6.1f}  p95 {p95:6.1f}  max {taken[-1]:6.1f} ms   cpu {each:5.1f} ms a key"
        )
    return taken


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("project")
    ask.add_argument("--ready", required=True, help="words that stand on the first screen")
    ask.add_argument("--size", default="140x45")
    ask.add_argument("--setup", default="enter", help="keys pressed first, not measured")
    ask.add_argument("--keys", default="right*40,shift+right*40,z*20,pagedown*20,pageup*20")
    ask.add_argument("--max-p95", type=float, default=0)
    asked = ask.parse_args()
    columns, rows = map(int, asked.size.split("x"))
    screen = Screen([sys.executable, "-m", "codeerbank", "open", asked.project], columns, rows)
    try:
        end = time.perf_counter() + PATIENCE
        while asked.ready not in "\n".join(screen.screen.display):
            if time.perf_counter() > end:
                print("\n".join(screen.screen.display), file=sys.stderr)
                return 1
            screen.changes(0.2)
        for key, times in groups(asked.setup):
            for _ in range(times):
                screen.press(key)
                screen.changes(0.5)
        slow = False
        for key, times in groups(asked.keys):
            taken = measure(screen, key, times)
            slow |= not taken or bool(asked.max_p95 and taken[round(0.95 * (len(taken) - 1))] > asked.max_p95)
        return int(slow)
    finally:
        screen.close()


if __name__ == "__main__":
    sys.exit(main())
