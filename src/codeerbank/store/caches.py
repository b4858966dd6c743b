"""Where things are kept that can be made again from the project, and forgetting them."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from codeerbank.store.encrypted import is_encrypted

SUFFIX = ".vectors"


def vectors_beside(path: Path) -> Path | None:
    """Make ready the private file beside a project that keeps the vectors of its texts.

    None where there is no place, and for an encrypted project: what is kept beside it could be read by anybody.
    """
    if is_encrypted(path):
        return None
    kept = path.with_name(path.name + SUFFIX)
    try:
        os.close(os.open(kept, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    except OSError:
        return None
    return kept


def forget_caches(path: Path) -> None:
    """Empty what is kept beside a project: whoever is forgotten there must be forgotten here too. It is made again."""
    for kept in (path.with_name(path.name + SUFFIX + ending) for ending in ("", "-journal", "-wal", "-shm")):
        with suppress(OSError):
            kept.unlink()
