"""Where somebody turns up besides in texts: answers, records, files that were written; for a withdrawal."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from codeerbank.domain.events import Exported
from codeerbank.domain.ids import Id, split_row_id
from codeerbank.domain.survey import AnswerState
from codeerbank.store import log
from codeerbank.store.fold.noun import WIDTH


class Traces:
    """What the tables and the log hold about a case, or about anything else by its id."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def answers(self, case: Id) -> int:
        """Count the survey questions that a case answered."""
        frame, row = split_row_id(case)
        query = (
            f"SELECT count(*) FROM answer a JOIN thing f ON f.id = a.case_id >> {WIDTH}"
            f" WHERE f.name = ? AND a.case_id & {(1 << WIDTH) - 1} = ? AND a.state = ?"
        )
        return int(self._db.execute(query, (frame, row, int(AnswerState.VALUE))).fetchone()[0])

    def decisions(self, document: int, start: int, stop: int) -> int:
        """Count the decisions about suggestions that touch a stretch."""
        query = "SELECT count(*) FROM decision WHERE document = ? AND start < ? AND stop > ?"
        return int(self._db.execute(query, (document, stop, start)).fetchone()[0])

    def records(self, about: Collection[Id]) -> list[tuple[Id, str]]:
        """Give the (id, noun) of every record about one of these."""
        wanted = set(about)
        rows = self._db.execute("SELECT g.name, r.noun, r.about FROM record r JOIN thing g ON g.id = r.id").fetchall()
        return [(name, noun) for name, noun, named in rows if not wanted.isdisjoint(json.loads(named))]

    def exports(self) -> list[str]:
        """Name the files that were written, without their folders, each once."""
        changes = (record.change for record in log.read(self._db, "e.kind = ?", (Exported.KIND,)))
        return list(dict.fromkeys(change.file for change in changes if isinstance(change, Exported) and change.file))
