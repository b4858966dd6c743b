"""Codes counted: how many units carry them, which go together, and how much of the text they cover."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from codeerbank.domain.frequency import Interval
from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.association import phi_of_counts
from codeerbank.mixed.statistics.exact import fisher_freeman_halton
from codeerbank.mixed.statistics.intervals import wilson

LEAST_FRAGMENTS = 3
"""Codes with fewer fragments are left out of co-occurrence: two of them meet by accident."""


@dataclass(frozen=True, slots=True)
class CodeFrequency(Reasoned):
    """A code in ``n`` units out of ``base``; share and interval 0-1, None without a base."""

    code: str
    n: int
    base: int
    share: float | None
    interval: Interval | None
    reason: str = ""


def code_frequencies(
    units: Iterable[Collection[str] | None], codes: Sequence[str] = (), base: int | None = None
) -> tuple[CodeFrequency, ...]:
    """Count codes over units of any kind: persons, answers, fragments or documents.

    units   the codes of each unit; empty for one that was read without finding any, None for one not yet coded,
            which stands outside the base
    base    another number of units to take shares of, such as all who spoke; at least the units with a code
    """
    coded = [frozenset(unit) for unit in plain(list(units)) if unit is not None]
    whole = len(coded) if base is None else base
    found = []
    for code in dict.fromkeys([*codes, *sorted({code for unit in coded for code in unit})]):
        n = sum(code in unit for unit in coded)
        share = n / whole if whole else None
        found.append(CodeFrequency(code, n, whole, share, wilson(n, whole), "" if whole else "no_base"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class CodePair:
    """Two codes over the same units: the four counts and what follows; None without variation.

    lift       both / expected: above 1 they meet more often than by chance
    expected   units with both, if the codes had nothing to do with each other
    """

    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    neither: int
    jaccard: float | None
    dice: float | None
    phi: float | None
    lift: float | None
    expected: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class CoOccurrence:
    """Every pair of codes, those that share most first; ``left_out`` codes have too few units."""

    pairs: tuple[CodePair, ...]
    left_out: tuple[str, ...]
    n: int


def cooccurrence(
    units_by_code: Mapping[str, Collection[Hashable]],
    n_units: int,
    least: int = LEAST_FRAGMENTS,
    independent: bool = True,
) -> CoOccurrence:
    """Say which codes go together over ``n_units`` fragments (or persons), of which each code has some.

    With a both, b and c one of the two, d neither: Jaccard a/(a+b+c), Dice 2a/(2a+b+c), phi, lift a·n/((a+b)(a+c)).
    independent   False for what was said in one conversation: no p-value then
    Source        Jaccard (1912); Dice, Ecology 26 (1945), 297-302; Brin e.a., ACM SIGMOD 1997 (lift).
    """
    sets = {code: frozenset(plain(units)) for code, units in units_by_code.items()}
    if len(frozenset().union(*sets.values())) > n_units:
        raise ValueError(f"codes stand on more than {n_units} units")
    kept = [code for code, units in sets.items() if len(units) >= least]
    pairs = [_pair(a, b, sets[a], sets[b], n_units, independent) for a, b in combinations(kept, 2)]
    pairs.sort(key=lambda pair: (-(pair.jaccard or 0), -pair.both))
    return CoOccurrence(tuple(pairs), tuple(code for code in sets if code not in kept), n_units)


def _pair(
    first: str, second: str, one: frozenset[Hashable], two: frozenset[Hashable], n: int, independent: bool
) -> CodePair:
    a = len(one & two)
    b, c = len(one) - a, len(two) - a
    d = n - a - b - c
    expected = (a + b) * (a + c) / n if n else None
    return CodePair(
        first,
        second,
        a,
        b,
        c,
        d,
        a / (a + b + c) if a + b + c else None,
        2 * a / (2 * a + b + c) if a + b + c else None,
        phi_of_counts(a, b, c, d),
        a / expected if expected else None,
        expected,
        fisher_freeman_halton([[a, b], [c, d]]).p if independent else None,
    )


@dataclass(frozen=True, slots=True)
class Coverage(Reasoned):
    """Characters under a code out of all; where fragments overlap a character counts once. None without text."""

    covered: int
    length: int
    share: float | None
    reason: str = ""


def coverage(spans: Iterable[tuple[int, int]], length: int) -> Coverage:
    """Give how much of a text of ``length`` characters the spans (start, stop) cover."""
    covered, until = 0, 0
    for start, stop in sorted(plain(list(spans))):
        if not 0 <= start <= stop <= length:
            raise ValueError(f"{start}-{stop} lies outside a text of {length} characters")
        covered += max(0, stop - max(start, until))
        until = max(until, stop)
    return Coverage(covered, length, covered / length if length else None, "" if length else "no_text")
