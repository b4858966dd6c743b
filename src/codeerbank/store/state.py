"""A digest of everything the tables say, free of the order and the integer keys in which they say it."""

from __future__ import annotations

import sqlite3
from hashlib import sha256

from codeerbank.store.fold.noun import WIDTH

_THING = "(SELECT name FROM thing WHERE id = {0})"
_EVENT = "(SELECT id FROM event WHERE position = {0})"
_CASE = f"(SELECT f.name FROM thing f WHERE f.id = {{0}} >> {WIDTH}) || '.' || ({{0}} & {(1 << WIDTH) - 1})"
_CODER = "(SELECT name FROM coder WHERE id = {0})"
_TURN = f"(SELECT d.name FROM thing d WHERE d.id = {{0}} >> {WIDTH}) || '.' || ({{0}} & {(1 << WIDTH) - 1})"

QUERIES = {
    "project": "SELECT id, name, language FROM project",
    "codebook": "SELECT about FROM codebook",
    "code": f"SELECT {_THING.format('id')}, key, position, record, {_THING.format('merged')} FROM code",
    "cases": f'SELECT {_CASE.format("id")}, name, "group", attributes FROM cases',
    "variable": f"SELECT {_THING.format('id')}, name, label, level, labels, question, member, missing FROM variable",
    "answer": f"SELECT {_THING.format('variable')}, {_CASE.format('case_id')}, state, value FROM answer",
    "document": f"SELECT {_THING.format('id')}, name, kind, characters, words, turns, source, question, version FROM document",
    "speaker": f"SELECT {_THING.format('document')}, label, role, case_name FROM speaker",
    "turn": f"SELECT {_TURN.format('t.id')}, start, said, stop, s.label, {_CASE.format('t.case_id')}, words, marks, text, replaced"
    " FROM turn t LEFT JOIN speaker s ON s.id = t.speaker",
    "coding": f"SELECT {_THING.format('document')}, start, stop, {_THING.format('code')}, {_CODER.format('coder')},"
    f" {_TURN.format('turn')}, {_EVENT.format('event')}, row, attributes, origin FROM coding",
    "coding_also": f"SELECT {_THING.format('document')}, start, stop, {_THING.format('code')}, {_CODER.format('coder')},"
    f" {_EVENT.format('event')}, row, attributes, origin FROM coding_also",
    "coding_moved": f"SELECT {_EVENT.format('event')}, row, {_THING.format('document')}, {_THING.format('code')}, start, stop,"
    f" version, {_EVENT.format('by_event')} FROM coding_moved",
    "done": f"SELECT {_TURN.format('turn')}, {_CODER.format('coder')} FROM done",
    "memo": f"SELECT {_THING.format('id')}, kind, noun, about, text FROM memo",
    "decision": f"SELECT {_THING.format('id')}, start, stop, record FROM decision",
    "released": f"SELECT {_THING.format('id')}, start, stop, record, standing FROM released",
    "form": f"SELECT {_THING.format('id')}, record FROM form",
    "reply": f"SELECT {_THING.format('id')}, record FROM reply",
    "record": f"SELECT {_THING.format('id')}, noun, content, about FROM record",
    "unsettled": f"SELECT {_EVENT.format('event')}, row, noun, reason FROM unsettled",
    "action": "SELECT id, undone FROM action",
}


def table_hashes(connection: sqlite3.Connection) -> dict[str, str]:
    """Digest each derived table."""
    return {table: table_hash(connection, table) for table in QUERIES}


def table_hash(connection: sqlite3.Connection, table: str) -> str:
    """Digest a derived table: the sum of its rows' SHA-256, so that their order does not count."""
    total = 0
    for row in connection.execute(QUERIES[table]):
        total += int.from_bytes(sha256(repr(row).encode("utf-8", "surrogatepass")).digest(), "big")
    return f"{total % (1 << 256):064x}"


def state_hash(connection: sqlite3.Connection) -> str:
    """Digest all derived tables: two projects with the same answer say the same."""
    return sha256(repr(sorted(table_hashes(connection).items())).encode()).hexdigest()
