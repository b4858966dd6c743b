"""Refolding only the places single codings stand on: the short way for undoing a gesture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from codeerbank.domain.events import AttributesSet, CodingAdded, CodingRemoved, CodingsJoined, CodingsRecoded
from codeerbank.domain.ids import Id
from codeerbank.store.fold import codings
from codeerbank.store.fold.holders import AT, place_of
from codeerbank.store.fold.noun import Tables
from codeerbank.store.log import Record

Live = Callable[[str, Sequence[object]], Iterable[Record]]
"""Reads the codings' events that count, in fold order, under a condition."""


def gestures(record: Record) -> list[Id]:
    """Give the codings that an event made or changed, each by a gesture; none for a bulk event."""
    match record.change:
        case CodingAdded():
            return [record.id]
        case AttributesSet(coding=coding):
            return [coding]
        case CodingRemoved() as change:
            return [change.coding, *change.also]
    return []


def refold_places(tables: Tables, gestures: Sequence[Id], live: Live) -> bool:
    """Refold only the places these codings stand on; False where a bulk row shares one, so that the document must be.

    Ids on one place do not influence one another, so those that hold it now, and these, are all that is needed.
    """
    found = [place_of(tables, gesture) for gesture in gestures]
    if not found or None in found:
        return False
    run = tables.connection.execute
    places = {f[0] for f in found if f}
    holders = {f[1] for f in found if f}
    for table in ("coding", "coding_also"):
        holders |= {p for place in places for (p,) in run(f"SELECT event FROM {table} WHERE {AT}", place)}
    marks = ", ".join("?" * len(holders))
    kinds = run(f"SELECT DISTINCT kind FROM event WHERE position IN ({marks})", tuple(holders)).fetchall()
    if kinds != [(CodingAdded.KIND,)]:
        return False
    touching = run(
        "SELECT DISTINCT b.event FROM event e JOIN thing n ON n.name = e.id JOIN touch b ON b.thing = n.id"
        f" WHERE e.position IN ({marks})",
        tuple(holders),
    )
    positions = sorted({p for (p,) in touching} | holders)
    marks = ", ".join("?" * len(positions))
    bulk = f"SELECT 1 FROM event WHERE position IN ({marks}) AND kind IN (?, ?) LIMIT 1"
    if run(bulk, (*positions, CodingsRecoded.KIND, CodingsJoined.KIND)).fetchone():
        return False
    for place in places:
        run(f"DELETE FROM coding WHERE {AT}", place)
        run(f"DELETE FROM coding_also WHERE {AT}", place)
    run(f"DELETE FROM unsettled WHERE event IN ({marks})", positions)
    for again in list(live(f"e.position IN ({marks})", positions)):
        codings.NOUN.apply(tables, again)
    return True
