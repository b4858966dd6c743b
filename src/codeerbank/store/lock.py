"""One writer at a time: an operating-system lock on a file beside the project that also says who, where and since when."""

from __future__ import annotations

import getpass
import json
import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from codeerbank.errors import ProjectLocked
from codeerbank.i18n import _
from codeerbank.store.failures import unwritable

_FAR = 1 << 30
"""The byte that is locked: far past the text, so that others can read who holds it, on Windows too."""


class WriterLock:
    """The right to write to a project; the operating system takes it back when the process ends, however it ends."""

    def __init__(self, project: Path, wait: float = 5.0) -> None:
        self.path = project.with_name(project.name + ".lock")
        self._file = self._acquire(wait)
        self._sign()

    def _acquire(self, wait: float) -> IO[str]:
        try:
            number = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise unwritable(self.path) from error
        file = os.fdopen(number, "r+", encoding="utf-8")
        end = time.monotonic() + wait
        while not _try_lock(file):
            if time.monotonic() >= end:
                file.close()
                raise ProjectLocked(
                    _("The project is open for writing elsewhere: {who}.").format(who=self.holder(self.path)),
                    _("Close it there, or look without writing; then try again."),
                    str(self.path.name),
                )
            time.sleep(0.05)
        return file

    def _sign(self) -> None:
        import socket  # only who writes pays for it

        who = {
            "who": _user(),
            "where": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
            "pid": os.getpid(),
        }
        with suppress(OSError):  # on a full disk the lock holds all the same, it only does not say whose it is
            self._file.seek(0)
            self._file.truncate()
            self._file.write(json.dumps(who))
            self._file.flush()

    def release(self) -> None:
        """Give the right to write back; the file stays, it locks nothing by itself."""
        if not self._file.closed:
            with suppress(OSError):
                self._file.seek(0)
                self._file.truncate()
            with suppress(OSError):
                self._file.close()

    @staticmethod
    def holder(path: Path) -> str:
        """Say who holds a lock, in words; empty fields are left out."""
        try:
            held = json.loads(path.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(held["since"]).astimezone().strftime("%d-%m-%Y %H:%M")
            return _("{who} on {where}, since {since}").format(who=held["who"], where=held["where"], since=since)
        except (OSError, ValueError, KeyError, TypeError):
            return _("another program")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
