"""What counting needs of every document, as bare rows: who said what, and what of it was coded."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from codeerbank.domain.counts import CountedText, PeopledText
from codeerbank.domain.document import DocumentKind
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.documents import Documents

_NUMBER = (1 << WIDTH) - 1
_SAID = f"""SELECT t.id & {_NUMBER}, coalesce(s.case_name, c.name), s.label, t.words,
  t.words = 0 OR EXISTS (SELECT 1 FROM done d WHERE d.turn = t.id AND (?3 IS NULL OR d.coder = ?3))
  FROM turn t LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id
  WHERE t.id BETWEEN ?1 AND ?2 AND s.role IS NOT 'moderator' AND t.replaced IS NULL"""

# Grouped, so that what several coders gave comes once; in the order of the key, so without sorting.
_CODED = f"""SELECT turn & {_NUMBER}, start, stop, code FROM coding
  WHERE document = ?1 AND (?2 IS NULL OR coder = ?2) GROUP BY start, stop, code"""

_SPEAKERS = """SELECT coalesce(s.case_name, c.name), s.label FROM turn t
  LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id
  WHERE t.id BETWEEN ?1 AND ?2 AND s.role IS NOT 'moderator' AND t.replaced IS NULL GROUP BY t.speaker, t.case_id"""

_SPOKE = """SELECT w.speaker, w.case_id, coalesce(s.case_name, c.name), s.label, w.read FROM (
    SELECT t.speaker, t.case_id, min(t.id) first,
      min(t.words = 0 OR EXISTS (SELECT 1 FROM done d WHERE d.turn = t.id AND (?3 IS NULL OR d.coder = ?3))) read
    FROM turn t WHERE t.id BETWEEN ?1 AND ?2 AND t.replaced IS NULL GROUP BY t.speaker, t.case_id
  ) w LEFT JOIN speaker s ON s.id = w.speaker LEFT JOIN cases c ON c.id = w.case_id
  WHERE s.role IS NOT 'moderator' ORDER BY w.first"""

_GIVEN = """SELECT DISTINCT t.speaker, t.case_id, k.code FROM coding k JOIN turn t ON t.id = k.turn
  WHERE k.document = ?1 AND (?2 IS NULL OR k.coder = ?2) AND t.replaced IS NULL"""


class Counts:
    """Documents on their way to being counted."""

    def __init__(self, connection: sqlite3.Connection, documents: Documents) -> None:
        self._db, self._documents = connection, documents

    def texts(self, kinds: Collection[DocumentKind], coder: str | None = None) -> Iterator[CountedText]:
        """Go through the documents of these kinds in order of arrival; ``coder`` leaves out what others coded and read.

        Take each before the next: its rows are read from the file as they are asked for.
        """
        who = self._coder(coder)
        for name, key in self._named(kinds):
            said = self._db.execute(_SAID, (key << WIDTH, key << WIDTH | _NUMBER, who))
            yield CountedText(name, said, self._db.execute(_CODED, (key, who)))

    def people(self, kinds: Collection[DocumentKind], coder: str | None = None) -> Iterator[PeopledText]:
        """Go through the documents as ``texts`` does, with who carries which codes alone: a row per person and code."""
        who = self._coder(coder)
        for name, key in self._named(kinds):
            spoke = self._db.execute(_SPOKE, (key << WIDTH, key << WIDTH | _NUMBER, who))
            yield PeopledText(name, spoke, self._db.execute(_GIVEN, (key, who)))

    def speakers(self, kinds: Collection[DocumentKind]) -> Iterator[tuple[str, str | None, str | None]]:
        """Go through the (document, case, label) of everybody who speaks or writes, by document in order of arrival."""
        for name, key in self._named(kinds):
            for case, label in self._db.execute(_SPEAKERS, (key << WIDTH, key << WIDTH | _NUMBER)):
                yield name, case, label

    def fragments(self) -> dict[tuple[str, str], int]:
        """Count the fragments with a code by (document, code key): what several coders gave counts once."""
        names = {key: name for name, key in self._documents.names().items()}
        rows = self._db.execute(
            "SELECT k.document, c.key, count(*) FROM (SELECT DISTINCT document, code, start, stop FROM coding) k"
            " JOIN code c ON c.id = k.code GROUP BY k.document, k.code"
        )
        return {(names[document], code): n for document, code, n in rows}

    def _named(self, kinds: Collection[DocumentKind]) -> list[tuple[str, int]]:
        of = self._documents.kinds()
        return [(name, key) for name, key in self._documents.names().items() if of[name] in kinds]

    def _coder(self, name: str | None) -> int | None:
        """Give a coder's integer key; one who never coded or read gets a key that nobody has."""
        if name is None:
            return None
        row = self._db.execute("SELECT id FROM coder WHERE name = ?", (name,)).fetchone()
        return int(row[0]) if row else -1
