"""The codebook as it was: each change to it makes a revision, counted from 1."""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.events import CodeAdded, CodebookAdded, CodeChanged, CodesMerged
from codeerbank.domain.ids import Id
from codeerbank.store import log, schema
from codeerbank.store.fold import codebook
from codeerbank.store.fold.noun import Tables
from codeerbank.store.read.project import About

KINDS = (CodebookAdded.KIND, CodeAdded.KIND, CodeChanged.KIND, CodesMerged.KIND)
DEFINING = frozenset({"definition", "definition_en", "include", "exclude", "examples", "counter_examples"})
"""Fields of a code by which a coder decides; a new name or colour asks for no second look."""
_MARKS = ", ".join("?" * len(KINDS))


@dataclass(frozen=True, slots=True)
class Revision:
    """One change to the codebook: its number, the action it was part of, when (milliseconds) and who; undone ones count no more."""

    number: int
    action: Id
    when: int
    who: str
    undone: bool


class Revisions:
    """Earlier codebooks, and what changed since."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def all(self) -> list[Revision]:
        """List the revisions in the order in which they count."""
        rows = self._db.execute(
            "SELECT e.action, e.wall, e.actor, a.undone FROM event e JOIN action a ON a.id = e.action"
            f" WHERE e.kind IN ({_MARKS}) ORDER BY e.clock, e.device, e.sequence",
            KINDS,
        )
        return [Revision(n, action, wall, who, bool(undone)) for n, (action, wall, who, undone) in enumerate(rows, 1)]

    def codebook(self, number: int) -> Codebook:
        """Give the codebook as it stood at a revision; what was undone since is left out."""
        found = sqlite3.connect(":memory:", isolation_level=None)
        try:
            schema.create(found)
            tables = Tables(found)
            wanted = f"e.kind IN ({_MARKS})"
            undone = {action for (action,) in self._db.execute("SELECT id FROM action WHERE undone")}
            for n, record in enumerate(log.read(self._db, wanted, KINDS), 1):
                if n <= number and record.action not in undone:
                    codebook.NOUN.apply(tables, record)
            return About(found).codebook()
        finally:
            found.close()

    def touching(self, code: Id) -> Sequence[Id]:
        """Name the actions that are about a code, the newest first: it made, changed or merged, codings brought to it or taken from it."""
        kinds = (*KINDS, "codings.recoded")
        rows = self._db.execute(
            "SELECT e.action FROM thing g JOIN touch t ON t.thing = g.id JOIN event e ON e.position = t.event"
            f" WHERE g.name = ? AND e.kind IN ({', '.join('?' * len(kinds))}) ORDER BY e.clock DESC",
            (code, *kinds),
        )
        brought = [
            r.action for r in log.read(self._db, "e.kind = ?", (CodebookAdded.KIND,)) if code in r.change.makes("")
        ]
        return list(dict.fromkeys([*(action for (action,) in rows), *brought]))

    def defined_at(self) -> Mapping[Id, int]:
        """Give per code the revision in which it got the definition that it has now."""
        found: dict[Id, int] = {}
        undone = {action for (action,) in self._db.execute("SELECT id FROM action WHERE undone")}
        for n, record in enumerate(log.read(self._db, f"e.kind IN ({_MARKS})", KINDS), 1):
            change = record.change
            if record.action in undone:
                continue
            if isinstance(change, CodeChanged) and DEFINING & change.changes.keys():
                found[change.code] = n
        return found

    def looked_at(self) -> Mapping[Id, int]:
        """Give per coding that was given a code later the revision at that moment: by that it was looked at again."""
        clocks = [
            c for (c,) in self._db.execute(f"SELECT clock FROM event WHERE kind IN ({_MARKS}) ORDER BY clock", KINDS)
        ]
        rows = self._db.execute(
            "SELECT e.id, m.row, e.kind, b.clock FROM coding_moved m JOIN event e ON e.position = m.event"
            " JOIN event b ON b.position = m.by_event"
        )
        return {
            f"{event}.{row}" if kind == "codings.added" else event: bisect_right(clocks, clock)
            for event, row, kind, clock in rows
        }
