"""Where tests put their projects: in memory where the system has room for files there, for each action waits for the disk."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_IN_MEMORY = Path("/dev/shm")


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A quick folder for histories of many actions; each test or example makes its own file in it."""
    where = _IN_MEMORY if _IN_MEMORY.is_dir() and os.access(_IN_MEMORY, os.W_OK) else None
    made = Path(tempfile.mkdtemp(prefix="codeerbank-", dir=where))
    yield made
    shutil.rmtree(made)
