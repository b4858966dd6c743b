"""What to do when a project file was moved, removed or replaced while it was open: its contents go into a new file."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from itertools import chain, count
from pathlib import Path

from codeerbank.domain.ids import Id
from codeerbank.errors import CodeerbankError, StorageFailure
from codeerbank.i18n import _
from codeerbank.store import union
from codeerbank.store.connection import connect
from codeerbank.store.fold import absorb
from codeerbank.store.fold.noun import Tables
from codeerbank.store.opening import keep_device, local


def beside(connection: sqlite3.Connection, path: Path) -> Path:
    """Write what a connection still sees of a project to a new file beside it, or else in the user's own folder; gives its path.

    No file is written over. Raises StorageFailure where neither place takes it.
    """
    return _written(path, lambda target: connection.execute("VACUUM INTO ?", (str(target),)))


def copied(copy: Path, rows: Sequence[Sequence[object]], path: Path, project: Id, device: Id) -> Path:
    """Write a copy of a project to such a file, with what was written since, where a connection sees it no more.

    device   as which was written meanwhile; empty: none
    """

    def write(target: Path) -> None:
        shutil.copyfile(copy, target)
        with closing(connect(target, write=True)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            absorb(Tables(connection), union.insert(connection, project, rows))
            if device and device != local(connection, "device"):
                keep_device(connection, device)
            connection.execute("COMMIT")

    return _written(path, write)


def _written(path: Path, write: Callable[[Path], object]) -> Path:
    for folder in dict.fromkeys((path.parent, Path.home())):
        target = _free(folder, path)
        try:
            os.close(os.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        except OSError:  # no room, or somebody else's file came there meanwhile: that one is not ours to remove
            continue
        try:
            write(target)
        except (OSError, sqlite3.Error, CodeerbankError):
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
