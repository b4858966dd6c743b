"""Connecting to a project file, and filling a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from codeerbank.domain.events import Change, ProjectCreated
from codeerbank.domain.ids import Id
from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _
from codeerbank.store import log, schema
from codeerbank.store.failures import translated
from codeerbank.store.fold import apply_new
from codeerbank.store.fold.noun import Tables
from codeerbank.store.places import installation

Clock = Callable[[], int]
"""Gives the wall clock in milliseconds."""

_PRAGMAS = """PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;
PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-16000"""


def connect(path: Path, write: bool) -> sqlite3.Connection:
    """Open a project file that ``header.inspect`` has let through, with the settings that keep it safe."""
    if sqlite3.sqlite_version_info < (3, 37):
        raise CodeerbankError(_("SQLite {version} is too old: 3.37 is needed.").format(version=sqlite3.sqlite_version))
    try:
        connection = sqlite3.connect(
            path, isolation_level=None, timeout=5.0, check_same_thread=False, cached_statements=512
        )
        for pragma in _PRAGMAS.split(";"):
            connection.execute(pragma)
        if not write:  # opened for writing all the same, so that SQLite can finish what a killed writer left
            connection.execute("PRAGMA query_only=ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if write or ("unable to open" not in str(error) and "readonly" not in str(error)):
            raise translated(error, path) from error
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
    except sqlite3.Error as error:
        raise translated(error, path) from error
    return connection


def fill(
    path: Path, name: str, actor: str, language: str, changes: Sequence[Change], clock: Clock, ids: Callable[[], Id]
) -> None:
    """Make the tables of a new project in an empty file, with its first action."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for pragma in _PRAGMAS.split(";"):
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
