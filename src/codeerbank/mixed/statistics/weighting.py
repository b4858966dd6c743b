"""What weights cost: the effective number of persons, and when weights may not be used."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.plain import plain

LEAST_EFFECTIVE = 30
"""Weights are not used below this effective number of persons: they would add noise and repair nothing."""
LEAST_IN_CELL = 5
"""Weights are not used where a category to be weighted holds fewer persons than this."""


def kish(weights: Sequence[float]) -> float:
    """Give the effective number of persons under weights, (Σw)² / Σw²; 0 without persons.

    Source    Kish, Survey Sampling (1965), section 11.7.
    """
    weights = plain(weights)
    if any(weight is None or weight < 0 for weight in weights):
        raise ValueError("a weight is a number of 0 or more")
    squares = float(sum(weight * weight for weight in weights))
    return float(sum(weights)) ** 2 / squares if squares else 0.0


def design_effect(weights: Sequence[float]) -> float | None:
    """Give n / n_eff: how many persons the weights make of one; None without weights."""
    effective = kish(weights)
    return len(weights) / effective if effective else None
