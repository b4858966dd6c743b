"""The cheapest set of numbers to hide, so that none of them can be found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Protocol

from codeerbank.mixed.margins import Cell

_ROUNDS = 200
_SECONDS = 5.0
"""For one step of the search; what is found by then is safe, and perhaps not the cheapest."""


class Numbers(Protocol):
    """Numbers that hang together by their sums."""

    @property
    def counts(self) -> Mapping[Cell, int]:
        """Give the number at each place."""

    @property
    def unpublished(self) -> frozenset[Cell]:
        """Give the places that stand in no table: nobody sees them, whatever is hidden."""

    def lines(self) -> list[list[Cell]]:
        """Give the places of every sum."""

    def is_total(self, place: Cell) -> bool:
        """Say whether a place holds a total."""

    def demand(self, place: Cell, hidden: Set[Cell], span: int) -> Mapping[Cell, float] | None:
        """Say what has to be hidden besides for a number to be safe; None where it is."""


@dataclass(slots=True)
class _Program:
    """A whole-number program: hide or not, per place, at the least cost, under what was learned so far."""

    numbers: Numbers
    primary: Set[Cell]
    places: Sequence[Cell]
    demands: list[Mapping[Cell, float]] = field(default_factory=list)

    def cost(self, place: Cell) -> float:
        """Weigh a number by its size; a total weighs more than all cells together, for it says more."""
        if place in self.numbers.unpublished:
            return 0
        n = self.numbers.counts[place]
        whole = sum(self.numbers.counts.values()) + len(self.places)
        return n + 1 + (whole if self.numbers.is_total(place) else 0)

    def solve(self) -> frozenset[Cell]:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        at = {place: number for number, place in enumerate(self.places)}
        matrix = np.zeros((len(self.demands), len(at)))
        for number, demand in enumerate(self.demands):
            for place, weight in demand.items():
                matrix[number, at[place]] = weight
        low = np.array([1.0 if place in self.primary else 0.0 for place in self.places])
        found = milp(
            np.array([self.cost(place) for place in self.places]),
            constraints=LinearConstraint(matrix, 0.0, np.inf),
            integrality=np.ones(len(at)),
            bounds=Bounds(low, np.ones(len(at))),
            options={"time_limit": _SECONDS},
        )
        if found.x is None:
            return frozenset(self.places)
        return frozenset(place for place, x in zip(self.places, found.x, strict=True) if x > 0.5)


def cheapest(numbers: Numbers, primary: Set[Cell], span: int, known: Set[Cell] = frozenset()) -> frozenset[Cell]:
    """Find what to hide, so that every hidden number could be anything over at least ``span``.

    No row or column has one hidden number alone. Each round looks where a hidden number is too easily found, and
    demands that more be hidden of what holds it in its place.
    """
    unseen = numbers.unpublished - known
    program = _Program(numbers, primary | unseen, sorted(numbers.counts.keys() - known))
    for line in numbers.lines():
        free = [place for place in line if place not in known]
        for place in free:
            if place not in unseen:
                program.demands.append({other: 1.0 for other in free if other != place} | {place: -1.0})
    for _round in range(_ROUNDS):
        hidden = program.solve()
        secret = [place for place in sorted(hidden) if place not in unseen or place in primary]
        learned = [demand for place in secret if (demand := numbers.demand(place, hidden, span)) is not None]
        if not learned or hidden == frozenset(program.places):
            return hidden
        program.demands += [{place: load for place, load in demand.items() if place not in known} for demand in learned]
    return frozenset(program.places)
