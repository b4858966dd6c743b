"""The cheapest set of numbers to hide, so that none of them can be found again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from codeerbank.mixed.margins import Cell, Margins

_ROUNDS = 200
_SECONDS = 5.0
"""For one step of the search; what is found by then is safe, and perhaps not the cheapest."""


@dataclass(slots=True)
class _Program:
    """A whole-number program: hide or not, per place, at the least cost, under what was learned so far."""

    margins: Margins
    primary: Set[Cell]
    places: Sequence[Cell]
    demands: list[Mapping[Cell, float]] = field(default_factory=list)

    def cost(self, place: Cell) -> float:
        """Weigh a number by its size; a total weighs more than all cells together, for it says more."""
        n = self.margins.counts[place]
        whole = sum(self.margins.counts.values()) + len(self.places)
        return n + 1 + (whole if self.margins.is_total(place) else 0)

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


def cheapest(margins: Margins, primary: Set[Cell], span: int, known: Set[Cell] = frozenset()) -> frozenset[Cell]:
    """Find what to hide, so that every hidden number could be anything over at least ``span``.

    No row or column has one hidden number alone. Each round looks where a hidden number is too easily found, and
    demands that more be hidden of what holds it in its place.
    """
    program = _Program(margins, primary, sorted(margins.counts.keys() - known))
    for line in margins.lines():
        free = [place for place in line if place not in known]
        for place in free:
            program.demands.append({other: 1.0 for other in free if other != place} | {place: -1.0})
    for _round in range(_ROUNDS):
        hidden = program.solve()
        learned = [demand for place in hidden if (demand := _demand(margins, place, hidden, span)) is not None]
        if not learned or hidden == frozenset(program.places):
            return hidden
        program.demands += [{place: load for place, load in demand.items() if place not in known} for demand in learned]
    return frozenset(program.places)


def _demand(margins: Margins, place: Cell, hidden: Set[Cell], span: int) -> Mapping[Cell, float] | None:
    """Say what has to be hidden besides for this number to be safe; None where it is."""
    down, below = margins.reach(place, hidden, up=False, most=span)
    up, above = margins.reach(place, hidden, up=True, most=span - down)
    if up + down >= span:
        return None
    up, above = margins.reach(place, hidden, up=True, most=span)
    demand: dict[Cell, float] = {place: -float(span - (down if not below else 0))}
    for cell, forward in [*above, *below]:
        room = span if forward else min(margins.counts[cell], span)
        demand[cell] = demand.get(cell, 0.0) + room
    return demand
