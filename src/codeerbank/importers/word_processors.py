"""What the readers of word processors' documents share: when a file is theirs, and what they say they left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from codeerbank.i18n import ngettext
from codeerbank.importers.text import Kind


def how_sure(noun: Kind, path: Path, suffixes: Sequence[str], begins: bool = False) -> float:
    """Go by the suffix, or by what the file begins with; a summary is only read when asked for."""
    if path.suffix.lower() not in suffixes and not begins:
        return 0.0
    return 0.9 if noun == "transcript" else 0.1


def left_out(counts: Mapping[str, int]) -> Iterator[str]:
    """Say how much was left out that the text no longer shows: ``deleted`` and ``hidden`` words, and ``comments``."""
    if n := counts.get("deleted"):
        yield ngettext("{n} tracked deletion was left out.", "{n} tracked deletions were left out.", n)
    if n := counts.get("hidden"):
        yield ngettext("{n} stretch of hidden text was left out.", "{n} stretches of hidden text were left out.", n)
    if n := counts.get("comments"):
        yield ngettext("{n} comment in the margin was left out.", "{n} comments in the margin were left out.", n)
