"""Quotes on their way to readers: under the code they carry, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class QuotePart:
    """One code: its name, how deep it stands in the codebook (1 for a theme), what it means, and (words, source) pairs."""

    heading: str
    depth: int
    words: str = ""
    quotes: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class QuoteReport:
    """Quotes per code, with its header block, notes and stamp as a table has them."""

    title: str
    parts: Sequence[QuotePart]
    about: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()
    stamp: str = ""


@runtime_checkable
class QuoteWriter(Protocol):
    """What an exporter has besides where its format is made for reading."""

    def write_quotes(self, path: Path, report: QuoteReport, options: Mapping[str, str]) -> None:
        """Write the quotes under headings, all of it or nothing."""
