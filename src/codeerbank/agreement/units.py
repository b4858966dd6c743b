"""What is compared: stretches of text with the set of codes that each coder gave there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

UnitKind: TypeAlias = Literal["turn", "sentence", "answer", "character"]
Codes: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Place:
    """[start, stop) of a document; ``cluster`` is what is drawn as a whole in a bootstrap."""

    document: str
    turn: int
    start: int
    stop: int
    cluster: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch with what each coder gave it; None: this coder did not read it to the end.

    size   how many units it stands for: 1, or the number of characters where these are the units
    """

    place: Place
    given: tuple[Codes | None, ...]
    size: int = 1

    @property
    def judged(self) -> list[Codes]:
        """Give the sets of the coders who read it."""
        return [codes for codes in self.given if codes is not None]

    @property
    def double(self) -> bool:
        """Say whether two coders or more read it."""
        return len(self.judged) > 1


@dataclass(frozen=True, slots=True)
class Given:
    """One coder's code on [start, stop) of a document."""

    start: int
    stop: int
    code: str
    coder: int


def units_with_codes(
    places: Iterable[Place], read: Callable[[Place], Collection[int]], given: Iterable[Given], coders: int
) -> list[Unit]:
    """Say of each place in one document what each coder gave it; a code counts where it shares a character with it.

    read   the coders who read the place to the end
    """
    ordered = _Ordered(given)
    return [Unit(place, _sets(ordered.touching(place.start, place.stop), read(place), coders)) for place in places]


def character_units(
    places: Iterable[Place], read: Callable[[Place], Collection[int]], given: Iterable[Given], coders: int
) -> list[Unit]:
    """As ``units_with_codes`` with each character a unit; characters in a row that got the same come as one."""
    ordered = _Ordered(given)
    found: list[Unit] = []
    for place in places:
        here, readers = ordered.touching(place.start, place.stop), read(place)
        borders = {edge for one in here for edge in (one.start, one.stop) if place.start < edge < place.stop}
        for start, stop in pairwise(sorted({place.start, place.stop, *borders})):
            inside = [one for one in here if one.start < stop and start < one.stop]
            piece = replace(place, start=start, stop=stop)
            found.append(Unit(piece, _sets(inside, readers, coders), stop - start))
    return found


def rolled_up(units: Iterable[Unit], upwards: Callable[[str], Collection[str]]) -> list[Unit]:
    """Replace every code by the codes that stand for it, such as its subtheme; ``upwards`` may give none."""
    known: dict[Codes, Codes] = {}

    def lifted(codes: Codes) -> Codes:
        if codes not in known:
            known[codes] = frozenset(above for code in codes for above in upwards(code))
        return known[codes]

    return [
        replace(unit, given=tuple(None if codes is None else lifted(codes) for codes in unit.given)) for unit in units
    ]


class _Ordered:
    """Codings of one document by place, so that few need looking at."""

    def __init__(self, given: Iterable[Given]) -> None:
        self._all = sorted(given, key=lambda one: one.start)
        self._starts = [one.start for one in self._all]
        self._longest = max((one.stop - one.start for one in self._all), default=0)

    def touching(self, start: int, stop: int) -> list[Given]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, stop)
        return [one for one in self._all[first:last] if one.stop > start]


def _sets(here: Sequence[Given], readers: Collection[int], coders: int) -> tuple[Codes | None, ...]:
    return tuple(
        frozenset(one.code for one in here if one.coder == coder) if coder in readers else None
        for coder in range(coders)
    )


def runs(numbers: Sequence[int], wanted: Collection[int]) -> list[tuple[int, int]]:
    """Give the wanted numbers as (first, last) of those that follow each other in ``numbers``."""
    found: list[tuple[int, int]] = []
    open_run = False
    for number in numbers:
        if number in wanted:
            found.append((found.pop()[0], number) if open_run else (number, number))
        open_run = number in wanted
    return found
