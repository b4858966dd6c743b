"""Gwet's AC1: agreement corrected for chance in a way that a lopsided code does not upset."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from typing import TYPE_CHECKING, Any

from codeerbank.agreement.ratings import Label, Ratings, patterns
from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, Coefficient, chance_corrected
from codeerbank.domain.plain import plain

if TYPE_CHECKING:
    from numpy.typing import NDArray


def gwet_ac1(ratings: Ratings, categories: Sequence[Label] | None = None) -> Coefficient:
    """Give AC1 (Gwet 2008) for two or more coders; a unit that one of them did not judge still counts for the others.

    Where all judgements are the same there is nothing to learn from them, whatever the categories: no variation.
    """
    found = patterns(ratings, categories)
    return _ac1(found.counts(), found.times)


def gwet_ac1_of_counts(counts: Sequence[Sequence[float]], times: Sequence[int] | None = None) -> Coefficient:
    """Give AC1 of a table of units by categories; the number of judgements may differ from unit to unit.

    times   how often each row of the table occurs, where equal units were taken together
    """
    import numpy as np

    table = plain(counts)
    if any(count is None or count < 0 for unit in table for count in unit):
        raise ValueError("a table of units by categories holds counts of 0 or more")
    return _ac1(np.asarray(table), np.ones(len(table), dtype=int) if times is None else np.asarray(plain(times)))


def _ac1(counts: NDArray[Any], times: NDArray[Any]) -> Coefficient:
    """Add up unit by unit what has as many judgements: such sums are exact, in whichever order the units come."""
    import numpy as np

    judgements = counts.sum(axis=1) if len(counts) else np.zeros(0)
    n = times[judgements > 1].sum().item()
    if not n:
        return Coefficient(None, 0, reason=NO_UNITS)
    same: list[float] = []
    given: list[list[float]] = []
    for size in np.unique(judgements[judgements > 0]):
        units = judgements == size
        often, here = times[units], counts[units]
        given.append((often @ here / size).tolist())
        if size > 1:
            same.append(float((often @ (here * np.maximum(here - 1, 0)).sum(axis=1)) / (size * (size - 1))))
    units = times[judgements > 0].sum().item()
    shares = [fsum(parts) / units for parts in zip(*given, strict=True)]
    observed = fsum(same) / n
    if sum(share > 0 for share in shares) < 2:
        return Coefficient(None, n, observed, reason=NO_VARIATION)
    return chance_corrected(observed, sum(s * (1 - s) for s in shares) / (len(shares) - 1), n)
