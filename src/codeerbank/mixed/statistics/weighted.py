"""A table with and without weights, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from codeerbank.domain.frequency import Interval, Weighted
from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.weighting import LEAST_EFFECTIVE, kish
from codeerbank.mixed.weights import weighted_share


@dataclass(frozen=True, slots=True)
class WeightedRow:
    """One answer, without weights and with them; percentages 0-100, None without a base or where weights are refused.

    pct_answers, pct_answers_weighted   of all answers given; the same as of persons where each gives one
    """

    value: str
    n: int
    pct: float | None
    interval: Interval | None
    weighted: Weighted
    pct_answers: float | None
    pct_answers_weighted: float | None


@dataclass(frozen=True, slots=True)
class WeightedTable(Reasoned):
    """The answers of everybody who gave one; ``reason`` says why there are no weighted percentages."""

    rows: tuple[WeightedRow, ...]
    n: int
    n_weighted: float
    n_eff: float
    reason: str = ""


def weighted_table(
    values: Sequence[str | Collection[str] | None],
    weights: Sequence[float | None],
    order: Sequence[str] = (),
    least: float = LEAST_EFFECTIVE,
) -> WeightedTable:
    """Count answers with and without weights; who gave none (None, or nothing chosen) or has no weight stands outside.

    values   one answer a person, or all that a person chose
    least    weights that leave fewer effective persons are refused: no weighted percentages
    The weighted interval is Wilson's with Kish's effective number of persons.
    Raises   ValueError when a weight is below 0
    """
    values, weights = plain(values), plain(weights)
    given = [frozenset([value]) if isinstance(value, str) else frozenset(value or ()) for value in values]
    pairs = [(chosen, load) for chosen, load in zip(given, weights, strict=True) if chosen and load is not None]
    if any(load < 0 for _chosen, load in pairs):
        raise ValueError("a weight is a number of 0 or more")
    loads = [load for _chosen, load in pairs]
    total, effective = sum(loads), kish(loads)
    refused = effective < least
    names = dict.fromkeys([*order, *sorted({value for chosen, _load in pairs for value in chosen})])
    having = {name: [load for chosen, load in pairs if name in chosen] for name in names}
    answers, answered = sum(map(len, having.values())), sum(map(sum, having.values()))
    rows = [
        WeightedRow(
            name,
            len(some),
            100 * len(some) / len(pairs) if pairs else None,
            wilson_percentages(len(some), len(pairs)),
            weighted_share(sum(some), total, effective, refused),
            100 * len(some) / answers if answers else None,
            100 * sum(some) / answered if answered and not refused else None,
        )
        for name, some in having.items()
    ]
    reason = "" if not refused else "effective_n_below_30" if total else "nobody_has_a_weight"
    return WeightedTable(tuple(rows), len(pairs), total, effective, reason)
