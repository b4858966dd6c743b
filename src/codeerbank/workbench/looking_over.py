"""Looking a project over while somebody works in it: on a copy, in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from threading import Thread

from codeerbank.errors import CodeerbankError
from codeerbank.store import backup as backups
from codeerbank.store import passphrase
from codeerbank.workbench.session import Session

_LONGEST = 600.0
"""Seconds after which the process is given up: looking over a project of a million codings takes one."""


def look_over(session: Session) -> Future[list[str]]:
    """Check the project without holding up its coder; gives what is wrong in words, nothing when it is whole.

    The store thread only writes the copy, and the one that stands by while the project is open. A copy that cannot be
    made, or a process that fails, finds nothing: the command ``check`` is there for whoever wants to be sure.
    """
    found: Future[list[str]] = Future()

    def copy() -> Path:
        session.project.secure()
        return backups.aside(session.project.connection, session.path)

    copied = session.later(copy)
    copied.add_done_callback(lambda done: Thread(target=_examine, args=(done, found), daemon=True).start())
    return found


def _examine(copied: Future[Path], found: Future[list[str]]) -> None:
    try:
        copy = copied.result()
    except CodeerbankError:
        found.set_result([])
        return
    try:
        found.set_result(_checked(copy))
    finally:
        with suppress(OSError):
            copy.unlink()


def _checked(copy: Path) -> list[str]:
    command = [sys.executable, "-m", "codeerbank", "check", "--json", "--project", str(copy)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program on our own copy
            command,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            timeout=_LONGEST,
            check=False,
            env=passphrase.environment(),
        )
        findings = json.loads(done.stdout)["findings"]
    except (OSError, subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return [" ".join(part for part in (one["what"], one["where"]) if part) for one in findings]
