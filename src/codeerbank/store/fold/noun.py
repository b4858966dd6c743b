"""What one module of the fold offers, and the connection it works on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

from codeerbank.domain.ids import Id
from codeerbank.store.log import Record

WIDTH = 24
"""Turns and cases have the key of their document or frame, shifted by this many bits, plus their number."""


@dataclass(slots=True)
class Tables:
    """The derived tables of one connection, with the integer keys already looked up in this transaction."""

    connection: sqlite3.Connection
    _things: dict[str, int] = field(default_factory=dict)
    _coders: dict[str, int] = field(default_factory=dict)
    texts: dict[Id, object] = field(default_factory=dict)
    """Corrections looked up so far, by version (see ``versions``)."""

    def thing(self, name: Id) -> int:
        """Give the integer key of a thing, making one where there is none; a key is never given up."""
        if (key := self._things.get(name)) is None:
            key = self._key("thing", name)
            self._things[name] = key
        return key

    def coder(self, name: str) -> int:
        """Give the integer key of a coder."""
        if (key := self._coders.get(name)) is None:
            key = self._key("coder", name)
            self._coders[name] = key
        return key

    def _key(self, table: str, name: str) -> int:
        """Look a key up in the table itself, whatever view of that name leaves others out (``read.own``)."""
        row = self.connection.execute(f"SELECT id FROM main.{table} WHERE name = ?", (name,)).fetchone()
        if row:
            return int(row[0])
        return int(self.connection.execute(f"INSERT INTO main.{table} (name) VALUES (?)", (name,)).lastrowid or 0)

    def forget(self) -> None:
        """Drop the keys looked up so far: the transaction that made them was taken back."""
        self._things.clear()
        self._coders.clear()
        self.texts.clear()

    def unsettled(self, record: Record, row: int, noun: str, unit: str, reason: str) -> None:
        """Note a change, or a row of one, that could not be placed: nothing is dropped in silence."""
        self.connection.execute(
            "INSERT INTO unsettled VALUES (?, ?, ?, ?, ?)", (record.position, row, noun, unit, reason)
        )


@dataclass(frozen=True, slots=True)
class Noun:
    """A family of tables that is folded and cleared together, one unit (a document, a memo...) at a time.

    kinds   the changes it folds
    unit    the unit a change belongs to
    apply   fold one change; never raises for what a change says, notes it as unsettled
    clear   empty a unit's rows, so that its changes can be folded again
    feeds   names of nouns whose rows rest on these, refolded after them
    """

    name: str
    kinds: frozenset[str]
    unit: Callable[[Record], str]
    apply: Callable[[Tables, Record], None]
    clear: Callable[[Tables, str], None]
    feeds: tuple[str, ...] = ()
