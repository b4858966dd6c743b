"""The part of a document that can be read and marked: what was said in each turn, labels left out."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable


class Speech:
    """A document's text and the stretches [start, stop) in which its turns speak; there is always at least one."""

    __slots__ = ("starts", "stops", "text")

    def __init__(self, text: str, stretches: Iterable[tuple[int, int]] = ()) -> None:
        """``stretches`` stand in order and do not overlap; none at all means: the whole text."""
        pairs = list(stretches) or [(0, len(text))]
        self.text = text
        self.starts = array("I", (start for start, _ in pairs))
        self.stops = array("I", (stop for _, stop in pairs))

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def first(self) -> int:
        """The first address a cursor can stand on."""
        return self.starts[0]

    @property
    def last(self) -> int:
        """The last address a cursor can stand on: one past the last character of speech."""
        return self.stops[-1]

    def turn_at(self, offset: int) -> int:
        """Find the index of the turn that holds ``offset``; between two turns it is the earlier one."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def bounds(self, turn: int) -> tuple[int, int]:
        """Give where a turn's speech starts and stops."""
        return self.starts[turn], self.stops[turn]

    def holds(self, start: int, stop: int) -> bool:
        """Say whether a stretch lies wholly in what was said in one turn."""
        first, last = self.bounds(self.turn_at(start))
        return first <= start < stop <= last

    def clamp(self, offset: int) -> int:
        """Give the nearest address at or before ``offset`` on which a cursor can stand."""
        start, stop = self.bounds(self.turn_at(offset))
        return min(max(offset, start), stop)
