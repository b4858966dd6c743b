"""What a project file says about itself when it is opened: which project it is, and as which device to write in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from codeerbank.domain.events import DeviceJoined, ProjectCreated
from codeerbank.domain.ids import Id
from codeerbank.errors import NewerProject
from codeerbank.i18n import _
from codeerbank.store import encrypted, forks, schema
from codeerbank.store.failures import damaged
from codeerbank.store.fold import rebuild
from codeerbank.store.fold.noun import Tables
from codeerbank.store.places import installation


def local(connection: sqlite3.Connection, key: str) -> str | None:
    """Read what holds for this copy of the project alone."""
    row = connection.execute("SELECT value FROM local WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def identity(connection: sqlite3.Connection, path: Path) -> Id:
    """Give the project's id."""
    row = connection.execute("SELECT project FROM event WHERE kind = ? LIMIT 1", (ProjectCreated.KIND,)).fetchone()
    if row is None:
        raise damaged(path, _("its log has no beginning"))
    return str(row[0])


def device_in(connection: sqlite3.Connection, writable: bool, ids: Callable[[], Id]) -> tuple[Id, DeviceJoined | None]:
    """Give the device to write as; a copy opened elsewhere, or one whose log forked, joins as a new one."""
    device, here = local(connection, "device") or "", local(connection, "installation")
    end = forks.line(connection, device, 2**62)[-1:] or [device]
    if end != [device] or (writable and here != installation()):
        joined = ids()
        return joined, DeviceJoined(joined, end[0])
    return device, None


def keep_device(connection: sqlite3.Connection, device: Id) -> None:
    """Write as this device from now on; who was at work on the other one is not known here."""
    connection.execute("DELETE FROM local WHERE key = 'coder'")
    for key, value in (("device", device), ("installation", installation())):
        connection.execute("UPDATE local SET value = ? WHERE key = ?", (value, key))


def is_folded(connection: sqlite3.Connection, path: Path) -> bool:
    """Say whether the tables are of this version; NewerProject where they are of a later one."""
    try:
        found = int(local(connection, "fold_version") or 0)
    except ValueError as error:
        raise damaged(path, _("its contents are damaged")) from error
    if found > schema.FOLD_VERSION:
        raise NewerProject(
            _("{name} was written by a newer version of codeerbank.").format(name=path.name),
            _("Update codeerbank on this computer; the file was not written to."),
            path.name,
        )
    return found == schema.FOLD_VERSION


def folded_in_memory(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Fold an older file that may not be written to in a copy in memory; the file is let go."""
    copy = encrypted.in_memory(connection)
    connection.backup(copy)
    connection.close()
    copy.execute("BEGIN IMMEDIATE")
    rebuild(Tables(copy))
    copy.execute("COMMIT")
    return copy
