"""Weights of persons: when they may be used, and what they make of a share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codeerbank.domain.frequency import Weighted
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext, plural
from codeerbank.mixed.statistics.intervals import wilson_percentages


@dataclass(frozen=True, slots=True)
class Weights:
    """A weight per case, and the name of the variable that holds it."""

    name: str
    of: Mapping[str, float]


def checked(weights: Weights, cases: Iterable[str]) -> dict[str, float]:
    """Give the weight of each of these cases; who has none weighs nothing.

    Raises UsageError when a weight is not usable, or when nobody has one.
    """
    found = {case: weights.of.get(case) for case in cases}
    without = sum(weight is not None and not weight >= 0 for weight in found.values())
    if not without and all(weight is None for weight in found.values()):
        without = len(found)
    if without:
        words = plural(
            "{name} gives no usable weight for {n} person.", "{name} gives no usable weight for {n} persons.", without
        )
        raise UsageError(
            words.format(name=weights.name, n=without),
            _("A weight is a number of 0 or more."),
        )
    return {case: weight or 0.0 for case, weight in found.items()}


def weightless_note(weights: Weights, cases: Iterable[str]) -> list[str]:
    """Say how many persons have no weight, if any: they are in the counts, and not in what is weighted."""
    n = sum(case not in weights.of for case in cases)
    if not n:
        return []
    return [
        ngettext(
            "{n} person has no weight: counted, but not in the weighted numbers.",
            "{n} persons have no weight: counted, but not in the weighted numbers.",
            n,
        )
    ]


def weighted_share(n: float, base: float, effective: float, refused: bool, interval: bool = True) -> Weighted:
    """Give n out of a base under weights; without a percentage where the weights are refused or nobody has any."""
    if refused or not base:
        return Weighted(n, base, None, None)
    share = min(1.0, n / base)
    return Weighted(n, base, 100 * share, wilson_percentages(share * effective, effective) if interval else None)
