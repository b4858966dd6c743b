"""Where coders differ, worst first: what a meeting about the codebook should begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from codeerbank.agreement.sets import jaccard_distance
from codeerbank.agreement.units import Codes, Place, Unit


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit that coders gave different codes.

    given      per coder what was given, None where a coder did not read it
    shared     what all who read it gave
    severity   0-1: how far the sets are apart, seen as codes and seen from each level above
    at_stake   codes that some gave and others did not
    """

    place: Place
    given: tuple[Codes | None, ...]
    shared: Codes
    severity: float
    at_stake: int


def disagreements(
    units: Iterable[Unit], above: Sequence[Callable[[str], str]] = (), code: str | None = None
) -> list[Disagreement]:
    """List the units on which two coders or more differ, the worst first, then in order of place.

    above   from a code to what stands over it (subtheme, theme): another theme is worse than a neighbouring code
    code    only where this code was given by some and not by others
    """
    found = []
    for number, unit in enumerate(units):
        judged = unit.judged
        if len(judged) < 2:
            continue
        shared = frozenset.intersection(*judged)
        disputed = frozenset().union(*judged) - shared
        if not disputed or (code is not None and code not in disputed):
            continue
        difference = Disagreement(unit.place, unit.given, shared, _severity(judged, above), len(disputed))
        found.append((-difference.severity, -difference.at_stake, number, difference))
    return [difference for *_order, difference in sorted(found, key=lambda one: one[:3])]


def _severity(judged: Sequence[Codes], above: Sequence[Callable[[str], str]]) -> float:
    """Average the Jaccard distance over pairs of coders and over the levels of the codebook."""
    levels = [list(judged), *([frozenset(map(up, codes)) for codes in judged] for up in above)]
    pairs = [jaccard_distance(one, other) for sets in levels for one, other in combinations(sets, 2)]
    return sum(pairs) / len(pairs)
