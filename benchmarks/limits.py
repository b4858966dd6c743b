"""The bare parts: what SQLite, FTS5 and the csv module need for the same work, without a program around them.

python -m benchmarks.limits CORPUS FOLDER
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby, islice
from operator import itemgetter
from pathlib import Path
from typing import Any

from benchmarks.measure import cost, cost_after

WORD = "privacy"
"""The word searched for; the code whose quotes are asked for goes by the same name."""

FILLED = (
    "01a201b4-74ce-75a0-96ab-3f54e4aadbf3.12345",
    117,
    "Jongere 7",
    "",
    "2026-01-02T03:04:05+00:00",
    "manual",
    "intern, niet vrijgegeven",
)
"""What an exported coding has beside place, code, coder and words: id, turn, speaker, case, moment, origin and stamp."""
INSERT_CODING = "INSERT INTO coding (doc, start, stop, code, coder) VALUES (?, ?, ?, ?, ?)"
SCHEMA = """
CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT, text TEXT);
CREATE TABLE coding (id INTEGER PRIMARY KEY, doc INT, start INT, stop INT, code INT, coder INT, UNIQUE (doc, start, stop, code, coder));
CREATE INDEX coding_code ON coding (code, doc);
CREATE TABLE respondent (id INTEGER PRIMARY KEY, region TEXT, weight REAL);
CREATE TABLE carried (person INT, code INT);
CREATE TABLE answer (variable INT, respondent INT, state INT, value TEXT, PRIMARY KEY (variable, respondent)) WITHOUT ROWID;
CREATE VIRTUAL TABLE turn USING fts5 (text, tokenize='unicode61 remove_diacritics 2');
"""

# Overlapping stretches are one segment, in which a code counts once; that each lies in one turn is taken for granted.
BY_DOCUMENT = """SELECT doc, code, count(DISTINCT segment) FROM (
  SELECT doc, code, sum(new) OVER (PARTITION BY doc ORDER BY start, stop, code, coder ROWS UNBOUNDED PRECEDING) segment FROM (
    SELECT doc, code, coder, start, stop, start >= coalesce(max(stop) OVER (
      PARTITION BY doc ORDER BY start, stop, code, coder ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) new FROM coding
  )) GROUP BY doc, code"""
# A person counts once for a code, whatever the number of coders, and is one person in conversations and answers.
BY_REGION = """WITH given AS (
    SELECT code, region, count(*) n, sum(weight) weight FROM (SELECT DISTINCT person, code FROM carried) c
    JOIN respondent r ON r.id = c.person GROUP BY code, region),
  base AS (SELECT region, count(*) n, sum(weight) weight FROM respondent GROUP BY region)
  SELECT g.code, g.region, g.n, g.weight, 100.0 * g.n / b.n, 100.0 * g.weight / b.weight
  FROM given g JOIN base b ON b.region IS g.region"""


def rows(path: Path) -> Iterator[list[str]]:
    """Give the rows of a CSV file below its header."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from islice(csv.reader(file), 1, None)


class Limits:
    """The corpus in a bare database, and the same questions put to it in SQL."""

    def __init__(self, corpus: Path, folder: Path) -> None:
        self.corpus, self.folder, self._made = corpus, folder, 0
        self.codes = {name: key for key, (name, *_rest) in enumerate(rows(corpus / "codebook.csv"))}
        self.texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted((corpus / "docs").iterdir())]
        self.ends = [[found.start() for found in re.finditer("\n\n", text)] for _name, text in self.texts]
        self.documents = {name: key for key, (name, _text) in enumerate(self.texts)}
        self.db = self._empty()
        self.insert_documents(self.db)
        self.insert_codings(self.db)
        self._insert_answers()

    def all(self) -> dict[str, Any]:
        """Measure every limit."""
        query = self.db.execute
        word, code = (WORD,), (self.codes[WORD],)
        found = "SELECT rowid, snippet(turn, 0, '[', ']', '…', 12) FROM turn WHERE turn MATCH ? LIMIT 50"
        return {
            "documents": cost_after(self._empty, self.insert_documents),
            "codings": cost_after(self._empty, self.insert_codings),
            "survey": cost_after(self._empty, self.insert_survey),
            "gesture": self._gesture(),
            # not compared: ours leaves out what moderators say, and counts the themes above the codes as well
            "code x document": {**cost(lambda: query(BY_DOCUMENT).fetchall()), "result": None},
            "code x variable": cost(lambda: sum(row[2] for row in query(BY_REGION).fetchall() if row[1] is not None)),
            "code x code": {**cost(self._met), "result": None},  # not compared, for the same reasons
            "search": cost(lambda: len(query(found, word).fetchall()), 25),
            "quotes": cost(lambda: len(self._first_quotes(code)), 25),
            "all quotes": cost(lambda: len(self._all_quotes(code)), 9),
            "export": {**cost(self._export), "result": sum(1 for _row in rows(self.folder / "limit.csv"))},
        }

    def insert_documents(self, db: sqlite3.Connection) -> int:
        """Insert the texts, and index their turns, in one transaction."""
        turns = [(turn,) for _name, text in self.texts for turn in text.split("\n\n")]
        db.executemany(
            "INSERT INTO doc (id, name, text) VALUES (?, ?, ?)", [(n, *text) for n, text in enumerate(self.texts)]
        )
        db.executemany("INSERT INTO turn (text) VALUES (?)", turns)
        db.commit()
        return len(turns)

    def insert_codings(self, db: sqlite3.Connection) -> int:
        """Read the codings from CSV and insert them as integers, in one transaction."""
        coders: dict[str, int] = {}
        read = (
            (self.documents[doc], int(start), int(stop), self.codes[code], coders.setdefault(coder, len(coders)))
            for doc, start, stop, code, coder in rows(self.corpus / "codings.csv")
        )
        made = db.executemany(INSERT_CODING, read).rowcount
        db.commit()
        return made

    def insert_survey(self, db: sqlite3.Connection) -> int:
        """Read the survey from CSV and insert a row per answer, and index the open one, in one transaction."""
        columns = list(zip(*rows(self.corpus / "survey.csv"), strict=True))
        for variable, cells in enumerate(columns[1:]):
            states = ((variable, n, cell != "", cell) for n, cell in enumerate(cells))
            db.executemany("INSERT INTO answer VALUES (?, ?, ?, ?)", states)
        db.executemany(
            "INSERT INTO respondent VALUES (?, ?, ?)", ((n, name, None) for n, name in enumerate(columns[0]))
        )
        db.executemany("INSERT INTO turn (text) VALUES (?)", ((cell,) for cell in columns[-1] if cell))
        db.commit()
        return len(columns[0])

    def _empty(self) -> sqlite3.Connection:
        self._made += 1
        path = self.folder / f"limit{self._made}.db"
        path.unlink(missing_ok=True)
        db = sqlite3.connect(path)
        db.execute("PRAGMA synchronous=EXTRA")  # the journal setting of a project
        db.executescript(SCHEMA)
        return db

    def _insert_answers(self) -> None:
        people = {}
        for key, (name, _age, _gender, region, _school, _content, _urban, weight, _answer) in enumerate(
            rows(self.corpus / "survey.csv")
        ):
            people[name] = key
            self.db.execute("INSERT INTO respondent VALUES (?, ?, ?)", (key, region, float(weight)))
        coded = ((people[name], self.codes[code]) for name, code, _coder in rows(self.corpus / "answer_codings.csv"))
        self.db.executemany("INSERT INTO carried VALUES (?, ?)", coded)
        self._insert_spoken(people)
        self.db.commit()

    def _insert_spoken(self, people: dict[str, int]) -> None:
        """Note beforehand who spoke each coded stretch: speakers are persons without a region or a weight."""
        carried = []
        for doc, start, code in self.db.execute("SELECT doc, start, code FROM coding"):
            name, text = self.texts[doc]
            turn = bisect_right(self.ends[doc], start)
            first = self.ends[doc][turn - 1] + 2 if turn else 0
            label, _colon, _words = text[first : first + 40].partition(":")
            carried.append((people.setdefault(f"{name} {label}", len(people)), code))
        known = {key for (key,) in self.db.execute("SELECT id FROM respondent")}
        self.db.executemany(
            "INSERT INTO respondent VALUES (?, NULL, NULL)", ((key,) for key in people.values() if key not in known)
        )
        self.db.executemany("INSERT INTO carried VALUES (?, ?)", carried)

    def _gesture(self) -> dict[str, Any]:
        """One row, one commit, in a database that holds all the others."""
        starts = iter(range(1_000_000_000, 2_000_000_000))

        def one() -> None:
            self.db.execute(INSERT_CODING, (0, next(starts), 2_000_000_000, 0, 0))
            self.db.commit()

        found = cost(one, 60)
        self.db.execute("DELETE FROM coding WHERE start >= 1000000000")
        self.db.commit()
        return found

    def _met(self) -> Counter[tuple[int, int]]:
        """Count the turns that two codes share: all codings in order of place, in one sweep."""
        met: Counter[tuple[int, int]] = Counter()
        found = self.db.execute("SELECT doc, start, code FROM coding ORDER BY doc, start")
        for doc, of_one in groupby(found, itemgetter(0)):
            ends = self.ends[doc]
            for _turn, here in groupby(of_one, lambda row: bisect_right(ends, row[1])):  # noqa: B023  used up at once
                met.update(combinations(sorted({code for _doc, _start, code in here}), 2))
        return met

    def _first_quotes(self, code: tuple[int]) -> list[str]:
        query = "SELECT DISTINCT doc, start, stop FROM coding WHERE code = ? ORDER BY doc, start LIMIT 50"
        places = self.db.execute(query, code).fetchall()
        cut = "SELECT substr(text, ?, ?) FROM doc WHERE id = ?"
        return [self.db.execute(cut, (start + 1, stop - start, doc)).fetchone()[0] for doc, start, stop in places]

    def _all_quotes(self, code: tuple[int]) -> list[str]:
        texts = dict(self.db.execute("SELECT id, text FROM doc"))
        places = self.db.execute(
            "SELECT DISTINCT doc, start, stop FROM coding WHERE code = ? ORDER BY doc, start", code
        )
        return [texts[doc][start:stop] for doc, start, stop in places]

    def _export(self) -> None:
        texts = [text for _name, text in self.texts]
        names = [name for name, _text in self.texts]
        codes = list(self.codes)
        found = self.db.execute(
            "SELECT doc, start, stop, code, coder FROM coding ORDER BY doc, start, stop, code, coder"
        )
        with (self.folder / "limit.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            # As many columns as ours has, the history of a coding as constants that lie ready.
            writer.writerow(["doc", "start", "stop", "code", "coder", "feature", *FILLED, "text"])
            writer.writerows(
                (names[d], start, stop, codes[k], who, "", *FILLED, texts[d][start:stop])
                for d, start, stop, k, who in found
            )


if __name__ == "__main__":
    print(json.dumps(Limits(Path(sys.argv[1]), Path(sys.argv[2])).all()))
