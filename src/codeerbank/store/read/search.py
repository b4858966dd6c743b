"""Full text: words in what was said, in transcripts and answers alike."""

from __future__ import annotations

import sqlite3

from codeerbank.domain.quote import Quote
from codeerbank.domain.text import Span
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.codings import Codings
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.matches import first_place, phrases


def match_expression(query: str) -> str:
    """Turn a person's words into an index query: all words, in any order; quoted words as a phrase; a final * as a beginning."""
    return " ".join(f'"{" ".join(words)}"' + "*" * begins for words, begins in phrases(query))


class Search:
    """Finding words."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents, codings: Codings) -> None:
        self._db, self._documents, self._codings = connection, documents, codings

    def words(self, query: str, limit: int | None = 50) -> list[Quote]:
        """Find the turns that hold all these words, in order of document and place; accents and case do not count.

        start and stop point at the first word found; ``text`` is the turn's speech.
        """
        expression = match_expression(query)
        if not expression:
            return []
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        rows = self._db.execute(
            "SELECT t.id, substr(t.text, t.said - t.start + 1, t.stop - t.said), t.document, t.said, s.label,"
            ' coalesce(s.case_name, c.name), c."group" FROM speech_index i JOIN turn t ON t.id = i.rowid'
            " LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"
            f" WHERE speech_index MATCH ? ORDER BY i.rowid{bound}",
            (expression,),
        ).fetchall()
        names = {key: name for name, key in self._documents.names().items()}
        codes = self._codes([row[0] for row in rows])
        return [self._hit(row, query, names, codes) for row in rows]

    def _hit(
        self,
        row: tuple[int, str, int, int, str | None, str | None, str | None],
        query: str,
        names: dict[int, str],
        codes: dict[int, list[str]],
    ) -> Quote:
        key, text, document, said, label, case, group = row
        place = first_place(text, query) or Span(0, 0)
        number = (key & (1 << WIDTH) - 1) + 1
        return Quote(
            names[document], said + place.start, said + place.stop, number, case, text, tuple(codes.get(key, ())), label, group,
        )  # fmt: skip

    def _codes(self, turns: list[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for n in range(0, len(turns), 500):
            some = turns[n : n + 500]
            # by document and turn: the key order of coding starts with the document
            rows = self._db.execute(
                "SELECT DISTINCT t.id, c.key FROM turn t JOIN coding k ON k.document = t.document"
                " AND k.start >= t.start AND k.start < t.stop"
                f" JOIN code c ON c.id = k.code WHERE t.id IN ({', '.join('?' * len(some))}) ORDER BY t.id, c.position",
                some,
            )
            for turn, key in rows:
                found.setdefault(turn, []).append(key)
        return found
