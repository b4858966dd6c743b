"""Places of an earlier version of a text, found in the text as it is now."""

from __future__ import annotations

import sqlite3

from codeerbank.domain.ids import Id
from codeerbank.store.fold.noun import Tables
from codeerbank.store.fold.versions import carried, unchanged, way


class Versions:
    """The way from one version of a text to another."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._tables = Tables(connection)

    def carried(self, of: Id, to: Id, start: int, stop: int) -> tuple[int, int] | None:
        """Give where the words of a place in version ``of`` stand in version ``to``; None where any of them changed."""
        if of == to:
            return start, stop
        steps = way(self._tables, of, to)
        return carried(steps, start, stop) if steps and unchanged(steps, start, stop) else None
