"""A line of the list in which files are looked over: it says one thing, and what Enter does there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

What = Literal[
    "bring_in", "fold", "take", "noun", "encoding", "name", "sheet", "speaker", "apart", "person",
    "key", "group", "column", "questionnaire", "personal", "update", "again", "look", "all", "tick",
]  # fmt: skip
"""What a line is about."""


@dataclass(frozen=True, slots=True)
class Act:
    """What Enter on a line is about: a thing, of a file by number, and by name where there are more of it."""

    what: What
    file: int = 0
    of: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: its words, and what Enter does there, if anything."""

    words: str
    act: Act | None = None
    strong: bool = False
