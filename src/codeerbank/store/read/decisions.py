"""What coders decided about suggestions."""

from __future__ import annotations

import sqlite3

from codeerbank.store.read.documents import Documents


class Decisions:
    """Suggestions accepted and refused."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._db, self._documents = connection, documents

    def places(self, document: str) -> list[tuple[int, int]]:
        """Give (start, stop) of each suggestion in this document that somebody decided on."""
        return self._db.execute(
            "SELECT start, stop FROM decision WHERE document = ?", (self._documents.key(document),)
        ).fetchall()

    def refused(self, document: str, coder: str) -> set[tuple[int, int, str]]:
        """Give (start, stop, code key) of each suggestion in this document that the coder refused."""
        rows = self._db.execute(
            "SELECT d.start, d.stop, c.key FROM decision d JOIN code c ON c.id = d.code"
            " WHERE d.document = ? AND d.coder = ? AND NOT d.accepted",
            (self._documents.key(document), coder),
        )
        return {(start, stop, code) for start, stop, code in rows}

    def versions(self) -> list[tuple[str, str]]:
        """Give (suggester, version) of what was decided on, each once, in the order it came."""
        rows = self._db.execute(
            "SELECT json_extract(record, '$.suggester'), json_extract(record, '$.suggester_version') FROM decision ORDER BY id"
        )
        return list(dict.fromkeys((str(suggester), str(version)) for suggester, version in rows))

    def judged(self, coder: str | None = None) -> tuple[int, int]:
        """Count the suggestions this coder, or anybody, decided on: accepted, and in all."""
        row = self._db.execute(
            "SELECT coalesce(sum(d.accepted), 0), count(*) FROM decision d WHERE d.coder = coalesce(?, d.coder)",
            (coder,),
        ).fetchone()
        return int(row[0]), int(row[1])
