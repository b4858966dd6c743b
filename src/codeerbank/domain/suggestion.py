"""A proposed coding and the words it rests on; never data until a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a suggestion: its kind (``cue``, ``against``, ``definition``...), its words and where they stand."""

    kind: str
    words: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code proposed for the stretch [start, stop) of a document; ``score`` is in [0, 1], no probability unless calibrated."""

    document: str
    start: int
    stop: int
    quote: str
    code: str
    score: float
    evidence: Sequence[Evidence]
    suggester: str
    version: str
