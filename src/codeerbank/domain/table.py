"""Tables on their way to a person or a file: values and words, no layout."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """A line of a data dictionary: what a column holds, and how to read its values."""

    column: str
    words: str
    values: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with its header block and notes.

    about       (label, value) pairs that say what this is: sources, bases, linkage, date
    rows        an iterable, so that a large table can be streamed; each row has one cell per column
    stamp       who may see it, such as "intern, niet vrijgegeven"; printed on every form of the table
    dictionary  what the columns mean, for formats that have a place of its own for that
    """

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[tuple[str, str]] = field(default_factory=tuple)
    notes: Sequence[str] = field(default_factory=tuple)
    stamp: str = ""
    dictionary: Sequence[Meaning] = field(default_factory=tuple)
