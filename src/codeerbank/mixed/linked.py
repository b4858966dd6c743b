"""Tables that share numbers, as one system of sums: how far a hidden number can move while all that is shown stays.

A single table with its totals is a network (``margins``). Several answers per person, answers that are part of another
and tables with totals in common are not; there a linear program says how far a number can move, and its dual what has
to be hidden besides (Fischetti and Salazar, Management Science, 2001).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from codeerbank.mixed.margins import Cell

_TINY = 1e-7


@dataclass(frozen=True)
class Linked:
    """Numbers, each at a place, and sums of them that come to 0.

    sums         place -> how often it counts in the sum
    totals       places that hold a total
    unpublished  places that stand in no table; a reader does not see them, and they may be small and need protection
    """

    counts: Mapping[Cell, int]
    sums: Sequence[Mapping[Cell, int]]
    totals: frozenset[Cell] = frozenset()
    unpublished: frozenset[Cell] = frozenset()
    _order: list[Cell] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_order", sorted(self.counts))

    def lines(self) -> list[list[Cell]]:
        """Give the places of every sum."""
        return [list(one) for one in self.sums]

    def is_total(self, place: Cell) -> bool:
        """Say whether a place holds a total."""
        return place in self.totals

    def bounds(self, place: Cell, hidden: Set[Cell], most: int) -> tuple[float, float]:
        """Give the least and the most a hidden number can be; it is looked no further than ``most`` away."""
        down, up = (self._move(place, hidden, up, most)[0] for up in (False, True))
        return self.counts[place] - down, self.counts[place] + up

    def demand(self, place: Cell, hidden: Set[Cell], span: int) -> Mapping[Cell, float] | None:
        """Say what has to be hidden besides for this number to move over ``span``; None where it can."""
        up, above = self._move(place, hidden, True, span)
        if up >= span - _TINY:
            return None
        down, below = self._move(place, hidden, False, span)
        if up + down >= span - _TINY:
            return None
        found = {cell: above.get(cell, 0.0) + below.get(cell, 0.0) for cell in above.keys() | below.keys()}
        found[place] = found.get(place, 0.0) - span
        return found

    @cached_property
    def _matrix(self) -> Any:
        import numpy as np

        at = {place: number for number, place in enumerate(self._order)}
        matrix = np.zeros((len(self.sums), len(at)))
        for number, line in enumerate(self.sums):
            for place, times in line.items():
                matrix[number, at[place]] = times
        return matrix

    def _move(self, place: Cell, hidden: Set[Cell], up: bool, most: int) -> tuple[float, dict[Cell, float]]:
        """Give how far a number can move, and per place how much room it would add were it hidden."""
        import numpy as np
        from scipy.optimize import linprog

        free = [number for number, cell in enumerate(self._order) if cell in hidden or cell in self.unpublished]
        goal = np.zeros(len(self._order))
        goal[self._order.index(place)] = -1.0 if up else 1.0
        room = [(-float(min(self.counts[self._order[n]], most)), float(most)) for n in free]
        solved = linprog(
            goal[free], A_eq=self._matrix[:, free], b_eq=np.zeros(len(self.sums)), bounds=room, method="highs"
        )
        price = goal - self._matrix.T @ solved.eqlin.marginals
        worth = {}
        for number, cell in enumerate(self._order):
            further = most if price[number] < 0 else min(self.counts[cell], most)
            if abs(price[number]) * further > _TINY:
                worth[cell] = abs(float(price[number])) * further
        return -float(solved.fun), worth
