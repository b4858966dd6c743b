"""Weights of persons: when they may be used, and what they make of a share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codeerbank.domain.frequency import Weighted
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.statistics.intervals import wilson_percentages


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight per case, and the name of the variable that holds it."""

    name: str
    of: Mapping[str, float]


def checked(weights: Weights, cases: Iterable[str]) -> Mapping[str, float]:
    """Give the weights by case; raises UsageError when one of these has none that is usable."""
    without = sum(not weights.of.get(case, -1.0) >= 0 for case in cases)
    if without:
        raise UsageError(
            _("{name} gives no usable weight for {n} persons.").format(name=weights.name, n=without),
            _("A weight is a number of 0 or more for everybody who was asked."),
        )
    return weights.of


def weighted_share(n: float, base: float, effective: float, refused: bool, interval: bool = True) -> Weighted:
    """Give n out of a base under weights; without a percentage where the weights are refused or nobody has any."""
    if refused or not base:
        return Weighted(n, base, None, None)
    share = min(1.0, n / base)
    return Weighted(n, base, 100 * share, wilson_percentages(share * effective, effective) if interval else None)
