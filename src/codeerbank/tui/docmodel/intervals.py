"""Which codings lie on a line, and in which lane of the margin each draws its bracket."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from heapq import heappop, heappush
from typing import Generic, NamedTuple, Protocol, TypeVar

_BLOCK = 64


class Interval(Protocol):
    """Anything on the stretch [start, stop)."""

    @property
    def start(self) -> int:
        """First address."""

    @property
    def stop(self) -> int:
        """One past the last address."""


T = TypeVar("T", bound=Interval)


class Laid(NamedTuple, Generic[T]):
    """An interval and its lane; two intervals that overlap never share a lane."""

    item: T
    lane: int


class IntervalIndex(Generic[T]):
    """Intervals sorted by start, with the largest stop per block: a line is found without looking at the rest."""

    def __init__(self, items: Iterable[T] = ()) -> None:
        self._items: list[T] = []
        self.reset(items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def reset(self, items: Iterable[T]) -> None:
        """Hold these intervals and no others."""
        self._items = sorted(items, key=lambda item: (item.start, -item.stop))
        self._starts = [item.start for item in self._items]
        self._block_stops = [
            max(item.stop for item in self._items[first : first + _BLOCK])
            for first in range(0, len(self._items), _BLOCK)
        ]
        self._lanes = _lanes(self._items)

    def add(self, item: T) -> None:
        """Hold one more."""
        self.reset([*self._items, item])

    def remove(self, item: T) -> None:
        """Hold one fewer; an interval that is not held is passed over."""
        self.reset(other for other in self._items if other != item)

    def overlapping(self, start: int, stop: int) -> list[Laid[T]]:
        """Find the intervals that share a character with [start, stop), in order of start, the longest first."""
        end = bisect_left(self._starts, stop)
        found: list[Laid[T]] = []
        for block in range((end + _BLOCK - 1) // _BLOCK):
            if self._block_stops[block] > start:
                for i in range(block * _BLOCK, min(block * _BLOCK + _BLOCK, end)):
                    if self._items[i].stop > start:
                        found.append(Laid(self._items[i], self._lanes[i]))
        return found

    def beside(self, item: T | None, offset: int, forward: bool) -> T | None:
        """Find the interval after or before ``item`` in order; where that is not held, the nearest to start past ``offset``."""
        i = self._items.index(item) if item in self._items else None
        if i is None:
            i = bisect_left(self._starts, offset + 1) if forward else bisect_left(self._starts, offset) - 1
        else:
            i += 1 if forward else -1
        return self._items[i] if 0 <= i < len(self._items) else None


def _lanes(items: Iterable[Interval]) -> list[int]:
    """Give each interval the lowest lane that is free where it starts."""
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    lanes: list[int] = []
    for item in items:
        while busy and busy[0][0] <= item.start:
            heappush(free, heappop(busy)[1])
        lane = heappop(free) if free else len(busy)
        lanes.append(lane)
        heappush(busy, (item.stop, lane))
    return lanes
