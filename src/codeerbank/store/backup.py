"""Backups beside the project: made as a whole, opened and checked, and only then trusted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from codeerbank.errors import StorageFailure
from codeerbank.i18n import _
from codeerbank.store import encrypted
from codeerbank.store.connection import opened
from codeerbank.store.log import log_hash
from codeerbank.store.schema import APPLICATION_ID, SCHEMA_VERSION

SUFFIX = ".codeerbank"
LOOK, OPEN = ".look-", ".open-"
"""How passing copies are named: one to look at, and the one that stands by while a project is open."""
KEEP = 10
"""So many verified backups stay; older ones go when a newer one was verified."""


def folder_of(path: Path) -> Path:
    """Give the folder of a project's backups."""
    return path.with_name(path.name + ".backups")


def kept(path: Path) -> list[Path]:
    """List a project's backups, the newest first."""
    return sorted(folder_of(path).glob("*" + SUFFIX), reverse=True)


def make(connection: sqlite3.Connection, path: Path, why: str) -> Path:
    """Write a backup, check it against the project, then let the oldest go; gives its path.

    Raises StorageFailure where it cannot be written or does not hold the same log.
    """
    folder = folder_of(path)
    target = _write(connection, folder, why, folder.name, lambda d: connection.execute("VACUUM INTO ?", (str(d),)))
    for old in kept(path)[KEEP:]:
        old.unlink()
    return target


def make_encrypted(connection: sqlite3.Connection, path: Path) -> Path:
    """Write an encrypted backup of a plain project, checked like any other; what was written on the way is wiped."""
    plain = aside(connection, path)
    try:
        return _write(
            connection, folder_of(path), "encrypted", path.name,
            lambda draft: encrypted.write_encrypted(plain, draft, APPLICATION_ID, SCHEMA_VERSION),
        )  # fmt: skip
    finally:
        wipe(plain)


def _write(connection: sqlite3.Connection, folder: Path, why: str, where: str, fill: Callable[[Path], object]) -> Path:
    """Have a draft filled, check that it holds the whole log, and put it in its place; ``where`` is named in a refusal."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target, draft = folder / f"{stamp}-{why}{SUFFIX}", folder / f".{stamp}.part"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        fill(draft)
        if not _holds(draft, log_hash(connection)):
            raise StorageFailure(
                _("The backup could not be verified and was not kept."),
                _("Check the disk, and make a backup elsewhere."),
            )
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise StorageFailure(
            _("No backup could be made: the disk is full or refuses to write."),
            _("Make room on the disk and try again."),
            where,
        ) from error
    finally:
        with suppress(OSError):
            draft.unlink()
    return target


def wipe(path: Path) -> None:
    """Write over a file and remove it; a disk that keeps earlier blocks may hold its words all the same."""
    with suppress(OSError), path.open("r+b") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(bytes(min(left, 1 << 20)))
        file.flush()
        os.fsync(file.fileno())
    path.unlink(missing_ok=True)


def aside(connection: sqlite3.Connection, path: Path, mark: str = LOOK) -> Path:
    """Write a passing copy for another process to look at, so that no long read keeps the coder from writing.

    Whoever asks removes it. Raises StorageFailure where there is no room.
    """
    folder = folder_of(path)
    copy = folder / f"{mark}{os.getpid()}-{datetime.now(UTC).strftime('%H%M%S%f')}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        os.close(os.open(copy, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        connection.execute("VACUUM INTO ?", (str(copy),))
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            copy.unlink()
        raise StorageFailure(
            _("No passing copy could be made: the disk is full or refuses to write."),
            _("Make room on the disk and try again."),
            folder.name,
        ) from error
    return copy


def set_aside(path: Path) -> Path:
    """Move a project file out of the way, into the folder of its backups, under a name that says so; gives its new path.

    What a killed writer left beside it goes along: it belongs to that file, and would be played into the next one.
    """
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    target = folder / f"replaced-{stamp}{path.suffix}.old"
    path.replace(target)
    journal = path.with_name(path.name + "-journal")
    if journal.exists():
        journal.replace(target.with_name(target.name + "-journal"))
    return target


def daily(connection: sqlite3.Connection, path: Path, now: int) -> None:
    """Make the backup of the day before its first write; a project made today has nothing older to keep."""
    today = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%d")
    begun = connection.execute("SELECT wall FROM event ORDER BY position LIMIT 1").fetchone()
    if begun and datetime.fromtimestamp(begun[0] / 1000, UTC).strftime("%Y%m%d") == today:
        return
    if not any(backup.name.startswith(today) for backup in kept(path)):
        make(connection, path, "daily")


def _holds(backup: Path, wanted: dict[str, tuple[int, str]]) -> bool:
    copy = opened(backup)
    try:
        whole = copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        return whole and log_hash(copy) == wanted
    except sqlite3.Error:
        return False
    finally:
        copy.close()
