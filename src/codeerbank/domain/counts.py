"""Codes as numbers: per code and group who mentioned it, out of how many, and who is still to be coded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Measure = Literal["present", "count", "rate", "share"]
MEASURES: Sequence[Measure] = ("present", "count", "rate", "share")

ANY_CODE = ""
"""Stands where a code's key would: whatever the code."""


@dataclass(frozen=True, slots=True)
class Part:
    """``n`` units with a code out of ``base``; ``not_yet`` units stand outside, unread for this code."""

    n: int = 0
    base: int = 0
    not_yet: int = 0

    @property
    def pct(self) -> float | None:
        """Give the percentage (0-100, unrounded), None without a base."""
        return 100 * self.n / self.base if self.base else None

    def json(self) -> dict[str, Any]:
        """Give the numbers by name."""
        return {"n": self.n, "base": self.base, "not_yet_coded": self.not_yet, "pct": self.pct}


@dataclass(frozen=True, slots=True)
class CodeCount:
    """One code in one group, in every measure; ``group`` is None for who has no group.

    persons      persons with at least one fragment under the code
    documents    documents in which somebody of the group has one
    segments     stretches of coded text (overlapping ones taken together) that carry the code
    fragments    stretches under this code, overlapping ones counted once
    words        words of the persons in the base
    """

    code: str
    group: str | None
    persons: Part = field(default_factory=Part)
    documents: Part = field(default_factory=Part)
    segments: Part = field(default_factory=Part)
    fragments: int = 0
    words: int = 0

    @property
    def rate(self) -> float | None:
        """Give the fragments per 1,000 words, pooled: all fragments by all words; None without words."""
        return 1000 * self.fragments / self.words if self.words else None


@dataclass(frozen=True, slots=True)
class CodeCounts:
    """Every code counted in every group, and how large the groups are.

    persons, documents   group -> persons who spoke or answered, documents they are in; read or not
    coder                whose codings count; None: any coder's
    """

    groups: Sequence[str | None]
    counts: Mapping[tuple[str, str | None], CodeCount]
    persons: Mapping[str | None, int] = field(default_factory=dict)
    documents: Mapping[str | None, int] = field(default_factory=dict)
    coder: str | None = None

    def of(self, code: str, group: str | None) -> CodeCount:
        """Give the count of a code in a group; a code that was never asked for counts nothing."""
        return self.counts.get((code, group), CodeCount(code, group))

    def occurs(self, code: str) -> bool:
        """Say whether the code stands anywhere."""
        return any(self.of(code, group).segments.n for group in self.groups)
