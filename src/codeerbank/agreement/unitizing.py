"""Where coders put the borders of one code: alpha_U, and which stretches of two coders are the same ones."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeAlias

from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, ONE_CODER, Coefficient
from codeerbank.domain.plain import plain

Stretch: TypeAlias = tuple[int, int]
"""[start, stop) on a text."""
_Section: TypeAlias = tuple[int, int, bool]
"""Start, length, and whether it is a stretch with the code or a gap."""


def alpha_u(coders: Sequence[Iterable[Stretch]], length: int, begin: int = 0) -> Coefficient:
    """Give alpha_U (Krippendorff 1995, 2004) of one code: each coder's stretches on a text of ``length`` characters."""
    return alpha_u_total({"": coders}, length, begin)


def alpha_u_total(codes: Mapping[str, Sequence[Iterable[Stretch]]], length: int, begin: int = 0) -> Coefficient:
    """Give alpha_U over several codes: one minus all disagreement seen by all that chance would give."""
    sections = [[_sections(stretches, begin, length) for stretches in coders] for coders in codes.values()]
    units = sum(len(filled) for coders in sections for filled in map(_filled, coders))
    if not units or length < 1:
        return Coefficient(None, 0, reason=NO_UNITS)
    if any(len(coders) < 2 for coders in sections):
        return Coefficient(None, units, reason=ONE_CODER)
    observed = float(sum(_observed(coders, length) for coders in sections))
    expected = float(sum(_expected(coders, length) for coders in sections))
    if expected <= 0:
        return Coefficient(None, units, observed, expected, reason=NO_VARIATION)
    return Coefficient(1 - observed / expected, units, observed, expected)


def _pairs(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Take stretches as lists, tuples or a table with two columns."""
    if hasattr(stretches, "tolist") or hasattr(stretches, "to_numpy"):
        stretches = plain(stretches)
    return [(start, stop) for start, stop in stretches]


def joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Take stretches that share a character together, in order of place."""
    found: list[Stretch] = []
    for start, stop in sorted(_pairs(stretches)):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        elif start < stop:
            found.append((start, stop))
    return found


def _sections(stretches: Iterable[Stretch], begin: int, length: int) -> list[_Section]:
    """Tile the whole text with stretches and the gaps between them."""
    tiles: list[_Section] = []
    at = begin
    for start, stop in joined(stretches):
        if start < begin or stop > begin + length:
            raise ValueError("a stretch lies outside the text")
        if start > at:
            tiles.append((at, start - at, False))
        tiles.append((start, stop - start, True))
        at = stop
    if at < begin + length:
        tiles.append((at, begin + length - at, False))
    return tiles


def _filled(sections: Iterable[_Section]) -> list[_Section]:
    return [section for section in sections if section[2]]


def _observed(coders: Sequence[Sequence[_Section]], length: int) -> float:
    m = len(coders)
    total = 0
    for i, mine in enumerate(coders):
        for j, theirs in enumerate(coders):
            if i != j:
                total += _apart(mine, theirs)
    return total / (m * (m - 1) * length**2)


def _apart(mine: Sequence[_Section], theirs: Sequence[_Section]) -> int:
    """Add up the squared differences of borders; both tile the text, so one walk along it meets every pair that overlaps."""
    total = i = j = 0
    while i < len(mine) and j < len(theirs):
        (b, long, v), (c, wide, w) = mine[i], theirs[j]
        if v and w:
            total += (b - c) ** 2 + (b + long - c - wide) ** 2
        elif v and c <= b and b + long <= c + wide:
            total += long**2
        elif w and b <= c and c + wide <= b + long:
            total += wide**2
        ends = b + long, c + wide
        i, j = i + (ends[0] <= ends[1]), j + (ends[1] <= ends[0])
    return total


def _expected(coders: Sequence[Sequence[_Section]], length: int) -> float:
    m, n_units = len(coders), sum(len(_filled(sections)) for sections in coders)
    gaps = sorted(long for sections in coders for _start, long, filled in sections if not filled)
    beyond = [0, *accumulate(reversed(gaps))]
    total, taken = 0.0, 0
    for sections in coders:
        for _start, long, _true in _filled(sections):
            total += (n_units - 1) / 3 * (2 * long**3 - 3 * long**2 + long)
            wide = len(gaps) - bisect_left(gaps, long)
            total += long**2 * (beyond[wide] - wide * (long - 1))
            taken += long * (long - 1)
    return 2 / length * total / (m * length * (m * length - 1) - taken)


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
    mine, theirs = sorted(set(_pairs(first))), sorted(set(_pairs(second)))
    starts, furthest = [start for start, _stop in theirs], list(accumulate((stop for _start, stop in theirs), max))
    pairs: list[tuple[float, int, int]] = []
    for i, one in enumerate(mine):
        near = range(bisect_right(furthest, one[0]), bisect_left(starts, one[1]))
        pairs += [(share, i, j) for j in near if (share := iou(one, theirs[j])) >= least]
    used: tuple[set[int], set[int]] = (set(), set())
    for _share, i, j in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
    return Overlap(len(mine), len(theirs), len(used[0]), least)
