"""A table with its totals as a network: how far a hidden number can move while all that is shown stays as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import TypeAlias

Cell: TypeAlias = tuple[int, int]
_Node: TypeAlias = tuple[str, int]
FAR = 10**9
"""More than any number in a table can move; a flow this large has no end."""


@dataclass(frozen=True, slots=True)
class Margins:
    """Counts by (row, column); the last row and column are the totals.

    Each number stands in one row and one column, whose sums must stay; so it is an arc between the two, and a change
    that touches no sum is a flow that returns to where it began.
    """

    counts: Mapping[Cell, int]
    rows: int
    columns: int
    unpublished: frozenset[Cell] = frozenset()

    @classmethod
    def of(cls, table: Sequence[Sequence[int]]) -> Margins:
        """Add the totals to a table."""
        whole = [[*map(int, row), sum(map(int, row))] for row in table]
        whole.append([sum(column) for column in zip(*whole, strict=True)])
        counts = {(i, j): n for i, row in enumerate(whole) for j, n in enumerate(row)}
        return cls(counts, len(table), len(table[0]))

    def lines(self) -> list[list[Cell]]:
        """Give every row and column with its total."""
        rows = [[(i, j) for j in range(self.columns + 1)] for i in range(self.rows + 1)]
        return rows + [[(i, j) for i in range(self.rows + 1)] for j in range(self.columns + 1)]

    def is_total(self, place: Cell) -> bool:
        """Say whether a place holds a total."""
        return place[0] == self.rows or place[1] == self.columns

    def bounds(self, place: Cell, hidden: Set[Cell]) -> tuple[int, int | None]:
        """Give the least and the most a hidden number can be; None: there is no most."""
        down, _cut = self.reach(place, hidden, up=False, most=self.counts[place])
        up, _cut = self.reach(place, hidden, up=True, most=FAR)
        return self.counts[place] - down, None if up >= FAR else self.counts[place] + up

    def reach(self, place: Cell, hidden: Set[Cell], up: bool, most: int) -> tuple[int, frozenset[tuple[Cell, bool]]]:
        """Say how far a hidden number can move, up or down, at most ``most``; and what keeps it from going further.

        That is a set of numbers, each with the direction in which it would have to move: were none of them shown and
        had all enough room, it could.
        """
        start, end = self._arc(place)
        source, sink = (end, start) if up else (start, end)
        most = most if up else min(most, self.counts[place])
        moved: dict[Cell, int] = {}
        flow = 0
        while flow < most:
            path, reached = self._path(source, sink, place, hidden, moved)
            if path is None:
                return flow, self._cut(reached, place)
            step = min([most - flow, *(self._room(cell, forward, moved) for cell, forward in path)])
            for cell, forward in path:
                moved[cell] = moved.get(cell, 0) + (step if forward else -step)
            flow += step
        return flow, frozenset()

    def demand(self, place: Cell, hidden: Set[Cell], span: int) -> Mapping[Cell, float] | None:
        """Say what has to be hidden besides for a number to move over ``span``; None where it can."""
        down, below = self.reach(place, hidden, up=False, most=span)
        up, above = self.reach(place, hidden, up=True, most=span - down)
        if up + down >= span:
            return None
        up, above = self.reach(place, hidden, up=True, most=span)
        demand: dict[Cell, float] = {place: -float(span - (down if not below else 0))}
        for cell, forward in [*above, *below]:
            room = span if forward else min(self.counts[cell], span)
            demand[cell] = demand.get(cell, 0.0) + room
        return demand

    def _arc(self, place: Cell) -> tuple[_Node, _Node]:
        """Give the two sums a number stands in; totals run the other way round, for they stand on the other side."""
        row, column = ("row", place[0]), ("column", place[1])
        return (column, row) if (place[0] == self.rows) == (place[1] == self.columns) else (row, column)

    def _room(self, cell: Cell, forward: bool, moved: Mapping[Cell, int]) -> int:
        """Say how far a number can still move: up without end, down to 0."""
        now = moved.get(cell, 0)
        return FAR - now if forward else self.counts[cell] + now

    def _neighbours(self, node: _Node) -> list[Cell]:
        kind, number = node
        if kind == "row":
            return [(number, j) for j in range(self.columns + 1)]
        return [(i, number) for i in range(self.rows + 1)]

    def _path(
        self, source: _Node, sink: _Node, place: Cell, hidden: Set[Cell], moved: Mapping[Cell, int]
    ) -> tuple[list[tuple[Cell, bool]] | None, Set[_Node]]:
        """Find the shortest way on which something can still move; else all that can be reached."""
        came: dict[_Node, tuple[_Node, Cell, bool] | None] = {source: None}
        waiting = deque([source])
        while waiting:
            node = waiting.popleft()
            for cell in self._neighbours(node):
                start, end = self._arc(cell)
                forward = node == start
                onward = end if forward else start
                if cell == place or cell not in hidden or onward in came or self._room(cell, forward, moved) <= 0:
                    continue
                came[onward] = (node, cell, forward)
                if onward == sink:
                    return _back(came, sink), frozenset()
                waiting.append(onward)
        return None, frozenset(came)

    def _cut(self, reached: Set[_Node], place: Cell) -> frozenset[tuple[Cell, bool]]:
        """Give the numbers between what was reached and the rest, each with its direction."""
        crossing = set()
        for cell in self.counts:
            start, end = self._arc(cell)
            if cell != place and (start in reached) != (end in reached):
                crossing.add((cell, start in reached))
        return frozenset(crossing)


def _back(came: Mapping[_Node, tuple[_Node, Cell, bool] | None], node: _Node) -> list[tuple[Cell, bool]]:
    path = []
    while (step := came[node]) is not None:
        node, cell, forward = step
        path.append((cell, forward))
    return path
