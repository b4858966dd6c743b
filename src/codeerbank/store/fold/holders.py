"""Who holds a place: of the ids on one (document, start, stop, code, coder) the latest speaks, the others stand behind it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from codeerbank.domain.events import CodingAdded, CodingsAdded
from codeerbank.domain.ids import Id, split_row_id
from codeerbank.store.fold.codebook import code_now
from codeerbank.store.fold.noun import Tables
from codeerbank.store.fold.replaced import current_place
from codeerbank.store.fold.versions import carried, current_version, way
from codeerbank.store.log import read

Place: TypeAlias = tuple[int, int, int, int, int]
"""(document, start, stop, code, coder) as integer keys and addresses."""
Holder: TypeAlias = tuple[Place, int, int]
"""A place, and the position and row of the event that made the coding."""

AT = "document = ? AND start = ? AND stop = ? AND code = ? AND coder = ?"
_INSERT = "INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"


def put(tables: Tables, place: Place, turn: int, event: int, row: int, attributes: str | None, origin: int) -> None:
    """Let an id hold a place; one that held it steps back."""
    done = tables.connection.execute(_INSERT, (*place, turn, event, row, attributes, origin))
    if not done.rowcount:
        step_back(tables, place)
        tables.connection.execute(
            f"UPDATE coding SET event = ?, row = ?, attributes = ?, origin = ? WHERE {AT}",
            (event, row, attributes, origin, *place),
        )


def step_back(tables: Tables, place: Place) -> None:
    """Let the id that holds a place stand behind the one that comes."""
    tables.connection.execute(
        "INSERT INTO coding_also (document, start, stop, code, coder, event, row, attributes, origin)"
        f" SELECT document, start, stop, code, coder, event, row, attributes, origin FROM coding WHERE {AT}",
        place,
    )


def leave(tables: Tables, holder: Holder) -> None:
    """Let an id leave its place; the latest behind it comes forward."""
    place, event, row = holder
    run = tables.connection.execute
    if run(f"DELETE FROM coding_also WHERE {AT} AND event = ? AND row = ?", (*place, event, row)).rowcount:
        return
    latest = run(
        f"SELECT id, event, row, attributes, origin FROM coding_also WHERE {AT} ORDER BY id DESC LIMIT 1", place
    ).fetchone()
    if latest is None:
        run(f"DELETE FROM coding WHERE {AT} AND event = ? AND row = ?", (*place, event, row))
        return
    run(f"UPDATE coding SET event = ?, row = ?, attributes = ?, origin = ? WHERE {AT}", (*latest[1:], *place))
    run("DELETE FROM coding_also WHERE id = ?", latest[:1])


def described(tables: Tables, holder: Holder) -> tuple[str | None, int] | None:
    """Give the attributes and origin of an id that holds its place or stands behind; None where it is gone."""
    place, event, row = holder
    for table in ("coding", "coding_also"):
        found = tables.connection.execute(
            f"SELECT attributes, origin FROM {table} WHERE {AT} AND event = ? AND row = ?", (*place, event, row)
        ).fetchone()
        if found:
            return found[0], found[1]
    return None


def holder_of(tables: Tables, identity: Id) -> Holder | None:
    """Find the place an id holds now, and its event and row; None when it holds none."""
    found = place_of(tables, identity)
    return found if found and described(tables, found) else None


def place_of(tables: Tables, identity: Id) -> Holder | None:
    """Read from the log where a coding was made, and where that is now: its place, the position of its event and its row."""
    event, row = split_row_id(identity)
    for record in read(tables.connection, "e.id = ?", (event,)):
        match record.change:
            case CodingAdded(start=int(start), stop=int(stop)) as change if row == 0:
                name, coder = change.code, change.coder
            case CodingsAdded() as change if row < len(change.starts):
                if (a := change.starts[row]) is None or (b := change.stops[row]) is None:
                    return None
                name, start, stop = change.code_ids[change.codes[row]], a, b
                coder = change.coder_names[change.coders[row]]
            case _:
                return None
        document, code, version = tables.thing(change.document), tables.thing(name), change.version
        moved = tables.connection.execute(
            "SELECT coalesce(code, ?), coalesce(start, ?), coalesce(stop, ?), CASE WHEN start IS NULL THEN ? ELSE version END"
            " FROM coding_moved WHERE event = ? AND row = ?",
            (code, start, stop, version, record.position, row),
        ).fetchone()
        if moved:
            code, start, stop, version = moved
        now, place = code_now(tables, code), place_now(tables, document, version, start, stop)
        return (
            None
            if now is None or place is None
            else ((document, *place, now, tables.coder(coder)), record.position, row)
        )
    return None


def place_now(tables: Tables, document: int, version: Id, start: int, stop: int) -> tuple[int, int] | None:
    """Carry a stretch of a version of a text to where it is now; None where its words are gone."""
    now = current_version(tables, document)
    if now == version:
        return current_place(tables, document, start, stop)
    steps = way(tables, version, now)
    return None if steps is None else carried(steps, start, stop)


def packed(attributes: Mapping[str, Any]) -> str | None:
    """Write attributes as they stand in the tables."""
    return json.dumps(dict(attributes), ensure_ascii=False, sort_keys=True) if attributes else None
