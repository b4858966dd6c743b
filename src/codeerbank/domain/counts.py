"""Codes as numbers: per code and group who mentioned it, out of how many, and who is still to be coded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

Measure = Literal["present", "count", "rate", "share"]
MEASURES: Sequence[Measure] = ("present", "count", "rate", "share")

ANY_CODE = ""
"""Stands where a code's key would: whatever the code."""

Said: TypeAlias = tuple[int, str | None, str | None, int, bool]
"""A turn on its way to being counted: (number, case, speaker's label, words, read to the end)."""
Coded: TypeAlias = tuple[int, int, int, int]
"""A coding on its way to being counted: (number of the turn it starts in, start, stop, code)."""


@dataclass(frozen=True, slots=True)
class CountedText:
    """What counting needs of one document, by the hundred thousand and therefore as bare tuples.

    said    the turns of everybody but moderators
    coded   the codings by start and stop, codes as numbers; those on a turn that is not in ``said`` count nowhere
    """

    document: str
    said: Iterable[Said]
    coded: Iterable[Coded]


Spoke: TypeAlias = tuple[int | None, int | None, str | None, str | None, bool]
"""Who speaks or writes in a document: (number of the speaker, of the case, case, label, all read to the end)."""
Given: TypeAlias = tuple[int | None, int | None, int]
"""What somebody's words carry: (number of the speaker, of the case, code), each once."""


@dataclass(frozen=True, slots=True)
class PeopledText:
    """What it takes to say who carries which codes in one document, and not how often.

    spoke   everybody but moderators, in order of speaking
    given   their codes; those of whom is not in ``spoke`` count nowhere
    """

    document: str
    spoke: Iterable[Spoke]
    given: Iterable[Given]


Told = Literal["all", "counts", "nothing"]
"""What readers may be told of a number: everything, the counts without a percentage, or nothing but that it is hidden."""


@dataclass(frozen=True, slots=True)
class Part:
    """``n`` units with a code out of ``base``; ``not_yet`` units stand outside, unread for this code.

    told   of what is hidden the numbers are 0: they are not there to be shown by mistake
    """

    n: int = 0
    base: int = 0
    not_yet: int = 0
    told: Told = "all"

    @property
    def pct(self) -> float | None:
        """Give the percentage (0-100, unrounded), None without a base or where readers get counts alone."""
        return 100 * self.n / self.base if self.base and self.told == "all" else None

    @property
    def hidden(self) -> bool:
        """Say whether it stands for a number that readers do not see."""
        return self.told == "nothing"

    def json(self) -> dict[str, Any]:
        """Give the numbers by name."""
        return {"n": self.n, "base": self.base, "not_yet_coded": self.not_yet, "pct": self.pct}


@dataclass(frozen=True, slots=True)
class WeightedPart:
    """What the weights make of a Part: ``n`` out of ``base``; ``squares`` adds up the squared weights in the base."""

    n: float = 0.0
    base: float = 0.0
    squares: float = 0.0

    @property
    def n_eff(self) -> float:
        """Give Kish's effective number of persons in the base; 0 without weights."""
        return self.base**2 / self.squares if self.squares else 0.0


@dataclass(frozen=True, slots=True)
class CodeCount:
    """One code in one group, in every measure; ``group`` is None for who has no group.

    persons      persons with at least one fragment under the code
    documents    documents in which somebody of the group has one
    segments     stretches of coded text (overlapping ones taken together) that carry the code
    fragments    stretches under this code, overlapping ones counted once
    words        words of the persons in the base
    weighted     the persons under their weights; None where nobody was weighted
    """

    code: str
    group: str | None
    persons: Part = field(default_factory=Part)
    documents: Part = field(default_factory=Part)
    segments: Part = field(default_factory=Part)
    fragments: int = 0
    words: int = 0
    weighted: WeightedPart | None = None

    @property
    def rate(self) -> float | None:
        """Give the fragments per 1,000 words, pooled: all fragments by all words; None without words."""
        return 1000 * self.fragments / self.words if self.words else None


@dataclass(frozen=True, slots=True)
class CodeCounts:
    """Every code counted in every group, and how large the groups are.

    persons, documents   group -> persons who spoke or answered, documents they are in; read or not
    coder                whose codings count; None: any coder's
    weightless           persons without a weight, who stand outside the weighted numbers
    """

    groups: Sequence[str | None]
    counts: Mapping[tuple[str, str | None], CodeCount]
    persons: Mapping[str | None, int] = field(default_factory=dict)
    documents: Mapping[str | None, int] = field(default_factory=dict)
    coder: str | None = None
    weightless: int = 0

    def of(self, code: str, group: str | None) -> CodeCount:
        """Give the count of a code in a group; a code that was never asked for counts nothing."""
        return self.counts.get((code, group), CodeCount(code, group))

    def occurs(self, code: str) -> bool:
        """Say whether the code stands anywhere."""
        return any(one.segments.n or one.persons.n for one in (self.of(code, group) for group in self.groups))
