"""The way from the addresses of one version of a text to those of another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import TypeAlias

Stretch: TypeAlias = Sequence[int]
"""(old address, new address, length) of words that stayed."""


@dataclass(frozen=True, slots=True)
class TextMap:
    """Stretches that stayed, in order in both texts; what lies between two of them was changed.

    The last stretch is empty and stands at the end of both texts.
    """

    stretches: Sequence[Stretch]

    def inverse(self) -> TextMap:
        """Give the way back."""
        return TextMap([(new, old, length) for old, new, length in self.stretches])

    def carry(self, start: int, stop: int) -> tuple[int, int] | None:
        """Give where [start, stop) is now; None where nothing of its words stayed.

        A change at its edge counts to it when it covered all that was changed there; else it shrinks.
        """
        if not self._keeps_any(start, stop):
            return None
        first = start if (found := self._exact(start)) is None else found
        if found is None:
            before, _after, new_before, new_after = self._gap(start)
            first = new_before if start == before else new_after
        last = self._exact(stop - 1)
        if last is not None:
            return first, last + 1
        _before, after, new_before, new_after = self._gap(stop - 1)
        return first, new_after if stop == after else new_before

    def cover(self, start: int, stop: int) -> tuple[int, int]:
        """Give the least stretch that holds all that [start, stop) may have become: for forgetting, too much is enough."""
        first, last = self._exact(start), self._exact(stop - 1)
        return (
            self._gap(start)[2] if first is None else first,
            self._gap(stop - 1)[3] if last is None else last + 1,
        )

    def unchanged(self, start: int, stop: int) -> bool:
        """Say whether every word of [start, stop) stayed as it was."""
        at = self._at(start)
        return at >= 0 and stop <= self.stretches[at][0] + self.stretches[at][2]

    def _at(self, place: int) -> int:
        """Find the last stretch that begins at or before an old address; -1 where none does."""
        return bisect_right(self.stretches, place, key=itemgetter(0)) - 1

    def _exact(self, place: int) -> int | None:
        """Give the new address of a letter that stayed."""
        if (at := self._at(place)) < 0:
            return None
        old, new, length = self.stretches[at]
        return new + place - old if place < old + length else None

    def _gap(self, place: int) -> tuple[int, int, int, int]:
        """Give (old start, old stop, new start, new stop) of the change in which an old address lies."""
        at = self._at(place)
        old, new, length = self.stretches[at] if at >= 0 else (0, 0, 0)
        end = self.stretches[at + 1] if at + 1 < len(self.stretches) else (old + length, new + length, 0)
        return old + length, end[0], new + length, end[1]

    def _keeps_any(self, start: int, stop: int) -> bool:
        at = max(0, self._at(start))
        for old, _new, length in self.stretches[at:]:
            if old >= stop:
                return False
            if min(stop, old + length) > max(start, old):
                return True
        return False


class TurnMap:
    """The way from the turns of one version to those of another, both numbered from 1."""

    def __init__(self, sources: Sequence[Sequence[int]]) -> None:
        self._sources = [frozenset(numbers) for numbers in sources]

    def all_old(self) -> frozenset[int]:
        """Give the old turns of which something was made."""
        return frozenset().union(*self._sources)

    def all_new(self) -> frozenset[int]:
        """Give the new turns that were made of old ones."""
        return frozenset(n for n, of in enumerate(self._sources, 1) if of)

    def forward(self, numbers: frozenset[int]) -> frozenset[int]:
        """Give the new turns that were made of these old turns and of no other."""
        return frozenset(n for n, of in enumerate(self._sources, 1) if of and of <= numbers)

    def back(self, numbers: frozenset[int]) -> frozenset[int]:
        """Give the old turns of which all that was made is among these new turns."""
        made: dict[int, set[int]] = {}
        for n, of in enumerate(self._sources, 1):
            for source in of:
                made.setdefault(source, set()).add(n)
        return frozenset(source for source, news in made.items() if news <= numbers)
