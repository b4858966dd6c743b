"""What a change was about, without the texts and columns in its body: naming an import must not unpack a whole text."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from codeerbank.domain.events import (
    AnswersAppended,
    AnswersChanged,
    CasesAdded,
    Change,
    CodingsAdded,
    CodingsRecoded,
    DocumentAdded,
    VariableAdded,
    known,
)
from codeerbank.store import log
from codeerbank.store.fold.noun import WIDTH

LARGE = 1 << 17
"""Stored bytes from which a body is not read whole."""
_HEAD, _PIECE = 1 << 16, 1 << 14
_NAMED = {
    kind.KIND for kind in (DocumentAdded, VariableAdded, CodingsAdded, AnswersAppended, AnswersChanged, CasesAdded)
}
"""Kinds of which the beginning of the body says what it is about."""
_COUNTED = {kind.KIND for kind in (CodingsAdded, AnswersAppended, AnswersChanged, CasesAdded, CodingsRecoded)}
"""Kinds that are told by the rows in them, not by how many changes there are."""


def gists(connection: sqlite3.Connection, action: str, apart: int) -> list[tuple[type[Change], list[Change]]]:
    """Give the changes of an action by kind, in the order of the log, as far as telling of them needs.

    Of a large change that is what its body begins with, and as many rows as it had, without anything in them. More than
    ``apart`` changes are told by kind: then only those are read whose rows count.
    """
    rows = [
        row
        for row in connection.execute(
            "SELECT position, kind, version, length(body) FROM event WHERE action = ? AND body IS NOT NULL"
            " ORDER BY clock, device, sequence",
            (action,),
        )
        if known(row[1], row[2])
    ]
    whole = len(rows) <= apart
    found: dict[str, list[Change]] = {}
    for position, kind, _version, size in rows:
        read = whole or kind in _COUNTED or kind not in found
        found.setdefault(kind, []).append(gist(connection, position, kind, size) if read else found[kind][0])
    return [(type(changes[0]), changes) for changes in found.values()]


def gist(connection: sqlite3.Connection, position: int, kind: str, size: int) -> Change:
    """Give one change as far as telling of it needs; ``size`` is how many bytes are stored of it."""
    if size >= LARGE and kind in _NAMED and (begun := _without_rows(connection, position, kind)):
        return begun
    return next(log.read(connection, "e.position = ?", (position,))).change


def _without_rows(connection: sqlite3.Connection, position: int, kind: str) -> Change | None:
    """Make a change of the same kind from the beginning of a body; None where too little of it can be told."""
    body = _Body(connection, position)
    head = body.head()
    try:
        match kind:
            case DocumentAdded.KIND:
                n = _turns(connection, position, head["document"])
                starts = range(body.rows("starts") if n is None else n)
                return DocumentAdded(head["document"], head["name"], head["document_kind"], "", starts, (), ())
            case VariableAdded.KIND:
                return VariableAdded(head["variable"], head["frame"], head["name"], "", "", "", ())
            case CodingsAdded.KIND:
                return CodingsAdded(head["document"], range(body.rows("starts")), (), (), (), (), ())
            case AnswersAppended.KIND:
                return AnswersAppended(head["document"], head["frame"], 0, "", range(body.rows("starts")), (), ())
            case AnswersChanged.KIND:
                return AnswersChanged(head["variable"], head["frame"], range(body.rows("rows")), "", ())
            case CasesAdded.KIND:
                return CasesAdded(head["frame"], _people(connection, head["frame"]))
    except KeyError:
        pass
    return None


def _turns(connection: sqlite3.Connection, position: int, document: str) -> int | None:
    """Read how many turns a document came in with, where nothing was added to it since."""
    row = connection.execute(
        "SELECT d.turns, d.id FROM document d JOIN thing g ON g.id = d.id WHERE g.name = ? AND d.event = ?",
        (document, position),
    ).fetchone()
    later = "SELECT 1 FROM touch t JOIN event e ON e.position = t.event WHERE t.thing = ? AND e.kind IN (?, ?)"
    if row is None or connection.execute(later, (row[1], AnswersAppended.KIND, "document.corrected")).fetchone():
        return None
    return int(row[0])


def _people(connection: sqlite3.Connection, frame: str) -> Sequence[str | None]:
    (thing,) = connection.execute("SELECT id FROM thing WHERE name = ?", (frame,)).fetchone() or (0,)
    first = thing << WIDTH
    count = "SELECT count(*) FROM cases WHERE id >= ? AND id < ?"
    return [""] * int(connection.execute(count, (first, first + (1 << WIDTH))).fetchone()[0])


class _Body:
    """A stored body, read piece by piece."""

    def __init__(self, connection: sqlite3.Connection, position: int) -> None:
        self._db, self._position = connection, position

    def head(self) -> dict[str, Any]:
        """Give the fields that stand before the first long one."""
        begun = b""
        for piece in self._pieces():
            begun += piece
            if len(begun) >= _HEAD:
                break
        return _fields(begun[:_HEAD].decode("utf-8", "ignore"))

    def rows(self, column: str) -> int:
        """Count the rows of a column of numbers."""
        opening, waiting, n = f'"{column}":['.encode(), b"", -1
        for piece in self._pieces():
            if n < 0:
                before, found, piece = (waiting + piece).partition(opening)
                if not found:
                    waiting = before[-len(opening) :]
                    continue
                n = 0 if piece[:1] == b"]" else 1
            column_part, closing, _rest = piece.partition(b"]")
            n += column_part.count(b",")
            if closing:
                break
        return max(0, n)

    def _pieces(self) -> Iterator[bytes]:
        with self._db.blobopen("event", "body", self._position, readonly=True) as blob:
            packed, unpacker = blob.read(1) == b"z", zlib.decompressobj()
            while stored := blob.read(_PIECE):
                yield unpacker.decompress(stored) if packed else stored


def _fields(text: str) -> dict[str, Any]:
    """Read the fields of a JSON object of which only the beginning is there; those cut off are left out."""
    decoder, found, at = json.JSONDecoder(), {}, 1
    try:
        while text[at : at + 1] == '"':
            name, at = decoder.raw_decode(text, at)
            value, at = decoder.raw_decode(text, at + 1)  # past the colon
            found[name] = value
            at += 1  # past the comma
    except ValueError:
        pass
    return found
