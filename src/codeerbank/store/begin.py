"""Filling a new project file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from codeerbank.domain.events import Change, ProjectCreated
from codeerbank.domain.ids import Id
from codeerbank.store import encrypted, log, schema
from codeerbank.store.connection import PRAGMAS
from codeerbank.store.fold import apply_new
from codeerbank.store.fold.noun import Tables
from codeerbank.store.places import installation

Clock = Callable[[], int]
"""Gives the wall clock in milliseconds."""


def fill(
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
