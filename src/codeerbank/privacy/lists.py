"""The lists of words that come with the recognisers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=2)
def sections(file: str) -> Mapping[str, Sequence[str]]:
    """Read a file of lists: a title in square brackets, then words between commas."""
    found: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in (Path(__file__).parent / file).read_text("utf-8").splitlines():
        if line.startswith("["):
            entries = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            entries += (word for part in line.split(",") if (word := part.strip()))
    return found


def word_list(title: str) -> frozenset[str]:
    """Give one list of words."""
    return frozenset(sections("words.txt")[title])
