"""Coded segments as quotes, and the ones that were released."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from codeerbank.domain.quote import Quote, ReleasedQuote
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.codings import Codings, iso
from codeerbank.store.read.documents import Documents

_SEGMENTS = f"""SELECT k.document, k.start, k.stop, k.turn & {(1 << WIDTH) - 1}, t.start, t.text, s.label, coalesce(s.case_name, c.name),
  coalesce(c."group", (SELECT p."group" FROM cases p WHERE p.name = s.case_name)), group_concat(DISTINCT q.key)
  FROM coding k JOIN turn t ON t.id = k.turn JOIN code q ON q.id = k.code
  LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"""


class Quotes:
    """Words on their way out."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents, codings: Codings) -> None:
        self._db, self._documents, self._codings = connection, documents, codings

    def of(self, code: str | None = None, limit: int | None = None) -> list[Quote]:
        """List coded segments, each once with all its codes, by document and place."""
        return list(self.each(code, limit))

    def each(self, code: str | None = None, limit: int | None = None) -> Iterator[Quote]:
        """Go through the coded segments without holding them all."""
        values: list[Any] = []
        where = ""
        if code is not None:
            where = " WHERE k.code = (SELECT id FROM code WHERE key = ?)"
            values.append(code)
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        names = {key: name for name, key in self._documents.names().items()}
        rows = self._db.execute(_SEGMENTS + where + " GROUP BY k.document, k.start, k.stop" + bound, values)
        for document, start, stop, turn, first, text, label, case, group, codes in rows:
            whole = stop <= first + len(text)
            words = text[start - first : stop - first] if whole else self._documents.cut(document, start, stop)
            yield Quote(names[document], start, stop, turn + 1, case, words, tuple(codes.split(",")), label, group)

    def released(self, audience: str | None = None) -> list[ReleasedQuote]:
        """List the quotes that a named person released; this is the one place where a ReleasedQuote is made."""
        rows = self._db.execute(
            "SELECT g.name, r.record, e.actor, e.wall FROM released r JOIN thing g ON g.id = r.id JOIN event e ON e.position = r.event"
            " ORDER BY e.clock, e.device, e.sequence"
        )
        found = []
        for identity, packed, actor, wall in rows:
            record = json.loads(packed)
            quote = ReleasedQuote(
                identity,
                record["text"],
                tuple(record["codes"]),
                record["group"],
                record["audience"],
                record["reason"],
                actor,
                iso(wall),
            )
            if audience is None or quote.audience == audience:
                found.append(quote)
        return found
