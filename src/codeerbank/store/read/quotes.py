"""Coded segments as quotes, and the ones that were released."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any, TypeAlias

from codeerbank.domain.quote import Quote, ReleasedQuote
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.codings import Codings, iso
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.versions import Versions

_SEGMENTS = f"""SELECT k.document, k.start, k.stop, k.turn & {(1 << WIDTH) - 1}, t.start, t.text, s.label, coalesce(s.case_name, c.name),
  coalesce(c."group", (SELECT p."group" FROM cases p WHERE p.name = s.case_name)), group_concat(DISTINCT q.key)
  FROM coding k JOIN turn t ON t.id = k.turn JOIN code q ON q.id = k.code
  LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"""

_PLACES = """SELECT k.document, k.start, k.stop, k.code, k.turn, t.speaker, t.case_id
  FROM coding k JOIN turn t ON t.id = k.turn ORDER BY k.document, k.start, k.stop"""
_NUMBER = (1 << WIDTH) - 1
_NOBODY = (None, None, None)
Stretch: TypeAlias = tuple[str, int, int, str, int, str | None, str | None, str | None]
"""A coded stretch: (document, start, stop, code key, turn, speaker's label, case, group)."""


class Quotes:
    """Words on their way out."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents, codings: Codings) -> None:
        self._db, self._documents, self._codings = connection, documents, codings
        self._versions = Versions(connection)

    def of(self, code: str | None = None, limit: int | None = None) -> list[Quote]:
        """List coded segments, each once with all its codes, by document and place."""
        return list(self.each(code, limit))

    def each(self, code: str | None = None, limit: int | None = None, coder: str | None = None) -> Iterator[Quote]:
        """Go through the coded segments without holding them all; ``coder`` leaves out what others coded."""
        wanted = {"k.code = (SELECT id FROM code WHERE key = ?)": code,
                  "k.coder = (SELECT id FROM coder WHERE name = ?)": coder}  # fmt: skip
        values: list[Any] = [value for value in wanted.values() if value is not None]
        tests = " AND ".join(test for test, value in wanted.items() if value is not None)
        where = f" WHERE {tests}" if tests else ""
        bound = f" LIMIT {int(limit)}" if limit is not None else ""
        names = {key: name for name, key in self._documents.names().items()}
        rows = self._db.execute(_SEGMENTS + where + " GROUP BY k.document, k.start, k.stop" + bound, values)
        for document, start, stop, turn, first, text, label, case, group, codes in rows:
            whole = stop <= first + len(text)
            words = text[start - first : stop - first] if whole else self._documents.cut(document, start, stop)
            yield Quote(names[document], start, stop, turn + 1, case, words, tuple(codes.split(",")), label, group)

    def stretches(self) -> Iterator[Stretch]:
        """Go through the coded stretches, a row per coding, by document and place; their words are cut when asked for."""
        names = {key: name for name, key in self._documents.names().items()}
        codes = dict(self._db.execute("SELECT id, key FROM code"))
        cases = {key: (name, group) for key, name, group in self._db.execute('SELECT id, name, "group" FROM cases')}
        groups = dict(reversed(cases.values()))  # of two cases with one name the first
        speakers = {
            key: (label, case, groups.get(case))
            for key, label, case in self._db.execute("SELECT id, label, case_name FROM speaker")
        }
        rows = self._db.execute(_PLACES)
        for document, start, stop, code, turn, speaker, case_id in rows:
            label, case, group = speakers.get(speaker, _NOBODY)
            own, of = cases.get(case_id, (None, None))
            who, known = own if case is None else case, group if of is None else of
            yield names[document], start, stop, codes[code], (turn & _NUMBER) + 1, label, who, known

    def words(self, document: str, start: int, stop: int) -> str:
        """Cut the words of a stretch."""
        return self._documents.cut(self._documents.key(document), start, stop)

    def released(self, audience: str | None = None) -> list[ReleasedQuote]:
        """List the quotes that a named person released and that still count: not withdrawn, their words not corrected."""
        return [
            quote
            for quote, standing in self.ever_released()
            if standing == "released" and audience in (None, quote.audience)
        ]

    def ever_released(self) -> list[tuple[ReleasedQuote, str]]:
        """List every quote ever released, each with its standing: released, withdrawn, or changed when its words were corrected."""
        return [(quote, standing) for quote, standing, _document, _place, _coding in self._releases()]

    def releases_with_codings(self) -> list[tuple[ReleasedQuote, str, str]]:
        """List every release with its standing and the coding it was made on."""
        return [(quote, standing, coding) for quote, standing, _document, _place, coding in self._releases()]

    def released_in(self, document: str) -> list[tuple[ReleasedQuote, int, int]]:
        """List the released quotes of one document that still count, with their places."""
        key = self._documents.key(document)
        found = self._releases()
        return [
            (quote, *place) for quote, standing, of, place, _coding in found if of == key and standing == "released"
        ]

    def _releases(self) -> Iterator[tuple[ReleasedQuote, str, int, tuple[int, int], str]]:
        """Go through the releases in order of time; this is the one place where a ReleasedQuote is made."""
        prepared = self._prepared()
        decided = self._names_decided()
        rows = self._db.execute(
            "SELECT g.name, r.record, e.actor, e.wall, r.standing, r.document, r.start, r.stop, e.clock FROM released r"
            " JOIN thing g ON g.id = r.id JOIN event e ON e.position = r.event ORDER BY e.clock, e.device, e.sequence"
        ).fetchall()
        for identity, packed, actor, wall, standing, document, start, stop, clock in rows:
            record = json.loads(packed)
            younger = [at for at, decision in decided.get(document, ()) if decision > clock]
            dropped = record.get("quote") and prepared.get(record["quote"]) != "released"
            if standing == "released" and (dropped or any(a < stop and start < b for a, b in younger)):
                standing = "changed"
            quote = ReleasedQuote(
                identity,
                record["text"],
                tuple(record["codes"]),
                record["group"],
                record["audience"],
                record["reason"],
                actor,
                iso(wall),
                record.get("purpose", ""),
                record.get("checked_by", ""),
                tuple(record.get("despite", ())),
            )
            yield quote, standing, document, (start, stop), record["coding"]

    def _prepared(self) -> dict[str, str | None]:
        """Give the state of each quote that was prepared: an edit drops it back, an erasure leaves none."""
        rows = self._db.execute(
            "SELECT g.name, r.content FROM record r JOIN thing g ON g.id = r.id WHERE r.noun = 'quote'"
        )
        return {name: json.loads(content).get("state") for name, content in rows.fetchall()}

    def _names_decided(self) -> dict[int, list[tuple[tuple[int, int], int]]]:
        """Give per document where names were decided about, and when: words released before that are not what they were.

        A decision made on an earlier version of a text counts where the same words stand now.
        """
        keys = {self._documents.identity(name): (key, name) for name, key in self._documents.names().items()}
        rows = self._db.execute(
            "SELECT r.content, e.clock FROM record r JOIN event e ON e.position = r.event WHERE r.noun = 'pseudonym'"
        )
        found: dict[int, list[tuple[tuple[int, int], int]]] = {}
        for content, clock in rows.fetchall():
            values = json.loads(content)
            key, name = keys.get(values.get("document", ""), (0, ""))
            if not name:
                continue
            now = self._documents.version(name)
            if place := self._versions.carried(values["version"], now, values["start"], values["stop"]):
                found.setdefault(key, []).append((place, clock))
        return found
