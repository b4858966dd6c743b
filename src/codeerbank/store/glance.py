"""A project at a glance, without loading what is needed for working in it."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from codeerbank.store import header
from codeerbank.store.connection import connect
from codeerbank.store.failures import translated

_ONE = {
    "project": "SELECT name FROM project",
    "language": "SELECT language FROM project",
    "documents": "SELECT count(*) FROM document",
    "words": "SELECT coalesce(sum(words), 0) FROM document",
    "cases": "SELECT count(*) FROM cases",
    "codes": "SELECT count(*) FROM code",
    "codings": "SELECT count(*) FROM coding",
    "actions": "SELECT count(*) FROM action",
    "unsettled": "SELECT count(*) FROM unsettled",
}


_OWN = {
    "codings": "SELECT count(*) FROM coding WHERE coder = (SELECT id FROM coder WHERE name = ?)",
    "actions": "SELECT count(DISTINCT action) FROM event WHERE actor = ?",
}
_LAST_OWN = "SELECT wall, actor FROM event WHERE actor = ? ORDER BY clock DESC LIMIT 1"


def glance(path: Path, coder: str | None = None) -> dict[str, object]:
    """Give name, language and the numbers of what a project holds, who coded in it, and who changed it last.

    A coder (else the one at work here) who codes blind is told of their own alone; ``blind`` says so. ``kept_until``
    has the last day of what is kept, by material; ``last`` is (milliseconds since 1970 UTC, coder), or None. Raises as
    opening the project would.
    """
    header.inspect(path)
    connection = connect(path, write=False)
    try:
        found: dict[str, object] = {name: connection.execute(query).fetchone()[0] for name, query in _ONE.items()}
        found["coders"] = [name for (name,) in connection.execute("SELECT name FROM coder ORDER BY name")]
        kept = connection.execute("SELECT content FROM record WHERE noun = 'retention'").fetchall()
        found["kept_until"] = {one["material"]: one["until"] for (packed,) in kept if (one := json.loads(packed))}
        found["last"] = connection.execute("SELECT wall, actor FROM event ORDER BY clock DESC LIMIT 1").fetchone()
        coder = coder or (connection.execute("SELECT value FROM local WHERE key = 'coder'").fetchone() or ("",))[0]
        found["blind"] = _is_blind(connection, coder)
        if found["blind"]:
            found |= {name: connection.execute(query, (coder,)).fetchone()[0] for name, query in _OWN.items()}
            found["coders"], found["last"] = [coder], connection.execute(_LAST_OWN, (coder,)).fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise translated(error if isinstance(error, sqlite3.Error) else sqlite3.DatabaseError(), path) from error
    finally:
        connection.close()
    return found


def _is_blind(connection: sqlite3.Connection, coder: str) -> bool:
    kept = connection.execute("SELECT content FROM record WHERE noun = 'blind'").fetchall()
    return any(one["blind"] for (packed,) in kept if (one := json.loads(packed)) and one["coder"] == coder)
