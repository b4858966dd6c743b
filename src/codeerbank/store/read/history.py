"""What was done, by whom and when: one line an action, in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from codeerbank.domain.events import Undone
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.store.read.codings import iso
from codeerbank.store.read.gist import gists
from codeerbank.store.read.project import About
from codeerbank.store.read.wording import Wording
from codeerbank.store.read.wording_many import of_many

_TOLD_APART = 3
"""So many changes of one action are told one by one; more are counted by kind."""


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action in the log: ``number`` counts from 1 in this file, ``when`` is ISO in UTC."""

    id: str
    number: int
    when: str
    who: str
    words: str
    undone: bool
    undoable: bool
    events: int


class History:
    """The log, read by people."""

    def __init__(self, connection: sqlite3.Connection, about: About) -> None:
        self._db, self._wording = connection, Wording(connection, about)

    def actions(self, limit: int | None = None) -> list[ActionLine]:
        """List the actions, the newest first."""
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        rows = self._db.execute(f"SELECT id FROM action ORDER BY number DESC{bound}").fetchall()
        return [self.action(action) for (action,) in rows]

    def action(self, action: str) -> ActionLine:
        """Give one action."""
        number, nature, undone = self._db.execute(
            "SELECT number, nature, undone FROM action WHERE id = ?", (action,)
        ).fetchone()
        actor, wall, events = self._db.execute(
            "SELECT actor, min(wall), count(*) FROM event WHERE action = ?", (action,)
        ).fetchone()
        return ActionLine(action, number, iso(wall), actor, self.words(action), bool(undone), nature == "do", events)

    def action_of(self, event: str) -> ActionLine:
        """Give the action that an event is part of."""
        return self.action(str(self._db.execute("SELECT action FROM event WHERE id = ?", (event,)).fetchone()[0]))

    def words(self, action: str) -> str:
        """Say what an action did, in one line without any text of a source."""
        kinds = gists(self._db, action, _TOLD_APART)
        changes = [change for _kind, found in kinds for change in found]
        if len(changes) == 1 and isinstance(changes[0], Undone):
            return self._undoing(changes[0])
        if len(changes) <= _TOLD_APART:
            parts = [self._wording.of(change) for change in changes]
        else:
            parts = [of_many(kind, found) for kind, found in kinds]
        return "; ".join(dict.fromkeys(part for part in parts if part)) or _("changes of a newer version")

    def _undoing(self, change: Undone) -> str:
        """Say what was undone or brought back, also where that is an undo itself."""
        told, concerned = self._wording.of(change), tuple(change.actions)
        while len(concerned) == 1 and (further := self.undone_by(concerned[0])):
            concerned = further
        return f"{told}: {self.words(concerned[0])}" if len(concerned) == 1 else told

    def numbered(self, number: int) -> str:
        """Give the id of the action with this number in the log of this file."""
        row = self._db.execute("SELECT id FROM action WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise NotFound(
                _("There is no action {number}.").format(number=number), _("Look at: codeerbank log"), str(number)
            )
        return str(row[0])

    def undone_by(self, action: str) -> tuple[str, ...]:
        """Give the actions that an undo concerned."""
        return tuple(
            target for (target,) in self._db.execute("SELECT target FROM undoing WHERE by_action = ?", (action,))
        )

    def events(self, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """Go through the events' envelopes, the newest first; bodies stay in the project."""
        columns = ("id", "device", "sequence", "clock", "wall", "actor", "action", "kind", "version", "subject")
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        shown = " WHERE action IN (SELECT id FROM action)"  # who codes blind finds only their own actions there
        for row in self._db.execute(f"SELECT {', '.join(columns)} FROM event{shown} ORDER BY clock DESC{bound}"):
            yield dict(zip(columns, row, strict=True))
