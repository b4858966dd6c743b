"""A project from nothing: named in words, with a codebook if one is wished."""

from __future__ import annotations

import re
from pathlib import Path

from codeerbank.workbench.codebook_files import read_codebook
from codeerbank.workbench.session import create_project

SUFFIX = ".codeerbank"


def begin_project(folder: Path, name: str, coder: str | None = None, codebook: str = "") -> Path:
    """Make a project and give its file, which is named after it; ``codebook`` is a shipped one's name, or a path.

    Raises Conflict when there is a file of that name, and whatever is wrong with the codebook; then nothing was made.
    """
    stem = re.sub(r"[\W_]+", "-", name).strip("-").casefold() or "project"
    book = read_codebook(codebook) if codebook else None
    path = folder / (stem + SUFFIX)
    create_project(path, name, coder, codebook=book).close()
    return path
