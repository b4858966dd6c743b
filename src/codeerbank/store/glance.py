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


def glance(path: Path) -> dict[str, object]:
    """Give name, language and the numbers of what a project holds, who coded in it, and who changed it last.

    ``kept_until`` has the last day of what is kept, by material; ``last`` is (milliseconds since 1970 UTC, coder), or
    None. Raises as opening the project would.
    """
    header.inspect(path)
    connection = connect(path, write=False)
    try:
        found: dict[str, object] = {name: connection.execute(query).fetchone()[0] for name, query in _ONE.items()}
        found["coders"] = [name for (name,) in connection.execute("SELECT name FROM coder ORDER BY name")]
        kept = connection.execute("SELECT content FROM record WHERE noun = 'retention'").fetchall()
        found["kept_until"] = {one["material"]: one["until"] for (packed,) in kept if (one := json.loads(packed))}
        found["last"] = connection.execute("SELECT wall, actor FROM event ORDER BY clock DESC LIMIT 1").fetchone()
    except (sqlite3.Error, TypeError) as error:
        raise translated(error if isinstance(error, sqlite3.Error) else sqlite3.DatabaseError(), path) from error
    finally:
        connection.close()
    return found
