"""Who carries which codes, as the bits of a whole number, and how many that makes of each code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from codeerbank.domain.counts import CodeCount, Part, WeightedPart


@dataclass(slots=True, eq=False)
class Unit:
    """A person, or what one group said in one document.

    home            for a person: what the person's group said in the document at hand
    read            a coder has read all of it to the end
    codes           the codes it carries and everything above them, a bit each
    stop, segment   in the document at hand: where the last segment ends, and its codes
    until           codes -> where they end in that segment; None while it is one stretch
    """

    group: Group
    case: str | None = None
    home: Unit = field(init=False, repr=False)
    words: int = 0
    read: bool = True
    codes: int = 0
    stop: int = -1
    segment: int = 0
    until: dict[int, int] | None = None

    def carry(self, codes: int) -> None:
        """Note the codes of a new segment, or those that are new in it."""
        self.codes |= codes
        self.home.codes |= codes
        segments = self.group.segments
        segments[codes] = segments.get(codes, 0) + 1

    def overlap(self, start: int, stop: int, codes: int) -> None:
        """Take in a stretch that begins before the last segment ends."""
        until = self.until or {self.segment: self.stop}
        going_on = 0
        for given, end in until.items():
            if end > start:
                going_on |= given
        new = codes & ~self.segment
        if new:
            self.segment |= new
            self.carry(new)
        if again := codes & ~new & ~going_on:
            self.group.again[again] = self.group.again.get(again, 0) + 1
        until[codes] = max(until.get(codes, -1), stop)
        self.until, self.stop = until, max(self.stop, stop)


@dataclass(slots=True, eq=False)
class Group:
    """The units of one group, and what was coded in their words.

    segments   codes, as bits -> how many segments carry them
    again      codes, as bits -> how often they begin anew within a segment, after a stretch without them
    """

    persons: dict[str, Unit] = field(default_factory=dict)
    documents: list[Unit] = field(default_factory=list)
    segments: dict[int, int] = field(default_factory=dict)
    again: dict[int, int] = field(default_factory=dict)

    def fragments(self, size: int) -> list[int]:
        """Count per bit the stretches under a code; those of one speaker that overlap are one."""
        return [a + b for a, b in zip(spread(self.segments, size), spread(self.again, size), strict=True)]

    def counts(self, name: str | None, keys: Sequence[str], weights: Mapping[str, float] | None) -> Iterator[CodeCount]:
        """Count each code; ``keys`` are the codes in the order of their bits, whatever the code first."""
        size = len(keys)
        persons = _Share.of(((unit, 1) for unit in self.persons.values()), size)
        documents = _Share.of(((unit, 1) for unit in self.documents), size)
        words = _Share.of(((unit, unit.words) for unit in self.persons.values()), size)
        segments, fragments = spread(self.segments, size), self.fragments(size)
        weighted = None if weights is None else _weighted(self.persons.values(), weights, size)
        for place, key in enumerate(keys):
            yield CodeCount(
                code=key,
                group=name,
                persons=_part(persons, place),
                documents=_part(documents, place),
                segments=Part(segments[place], segments[0]),
                fragments=fragments[place],
                words=words.base(place),
                weighted=weighted[place] if weighted else None,
            )


N = TypeVar("N", int, float)


@dataclass(frozen=True, slots=True)
class _Share(Generic[N]):
    """Units, or their words or weights, under the rule: coded or read is in the base, the rest is not yet coded.

    coded    place of a code -> what carries it
    unread   place of a code -> what carries it and was not read to the end
    read     all that was read to the end, coded or not
    """

    coded: Sequence[N]
    unread: Sequence[N]
    read: N
    total: N

    @classmethod
    def of(cls, amounts: Iterable[tuple[Unit, N]], size: int) -> _Share[N]:
        read: dict[int, N] = {}
        unread: dict[int, N] = {}
        for unit, amount in amounts:
            pile = read if unit.read else unread
            pile[unit.codes] = pile.get(unit.codes, 0) + amount
        outside = spread(unread, size)
        coded = [a + b for a, b in zip(spread(read, size), outside, strict=True)]
        known = sum(read.values())
        return cls(coded, outside, known, known + sum(unread.values()))

    def base(self, place: int) -> N:
        return self.read + self.unread[place]


def _part(units: _Share[int], place: int) -> Part:
    base = units.base(place)
    return Part(units.coded[place], base, units.total - base)


def _weighted(persons: Iterable[Unit], weights: Mapping[str, float], size: int) -> list[WeightedPart]:
    loads = [(unit, weights[unit.case]) for unit in persons if unit.case is not None and unit.case in weights]
    once = _Share.of(loads, size)
    squared = _Share.of(((unit, load * load) for unit, load in loads), size)
    return [WeightedPart(once.coded[place], once.base(place), squared.base(place)) for place in range(size)]


def spread(tally: Mapping[int, N], size: int) -> list[N]:
    """Add up per bit what stands under the numbers that hold it."""
    found: list[N] = [0] * size
    for bits, amount in tally.items():
        while bits:
            lowest = bits & -bits
            found[lowest.bit_length() - 1] += amount
            bits ^= lowest
    return found
