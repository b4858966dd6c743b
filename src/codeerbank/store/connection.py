"""Connecting to a project file with the settings that keep it safe."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from codeerbank.errors import CodeerbankError, NewerProject
from codeerbank.i18n import _
from codeerbank.store import encrypted
from codeerbank.store.failures import damaged, translated
from codeerbank.store.schema import APPLICATION_ID, SCHEMA_VERSION

PRAGMAS = """PRAGMA synchronous=EXTRA; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA busy_timeout=5000;
PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA cache_size=-16000"""
"""A power cut costs nothing that was acknowledged; what was deleted is overwritten; a schema may run no code."""


def opened(path: Path, read_only: bool = False) -> sqlite3.Connection:
    """Open a project file, plain or encrypted, with nothing set yet; nothing is written where it is read only."""
    if encrypted.is_encrypted(path):
        return encrypted.opened(path, read_only)
    if read_only:
        return sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
        )
    return sqlite3.connect(path, isolation_level=None, timeout=5.0, check_same_thread=False, cached_statements=512)


def connect(path: Path, write: bool) -> sqlite3.Connection:
    """Open a project file that ``header.inspect`` has let through, with the settings that keep it safe."""
    if sqlite3.sqlite_version_info < (3, 37):
        raise CodeerbankError(_("SQLite {version} is too old: 3.37 is needed.").format(version=sqlite3.sqlite_version))
    try:
        connection = opened(path)
        for pragma in PRAGMAS.split(";"):
            connection.execute(pragma)
        if not write:  # opened for writing all the same, so that SQLite can finish what a killed writer left
            connection.execute("PRAGMA query_only=ON")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.OperationalError as error:
        if write or ("unable to open" not in str(error) and "readonly" not in str(error)):
            raise translated(error, path) from error
        connection = opened(path, read_only=True)
    except sqlite3.Error as error:
        raise translated(error, path) from error
    if encrypted.is_encrypted(path):
        _inspect(connection, path)
    return connection


def _inspect(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse what the bytes of an encrypted file did not tell: a database of another program, or of a newer version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application == APPLICATION_ID and version <= SCHEMA_VERSION:
        return
    connection.close()
    if application != APPLICATION_ID:
        raise damaged(path, _("it is a database of another program"))
    raise NewerProject(
        _("{name} was written by a newer version of codeerbank.").format(name=path.name),
        _("Update codeerbank on this computer; the file was not written to."),
        path.name,
    )
