"""What a project file says once it is opened: its bodies unpacked, for whoever hunts for words in it."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from codeerbank.errors import CodeerbankError
from codeerbank.store.connection import connect
from codeerbank.store.log import unpack


def bodies(path: Path) -> Iterator[bytes]:
    """Give everything in a project file that stands packed or locked up in its bytes; nothing where it is no project."""
    try:
        with closing(connect(path, write=False)) as connection:
            for (body,) in connection.execute("SELECT body FROM event WHERE body IS NOT NULL"):
                yield str(unpack(bytes(body))).encode("utf-8", "surrogatepass")
            for table in ("turn", "memo", "released", "cases", "speaker", "record", "reply", "document", "codebook"):
                for row in connection.execute(f"SELECT * FROM {table}"):
                    yield str(row).encode("utf-8", "surrogatepass")
    except (sqlite3.Error, CodeerbankError, zlib.error, ValueError, OSError):
        return
