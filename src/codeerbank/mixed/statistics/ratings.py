"""Ratings and agreement scales: numbers of persons, or counts of a meeting that belong to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.frequency import Interval
from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.intervals import wilson
from codeerbank.mixed.statistics.ranks import Ratings, rated


@dataclass(frozen=True, slots=True)
class RatingSummary(Reasoned):
    """Ratings in short; median and quartiles are None without ratings, and then ``reason`` says why.

    distribution   rating -> how many gave it, from low to high
    """

    n: int
    n_missing: int
    median: float | None
    q1: float | None
    q3: float | None
    low: float | None
    high: float | None
    distribution: Mapping[float, int]
    reason: str = ""


def rating_summary(values: Ratings, scale: Sequence[float] = ()) -> RatingSummary:
    """Sum up the ratings of persons; None is no answer, values of the ``scale`` nobody chose count 0."""
    given = rated(values)
    return rating_summary_of_counts(Counter(given), len(values) - len(given), scale)


def rating_summary_of_counts(
    counts: Mapping[float, int], n_missing: int = 0, scale: Sequence[float] = ()
) -> RatingSummary:
    """Sum up ratings from how many gave each, as counted in a meeting where nobody's name was noted.

    Quartiles lie between the values as in R (type 7) and Excel: at 1 + (n-1)·¼ and 1 + (n-1)·¾ in order of size.
    Source    Hyndman & Fan, The American Statistician 50 (1996), 361-365.
    """
    counts = plain(dict(counts))
    if any(count < 0 or count != int(count) for count in counts.values()):
        raise ValueError("a rating is given a whole number of times, 0 or more")
    spread = {float(value): int(counts.get(value, 0)) for value in sorted({*scale, *counts})}
    ordered = [value for value, count in spread.items() for _ in range(count)]
    n = len(ordered)
    if not n:
        return RatingSummary(0, n_missing, None, None, None, None, None, spread, "no_valid_answers")
    q1, median, q3 = (_quantile(ordered, share) for share in (0.25, 0.5, 0.75))
    return RatingSummary(n, n_missing, median, q1, q3, ordered[0], ordered[-1], spread)


def _quantile(ordered: Sequence[float], share: float) -> float:
    at = (len(ordered) - 1) * share
    below = int(at)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (at - below) * (ordered[above] - ordered[below])


@dataclass(frozen=True, slots=True)
class LikertPart:
    """Some answers of a scale taken together; share and interval 0-1 of the valid answers, None without any."""

    n: int
    share: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Likert(Reasoned):
    """One item of five points, and the same in three.

    points      answers per point, 1 to 5, already turned round for a reversed item
    agree, neutral, disagree   4-5, 3 and 1-2
    n_missing   persons who skipped this item
    """

    points: tuple[int, int, int, int, int]
    agree: LikertPart
    neutral: LikertPart
    disagree: LikertPart
    n: int
    n_missing: int
    reversed: bool = False
    reason: str = ""


def likert(values: Sequence[int | None], reverse: bool = False) -> Likert:
    """Take a five-point item to three: 4-5 agree, 3 neutral, 1-2 disagree; who skipped it (None) is counted apart.

    reverse   turn an item round that was put the other way (6 minus the answer); the result says so
    Raises    ValueError for an answer that is not 1, 2, 3, 4 or 5
    """
    values = plain(values)
    given = [value for value in values if value is not None]
    if not set(given) <= {1, 2, 3, 4, 5}:
        raise ValueError("an item of five points has the answers 1 to 5")
    counted = Counter(6 - value if reverse else value for value in given)
    one, two, three, four, five = (counted[point] for point in range(1, 6))
    n = len(given)

    def part(count: int) -> LikertPart:
        return LikertPart(count, count / n if n else None, wilson(count, n))

    return Likert(
        (one, two, three, four, five),
        part(four + five),
        part(three),
        part(one + two),
        n,
        len(values) - n,
        reverse,
        "" if n else "no_valid_answers",
    )
