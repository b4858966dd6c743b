"""Things that are written as a whole, by noun; one that an erasure emptied is not there any more."""

from __future__ import annotations

import json
import sqlite3

from codeerbank.domain.ids import Id
from codeerbank.domain.records import Record

_SELECT = (
    "SELECT g.name, r.noun, r.content, r.about, e.actor, e.wall FROM record r"
    " JOIN thing g ON g.id = r.id JOIN event e ON e.position = r.event"
)
_EMPTY = "'{}'"
"""The values that an erasure leaves."""


class Records:
    """Verdicts, rounds, consents and other records; see ``domain.records``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def of(self, noun: str) -> list[Record]:
        """List the records of a noun, those written last at the end."""
        where = f"WHERE r.noun = ? AND r.content <> {_EMPTY} ORDER BY e.clock, e.device, e.sequence"
        rows = self._db.execute(f"{_SELECT} {where}", (noun,))
        return [_record(row) for row in rows.fetchall()]

    def get(self, record: Id) -> Record | None:
        """Give the record with this id, if there is one."""
        row = self._db.execute(f"{_SELECT} WHERE g.name = ? AND r.content <> {_EMPTY}", (record,)).fetchone()
        return _record(row) if row else None


def _record(row: tuple[str, str, str, str, str, int]) -> Record:
    name, noun, content, about, who, when = row
    return Record(name, noun, json.loads(content), tuple(json.loads(about)), who, when)
