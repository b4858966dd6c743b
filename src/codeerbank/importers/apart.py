"""Reading with a library that a hostile file could make hang or grow: in a process of its own, with limits.

The file's bytes go in on standard input and plain values come back as JSON; the process opens no file of its own accord
and is ended at the time limit.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read

SECONDS = 30
MEMORY = 2 * 1024**3
LARGEST_TEXT = 50_000_000


def read_apart(path: Path, module: str, data: bytes) -> Mapping[str, Any]:
    """Have a module read the bytes of a file; a process that fails, grows or takes too long refuses the file."""
    command = (
        sys.executable,
        "-P",
        "-m",
        module,
    )  # -P: a file in the researcher's own folder must not pass for a module
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
        found = json.loads(done.stdout) if done.returncode == 0 else None
    except subprocess.TimeoutExpired:
        reason = _("reading it takes more than {n} seconds").format(n=SECONDS)
        raise cannot_read(path, reason, _save_again()) from None
    except (OSError, ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise cannot_read(path, _("it is damaged, or it asks for too much memory"), _save_again())
    return found


def serve(read: Callable[[bytes], Mapping[str, object]]) -> None:
    """Be the far end: take the limits, read standard input, write what was found. Anything that goes wrong is a failure."""
    _confine()
    try:
        sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))
    except Exception:
        sys.exit(1)


def _confine() -> None:
    """Take the limits that the platform has; Windows has only the time limit, which the near end keeps."""
    with suppress(ImportError):
        import resource

        limits = {"RLIMIT_AS": MEMORY, "RLIMIT_CPU": SECONDS, "RLIMIT_FSIZE": 0, "RLIMIT_CORE": 0}
        for name, most in limits.items():
            with suppress(AttributeError, ValueError, OSError):
                resource.setrlimit(getattr(resource, name), (most, most))


def _save_again() -> str:
    return _("Open it in the program it was made with, and save its text as .docx or .txt.")
