"""A table with and without weights, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codeerbank.domain.frequency import Interval, Weighted
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.weighting import LEAST_EFFECTIVE, kish
from codeerbank.mixed.weights import weighted_share


@dataclass(frozen=True, slots=True)
class WeightedRow:
    """One answer, without weights and with them; percentages 0-100, None without a base or where weights are refused."""

    value: str
    n: int
    pct: float | None
    interval: Interval | None
    weighted: Weighted


@dataclass(frozen=True, slots=True)
class WeightedTable:
    """The answers of everybody who gave one; ``reason`` says why there are no weighted percentages."""

    rows: tuple[WeightedRow, ...]
    n: int
    n_weighted: float
    n_eff: float
    reason: str = ""


def weighted_table(
    values: Sequence[str | None], weights: Sequence[float | None], order: Sequence[str] = ()
) -> WeightedTable:
    """Count answers with and without weights; who gave no answer (None) or has no weight stands outside both.

    The weighted interval is Wilson's with Kish's effective number of persons. Below 30 of those the weights are
    refused: no weighted percentages.
    Raises    ValueError when a weight is below 0
    """
    pairs = [(v, w) for v, w in zip(values, weights, strict=True) if v is not None and w is not None]
    if any(weight < 0 for _value, weight in pairs):
        raise ValueError("a weight is a number of 0 or more")
    loads = [weight for _value, weight in pairs]
    n, total, effective = len(pairs), sum(loads), kish(loads)
    refused = effective < LEAST_EFFECTIVE
    rows = []
    for value in dict.fromkeys([*order, *sorted({value for value, _weight in pairs})]):
        chosen = [weight for given, weight in pairs if given == value]
        share = weighted_share(sum(chosen), total, effective, refused)
        pct = 100 * len(chosen) / n if n else None
        rows.append(WeightedRow(value, len(chosen), pct, wilson_percentages(len(chosen), n), share))
    reason = "" if not refused else "effective_n_below_30" if total else "nobody_has_a_weight"
    return WeightedTable(tuple(rows), n, total, effective, reason)
