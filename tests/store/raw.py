"""The file behind the program's back: what a newer program, a meddler or a bad disk does to it."""

import sqlite3
from pathlib import Path


def raw(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def raw_write(path: Path, *statements: str, keep_guards: bool = True) -> None:
    """Change a file without its guards noticing, and put them back."""
    connection = raw(path)
    guards = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _sql in guards:
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    if keep_guards:
        for _name, sql in guards:
            connection.execute(sql)
    connection.close()
