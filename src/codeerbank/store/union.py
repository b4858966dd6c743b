"""Bringing copies together: the events one lacks of another, each checked before it goes in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict
from codeerbank.i18n import _
from codeerbank.store.fold.replaced import TAKEN
from codeerbank.store.log import INSERT, ROOT, STORED, digest, row_is_whole


def rows_since(connection: sqlite3.Connection, known_log: Mapping[Id, tuple[int, str]]) -> list[tuple[object, ...]]:
    """Give stored events (columns of STORED) that a copy with this ``log_hash`` lacks, in fold order.

    A device is left out only up to a chain value both have, so that tails written apart are given whole.
    """
    shared: dict[str, int] = {}
    for _device, (sequence, chain) in known_log.items():
        row = connection.execute(
            "SELECT device FROM event WHERE chain = ? AND sequence = ?", (bytes.fromhex(chain), sequence)
        ).fetchone()
        if row:
            shared[row[0]] = max(shared.get(row[0], 0), sequence)
    columns = ", ".join(f"e.{name}" for name in STORED)
    rows = connection.execute(f"SELECT {columns} FROM event e ORDER BY e.clock, e.device, e.sequence")
    forked = {
        device for (device,) in connection.execute("SELECT e.device FROM branch b JOIN event e ON e.position = b.event")
    }
    return [row for row in rows if row[2] in forked or row[3] > shared.get(row[2], 0)]


def insert(connection: sqlite3.Connection, project: Id, rows: Iterable[Sequence[object]]) -> list[int]:
    """Put events of another copy in the log as they are; gives the positions of those that were new.

    Raises Conflict for an event of another project, one whose hashes do not fit, and one with a gap before it.
    """
    positions = []
    for row in sorted(rows, key=lambda r: (str(r[2]), r[3])):
        stored = dict(zip(STORED, row, strict=True))
        if stored["project"] != project:
            raise Conflict(
                _("The two files are not copies of one project."), _("Combine only copies of the same project.")
            )
        _check_row(stored)
        known_row = connection.execute("SELECT kept_hash FROM event WHERE id = ?", (stored["id"],)).fetchone()
        if known_row is None:
            _check_chain(connection, stored)
            positions.append(connection.execute(INSERT, row).lastrowid or 0)
    return positions


def taken_places(connection: sqlite3.Connection) -> set[int]:
    """Give the events whose answers found others at the addresses they were to have."""
    rows = connection.execute("SELECT event FROM unsettled WHERE noun = 'documents' AND reason = ?", (TAKEN,))
    return {event for (event,) in rows}


def refuse_taken(connection: sqlite3.Connection, before: set[int]) -> None:
    """Refuse where both copies took in different newer exports: codings on one would come to stand on the other's words."""
    for event in taken_places(connection) - before:
        row = connection.execute(
            "SELECT d.name FROM event e JOIN thing g ON g.name = e.subject JOIN document d ON d.id = g.id WHERE e.position = ?",
            (event,),
        ).fetchone()
        raise Conflict(
            _("Both copies took in newer answers to {question}, and not the same.").format(
                question=row[0] if row else "?"
            ),
            _("Undo that update in one of the two, combine them, and bring the newest export in after that."),
        )


def _check_row(stored: Mapping[str, Any]) -> None:
    if not row_is_whole(stored):
        raise Conflict(
            _("Change {number} of device {device} in the other file was altered.").format(
                number=stored["sequence"], device=stored["device"]
            ),
            _("Ask for a fresh copy of that file."),
        )


def _check_chain(connection: sqlite3.Connection, stored: Mapping[str, Any]) -> None:
    sequence, device = stored["sequence"], stored["device"]
    before = [ROOT] if sequence == 1 else [
        c for (c,) in connection.execute("SELECT chain FROM event WHERE device = ? AND sequence = ?", (device, sequence - 1))
    ]  # fmt: skip
    if not any(digest(c, stored["header_hash"], stored["body_hash"]) == stored["chain"] for c in before):
        raise Conflict(
            _("The other file misses change {number} of device {device}, or its chain is broken.").format(
                number=sequence - 1, device=device
            ),
            _("Ask for a fresh copy of that file."),
        )
