"""What was really said: time marks within speech stand in the text and in its index, but nobody said them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cached_property

from codeerbank.domain.text import blanked
from codeerbank.store.read.matches import holds

_FEW = 500
Text = tuple[int, str]
"""A turn and its speech."""


class Said:
    """Speech with blanks in the place of time marks, so that addresses stay.

    turns   the turns that will be asked for, where they are few; else those of the whole project are looked through
    """

    def __init__(self, connection: sqlite3.Connection, turns: Sequence[int] | None = None) -> None:
        self._db, self._turns = connection, turns

    @cached_property
    def _marks(self) -> dict[int, tuple[int, Sequence[Sequence[int]]]]:
        marked = "SELECT id, said, marks FROM turn WHERE marks <> ''"
        if self._turns is None or len(self._turns) > _FEW:
            rows = self._db.execute(marked)
        else:
            rows = self._db.execute(f"{marked} AND id IN ({', '.join('?' * len(self._turns))})", self._turns)
        return {key: (said, json.loads(marks)) for key, said, marks in rows}

    def text(self, key: int, text: str) -> str:
        """Give the speech of a turn without its time marks."""
        return blanked(text, *self._marks[key]) if key in self._marks else text

    def texts(self, texts: Iterable[Text]) -> list[Text]:
        """Give the speech of turns without their time marks."""
        return [(key, self.text(key, text)) for key, text in texts]

    def only(self, turns: Sequence[int], queries: Iterable[str]) -> list[int]:
        """Leave out the turns that hold these words in their time marks alone."""
        wanted = [query for query in queries if any(letter.isdigit() for letter in query)]
        if not wanted:
            return list(turns)
        return [key for key in turns if key not in self._marks or all(holds(self._read(key), one) for one in wanted)]

    def _read(self, key: int) -> str:
        return self.text(key, *self._db.execute("SELECT text FROM speech WHERE id = ?", (key,)).fetchone())
