"""Every table with given row and column totals: how many there are, and how likely each is under independence.

A table is built cell by cell for all tables at once, in arrays. For the likelihoods its rows are split in two halves
that meet at the column totals the first half has used: two short lists instead of all their combinations.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Numbers: TypeAlias = np.ndarray[Any, np.dtype[Any]]

Totals: TypeAlias = tuple[int, ...]

MOST_TABLES = 5_000_000
"""Above this number of tables possibilities are drawn instead of counted."""
SLACK = 1e-7
"""Two tables whose likelihoods differ by less than this share count as equally likely (as R does)."""

LARGEST_KEY = 2**62


@lru_cache(maxsize=4096)
def tables_with(rows: Totals, columns: Totals, most: int = MOST_TABLES) -> int | None:
    """Count the tables with these totals, which add up to the same number; None when there are more than ``most``."""
    import numpy as np

    rows, columns = arranged(rows, columns)
    if _product([total + 1 for total in columns[:-1]]) > LARGEST_KEY:
        return None
    left = np.array([columns], dtype=np.int64)
    count: Numbers = np.ones(1)
    for total in rows[:-1]:
        grown = _extend(left, total, count, most)
        if grown is None:
            return None
        origin, cells = grown
        left = left[origin] - cells
        _keys, first, place = np.unique(_key(left, columns), return_index=True, return_inverse=True)
        left, count = left[first], np.bincount(place, weights=count[origin])
    found = int(count.sum())
    return found if found <= most else None


def arranged(rows: Totals, columns: Totals) -> tuple[Totals, Totals]:
    """Turn a table so that it has no more columns than rows, the smallest row first; its likelihoods stay the same."""
    if len(columns) > len(rows):
        rows, columns = columns, rows
    return tuple(sorted(rows)), tuple(sorted(columns))


def share_no_likelier(rows: Totals, columns: Totals, observed: float) -> float:
    """Add up the probabilities of all tables that are no likelier than one of log-probability ``observed``."""
    import numpy as np

    rows, columns = arranged(rows, columns)
    shared, total = constant(rows, columns), 0.0
    for first, second, likely in _halves(rows, columns):
        below = np.searchsorted(second, observed + SLACK - shared - first, side="right")
        total += float((np.exp(first + second[-1] + shared) * likely[below]).sum())
    return min(1.0, total)


def constant(rows: Totals, columns: Totals) -> float:
    """Give what the log-probabilities of all tables with these totals share: Σ log r! + Σ log c! - log n!."""
    from math import lgamma

    return sum(lgamma(total + 1) for total in (*rows, *columns)) - lgamma(sum(rows) + 1)


@lru_cache(maxsize=64)
def _halves(rows: Totals, columns: Totals) -> list[tuple[Numbers, Numbers, Numbers]]:
    """Give per meeting point: -Σ log cell! of the first halves, of the second (sorted), and the second added up.

    What is added up stands against the largest, so that it neither runs over nor vanishes.
    """
    import numpy as np

    cut = _cut(rows)
    first, second = _half(rows[:cut], columns), _half(rows[cut:], columns)
    whole = int(_key(np.array([columns]), columns)[0])
    found = []
    for key, values in first.items():
        after = np.sort(second[whole - key])
        found.append((values, after, np.concatenate(([0.0], np.cumsum(np.exp(after - after[-1]))))))
    return found


def _cut(rows: Totals) -> int:
    """Find where to split the sorted rows: after about half of what can vary."""
    weights = [(total + 1) for total in rows]
    best = range(1, len(rows))
    product = [_product(weights[:cut]) - _product(weights[cut:]) for cut in best]
    return min(best, key=lambda cut: abs(product[cut - 1]))


def _product(weights: list[int]) -> int:
    found = 1
    for weight in weights:
        found *= weight
    return found


def _half(rows: Totals, columns: Totals) -> dict[int, Numbers]:
    """Build all rows of one half: the key of what they use of the columns -> -Σ log cell! of each way to do so."""
    import numpy as np

    logs = log_factorials(max(columns))
    used, value = np.zeros((1, len(columns)), dtype=np.int64), np.zeros(1)
    ends = np.array(columns)
    for total in rows:
        grown = _extend(ends - used, total, np.zeros(len(used)), 0)
        assert grown is not None
        origin, cells = grown
        used, value = used[origin] + cells, value[origin] - logs[cells].sum(axis=1)
    key = _key(used, columns)
    order = np.argsort(key, kind="stable")
    found, starts = np.unique(key[order], return_index=True)
    return dict(zip(found.tolist(), np.split(value[order], starts[1:]), strict=True))


def log_factorials(most: int) -> Numbers:
    """Give log 0!, log 1!, ... log most!."""
    import numpy as np

    return np.concatenate(([0.0], np.cumsum(np.log(np.arange(1, most + 1)))))


def _key(used: Numbers, columns: Totals) -> Numbers:
    """Write each row as one number; the last column follows from the others."""
    import numpy as np

    found = np.zeros(len(used), dtype=np.int64)
    for column, total in enumerate(columns[:-1]):
        found = found * (total + 1) + used[:, column]
    return found


def _extend(left: Numbers, total: int, count: Numbers, most: int) -> tuple[Numbers, Numbers] | None:
    """Lay one more row in every way that what is left of the columns allows: (which state it extends, its cells).

    count   how many tables each state stands for; None is given when there would be more than ``most`` in all
    """
    import numpy as np

    size = left.shape[1]
    origin = np.arange(len(left))
    todo = np.full(len(left), total, dtype=np.int64)
    cells = np.zeros((len(left), size), dtype=np.int64)
    later = np.cumsum(left[:, ::-1], axis=1)[:, ::-1]
    for column in range(size - 1):
        low = np.maximum(0, todo - later[origin, column + 1])
        ways = np.minimum(todo, left[origin, column]) - low + 1
        if most and float((ways * count[origin]).sum()) > most:
            return None
        at = np.repeat(np.arange(len(origin)), ways)
        step = np.arange(len(at)) - np.repeat(np.cumsum(ways) - ways, ways)
        cells, origin, todo = cells[at], origin[at], todo[at]
        cells[:, column] = low[at] + step
        todo = todo - cells[:, column]
    cells[:, size - 1] = todo
    return origin, cells
