"""Exact tests of a cross table: Fisher for 2 x 2, Fisher-Freeman-Halton for any other."""

from __future__ import annotations

from functools import lru_cache
from math import lgamma, sqrt
from typing import TYPE_CHECKING, Any

from codeerbank.mixed.statistics.contingency import Counts, contingency
from codeerbank.mixed.statistics.enumeration import (
    MOST_TABLES,
    SLACK,
    Totals,
    arranged,
    constant,
    log_factorials,
    share_no_likelier,
    tables_with,
)
from codeerbank.mixed.statistics.outcome import Outcome, undefined

if TYPE_CHECKING:
    import numpy as np

DRAWS = 20_000
SEED = 20230224


def fisher(counts: Counts) -> Outcome:
    """Test a 2 x 2 table exactly: the probability of all tables with these totals that are no likelier than this one.

    Source    Fisher, Statistical Methods for Research Workers, 5th ed. (1934), 21.02; two-sided as in R.
    """
    table = contingency(counts).counts
    if len(table) != 2 or len(table[0]) != 2:
        raise ValueError("Fisher's exact test takes a table of 2 x 2; use fisher_freeman_halton")
    return fisher_freeman_halton(table)


def fisher_freeman_halton(counts: Counts, most: int = MOST_TABLES, draws: int = DRAWS, seed: int = SEED) -> Outcome:
    """Test independence in a table of any size exactly; empty rows and columns are left out.

    p = Σ P(table) over all tables with the same totals and P(table) <= P(observed)(1 + 1e-7). With more than ``most``
    such tables p is drawn instead: (1 + draws that are no likelier) / (1 + draws), the same for the same seed, with
    its standard error in ``p_se``.

    Source    Freeman & Halton, Biometrika 38 (1951), 141-149; drawn: Patefield, Applied Statistics 30 (1981), 91-97.
    """
    whole = contingency(counts)
    table = contingency(whole.filled) if whole.n else whole
    two_by_two = len(table.counts) == len(table.counts[0]) == 2
    name = "fisher" if two_by_two else "fisher_freeman_halton"
    if not whole.n or min(len(table.counts), len(table.counts[0])) < 2:
        return undefined("fisher_freeman_halton", whole.n, "no_variation")
    rows, columns = arranged(table.row_totals, table.column_totals)
    observed = constant(rows, columns) - sum(lgamma(cell + 1) for row in table.counts for cell in row)
    if tables_with(rows, columns, most) is not None:
        return Outcome(name, whole.n, share_no_likelier(rows, columns, observed), "exact")
    drawn = _drawn(rows, columns, draws, seed)
    p = (1 + int(drawn.searchsorted(observed + SLACK, side="right"))) / (1 + draws)
    return Outcome(name, whole.n, p, "monte_carlo", p_se=sqrt(p * (1 - p) / draws))


@lru_cache(maxsize=64)
def _drawn(rows: Totals, columns: Totals, draws: int, seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Draw tables with these totals under independence, and give their log-probabilities in order."""
    import numpy as np

    rng = np.random.default_rng(seed)
    if len(columns) == 2:
        first = rng.multivariate_hypergeometric(rows, columns[0], size=draws)
        tables = np.stack((first, np.array(rows) - first), axis=2)
    else:
        from scipy.stats import random_table

        tables = np.asarray(random_table.rvs(rows, columns, size=draws, random_state=rng)).astype(np.int64)
    cells = log_factorials(max(columns))[tables].sum(axis=(1, 2))
    return np.sort(constant(rows, columns) - cells)
