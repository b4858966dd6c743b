"""Whether an open project file is still as it was left, and what it takes to go on where another program wrote over it."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from codeerbank.errors import CodeerbankError, StorageFailure
from codeerbank.store import backup, header, log
from codeerbank.store.connection import connect

_MOST = 16 * 1024**2
"""Bytes of new events that are held in memory; past that a new copy is made."""
_BODY = log.STORED.index("body")
Row = tuple[object, ...]
Mark = tuple[int, int, int]
"""Inode, size and time of a file: how it looked when this program was last done with it."""
End = tuple[int, bytes]
"""The place of the last event in the log, and its chain value, which no other log has."""


def mark_of(path: Path) -> Mark | None:
    """Say how a file looks now; None where there is none."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_ino, about.st_size, about.st_mtime_ns


def end_of(connection: sqlite3.Connection) -> End:
    """Give the event that was written last."""
    position, chain = connection.execute("SELECT max(position), chain FROM event").fetchone()
    return position or 0, chain or b""


def opened_again(path: Path, end: End) -> sqlite3.Connection | None:
    """Open a file anew where it ends with this event; None where it holds something else."""
    try:
        header.inspect(path)
        connection = connect(path, write=True)
    except CodeerbankError:
        return None
    with suppress(sqlite3.Error):
        if end_of(connection) == end:
            return connection
    connection.close()
    return None


@dataclass(slots=True)
class Safety:
    """A passing copy of an open project, and the events that were written since: together they are all of it."""

    copy: Path | None = None
    rows: list[Row] = field(default_factory=list)
    _last: int = 0
    _held: int = 0

    def begin(self, connection: sqlite3.Connection, path: Path) -> None:
        """Make the copy, where there is none; without room for it the work goes on all the same."""
        if self.copy is None:
            for left in backup.folder_of(path).glob(backup.OPEN + "*"):  # of a program that was killed
                backup.wipe(left)
            with suppress(StorageFailure):
                self.copy = backup.aside(connection, path, backup.OPEN)
                self._last, _chain = end_of(connection)

    def add(self, connection: sqlite3.Connection, path: Path) -> None:
        """Hold on to what was written since."""
        if self.copy is None:
            return
        found = connection.execute(
            f"SELECT position, {', '.join(log.STORED)} FROM event WHERE position > ? ORDER BY position", (self._last,)
        ).fetchall()
        for position, *row in found:
            self.rows.append(tuple(row))
            self._last, self._held = position, self._held + len(row[_BODY] or b"")
        if self._held > _MOST:
            self.forget()
            self.begin(connection, path)

    def forget(self) -> None:
        """Take the copy away."""
        if self.copy is not None:
            backup.wipe(self.copy)
            with suppress(OSError):  # other backups lie there
                self.copy.parent.rmdir()
        self.copy, self.rows, self._held = None, [], 0
