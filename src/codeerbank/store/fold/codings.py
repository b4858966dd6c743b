"""Codings: unique on (document, start, stop, code, coder); a place may be held by several ids, the latest one speaks."""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from codeerbank.domain.events import (
    AttributesSet,
    CodingAdded,
    CodingRemoved,
    CodingsAdded,
    CodingsJoined,
    CodingsRecoded,
)
from codeerbank.domain.ids import Id
from codeerbank.store.fold import moves
from codeerbank.store.fold.codebook import code_now, codes_now
from codeerbank.store.fold.holders import AT, holder_of, leave, packed, place_now, put, step_back
from codeerbank.store.fold.noun import WIDTH, Noun, Tables
from codeerbank.store.fold.replaced import CHANGED, current_place
from codeerbank.store.fold.versions import GONE, carried, way
from codeerbank.store.log import Record

# None takes a slow way through the sqlite3 module: "" for no attributes
_INSERT_MANY = "INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''), 0) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class _Text:
    """A document and where its turns start; a coding that starts in a turn stays within the bound of that turn.

    The bound of an answer that was replaced is 0: codings on it are looked for in the answer that came instead.
    """

    key: int
    version: Id
    characters: int
    starts: array[int]
    bounds: array[int]

    def problem(self, start: int, stop: int) -> str:
        if self.starts and start >= 0 and not self.bounds[bisect_right(self.starts, start) - 1]:
            return CHANGED
        return "crosses answers" if 0 <= start < stop <= self.characters else "outside the text"


def _text(tables: Tables, document: Id) -> _Text | None:
    key = tables.thing(document)
    found = tables.connection.execute("SELECT kind, characters, version FROM document WHERE id = ?", (key,)).fetchone()
    if found is None:
        return None
    kind, characters, version = found
    turns = tables.connection.execute(
        "SELECT start, CASE WHEN replaced IS NULL THEN stop ELSE 0 END FROM turn WHERE document = ? ORDER BY start",
        (key,),
    ).fetchall()
    bounds = [stop if kind == "open_question" else characters for _start, stop in turns]
    return _Text(
        key, version, characters, array("q", [start for start, _stop in turns]), array("q", [*bounds, characters])
    )


def _moved(tables: Tables, text: _Text, start: int, stop: int) -> tuple[int, int, int] | None:
    """Give the place, and the turn, to which a stretch of a replaced answer went; None when it did not go anywhere."""
    now = current_place(tables, text.key, start, stop) if start >= 0 else None
    return None if now is None or now == (start, stop) else (*now, bisect_right(text.starts, now[0]) - 1)


def _apply(tables: Tables, record: Record) -> None:
    match record.change:
        case CodingAdded() as change:
            _add(tables, record, change)
        case CodingsAdded() as change:
            _add_many(tables, record, change)
        case CodingRemoved() as change:
            for identity in (change.coding, *change.also):
                _remove(tables, identity)
        case AttributesSet() as change:
            _set(tables, record, change)
        case CodingsRecoded() as change:
            moves.recode(tables, record, change, NOUN.name)
        case CodingsJoined() as change:
            moves.join(tables, record, change, NOUN.name)


def _add(tables: Tables, record: Record, change: CodingAdded) -> None:
    if change.start is None or change.stop is None:
        return
    document = tables.thing(change.document)
    now = place_now(tables, document, change.version, change.start, change.stop)
    start, stop = now or (change.start, change.stop)
    code = code_now(tables, tables.thing(change.code))
    turn = tables.connection.execute(
        "SELECT t.id, t.stop, d.kind, d.characters, d.version FROM document d JOIN turn t ON t.document = d.id AND t.start <= ?"
        " WHERE d.id = ? ORDER BY t.start DESC LIMIT 1",
        (start, document),
    ).fetchone()
    problem = None
    if turn is None:
        problem = "document unknown"
    elif now is None:
        problem = CHANGED if turn[4] == change.version else GONE
    elif not 0 <= start < stop <= turn[3]:
        problem = "outside the text"
    elif turn[2] == "open_question" and stop > turn[1]:
        problem = "crosses answers"
    elif code is None:
        problem = "code unknown"
    if problem or code is None:
        tables.unsettled(record, 0, NOUN.name, change.document, problem or "code unknown")
        return
    place = (document, start, stop, code, tables.coder(change.coder))
    put(tables, place, turn[0], record.position, 0, packed(change.attributes), int(change.origin == "suggestion"))


def _add_many(tables: Tables, record: Record, change: CodingsAdded) -> None:
    text = _text(tables, change.document)
    known = codes_now(tables)
    codes = [known.get(tables.thing(code)) for code in change.code_ids]
    steps = way(tables, change.version, text.version) if text else []
    coders = [tables.coder(name) for name in change.coder_names]
    columns = list(change.attributes.items())
    rows: list[tuple[Any, ...]] = []
    position, first = record.position, text.key << WIDTH if text else 0
    places = zip(change.starts, change.stops, change.codes, change.coders, strict=True)
    for row, (start, stop, code, coder) in enumerate(places):
        if start is None or stop is None:
            continue
        if text is None or codes[code] is None:
            problem = "document unknown" if text is None else "code unknown"
            tables.unsettled(record, row, NOUN.name, change.document, problem)
            continue
        if steps or steps is None:  # it was made on another version of the text
            if (there := carried(steps, start, stop) if steps else None) is None:
                tables.unsettled(record, row, NOUN.name, change.document, GONE)
                continue
            start, stop = there
        turn = bisect_right(text.starts, start) - 1
        if not 0 <= start < stop <= text.bounds[turn]:
            if (moved := _moved(tables, text, start, stop)) is None:
                tables.unsettled(record, row, NOUN.name, change.document, text.problem(start, stop))
                continue
            start, stop, turn = moved
        given = packed({key: values[row] for key, values in columns if values[row]}) if columns else None
        rows.append((text.key, start, stop, codes[code], coders[coder], first | turn, position, row, given or ""))
    rows.sort()  # in key order, and where they are alike in the order of the file: 40 % less work for the tree
    inserted = tables.connection.executemany(_INSERT_MANY, rows).rowcount
    if inserted != len(rows):
        _meet(tables, rows)


def _meet(tables: Tables, rows: list[tuple[Any, ...]]) -> None:
    """Put the rows that met a coding already there on top of it."""
    for *place, turn, event, row, given in sorted(rows, key=itemgetter(7)):
        at = tables.connection.execute(f"SELECT event, row FROM coding WHERE {AT}", place).fetchone()
        if tuple(at) != (event, row):
            put(tables, tuple(place), turn, event, row, given or None, 0)


def _remove(tables: Tables, identity: Id) -> None:
    if found := holder_of(tables, identity):  # gone already: removing twice is no conflict
        leave(tables, found)


def _set(tables: Tables, record: Record, change: AttributesSet) -> None:
    found = holder_of(tables, change.coding)
    if found is None:
        tables.unsettled(record, 0, NOUN.name, change.document, "coding gone")
        return
    place, event, row = found
    behind = tables.connection.execute(
        f"SELECT id, attributes, origin FROM coding_also WHERE {AT} AND event = ? AND row = ?", (*place, event, row)
    ).fetchone()
    if behind:  # an edit makes this id the latest
        step_back(tables, place)
        tables.connection.execute("DELETE FROM coding_also WHERE id = ?", behind[:1])
        tables.connection.execute(
            f"UPDATE coding SET event = ?, row = ?, attributes = ?, origin = ? WHERE {AT}",
            (event, row, *behind[1:], *place),
        )
    now = json.loads(
        tables.connection.execute(f"SELECT attributes FROM coding WHERE {AT}", place).fetchone()[0] or "{}"
    )
    now.update(change.attributes)
    kept = packed({key: value for key, value in now.items() if value is not None})
    tables.connection.execute(f"UPDATE coding SET attributes = ? WHERE {AT}", (kept, *place))


def _clear(tables: Tables, unit: str) -> None:
    key = tables.thing(unit)
    tables.connection.execute("DELETE FROM coding WHERE document = ?", (key,))
    tables.connection.execute("DELETE FROM coding_also WHERE document = ?", (key,))
    tables.connection.execute("DELETE FROM coding_moved WHERE document = ?", (key,))
    tables.connection.execute("DELETE FROM unsettled WHERE noun = ? AND unit = ?", (NOUN.name, unit))


def _unit(record: Record) -> str:
    change = record.change
    assert isinstance(
        change, CodingAdded | CodingsAdded | CodingRemoved | AttributesSet | CodingsRecoded | CodingsJoined
    )
    return change.document


NOUN = Noun(
    "codings",
    frozenset(
        {
            CodingAdded.KIND,
            CodingsAdded.KIND,
            CodingRemoved.KIND,
            AttributesSet.KIND,
            CodingsRecoded.KIND,
            CodingsJoined.KIND,
        }
    ),
    _unit,
    _apply,
    _clear,
)
