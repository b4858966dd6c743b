"""Who carries which codes, as the bits of a whole number, and how many that makes of each code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, Protocol, TypeVar

from codeerbank.domain.counts import CodeCount, Part, WeightedPart


class Carrying(Protocol):
    """Whoever or whatever carries codes, a bit each."""

    @property
    def case(self) -> str | None:
        """Whose weight it has."""

    @property
    def read(self) -> bool:
        """Whether all of it was read to the end."""

    @property
    def codes(self) -> int:
        """The codes and everything above them."""


C = TypeVar("C", bound=Carrying)
T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Unit:
    """A person, or what one group said in one document.

    home            for a person: what the person's group said in the document at hand
    read            a coder has read all of it to the end
    codes           the codes it carries and everything above them, a bit each
    stop, segment   in the document at hand: where the last segment ends, and its codes
    until           codes -> where they end in that segment; None while all end where it ends
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
        new = codes & ~self.segment
        if new:
            self.carry(new)
        if self.until is not None or stop != self.stop:
            self._go_on(start, stop, codes)
        self.segment |= new

    def _go_on(self, start: int, stop: int, codes: int) -> None:
        until = self.until or {self.segment: self.stop}
        going_on = 0
        for given, end in until.items():
            if end > start:
                going_on |= given
        if again := codes & self.segment & ~going_on:
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
        people = _piled(self.persons.values(), size)
        persons, documents = people.share(len), _piled(self.documents, size).share(len)
        words = people.share(lambda pile: sum(unit.words for unit in pile))
        segments, fragments = spread(self.segments, size), self.fragments(size)
        weighted = None if weights is None else _weighted(people, weights)
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


def count_persons(
    name: str | None, persons: Iterable[Carrying], keys: Sequence[str], weights: Mapping[str, float] | None
) -> Iterator[CodeCount]:
    """Count the persons of one group under each code, and nothing else; ``keys`` in the order of their bits."""
    people = _piled(persons, len(keys))
    units, weighted = people.share(len), None if weights is None else _weighted(people, weights)
    for place, key in enumerate(keys):
        yield CodeCount(key, name, _part(units, place), weighted=weighted[place] if weighted else None)


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

    def base(self, place: int) -> N:
        return self.read + self.unread[place]


@dataclass(frozen=True, slots=True)
class _Piles(Generic[T]):
    """Units, or what they weigh, that carry the same codes together: of those read to the end, and of the others."""

    read: Mapping[int, Sequence[T]]
    unread: Mapping[int, Sequence[T]]
    size: int

    def of_each(self, what: Callable[[Sequence[T]], Sequence[float]]) -> _Piles[float]:
        """Put something of the units in the place of each pile."""
        read = {codes: what(pile) for codes, pile in self.read.items()}
        return _Piles(read, {codes: what(pile) for codes, pile in self.unread.items()}, self.size)

    def share(self, amount: Callable[[Sequence[T]], N]) -> _Share[N]:
        """Add up what a pile amounts to."""
        read = {codes: amount(pile) for codes, pile in self.read.items()}
        unread = {codes: amount(pile) for codes, pile in self.unread.items()}
        outside, known = spread(unread, self.size), sum(read.values())
        coded = [a + b for a, b in zip(spread(read, self.size), outside, strict=True)]
        return _Share(coded, outside, known, known + sum(unread.values()))


def _piled(units: Iterable[C], size: int) -> _Piles[C]:
    read: dict[int, list[C]] = defaultdict(list)
    unread: dict[int, list[C]] = defaultdict(list)
    for unit in units:
        (read if unit.read else unread)[unit.codes].append(unit)
    return _Piles(read, unread, size)


def _part(units: _Share[int], place: int) -> Part:
    base = units.base(place)
    return Part(units.coded[place], base, units.total - base)


def _weighted(people: _Piles[C], weights: Mapping[str, float]) -> list[WeightedPart]:
    def loads(pile: Sequence[C]) -> list[float]:
        return [weights[unit.case] for unit in pile if unit.case is not None and unit.case in weights]

    heavy = people.of_each(loads)
    once = heavy.share(lambda pile: float(sum(pile)))
    squared = heavy.share(lambda pile: float(sum(load * load for load in pile)))
    return [WeightedPart(once.coded[place], once.base(place), squared.base(place)) for place in range(people.size)]


def spread(tally: Mapping[int, N], size: int) -> list[N]:
    """Add up per bit what stands under the numbers that hold it."""
    found: list[N] = [0] * size
    for bits, amount in tally.items():
        for place in _places(bits):
            found[place] += amount
    return found


@lru_cache(maxsize=1 << 14)  # the same few thousand sets of codes come back for every group and every amount
def _places(bits: int) -> tuple[int, ...]:
    found = []
    while bits:
        lowest = bits & -bits
        found.append(lowest.bit_length() - 1)
        bits ^= lowest
    return tuple(found)
