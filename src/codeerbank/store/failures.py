"""What SQLite says, in words a researcher can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from codeerbank.errors import CodeerbankError, ProjectDamaged, ProjectLocked, StorageFailure
from codeerbank.i18n import _


def translated(error: sqlite3.Error, path: Path) -> CodeerbankError:
    """Give the error to raise for one of SQLite's."""
    words = str(error).lower()
    if "locked" in words or "busy" in words:
        return ProjectLocked(
            _("Another program is writing to {name}.").format(name=path.name),
            _("Close it there and try again."),
            path.name,
        )
    if "full" in words or "disk i/o" in words:
        return StorageFailure(
            _("The disk is full or refuses to write; {name} is as it was before.").format(name=path.name),
            _("Make room on the disk and try again."),
            path.name,
        )
    if "readonly" in words or "unable to open" in words:
        return unwritable(path)
    return damaged(path, _("its contents are damaged"))


def unwritable(path: Path) -> StorageFailure:
    """Give the error for a file that may not be made or written."""
    return StorageFailure(
        _("{name} cannot be written to.").format(name=path.name),
        _("Check the rights on the file and its folder."),
        path.name,
    )


def damaged(path: Path, reason: str) -> ProjectDamaged:
    """Give the error for a file that cannot be used, with the newest backup that looks whole."""
    folder = path.with_name(path.name + ".backups")
    kept = sorted(folder.glob("*.codeerbank"), reverse=True) if folder.is_dir() else []
    whole = next((b for b in kept if b.stat().st_size >= 512 and _begins_well(b)), None)
    hint = (
        _("Put the newest backup back with: codeerbank restore {backup}").format(backup=whole)
        if whole
        else _("There is no backup beside it; look for an older copy of the file.")
    )
    return ProjectDamaged(
        _("{name} cannot be used: {reason}. It was not written to.").format(name=path.name, reason=reason),
        hint,
        path.name,
    )


def _begins_well(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(16).startswith((b"SQLite format 3", b"CDBX"))
