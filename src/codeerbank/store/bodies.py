"""Rewriting stored bodies: nobody but an erasure does, and it makes the log's guards anew in the same transaction."""

from __future__ import annotations

import sqlite3

from codeerbank.domain.events import DocumentCorrected, PersonErased
from codeerbank.domain.redaction import Erasure
from codeerbank.store import log, schema


def redact_bodies(connection: sqlite3.Connection) -> int:
    """Apply every erasure in the log to every body; gives how many bodies changed.

    The salt goes, so that nobody can guess what a hash was made from; the first ``body_hash`` stays for the chain and the
    new body gets a ``kept_hash`` beside it.
    """
    erasures = [r.change for r in log.read(connection, "e.kind = ?", (PersonErased.KIND,))]
    erasure = Erasure.of(
        subject for change in erasures if isinstance(change, PersonErased) for subject in change.subjects
    )
    if not erasures:
        return 0
    corrections = (r.change for r in log.read(connection, "e.kind = ?", (DocumentCorrected.KIND,)))
    erasure.learn(change for change in corrections if isinstance(change, DocumentCorrected))
    for record in log.read(connection):
        erasure.follow(record.id, record.change)
    changed = [
        (record.position, kept)
        for record in log.read(connection)
        if (kept := erasure.redact(record.change, record.id)) != record.change
    ]
    if changed:
        _without_guards(connection, [(log.pack(kept.body()), position) for position, kept in changed])
    return len(changed)


def _without_guards(connection: sqlite3.Connection, bodies: list[tuple[bytes, int]]) -> None:
    schema.drop_guards(connection)
    connection.executemany(
        "UPDATE event SET body = ?, salt = NULL, kept_hash = ? WHERE position = ?",
        [(body, log.digest(b"", body), position) for body, position in bodies],
    )
    schema.mend_log(connection)
