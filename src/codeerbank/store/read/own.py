"""Reading as if nobody else had coded: for who codes blind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_VIEWS = {
    "coding": "SELECT * FROM main.coding WHERE coder = (SELECT id FROM main.coder WHERE name = {coder})",
    "coding_also": "SELECT * FROM main.coding_also WHERE coder = (SELECT id FROM main.coder WHERE name = {coder})",
    "coder": "SELECT * FROM main.coder WHERE name = {coder}",
    "done": "SELECT * FROM main.done WHERE coder = (SELECT id FROM main.coder WHERE name = {coder})",
    "decision": "SELECT * FROM main.decision WHERE coder = {coder}",
    "action": "SELECT * FROM main.action WHERE id IN (SELECT action FROM main.event WHERE actor = {coder})",
    "memo": "SELECT m.* FROM main.memo m JOIN main.event e ON e.position = m.event"
    " WHERE m.noun <> 'coding' OR e.actor = {coder}",
}
"""A view in SQLite's own temporary place is found before the table of that name: no query can forget to leave others out."""


@contextmanager
def own_only(connection: sqlite3.Connection, coder: str) -> Iterator[None]:
    """Read only this coder's codings and memos on them, decisions, actions, and what they read to the end.

    Nothing of the kind can be written meanwhile.
    """
    if connection.execute("SELECT 1 FROM sqlite_temp_schema WHERE name = 'coding'").fetchone():
        yield
        return
    (name,) = connection.execute("SELECT quote(?)", (coder,)).fetchone()
    try:
        _run(connection, [f"CREATE TEMP VIEW {view} AS {query.format(coder=name)}" for view, query in _VIEWS.items()])
        yield
    finally:  # also where only some could be made: one that stays behind would hide the others' work from everybody
        _run(connection, [f"DROP VIEW IF EXISTS temp.{view}" for view in _VIEWS])


def _run(connection: sqlite3.Connection, statements: list[str]) -> None:
    """Change what is temporary, also where the file itself is only read."""
    (only_read,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only=OFF")
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.execute(f"PRAGMA query_only={only_read}")
