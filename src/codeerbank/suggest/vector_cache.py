"""Vectors kept in a file: SQLite beside the project, half precision; a broken file is thrown away with a remark."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from hashlib import blake2b
from pathlib import Path
from secrets import randbelow
from typing import TYPE_CHECKING, Any

from codeerbank.i18n import _

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

ASKED_AT_ONCE = 500
SEAL = 8
"""Bytes before each row that tell whether it is whole."""
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (model TEXT, key TEXT, row BLOB, PRIMARY KEY (model, key)) STRICT"
"""With rowids: rows of this size in the index itself would each take a page of their own besides."""


class FileVectorCache:
    """A ``VectorCache`` in a file of its own. It holds numbers and hashes, no words; losing it costs time only.

    ``remarks`` collects what a person should hear. A row that is not as it was written is passed over. A file that was
    there and is not any more was forgotten, and so was somebody's text: who read that before then keeps nothing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.remarks: list[str] = []
        self._number = self._numbered()

    def get(self, keys: Sequence[str], model_id: str) -> dict[str, Array]:
        """Give the vectors it has."""
        if not self.path.exists():
            return {}
        try:
            return _sound(self._read(keys, model_id))
        except (sqlite3.Error, OSError, ValueError, TypeError) as error:
            self._discard(error)
            return {}

    def put(self, vectors: dict[str, Array], model_id: str) -> None:
        """Keep these; without a place to write it keeps nothing and says so."""
        import numpy as np

        if self._number is not None and not self.path.exists():
            return
        rows = [(model_id, key, _sealed(np.asarray(row, dtype="<f2").tobytes())) for key, row in vectors.items()]
        try:
            with closing(sqlite3.connect(self.path)) as file, file:
                if self._number is not None and _number_of(file) != self._number:
                    return
                file.execute(_TABLE)
                file.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
        except (sqlite3.Error, OSError) as error:
            self._discard(error)

    def _read(self, keys: Sequence[str], model_id: str) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        with closing(sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            for first in range(0, len(keys), ASKED_AT_ONCE):
                part = keys[first : first + ASKED_AT_ONCE]
                marks = ", ".join("?" * len(part))
                query = f"SELECT key, row FROM vectors WHERE model = ? AND key IN ({marks})"  # noqa: S608 - only marks
                found.update(file.execute(query, (model_id, *part)))
        return found

    def _numbered(self) -> int | None:
        """Give the number that tells this file from a later one at its place; None where there is no file yet."""
        if not self.path.exists():
            return None
        try:
            with closing(sqlite3.connect(self.path)) as file, file:
                if not _number_of(file):
                    file.execute(f"PRAGMA user_version = {1 + randbelow(2**31 - 1)}")
                return _number_of(file)
        except (sqlite3.Error, OSError):
            return None  # it is told when it is read

    def _discard(self, error: Exception) -> None:
        self._number = None
        remark = _("The vectors that were kept could not be read ({reason}); they are made again.")
        self.remarks.append(remark.format(reason=type(error).__name__))
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            return


def _number_of(file: sqlite3.Connection) -> int:
    return int(file.execute("PRAGMA user_version").fetchone()[0])


def _sealed(row: bytes) -> bytes:
    return blake2b(row, digest_size=SEAL).digest() + row


def _sound(rows: dict[str, bytes]) -> dict[str, Array]:
    """Keep the rows that are as they were written, and hold nothing but numbers."""
    import numpy as np

    whole = {key: bytes(row[SEAL:]) for key, row in rows.items() if _sealed(bytes(row[SEAL:])) == row}
    read = {key: np.frombuffer(row, dtype="<f2") for key, row in whole.items()}
    return {key: row for key, row in read.items() if np.isfinite(row).all()}
