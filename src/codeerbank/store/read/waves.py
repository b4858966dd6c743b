"""What a newer export of a survey is compared with: its respondents, its columns and its answers as they are now."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from codeerbank.domain.ids import Id
from codeerbank.domain.survey import AnswerState
from codeerbank.store.fold.noun import WIDTH

Row: TypeAlias = tuple[Id, int]
"""A respondent: the frame that brought them in, and their row in it."""

_ROW = (1 << WIDTH) - 1


@dataclass(frozen=True, slots=True)
class HeldColumn:
    """A closed or open question in the project, under the name it came in with."""

    identity: Id
    name: str
    is_open: bool
    characters: int = 0
    level: str = "text"
    label: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HeldAnswer:
    """A respondent's answer to an open question: the number of its turn, where its words begin, and the words."""

    number: int
    said: int
    words: str

    @property
    def stop(self) -> int:
        """Where its words end."""
        return self.said + len(self.words)


class Waves:
    """The survey's tables by frame and row."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def people(self) -> Iterator[tuple[str, Row, str | None]]:
        """Go through the respondents: key, place and group."""
        rows = self._db.execute(
            'SELECT c.name, g.name, c.row, c."group" FROM cases c JOIN thing g ON g.id = c.frame ORDER BY c.id'
        )
        for name, frame, row, group in rows:
            yield name, (frame, row), group

    def survey_of(self, frames: Collection[Id]) -> set[Id]:
        """Name the frames that answered the same questions as these did: those of one survey, whenever they came."""
        names = self._frames()
        asked = self._asked(names)
        found = {key for key, name in names.items() if name in frames}
        while more := {frame for of in asked.values() if of & found for frame in of} - found:
            found |= more
        return {names[key] for key in found}

    def columns(self, frames: Collection[Id]) -> list[HeldColumn]:
        """List the questions that were put to respondents of these frames, or that nobody answered yet."""
        names = self._frames()
        keys, asked = {key for key, name in names.items() if name in frames}, self._asked(names)
        closed = self._db.execute(
            "SELECT v.id, g.name, v.name, v.level, v.label, v.labels FROM variable v JOIN thing g ON g.id = v.id"
            " JOIN event e ON e.position = v.event ORDER BY e.clock, e.device, e.sequence"
        )
        found = [
            HeldColumn(identity, name, False, level=level, label=label, labels=json.loads(labels))
            for key, identity, name, level, label, labels in closed
            if asked[key] & keys
        ]
        opened = self._db.execute(
            "SELECT d.id, g.name, d.name, d.characters FROM document d JOIN thing g ON g.id = d.id"
            " JOIN event e ON e.position = d.event WHERE d.kind = 'open_question' ORDER BY e.clock, e.device, e.sequence"
        ).fetchall()
        for key, identity, name, characters in opened:
            cases = self._db.execute(
                f"SELECT DISTINCT case_id >> {WIDTH} FROM turn WHERE document = ? AND case_id IS NOT NULL", (key,)
            )
            answered = {frame for (frame,) in cases}
            if not answered or answered & keys:
                found.append(HeldColumn(identity, name, True, characters))
        return found

    def cells(self, variable: Id) -> Mapping[Row, tuple[AnswerState, str | None]]:
        """Give a variable's cells by respondent."""
        frames = self._frames()
        rows = self._db.execute(
            "SELECT case_id, state, value FROM answer WHERE variable = (SELECT id FROM thing WHERE name = ?)",
            (variable,),
        )
        return {(frames[case >> WIDTH], case & _ROW): (AnswerState(state), value) for case, state, value in rows}

    def answers(self, document: Id) -> Mapping[Row, HeldAnswer]:
        """Give the answers to an open question by respondent; those that were replaced are left out."""
        frames = self._frames()
        rows = self._db.execute(
            "SELECT case_id, id, said, substr(text, said - start + 1, stop - said) FROM turn"
            " WHERE document = (SELECT id FROM thing WHERE name = ?) AND case_id IS NOT NULL",
            (document,),
        )
        return {
            (frames[case >> WIDTH], case & _ROW): HeldAnswer((key & _ROW) + 1, said, words)
            for case, key, said, words in rows
        }

    def codings(self, document: Id) -> list[tuple[int, int, str]]:
        """List (start, stop, code) of the codings on an open question."""
        return self._db.execute(
            "SELECT k.start, k.stop, c.key FROM coding k JOIN code c ON c.id = k.code"
            " WHERE k.document = (SELECT id FROM thing WHERE name = ?) ORDER BY k.start, k.stop, c.key",
            (document,),
        ).fetchall()

    def _frames(self) -> dict[int, Id]:
        return dict(self._db.execute("SELECT id, name FROM thing WHERE id IN (SELECT DISTINCT frame FROM cases)"))

    def _asked(self, frames: Collection[int]) -> dict[int, set[int]]:
        """Give per variable the frames that have cells in it: a look each, never a walk over all answers."""
        query = "SELECT 1 FROM answer WHERE variable = ? AND case_id BETWEEN ? AND ? LIMIT 1"
        variables = [key for (key,) in self._db.execute("SELECT id FROM variable")]
        return {
            key: {f for f in frames if self._db.execute(query, (key, f << WIDTH, f << WIDTH | _ROW)).fetchone()}
            for key in variables
        }
