"""Names that are unique on screen, though two of one name can meet when files are combined."""

from __future__ import annotations

import sqlite3
from typing import Literal


def unique_names(connection: sqlite3.Connection, table: Literal["document", "variable"]) -> dict[str, int]:
    """Give the integer key of each row by its name, in order of arrival; a second of one name gets `` (2)``."""
    rows = connection.execute(
        f"SELECT t.name, t.id FROM {table} t JOIN event e ON e.position = t.event LEFT JOIN branch b ON b.event = e.position"
        " ORDER BY e.clock, coalesce(b.device, e.device), e.sequence"
    )
    found: dict[str, int] = {}
    for name, key in rows:
        free, n = name, 1
        while free in found:
            n += 1
            free = f"{name} ({n})"
        found[free] = key
    return found
