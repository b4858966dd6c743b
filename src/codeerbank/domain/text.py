"""Addresses in a text: half-open spans in Unicode code points, and the one way to find its sentences and words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The stretch [start, stop) of a text, in code points."""

    start: int
    stop: int

    def __len__(self) -> int:
        return self.stop - self.start

    def overlaps(self, other: Span) -> bool:
        """Say whether the two stretches share a character."""
        return self.start < other.stop and other.start < self.stop

    def of(self, text: str) -> str:
        """Cut this stretch out of ``text``."""
        return text[self.start : self.stop]


_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:(?i:bijv|bv|o\.a|d\.w\.z|m\.a\.w|t\.o\.v|i\.p\.v|z\.g|zgn|evt|resp|incl|excl|ca|nr|blz"
    r"|dhr|mevr|mw|dr|drs|prof|ing|ir)|[A-Z])\.$"
)
_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


def sentences(text: str) -> list[Span]:
    """Cut a text into sentences without their surrounding blanks; every other character belongs to exactly one.

    A sentence ends at . ! ? or an ellipsis before white space, or at a line end; Dutch abbreviations do not end one.
    """
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        stop = match.end()
        if match.group() == "." and _ABBREVIATION.search(text, max(start, stop - 12), stop):
            continue
        _keep(text, start, stop, found)
        start = stop
    _keep(text, start, len(text), found)
    return found


def _keep(text: str, start: int, stop: int, found: list[Span]) -> None:
    piece = text[start:stop]
    bare = piece.strip()
    if bare:
        lead = len(piece) - len(piece.lstrip())
        found.append(Span(start + lead, start + lead + len(bare)))


def words(text: str) -> Iterator[Span]:
    """Find the words: runs of letters and digits, held together by an inner apostrophe, dot or hyphen."""
    for match in _WORD.finditer(text):
        yield Span(*match.span())


def blanked(text: str, start: int, spans: Iterable[Sequence[int]]) -> str:
    """Put blanks in the place of stretches of a text that begins at address ``start``; what stands there was not said."""
    for first, last in spans:
        first, last = max(first - start, 0), min(last - start, len(text))
        text = text[:first] + " " * (last - first) + text[last:] if first < last else text
    return text


def count_words(text: str) -> int:
    """Count words by white space, as word processors and the study's own tables do."""
    return len(text.split())
