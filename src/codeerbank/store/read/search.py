"""Full text: words in what was said, in transcripts and answers alike."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.hit import Hit
from codeerbank.domain.query import Query
from codeerbank.domain.quote import Quote
from codeerbank.domain.text import Span
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.codings import Codings
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.fields import Fields
from codeerbank.store.read.finding import Finding, Finds, Marks, Unmatched
from codeerbank.store.read.matches import match_expression, places
from codeerbank.store.read.patterns import Places
from codeerbank.store.read.said import Said

_TURNS = """SELECT t.id, substr(t.text, t.said - t.start + 1, t.stop - t.said), t.document, t.said, s.label,
  coalesce(s.case_name, c.name), coalesce(c."group", (SELECT p."group" FROM cases p WHERE p.name = s.case_name))
  FROM turn t LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"""
Row = tuple[int, str, int, int, str | None, str | None, str | None]


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
        # Where no digit is asked for no time mark can be what was found, and the index need not give more than is shown.
        most = -1 if limit is None or any(map(str.isdigit, query)) else limit
        rows = self._db.execute(
            "SELECT rowid FROM speech_index WHERE speech_index MATCH ? ORDER BY rowid LIMIT ?", (expression, most)
        ).fetchall()
        finds = Finds(Said(self._db).only([key for (key,) in rows], [query])[:limit], Marks([query]))
        return [hit.quote for hit in self.hits(finds, self._no_codes)]

    _no_codes = Codebook(())

    def find(self, query: Query, codebook: Codebook, matched: Sequence[Places] = ()) -> Finds | Unmatched:
        """Find the turns and answers that a query is about, in order of document and place; UsageError says where it is wrong.

        Nothing is matched with a regular expression here, for that may take seconds: the answer is then what to match,
        and the question is put again with that added to ``matched``.
        """
        try:
            return Finding(self._db, codebook, matched).find(query)
        except Unmatched as expression:
            return expression

    def hits(self, finds: Finds, codebook: Codebook, first: int = 0, last: int | None = None) -> list[Hit]:
        """Read some of what was found, each with the stretches of it that made it be found.

        start and stop point at the first of these, or at all that was said; ``text`` is the turn's speech.
        """
        turns = finds.turns[first:last]
        names = {key: name for name, key in self._documents.names().items()}
        codes, marked = self._codes(turns), self._coded_places(finds.marks, codebook, turns)
        words, said_of = " ".join(finds.marks.words), Said(self._db, turns)
        found: list[Hit] = []
        for row in self._rows(turns):
            key, text, document, said, label, case, group = row
            spans = [*places(said_of.text(key, text), words), *finds.marks.places.get(key, ())]
            spans += [(max(0, start - said), min(stop - said, len(text))) for start, stop in marked.get(key, ())]
            marks = _apart(spans)
            place = marks[0] if marks else Span(0, len(text))
            number = (key & (1 << WIDTH) - 1) + 1
            quote = Quote(
                names[document], said + place.start, said + place.stop, number, case, text, tuple(codes.get(key, ())),
                label, group,
            )  # fmt: skip
            found.append(Hit(quote, marks))
        return found

    def _rows(self, turns: Sequence[int]) -> list[Row]:
        found: list[Row] = []
        for n in range(0, len(turns), 500):
            some = turns[n : n + 500]
            marks = ", ".join("?" * len(some))
            found += self._db.execute(f"{_TURNS} WHERE t.id IN ({marks}) ORDER BY t.id", some)
        return found

    def _coded_places(self, marks: Marks, codebook: Codebook, turns: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
        fields = Fields(self._db, codebook)
        found: dict[int, list[tuple[int, int]]] = {}
        for narrowed in marks.codings:
            for n in range(0, len(turns), 500):
                for turn, start, stop in fields.places(narrowed, turns[n : n + 500]):
                    found.setdefault(turn, []).append((start, stop))
        return found

    def _codes(self, turns: Sequence[int]) -> dict[int, list[str]]:
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


def _apart(spans: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Give stretches in order; those that overlap or touch become one."""
    found: list[Span] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1].stop:
            found[-1] = Span(found[-1].start, max(found[-1].stop, stop))
        else:
            found.append(Span(start, stop))
    return tuple(found)
