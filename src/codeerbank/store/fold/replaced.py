"""Answers that came later or changed: new turns at the end of an open question, and where the words of old ones are now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from codeerbank.domain.events import AnswersAppended
from codeerbank.domain.text import count_words
from codeerbank.store.fold.noun import WIDTH, Tables
from codeerbank.store.log import Record

TAKEN = "another update took its place"
CHANGED = "the answer was changed"
# None and bytes take a slow way through the sqlite3 module: rows hold 0 or "" for nothing, and a bytearray
_INSERT_TURN = "INSERT INTO turn VALUES (?, ?, ?, ?, ?, nullif(?, 0), nullif(?, 0), ?, nullif(?, ''), ?, ?, ?, NULL)"


def text_hash(salt: bytes, text: str) -> bytes:
    """Hash a turn's text with its event's salt: a changed byte shows, and without the salt nothing can be guessed."""
    return sha256(salt + text.encode("utf-8", "surrogatepass")).digest()[:16]


def add_turns(tables: Tables, rows: Sequence[tuple[Any, ...]], speech: Sequence[str]) -> None:
    """Add turns, and what was said in each to the full-text index."""
    tables.connection.executemany(_INSERT_TURN, rows)
    # row by row: the index writes itself to the disk at the end of a statement that selects
    index = zip((row[0] for row in rows), speech, strict=True)
    tables.connection.executemany("INSERT INTO speech_index (rowid, text) VALUES (?, ?)", index)


def append_answers(tables: Tables, record: Record, change: AnswersAppended) -> str | None:
    """Add answers at the end of a question, and set aside those they replace; gives what keeps them from being placed."""
    document = tables.thing(change.document)
    found = tables.connection.execute("SELECT characters, turns FROM document WHERE id = ?", (document,)).fetchone()
    if found is None:
        return "document unknown"
    characters, turns = found
    if change.start != characters:
        return None if _is_there(tables, document, change) else TAKEN
    rows = list(_turns(tables, record, change, document, turns))
    add_turns(tables, rows, [row[10][row[3] - row[2] : row[4] - row[2]] for row in rows])
    for number in (*change.withdrawn, *filter(None, change.replaces)):
        _set_aside(tables, document << WIDTH | number - 1, change.kept.get(str(number), ()))
    span = (document << WIDTH, (document + 1 << WIDTH) - 1)
    tables.connection.execute(
        "UPDATE document SET characters = ?, turns = ?,"
        " words = (SELECT coalesce(sum(words), 0) FROM turn WHERE id BETWEEN ? AND ?) WHERE id = ?",
        (change.start + len(change.text), turns + len(rows), *span, document),
    )
    return None


def _turns(
    tables: Tables, record: Record, change: AnswersAppended, document: int, first: int
) -> Iterator[tuple[Any, ...]]:
    people = tables.thing(change.frame) << WIDTH
    ends = [*change.starts[1:], change.start + len(change.text)]
    for n, (start, stop, end, row) in enumerate(zip(change.starts, change.stops, ends, change.cases, strict=False)):
        piece = change.text[start - change.start : end - change.start]
        said = min(start + 1, stop)
        words, kept = count_words(piece[said - start : stop - start]), bytearray(text_hash(record.salt, piece))
        who = people | row
        yield (
            document << WIDTH | first + n,
            document,
            start,
            said,
            stop,
            0,
            who,
            words,
            "",
            kept,
            piece,
            record.position,
        )


def _is_there(tables: Tables, document: int, change: AnswersAppended) -> bool:
    """Say whether another copy took in the same answers before: then they stand there already."""
    rows = tables.connection.execute(
        "SELECT text FROM turn WHERE document = ? AND start >= ? AND start < ? ORDER BY start",
        (document, change.start, change.start + len(change.text)),
    )
    return "".join(text for (text,) in rows) == change.text


def _set_aside(tables: Tables, turn: int, kept: Sequence[Sequence[int]]) -> None:
    """Take an old answer out of counts and search; its words stay at their addresses."""
    run = tables.connection.execute
    words = run("SELECT text FROM speech WHERE id = ?", (turn,)).fetchone()
    if words is None:
        return
    run("INSERT INTO speech_index (speech_index, rowid, text) VALUES ('delete', ?, ?)", (turn, words[0]))
    stretches = json.dumps([list(stretch) for stretch in kept])
    run("UPDATE turn SET case_id = NULL, words = 0, replaced = ? WHERE id = ?", (stretches, turn))


def current_place(tables: Tables, document: int, start: int, stop: int) -> tuple[int, int] | None:
    """Follow a stretch through the answers that replaced the one it was in; None where its words are no longer there."""
    while True:
        row = tables.connection.execute(
            "SELECT replaced FROM turn WHERE document = ? AND start <= ? ORDER BY start DESC LIMIT 1", (document, start)
        ).fetchone()
        if row is None or row[0] is None:
            return start, stop
        shifts = (new - old for old, new, length in json.loads(row[0]) if old <= start and stop <= old + length)
        shift = next(shifts, 0)
        if shift <= 0:
            return None
        start, stop = start + shift, stop + shift
