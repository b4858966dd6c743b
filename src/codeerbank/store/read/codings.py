"""Codings with the words they cover."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import starmap
from typing import Any, TypeAlias

from codeerbank.domain.coding import Coding
from codeerbank.domain.ids import row_id, split_row_id
from codeerbank.domain.short_ids import more_than_one
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.store.fold.holders import place_of
from codeerbank.store.fold.noun import WIDTH, Tables
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.project import About

CodingRow: TypeAlias = tuple[Any, ...]
"""The fields of a Coding, in its order."""

_SELECT = f"""SELECT k.document, k.start, k.stop, k.code, k.coder, k.turn & {(1 << WIDTH) - 1}, k.event, k.row, k.attributes,
  k.origin, e.id, e.kind, e.wall, e.clock, s.label, coalesce(s.case_name, c.name), t.said,
  substr(t.text, k.start - t.start + 1, k.stop - k.start)
  FROM coding k JOIN event e ON e.position = k.event JOIN turn t ON t.id = k.turn
  LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"""

_ORDER = " ORDER BY k.document, k.start, k.stop, k.code, k.coder"


def iso(milliseconds: int) -> str:
    """Write a moment as ISO 8601 in UTC, to the second."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")


class Codings:
    """Codes applied to segments."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents, about: About) -> None:
        self._db, self._documents, self._about = connection, documents, about

    def of(self, document: str, coder: str | None = None) -> list[Coding]:
        """List the codings of one document in order of place."""
        return list(self.each(document=document, coder=coder))

    def each(
        self, code: str | None = None, coder: str | None = None, document: str | None = None, limit: int | None = None
    ) -> Iterator[Coding]:
        """Go through the codings, by document and place, without holding them all."""
        return starmap(Coding, self.rows(code, coder, document, limit))

    def rows(
        self, code: str | None = None, coder: str | None = None, document: str | None = None, limit: int | None = None
    ) -> Iterator[CodingRow]:
        """As ``each``, as bare rows of a Coding's fields: half the work where all of them go by."""
        conditions: list[str] = []
        values: list[Any] = []
        if code is not None:
            conditions.append("k.code = (SELECT id FROM code WHERE key = ?)")
            values.append(code)
        if coder is not None:
            conditions.append("k.coder = (SELECT id FROM coder WHERE name = ?)")
            values.append(coder)
        if document is not None:
            conditions.append("k.document = ?")
            values.append(self._documents.key(document))
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        return self._rows(_SELECT + where + _ORDER + bound, values)

    def get(self, identity: str) -> Coding:
        """Give one coding by its id, or by the beginning of it where that is enough."""
        event, row = split_row_id(identity)
        matches = self._db.execute(
            "SELECT position, id FROM event WHERE id >= ? AND id < ? AND kind IN ('coding.added', 'codings.added') LIMIT 6",
            (event, event + "~"),
        ).fetchall()
        if event and len(matches) == 1:
            found = place_of(Tables(self._db), row_id(matches[0][1], row) if row else matches[0][1])
            where = " WHERE k.document = ? AND k.start = ? AND k.stop = ? AND k.code = ? AND k.coder = ?"
            coding = next(starmap(Coding, self._rows(_SELECT + where, list(found[0]))), None) if found else None
            if coding and (matches[0][1], row) in map(split_row_id, (coding.id, *self.others_at(coding))):
                return coding
        if event and len(matches) > 1:
            raise more_than_one(identity, [found for _position, found in matches])
        raise NotFound(
            _("There is no coding {id}.").format(id=identity),
            _("Look the id up with: codeerbank list codings"),
            identity,
        )

    def held(self, document: str, start: int, stop: int, code: str, coder: str) -> Mapping[str, Any]:
        """Give the attributes of the coding with this code key by this coder on exactly this stretch; empty without one."""
        row = self._db.execute(
            "SELECT attributes FROM coding WHERE document = ? AND start = ? AND stop = ?"
            " AND code = (SELECT id FROM code WHERE key = ?) AND coder = (SELECT id FROM coder WHERE name = ?)",
            (self._documents.key(document), start, stop, code, coder),
        ).fetchone()
        return json.loads(row[0]) if row and row[0] else {}

    def others_at(self, coding: Coding) -> list[str]:
        """Give the further ids that stand on the same place, code and coder."""
        rows = self._db.execute(
            "SELECT e.id, a.row, e.kind FROM coding_also a JOIN event e ON e.position = a.event"
            " WHERE a.document = ? AND a.start = ? AND a.stop = ?"
            " AND a.code = (SELECT id FROM code WHERE key = ?) AND a.coder = (SELECT id FROM coder WHERE name = ?)"
            " ORDER BY a.id",
            (self._documents.key(coding.document), coding.start, coding.stop, coding.code, coding.coder),
        )
        return [e if kind == "coding.added" else row_id(e, row) for e, row, kind in rows]

    def places(self, document: str) -> list[tuple[int, int, str, str]]:
        """List (start, stop, code id, coder) of a document's codings, without their words."""
        return self._db.execute(
            "SELECT k.start, k.stop, g.name, r.name FROM coding k JOIN thing g ON g.id = k.code"
            " JOIN coder r ON r.id = k.coder WHERE k.document = ?",
            (self._documents.key(document),),
        ).fetchall()

    def places_with(self, attribute: str, value: str) -> Iterator[tuple[str, int, int]]:
        """Go through the (document, start, stop) of the codings whose attribute has this value, by document and place."""
        names = self._document_names()
        found = self._db.execute(
            "SELECT k.document, k.start, k.stop FROM coding k WHERE k.attributes IS NOT NULL AND json_extract(k.attributes, ?) = ?"
            " ORDER BY k.document, k.start, k.stop",
            (f'$."{attribute}"', value),
        )
        for document, start, stop in found:
            yield names[document], start, stop

    def counts(self) -> Mapping[str, int]:
        """Count codings per code key; a code without any is left out."""
        return dict(
            self._db.execute(
                "SELECT c.key, n FROM (SELECT code, count(*) n FROM coding GROUP BY code) k JOIN code c ON c.id = k.code"
            )
        )

    def from_suggestions(self, coder: str | None = None) -> tuple[int, int]:
        """Count this coder's codings, or anybody's: made by accepting a suggestion, and in all."""
        row = self._db.execute(
            "SELECT coalesce(sum(k.origin), 0), count(*) FROM coding k JOIN coder r ON r.id = k.coder"
            " WHERE r.name = coalesce(?, r.name)",
            (coder,),
        ).fetchone()
        return int(row[0]), int(row[1])

    def counts_by_coder(self) -> Mapping[str, Mapping[str, int]]:
        """Count codings per code key and coder; a code without any is left out."""
        found: dict[str, dict[str, int]] = {}
        rows = self._db.execute(
            "SELECT c.key, r.name, n FROM (SELECT code, coder, count(*) n FROM coding GROUP BY code, coder) k"
            " JOIN code c ON c.id = k.code JOIN coder r ON r.id = k.coder ORDER BY r.name"
        )
        for code, coder, n in rows:
            found.setdefault(code, {})[coder] = n
        return found

    def counts_by_document(self) -> Mapping[str, int]:
        """Count codings per document."""
        names = self._document_names()
        rows = self._db.execute("SELECT document, count(*) FROM coding GROUP BY document")
        return {names[key]: n for key, n in rows if key in names}

    def _document_names(self) -> dict[int, str]:
        return {key: name for name, key in self._documents.names().items()}

    def _coder_names(self) -> dict[int, str]:
        return dict(self._db.execute("SELECT id, name FROM coder"))

    def _rows(self, query: str, values: list[Any]) -> Iterator[CodingRow]:
        names, coders = self._document_names(), self._coder_names()
        questions = {key for (key,) in self._db.execute("SELECT id FROM document WHERE kind = 'open_question'")}
        keys, revision = self._about.code_keys(), self._about.revision_at()
        last_document = last_event = -1  # rows of one document, and of one event, mostly follow each other
        for (
            document, start, stop, code, coder, turn, position, row, attributes, origin,
            event, kind, wall, clock, label, case, first, quote,
        ) in self._db.execute(query, values):  # fmt: skip
            if document != last_document:
                last_document, name, whole_text = document, names[document], ""
            if position != last_event:
                last_event, single, created, revised = position, kind == "coding.added", iso(wall), revision(clock)
            if len(quote) < stop - start:  # it runs on into the next turn
                whole_text = whole_text or self._documents.text(name)
                quote = whole_text[start:stop]
            yield (
                event if single else row_id(event, row), name, start, stop, quote, keys[code], coders[coder],
                json.loads(attributes) if attributes else {}, turn + 1, case, label, created, revised,
                "suggestion" if origin else "manual",
                (start - first, stop - first) if document in questions else None,
            )  # fmt: skip
