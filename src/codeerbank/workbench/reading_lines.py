"""Lists that people keep in a text file, one thing a line."""

from __future__ import annotations

from pathlib import Path

from codeerbank.importers.source import read_text


def lines_of(path: Path) -> list[str]:
    """Give the filled lines of a text file; raises ImportProblems where it cannot be read."""
    return [line for line in (one.strip() for one in read_text(path)[0].splitlines()) if line]
