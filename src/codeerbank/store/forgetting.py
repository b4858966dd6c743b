"""What an erasure leaves to be done once it is in the log: free pages, and the backups that still hold the person.

That work is noted in the transaction of the erasure itself, so that whoever opens a project whose owner was killed
half-way finishes it before anything else.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from codeerbank.store import backup

_NOTE = "forgetting"


def note(connection: sqlite3.Connection) -> None:
    """Note, in the transaction that is open, that bodies were rewritten and the rest is to be done."""
    connection.execute("INSERT OR REPLACE INTO local VALUES (?, '1')", (_NOTE,))


def is_due(connection: sqlite3.Connection) -> bool:
    """Say whether an erasure was not finished."""
    return connection.execute("SELECT 1 FROM local WHERE key = ?", (_NOTE,)).fetchone() is not None


def finish(connection: sqlite3.Connection, path: Path) -> None:
    """Leave no free page and no older backup that holds what was erased, then take the note away."""
    connection.execute("INSERT INTO speech_index (speech_index) VALUES ('optimize')")
    connection.execute("VACUUM")
    for old in earlier_copies(path):
        backup.wipe(old)
    connection.execute("DELETE FROM local WHERE key = ?", (_NOTE,))


def earlier_copies(path: Path) -> list[Path]:
    """List what beside a project may hold what was in it before: backups, replaced files, passing copies and caches."""
    folder = backup.folder_of(path)
    within = sorted(one for one in folder.iterdir() if _is_ours(one)) if folder.is_dir() else []
    return [*within, *_drafts(path)]


def _is_ours(path: Path) -> bool:
    name = path.name
    ours = name.startswith((backup.LOOK, backup.OPEN, "replaced-")) or name.endswith(
        (".part", backup.SUFFIX, backup.SUFFIX + "-journal")
    )
    return path.is_file() and not path.is_symlink() and ours


def _drafts(path: Path) -> Iterator[Path]:
    for name in (f".{path.name}.restored", path.name + ".vectors"):
        if (found := path.with_name(name)).is_file():
            yield found
