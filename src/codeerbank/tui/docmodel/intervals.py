"""Which codings lie on a line, and in which lane of the margin each draws its bracket."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
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
        self._items = sorted(items, key=_order)
        self._starts = [item.start for item in self._items]
        self._lanes = _lanes(self._items)
        self._block_stops: list[int] = []
        self._block_from(0)

    def add(self, item: T) -> None:
        """Hold one more, in the lowest lane that is free beside those that are there: brackets do not jump."""
        taken = {lane for _item, lane in self.overlapping(item.start, max(item.stop, item.start + 1))}
        i = bisect_right(self._items, _order(item), key=_order)
        self._items.insert(i, item)
        self._starts.insert(i, item.start)
        self._lanes.insert(i, next(lane for lane in range(len(taken) + 1) if lane not in taken))
        self._block_from(i)

    def remove(self, item: T) -> None:
        """Hold one fewer; an interval that is not held is passed over."""
        i = bisect_left(self._items, _order(item), key=_order)
        while i < len(self._items) and self._starts[i] == item.start:
            if self._items[i] == item:
                del self._items[i], self._starts[i], self._lanes[i]
                self._block_from(i)
                return
            i += 1

    def _block_from(self, i: int) -> None:
        """Work out the largest stop of each block from that of place ``i`` on."""
        first = i // _BLOCK
        self._block_stops[first:] = [
            max(item.stop for item in self._items[n : n + _BLOCK])
            for n in range(first * _BLOCK, len(self._items), _BLOCK)
        ]

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


def _order(item: Interval) -> tuple[int, int]:
    return item.start, -item.stop


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
