"""Where coders put the borders of one code: alpha_U, and which stretches of two coders are the same ones.

All sums are of whole numbers and so exact, however long the text; numpy finds in one go which stretches meet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any, TypeAlias

from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, ONE_CODER, Coefficient
from codeerbank.domain.plain import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

Stretch: TypeAlias = tuple[int, int]
"""[start, stop) on a text."""
_Edges: TypeAlias = "tuple[NDArray[Any], NDArray[Any]]"
"""Where stretches start and where they stop, in order of place."""


def alpha_u(coders: Sequence[Iterable[Stretch]], length: int, begin: int = 0) -> Coefficient:
    """Give alpha_U (Krippendorff 1995, 2004) of one code: each coder's stretches on a text of ``length`` characters."""
    return alpha_u_total({"": coders}, length, begin)


def alpha_u_total(codes: Mapping[str, Sequence[Iterable[Stretch]]], length: int, begin: int = 0) -> Coefficient:
    """Give alpha_U over several codes: one minus all disagreement seen by all that chance would give."""
    filled = [[_within(stretches, begin, length) for stretches in coders] for coders in codes.values()]
    units = sum(len(starts) for coders in filled for starts, _stops in coders)
    if not units or length < 1:
        return Coefficient(None, 0, reason=NO_UNITS)
    if any(len(coders) < 2 for coders in filled):
        return Coefficient(None, units, reason=ONE_CODER)
    observed = float(sum(_observed(coders, length) for coders in filled))
    expected = float(sum(_expected(coders, begin, length) for coders in filled))
    if expected <= 0:
        return Coefficient(None, units, observed, expected, reason=NO_VARIATION)
    return Coefficient(1 - observed / expected, units, observed, expected)


def _edges(stretches: Iterable[Stretch]) -> _Edges:
    """Take stretches as lists, tuples or a table with two columns."""
    import numpy as np

    if hasattr(stretches, "tolist") or hasattr(stretches, "to_numpy"):
        stretches = plain(stretches)
    table = np.fromiter(chain.from_iterable(stretches), np.int64).reshape(-1, 2)
    order = np.lexsort((table[:, 1], table[:, 0]))
    return table[order, 0], table[order, 1]


def _within(stretches: Iterable[Stretch], begin: int, length: int) -> _Edges:
    """Take stretches that share a character together; ValueError for one that lies outside the text."""
    import numpy as np

    starts, stops = _edges(stretches)
    some = starts < stops
    starts, reach = starts[some], np.maximum.accumulate(stops[some])
    if len(starts) and (starts[0] < begin or reach[-1] > begin + length):
        raise ValueError("a stretch lies outside the text")
    first = np.append(True, starts[1:] >= reach[:-1])[: len(starts)]
    return starts[first], reach[np.append(first[1:], True)[: len(reach)]]


def _observed(coders: Sequence[_Edges], length: int) -> float:
    m = len(coders)
    total = 2 * sum(_apart(mine, theirs) for mine, theirs in combinations(coders, 2))
    return total / (m * (m - 1) * length**2)


def _apart(mine: _Edges, theirs: _Edges) -> int:
    """Add up the squared differences of borders of those that meet, and the squared lengths of those that meet nothing."""
    one, other = _meeting(mine, theirs[0], theirs[1])
    borders = [mine[edge][one] - theirs[edge][other] for edge in (0, 1)]
    alone = [_others(mine, one), _others(theirs, other)]
    return sum(map(_squares, borders + alone))


def _meeting(mine: _Edges, starts: NDArray[Any], furthest: NDArray[Any]) -> _Edges:
    """Pair each of mine with those of the other coder that it may meet, by number.

    furthest   how far the other's stretches reach, up to and with each
    """
    import numpy as np

    first, last = np.searchsorted(furthest, mine[0], "right"), np.searchsorted(starts, mine[1], "left")
    many = np.maximum(last - first, 0)
    one = np.repeat(np.arange(len(many)), many)
    return one, np.arange(len(one)) + (first - np.cumsum(many) + many)[one]


def _others(edges: _Edges, met: NDArray[Any]) -> NDArray[Any]:
    """Give the lengths of the stretches that are not among those met."""
    import numpy as np

    alone = np.ones(len(edges[0]), dtype=bool)
    alone[met] = False
    return (edges[1] - edges[0])[alone]


def _squares(numbers: NDArray[Any]) -> int:
    """Add up squares exactly: in two halves, for their sum may not fit in 64 bits."""
    squared = numbers * numbers
    return (int((squared >> 32).sum()) << 32) + int((squared & 0xFFFFFFFF).sum())


def _expected(coders: Sequence[_Edges], begin: int, length: int) -> float:
    import numpy as np

    m, n_units = len(coders), sum(len(starts) for starts, _stops in coders)
    gaps = np.sort(np.concatenate([_gaps(edges, begin, length) for edges in coders]))
    longs, times = np.unique(np.concatenate([stops - starts for starts, stops in coders]), return_counts=True)
    first = np.searchsorted(gaps, longs)
    beyond = (int(gaps.sum()) - np.append(0, np.cumsum(gaps)))[first]
    total = taken = 0
    # As Python's whole numbers, which have no end: there are few different lengths, but their cubes are large.
    for long, n, wide, room in zip(
        *(found.tolist() for found in (longs, times, len(gaps) - first, beyond)), strict=True
    ):
        total += n * ((n_units - 1) * (long * (long - 1) * (2 * long - 1) // 3) + long**2 * (room - wide * (long - 1)))
        taken += n * long * (long - 1)
    return 2 * total / (length * m * length * (m * length - 1) - length * taken)


def _gaps(edges: _Edges, begin: int, length: int) -> NDArray[Any]:
    """Give the lengths of what lies between the stretches of a coder."""
    import numpy as np

    found: NDArray[Any] = np.append(edges[0], begin + length) - np.append(begin, edges[1])
    return found[found > 0]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Stretches of two coders that match: each at most once, overlap by union (IoU) at least ``least``."""

    first: int
    second: int
    matched: int
    least: float

    @property
    def f1(self) -> float | None:
        """Give 2 matched / (first + second), None without stretches."""
        return 2 * self.matched / (self.first + self.second) if self.first + self.second else None


def iou(one: Stretch, other: Stretch) -> float:
    """Give the characters two stretches share by those that either has."""
    shared = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    either = one[1] - one[0] + other[1] - other[0] - shared
    return shared / either if either else 0.0


def overlap(first: Iterable[Stretch], second: Iterable[Stretch], least: float = 0.5) -> Overlap:
    """Match the stretches of two coders on one text, the best pairs first."""
    import numpy as np

    mine, theirs = _different(first), _different(second)
    one, other = _meeting(mine, theirs[0], np.maximum.accumulate(theirs[1]))
    share = _iou((mine[0][one], mine[1][one]), (theirs[0][other], theirs[1][other]))
    near = np.flatnonzero(share >= least)
    near = near[np.lexsort((other[near], one[near], -share[near]))]
    one, other = one[near], other[near]
    # A pair of which neither has another candidate needs no choosing.
    sure = (np.bincount(one)[one] == 1) & (np.bincount(other)[other] == 1)
    used: tuple[set[int], set[int]] = (set(), set())
    for i, j in zip(one[~sure].tolist(), other[~sure].tolist(), strict=True):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    return Overlap(len(mine[0]), len(theirs[0]), int(sure.sum()) + len(used[0]), least)


def _different(stretches: Iterable[Stretch]) -> _Edges:
    """Take each stretch once."""
    import numpy as np

    starts, stops = _edges(stretches)
    new = np.append(True, (starts[1:] != starts[:-1]) | (stops[1:] != stops[:-1]))[: len(starts)]
    return starts[new], stops[new]


def _iou(mine: _Edges, theirs: _Edges) -> NDArray[Any]:
    """As ``iou``, of many pairs."""
    import numpy as np

    shared = np.maximum(0, np.minimum(mine[1], theirs[1]) - np.maximum(mine[0], theirs[0]))
    either = mine[1] - mine[0] + theirs[1] - theirs[0] - shared
    found: NDArray[Any] = np.divide(shared, either, out=np.zeros(len(shared)), where=either != 0)
    return found
