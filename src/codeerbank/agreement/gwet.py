"""Gwet's AC1: agreement corrected for chance in a way that a lopsided code does not upset."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from codeerbank.agreement.ratings import Label, Ratings, category_counts
from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, Coefficient, chance_corrected
from codeerbank.domain.plain import plain


def gwet_ac1(ratings: Ratings, categories: Sequence[Label] | None = None) -> Coefficient:
    """Give AC1 (Gwet 2008) for two or more coders; a unit that one of them did not judge still counts for the others.

    Where all judgements are the same there is nothing to learn from them, whatever the categories: no variation.
    """
    return gwet_ac1_of_counts(*category_counts(ratings, categories))


def gwet_ac1_of_counts(counts: Sequence[Sequence[float]], times: Sequence[int] | None = None) -> Coefficient:
    """Give AC1 of a table of units by categories; the number of judgements may differ from unit to unit.

    times   how often each row of the table occurs, where equal units were taken together
    """
    counts = plain(counts)
    often = [1] * len(counts) if times is None else plain(times)
    rows = [(unit, sum(unit), k) for unit, k in zip(counts, often, strict=True) if sum(unit)]
    n = sum(k for _unit, size, k in rows if size > 1)
    if not n:
        return Coefficient(None, 0, reason=NO_UNITS)
    same = (k * sum(c * (c - 1) for c in unit if c > 1) / (size * (size - 1)) for unit, size, k in rows if size > 1)
    parts: list[list[float]] = [[] for _category in rows[0][0]]
    for unit, size, k in rows:
        for part, c in zip(parts, unit, strict=True):
            if c:
                part.append(k * c / size)
    units = sum(k for _unit, _size, k in rows)
    shares = [fsum(part) / units for part in parts]
    observed = fsum(same) / n
    if sum(share > 0 for share in shares) < 2:
        return Coefficient(None, n, observed, reason=NO_VARIATION)
    return chance_corrected(observed, sum(s * (1 - s) for s in shares) / (len(shares) - 1), n)
