"""Codings that got another code, or became one with others: their ids stay, only where they stand changes."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.events import CodingsJoined, CodingsRecoded
from codeerbank.domain.ids import Id
from codeerbank.store.fold.codebook import code_now
from codeerbank.store.fold.holders import Holder, Place, described, leave, place_now, place_of, put
from codeerbank.store.fold.noun import Tables
from codeerbank.store.log import Record

_KEEP = """INSERT INTO coding_moved VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (event, row) DO UPDATE SET
  code = coalesce(excluded.code, code), start = coalesce(excluded.start, start), stop = coalesce(excluded.stop, stop),
  version = CASE WHEN excluded.start IS NULL THEN version ELSE excluded.version END, by_event = excluded.by_event"""


def recode(tables: Tables, record: Record, change: CodingsRecoded, noun: str) -> None:
    """Let codings stand under another code."""
    code = tables.thing(change.code)
    if (now := code_now(tables, code)) is None:
        tables.unsettled(record, 0, noun, change.document, "code unknown")
        return
    for holder in _there(tables, record, change.document, change.codings, noun):
        (document, start, stop, _code, coder), event, of = holder
        kept = (event, of, document, code, None, None, "", record.position)
        _move(tables, holder, (document, start, stop, now, coder), kept)


def join(tables: Tables, record: Record, change: CodingsJoined, noun: str) -> None:
    """Let codings cover one stretch together."""
    document = tables.thing(change.document)
    place = place_now(tables, document, change.version, change.start, change.stop)
    if place is None:
        tables.unsettled(record, 0, noun, change.document, "outside the text")
        return
    for holder in _there(tables, record, change.document, change.codings, noun):
        (_document, _start, _stop, code, coder), event, of = holder
        kept = (event, of, document, None, change.start, change.stop, change.version, record.position)
        _move(tables, holder, (document, *place, code, coder), kept)


def _there(tables: Tables, record: Record, document: Id, codings: Sequence[Id], noun: str) -> list[Holder]:
    """Find the codings that are still there; one that is not is noted."""
    found = []
    key = tables.thing(document)
    for row, identity in enumerate(codings):
        holder = place_of(tables, identity)
        if holder is None or holder[0][0] != key or described(tables, holder) is None:
            tables.unsettled(record, row, noun, document, "coding gone")
        else:
            found.append(holder)
    return found


def _move(tables: Tables, holder: Holder, to: Place, kept: tuple[object, ...]) -> None:
    about = described(tables, holder)
    turn = tables.connection.execute(
        "SELECT id FROM turn WHERE document = ? AND start <= ? ORDER BY start DESC LIMIT 1", to[:2]
    ).fetchone()
    if about is None or turn is None:
        return
    leave(tables, holder)
    put(tables, to, turn[0], holder[1], holder[2], *about)
    tables.connection.execute(_KEEP, kept)
