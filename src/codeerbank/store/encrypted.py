"""Encrypted project files: SQLCipher behind the same connection, with its errors told as SQLite's.

The key is made from the passphrase by scrypt, with the salt that the file begins with. That salt begins with a mark of
our own, so that an encrypted project is known from any other bytes.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from codeerbank.errors import KeyRefused, MissingExtra
from codeerbank.i18n import _
from codeerbank.store import passphrase

MARK = b"CDBX"
_SALT = 16
_COST = {"n": 2**15, "r": 8, "p": 1, "maxmem": 2**26}
T = TypeVar("T")


def is_encrypted(path: Path) -> bool:
    """Say whether a file is an encrypted project, by its first bytes."""
    return _head(path).startswith(MARK)


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_SALT)
    except OSError:
        return b""


def opened(path: Path, read_only: bool = False) -> sqlite3.Connection:
    """Open an encrypted project; KeyRefused where the passphrase does not fit, MissingExtra without SQLCipher."""
    kept = key(_head(path), passphrase.needed(path.name))
    found = _connected(f"{path.absolute().as_uri()}?mode=ro" if read_only else str(path), kept, uri=read_only)
    try:
        found.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError:  # locked, or no room: said where a plain file says it
        return found
    except sqlite3.DatabaseError as error:
        found.close()
        raise KeyRefused(
            _("The passphrase does not open {name}.").format(name=path.name),
            _("Type it again, capitals too. Without the passphrase nobody can open the project."),
            path.name,
        ) from error
    return found


def begun(path: Path) -> sqlite3.Connection:
    """Begin an encrypted file where nothing is yet."""
    return _connected(str(path), key(MARK + os.urandom(_SALT - len(MARK)), passphrase.needed(path.name)))


def in_memory(like: sqlite3.Connection) -> sqlite3.Connection:
    """Give an empty database in memory that a file of this kind can be copied to."""
    kept = getattr(like, "key", None)
    return (
        sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        if kept is None
        else _connected(":memory:", kept)
    )


def write_encrypted(source: Path, target: Path, application: int, version: int) -> None:
    """Write an encrypted copy of a plain project file."""
    library = _library()
    plain = library.connect(str(source), isolation_level=None)
    try:
        kept = key(MARK + os.urandom(_SALT - len(MARK)), passphrase.needed(target.name))
        plain.execute(f"ATTACH ? AS locked KEY {kept}", (str(target),))
        plain.execute("SELECT sqlcipher_export('locked')")
        plain.execute(f"PRAGMA locked.application_id={application}")
        plain.execute(f"PRAGMA locked.user_version={version}")
        plain.execute("DETACH locked")
    except library.Error as error:
        raise _as_sqlite(error) from error
    finally:
        plain.close()


@lru_cache(maxsize=16)
def key(salt: bytes, words: str) -> str:
    """Make the key that SQLCipher takes as it is, salt behind it."""
    import hashlib  # a tenth of the memory of a glance at a plain project

    made = hashlib.scrypt(words.encode(), salt=salt, dklen=32, **_COST)
    return f"\"x'{made.hex()}{salt.hex()}'\""


def require() -> None:
    """Raise MissingExtra where SQLCipher is not installed."""
    _library()


def _connected(name: str, kept: str, uri: bool = False) -> sqlite3.Connection:
    found = _connection_class()(
        name, isolation_level=None, timeout=5.0, check_same_thread=False, cached_statements=512, uri=uri
    )
    found.key = kept
    found.execute("PRAGMA cipher_log_level=NONE")  # a wrong passphrase is told in a sentence
    found.execute(f"PRAGMA key={kept}")
    connection: sqlite3.Connection = found
    return connection


def _library() -> Any:
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise MissingExtra(
            _("Encrypted projects need a part that is not installed."),
            _("Install it with: pip install 'codeerbank[privacy]'. Or keep the project on an encrypted disk."),
        ) from error
    return dbapi2


def _as_sqlite(error: Exception) -> sqlite3.Error:
    kind: type[sqlite3.Error] = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    return kind(*error.args)


@lru_cache(maxsize=1)
def _connection_class() -> Any:
    """Make the classes that speak SQLite's errors; only when one is asked for, for the library is an extra."""
    library = _library()

    def told(method: Callable[..., T]) -> Callable[..., T]:
        def call(*given: Any, **named: Any) -> T:
            try:
                return method(*given, **named)
            except library.Error as error:
                raise _as_sqlite(error) from error

        return call

    class Cursor(library.Cursor):  # type: ignore[misc, name-defined]
        execute, executemany = told(library.Cursor.execute), told(library.Cursor.executemany)
        fetchone, fetchmany = told(library.Cursor.fetchone), told(library.Cursor.fetchmany)
        fetchall, __next__ = told(library.Cursor.fetchall), told(library.Cursor.__next__)

    class Connection(library.Connection):  # type: ignore[misc, name-defined]
        key = ""
        backup, commit, close = (
            told(library.Connection.backup),
            told(library.Connection.commit),
            told(library.Connection.close),
        )

        def cursor(self, *_given: Any) -> Any:
            return super().cursor(Cursor)

        def execute(self, *given: Any) -> Any:
            return self.cursor().execute(*given)

        def executemany(self, *given: Any) -> Any:
            return self.cursor().executemany(*given)

    return Connection
