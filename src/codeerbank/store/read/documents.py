"""Documents and their turns."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping

from codeerbank.domain.document import Document, DocumentKind, Turn
from codeerbank.domain.ids import Id
from codeerbank.domain.people import Speaker, Voice
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.store.fold.holders import place_now
from codeerbank.store.fold.noun import WIDTH, Tables
from codeerbank.store.read.names import unique_names

_TURNS = f"""SELECT t.id & {(1 << WIDTH) - 1}, t.start, t.said, t.stop, s.label, coalesce(s.case_name, c.name), t.words,
  CASE WHEN t.replaced IS NULL THEN s.role ELSE 'replaced' END,
  substr(t.text, t.said - t.start + 1, t.stop - t.said),
  (SELECT group_concat(n.name, char(31)) FROM done d JOIN coder n ON n.id = d.coder WHERE d.turn = t.id), t.marks
  FROM turn t LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id WHERE t.id BETWEEN ? AND ? ORDER BY t.id"""


class Documents:
    """What can be read: texts by name."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def names(self) -> dict[str, int]:
        """Give the integer key of each document by its name, in order of arrival; a second of one name gets `` (2)``."""
        return unique_names(self._db, "document")

    def kinds(self) -> dict[str, DocumentKind]:
        """Give the kind of each document by its name, in order of arrival."""
        of = dict(self._db.execute("SELECT id, kind FROM document"))
        return {name: of[key] for name, key in self.names().items()}

    def key(self, name: str) -> int:
        """Give the integer key of the document with this name; NotFound lists what there is."""
        same = self._db.execute("SELECT id FROM document WHERE name = ?", (name,)).fetchall()
        if len(same) == 1 and not name.endswith(")"):  # nobody's number of its own is in play
            return int(same[0][0])
        names = self.names()
        if name not in names:
            there = ", ".join(list(names)[:8]) or _("none")
            raise NotFound(
                _("There is no document {name}.").format(name=name), _("There are: {names}.").format(names=there), name
            )
        return names[name]

    def identity(self, name: str) -> Id:
        """Give the UUID of the document with this name."""
        return str(self._db.execute("SELECT name FROM thing WHERE id = ?", (self.key(name),)).fetchone()[0])

    def all(self) -> list[Document]:
        """List the documents in order of arrival."""
        return [self._document(name, key) for name, key in self.names().items()]

    def named(self, name: str) -> Document:
        """Give one document; NotFound when there is none of this name."""
        return self._document(name, self.key(name))

    def extent(self, name: str) -> tuple[Id, str, int]:
        """Give the UUID, kind and number of characters of a document, without counting its turns."""
        row: tuple[Id, str, int] = self._db.execute(
            "SELECT g.name, d.kind, d.characters FROM document d JOIN thing g ON g.id = d.id WHERE d.id = ?",
            (self.key(name),),
        ).fetchone()
        return row

    def version(self, name: str) -> Id:
        """Give the version of a document's text: the correction that made it, empty where it is as it came in."""
        return str(self._db.execute("SELECT version FROM document WHERE id = ?", (self.key(name),)).fetchone()[0])

    def question(self, name: str | None) -> str:
        """Give the name of an open question: the only one where ``name`` is empty."""
        questions = [n for n, key in self.names().items() if self._kind(key) == "open_question"]
        if name and name in questions:
            return name
        if not name and len(questions) == 1:
            return questions[0]
        wanted = name or _("(not named)")
        raise NotFound(
            _("There is no open question {name}.").format(name=wanted),
            _("There are: {names}.").format(names=", ".join(questions) or _("none")),
            wanted,
        )

    def question_words(self, name: str) -> str:
        """Give the words of an open question as it was put; empty for another document."""
        row = self._db.execute("SELECT question FROM document WHERE id = ?", (self.key(name),)).fetchone()
        return str(row[0])

    def place_now(self, document: Id, version: Id, start: int, stop: int) -> tuple[str, int, int, int] | None:
        """Give name, turn number, start and stop of what was a stretch of a version of a text; None where it is gone."""
        name = next((name for name, key in self.names().items() if self._uuid(key) == document), None)
        now = place_now(Tables(self._db), self.key(name), version, start, stop) if name else None
        if name is None or now is None:
            return None
        return name, self.turn_at(name, now[0]), *now

    def turn_at(self, name: str, start: int) -> int:
        """Give the number of the turn in which an address lies."""
        row = self._db.execute(
            "SELECT id FROM turn WHERE document = ? AND start <= ? ORDER BY start DESC LIMIT 1", (self.key(name), start)
        ).fetchone()
        return (row[0] & (1 << WIDTH) - 1) + 1 if row else 1

    def _uuid(self, key: int) -> Id:
        return str(self._db.execute("SELECT name FROM thing WHERE id = ?", (key,)).fetchone()[0])

    def turns(self, name: str, first: int = 1, last: int | None = None) -> list[Turn]:
        """Give the turns numbered ``first`` up to and including ``last``."""
        return list(self.each_turn(name, first, last))

    def each_turn(self, name: str, first: int = 1, last: int | None = None) -> Iterator[Turn]:
        """Go through the turns of a document in order."""
        base = self.key(name) << WIDTH
        span = (base | first - 1, base | (last - 1 if last is not None else (1 << WIDTH) - 1))
        for number, start, said, stop, label, case, words, role, text, done, marked in self._db.execute(_TURNS, span):
            readers = tuple(sorted(done.split("\x1f"))) if done else ()
            marks = tuple((first, last) for first, last in json.loads(marked)) if marked else ()
            yield Turn(name, number + 1, start, said, stop, label, case, text, words, role or "unknown", readers, marks)

    def turn_of(self, name: str, case: str) -> Turn:
        """Give the answer of one respondent to an open question."""
        row = self._db.execute(
            "SELECT t.id FROM turn t JOIN cases c ON c.id = t.case_id WHERE t.document = ? AND c.name = ?",
            (self.key(name), case),
        ).fetchone()
        if row is None:
            raise NotFound(_("{case} did not answer {question}.").format(case=case, question=name), "", case)
        number = (row[0] & (1 << WIDTH) - 1) + 1
        return self.turns(name, number, number)[0]

    def voices(self) -> list[Voice]:
        """List who speaks, or answers, in which document: by document, in order of arrival."""
        names = {key: name for name, key in self.names().items()}
        rows = self._db.execute(
            "SELECT t.document, s.label, s.role, coalesce(s.case_name, c.name), count(*), sum(coalesce(n.codings, 0))"
            " FROM turn t LEFT JOIN (SELECT turn, count(*) codings FROM coding GROUP BY turn) n ON n.turn = t.id"
            " LEFT JOIN speaker s ON s.id = t.speaker LEFT JOIN cases c ON c.id = t.case_id"
            " WHERE t.replaced IS NULL AND (t.speaker IS NOT NULL OR t.case_id IS NOT NULL)"
            " GROUP BY t.document, t.speaker, t.case_id ORDER BY t.document, t.id"
        )
        return [
            Voice(names[document], label, role or "participant", case, turns, codings)
            for document, label, role, case, turns, codings in rows
        ]

    def answer_spans(self, name: str) -> Mapping[str, tuple[int, int]]:
        """Give the [start, stop) of each respondent's answer to an open question, by case name."""
        rows = self._db.execute(
            "SELECT c.name, t.said, t.stop FROM turn t JOIN cases c ON c.id = t.case_id WHERE t.document = ?",
            (self.key(name),),
        )
        return {case: (start, stop) for case, start, stop in rows}

    def crosses_turns(self, name: str, start: int, stop: int) -> bool:
        """Say whether [start, stop) runs past the end of the turn it starts in; an answer that was replaced has none."""
        row = self._db.execute(
            "SELECT CASE WHEN replaced IS NULL THEN stop ELSE 0 END FROM turn WHERE document = ? AND start <= ?"
            " ORDER BY start DESC LIMIT 1",
            (self.key(name), start),
        ).fetchone()
        return row is None or stop > row[0]

    def text(self, name: str) -> str:
        """Give the whole text of a document: its turns tile it."""
        base = self.key(name) << WIDTH
        rows = self._db.execute(
            "SELECT text FROM turn WHERE id BETWEEN ? AND ? ORDER BY id", (base, base | (1 << WIDTH) - 1)
        )
        return "".join(text for (text,) in rows)

    def slice(self, name: str, start: int, stop: int) -> str:
        """Cut [start, stop) out of a document without reading all of it."""
        return self.cut(self.key(name), start, stop)

    def cut(self, key: int, start: int, stop: int) -> str:
        """Cut [start, stop) out of the document with this integer key."""
        rows = self._db.execute(
            "SELECT start, text FROM turn WHERE document = ?1 AND start < ?3 AND start >= coalesce("
            "(SELECT max(start) FROM turn WHERE document = ?1 AND start <= ?2), 0) ORDER BY start",
            (key, start, stop),
        ).fetchall()
        text = "".join(text for _start, text in rows)
        first = rows[0][0] if rows else 0
        return text[max(0, start - first) : max(0, stop - first)]

    def done(self, name: str) -> Mapping[str, set[int]]:
        """Give per coder the numbers of the turns read to the end."""
        base = self.key(name) << WIDTH
        found: dict[str, set[int]] = {}
        rows = self._db.execute(
            "SELECT c.name, d.turn FROM done d JOIN coder c ON c.id = d.coder WHERE d.turn BETWEEN ? AND ?",
            (base, base | (1 << WIDTH) - 1),
        )
        for coder, turn in rows:
            found.setdefault(coder, set()).add((turn & (1 << WIDTH) - 1) + 1)
        return found

    def done_counts(self) -> Mapping[str, Mapping[str, int]]:
        """Give per document and coder how many turns were read to the end."""
        names = {key: name for name, key in self.names().items()}
        found: dict[str, dict[str, int]] = {name: {} for name in names.values()}
        rows = self._db.execute(
            f"SELECT d.turn >> {WIDTH}, c.name, count(*) FROM done d JOIN coder c ON c.id = d.coder GROUP BY 1, 2"
        )
        for key, coder, n in rows:
            if key in names:
                found[names[key]][coder] = n
        return found

    def _kind(self, key: int) -> str:
        return str(self._db.execute("SELECT kind FROM document WHERE id = ?", (key,)).fetchone()[0])

    def _document(self, name: str, key: int) -> Document:
        identity, kind, characters, words, turns = self._db.execute(
            "SELECT g.name, d.kind, d.characters, d.words, d.turns FROM document d JOIN thing g ON g.id = d.id WHERE d.id = ?",
            (key,),
        ).fetchone()
        speakers = self._db.execute(
            "SELECT s.label, s.role, s.case_name, n.turns FROM speaker s"
            " LEFT JOIN (SELECT speaker, count(*) turns FROM turn WHERE document = ?1 GROUP BY speaker) n"
            " ON n.speaker = s.id WHERE s.document = ?1 ORDER BY s.id",
            (key,),
        )
        return Document(
            identity, name, kind, characters, words, turns, tuple(Speaker(a, b, c, d or 0) for a, b, c, d in speakers)
        )
