"""Full text: words in what was said, in transcripts and answers alike."""

from __future__ import annotations

import re
import sqlite3

from codeerbank.domain.quote import Quote
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.codings import Codings
from codeerbank.store.read.documents import Documents

_WORD = re.compile(r'"[^"]+"|\S+')


def match_expression(query: str) -> str:
    """Turn a person's words into an index query: all words, in any order; quoted words as a phrase; a final * as a beginning."""
    parts = []
    for word in _WORD.findall(query):
        bare = word.strip('"').replace('"', "")
        begins = bare.endswith("*") and not word.startswith('"')
        bare = bare.rstrip("*") if begins else bare
        if any(ch.isalnum() for ch in bare):
            parts.append(f'"{bare}"' + ("*" if begins else ""))
    return " ".join(parts)


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
            "SELECT i.rowid, highlight(speech_index, 0, char(2), char(3)), t.document, t.said, s.label,"
            ' coalesce(s.case_name, c.name), c."group" FROM speech_index i JOIN turn t ON t.id = i.rowid'
            " LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"
            f" WHERE speech_index MATCH ? ORDER BY i.rowid{bound}",
            (expression,),
        ).fetchall()
        names = {key: name for name, key in self._documents.names().items()}
        codes = self._codes([row[0] for row in rows])
        return [self._hit(row, names, codes) for row in rows]

    def _hit(
        self,
        row: tuple[int, str, int, int, str | None, str | None, str | None],
        names: dict[int, str],
        codes: dict[int, list[str]],
    ) -> Quote:
        key, marked, document, said, label, case, group = row
        start = marked.index("\x02") if "\x02" in marked else 0
        stop = marked.index("\x03") - 1 if "\x03" in marked else start
        text = marked.replace("\x02", "").replace("\x03", "")
        number = (key & (1 << WIDTH) - 1) + 1
        return Quote(
            names[document], said + start, said + stop, number, case, text, tuple(codes.get(key, ())), label, group
        )

    def _codes(self, turns: list[int]) -> dict[int, list[str]]:
        found: dict[int, list[str]] = {}
        for n in range(0, len(turns), 500):
            some = turns[n : n + 500]
            # by document and turn: the key order of coding starts with the document
            rows = self._db.execute(
                "SELECT DISTINCT t.id, c.key FROM turn t JOIN coding k ON k.document = t.document"
                " AND k.start >= t.start AND k.start < t.start + length(t.text)"
                f" JOIN code c ON c.id = k.code WHERE t.id IN ({', '.join('?' * len(some))}) ORDER BY t.id, c.position",
                some,
            )
            for turn, key in rows:
                found.setdefault(turn, []).append(key)
        return found
