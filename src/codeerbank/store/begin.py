"""Filling a new project file, and giving it its name."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from codeerbank.domain.events import Change, ProjectCreated
from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict
from codeerbank.i18n import _
from codeerbank.store import encrypted, log, schema
from codeerbank.store.connection import PRAGMAS
from codeerbank.store.failures import translated, unwritable
from codeerbank.store.fold import apply_new
from codeerbank.store.fold.noun import Tables
from codeerbank.store.places import installation

Clock = Callable[[], int]
"""Gives the wall clock in milliseconds."""


def wall_clock() -> int:
    """Give the time of day in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def begin(
    path: Path, name: str, actor: str, language: str, changes: Sequence[Change], clock: Clock, ids: Callable[[], Id],
    locked: bool = False,
) -> None:  # fmt: skip
    """Make a new project file beside its place, and give it its name once it is whole; Conflict where there is one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if path.exists():
            raise FileExistsError(path)
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        _fill(draft, name, actor, language, changes, clock, ids, locked)
        _settle(draft, path)
    except sqlite3.Error as error:
        raise translated(error, path) from error
    except OSError as error:
        if not path.exists():
            raise unwritable(path) from error
        raise Conflict(
            _("{name} exists already.").format(name=path.name), _("Choose another name, or open it."), path.name
        ) from error
    finally:
        for left in (draft, draft.with_name(draft.name + "-journal")):
            with suppress(OSError):
                left.unlink()


def _fill(
    path: Path, name: str, actor: str, language: str, changes: Sequence[Change], clock: Clock, ids: Callable[[], Id],
    locked: bool = False,
) -> None:  # fmt: skip
    """Make the tables of a new project in an empty file, with its first action."""
    connection = encrypted.begun(path) if locked else sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in PRAGMAS.split(";"):
            connection.execute(pragma)
        connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={schema.SCHEMA_VERSION}")
        connection.execute("BEGIN IMMEDIATE")
        schema.create(connection)
        project, device = ids(), ids()
        for key, value in (("device", device), ("installation", installation()), ("coder", actor)):
            connection.execute("INSERT INTO local VALUES (?, ?)", (key, value))
        events = [(ids(), change) for change in (ProjectCreated(project, name, language), *changes)]
        tail = log.tail_of(connection, device)
        apply_new(
            Tables(connection), log.write(connection, log.Author(project, device, actor), tail, ids(), events, clock())
        )
        connection.execute("COMMIT")
    finally:
        connection.close()


def _settle(draft: Path, path: Path) -> None:
    """Give a new project its name, never over a file that came there meanwhile."""
    if os.name != "nt":  # on Windows a rename refuses by itself
        try:
            os.link(draft, path)
            return
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError(path) from None
    draft.rename(path)
