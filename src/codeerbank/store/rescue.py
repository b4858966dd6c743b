"""What to do when a project file was moved, removed or replaced while it was open: its contents go into a new file."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

from codeerbank.errors import StorageFailure
from codeerbank.i18n import _


def beside(connection: sqlite3.Connection, path: Path) -> Path:
    """Write what a connection still sees of a project to a new file beside it, or else in the user's own folder; gives its path.

    No file is written over. Raises StorageFailure where neither place takes it.
    """
    for folder in dict.fromkeys((path.parent, Path.home())):
        target = _free(folder, path)
        try:
            os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
            connection.execute("VACUUM INTO ?", (str(target),))
        except (OSError, sqlite3.Error):
            with suppress(OSError):
                target.unlink()
        else:
            return target
    raise StorageFailure(
        _("{name} was moved, removed or replaced while it was open.").format(name=path.name),
        _("What you did since could not be written elsewhere either; keep this screen open, and put the file back."),
        path.name,
    )


def _free(folder: Path, path: Path) -> Path:
    """Find a name that says what it is and that no file has."""
    marks = chain([_("rescued")], (_("rescued {n}").format(n=n) for n in count(2)))
    names = (folder / f"{path.stem} ({mark}){path.suffix}" for mark in marks)
    return next(target for target in names if not target.exists())
