"""Many tests in one table: p-values corrected for their number."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.plain import plain

P = float | None


def holm(p: Sequence[P]) -> list[P]:
    """Correct p-values by Holm's steps, the default where tests confirm: no error anywhere in the family at 95%.

    A p that is missing (None or not a number) stays missing and does not count in the number of tests.
    Source    Holm, Scandinavian Journal of Statistics 6 (1979), 65-70.
    """
    order, m = _by_size(p)
    found: list[P] = [None] * len(p)
    largest = 0.0
    for rank, (value, place) in enumerate(order):
        largest = max(largest, min(1.0, (m - rank) * value))
        found[place] = largest
    return found


def benjamini_hochberg(p: Sequence[P]) -> list[P]:
    """Correct p-values by the share of false alarms among what is found, for exploring; missing stays missing.

    Source    Benjamini & Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289-300.
    """
    order, m = _by_size(p)
    found: list[P] = [None] * len(p)
    smallest = 1.0
    for rank, (value, place) in reversed(list(enumerate(order, start=1))):
        smallest = min(smallest, value * m / rank)
        found[place] = smallest
    return found


def _by_size(p: Sequence[P]) -> tuple[list[tuple[float, int]], int]:
    order = sorted((float(value), place) for place, value in enumerate(plain(p)) if value is not None)
    if order and not (order[0][0] >= 0 and order[-1][0] <= 1):
        raise ValueError("a p-value lies between 0 and 1")
    return order, len(order)
