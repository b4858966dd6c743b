"""A group of respondents against known totals: does it look like the population, and what that does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb, sqrt

from codeerbank.domain.plain import plain
from codeerbank.i18n import _
from codeerbank.mixed.statistics.enumeration import MOST_TABLES, SLACK
from codeerbank.mixed.statistics.exact import DRAWS, SEED
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.outcome import How, Outcome, undefined


@dataclass(frozen=True, slots=True)
class Category:
    """One category: ``n`` respondents, percentages here and in the population, and the difference in points."""

    category: str
    n: int
    pct: float | None
    interval: tuple[float, float] | None
    pct_population: float
    expected: float
    points: float | None


@dataclass(frozen=True, slots=True)
class Representativeness:
    """Respondents against the population, category by category, with a test of all together."""

    categories: tuple[Category, ...]
    n: int
    test: Outcome
    chi_square: float | None
    sentence: str


def representativeness(
    observed: Mapping[str, int], population: Mapping[str, float], seed: int = SEED
) -> Representativeness:
    """Compare counts of respondents with known totals (counts or shares) of the same categories.

    Exact multinomial when an expected count is below 5 (drawn from a seed above 5 million outcomes), else chi-square.
    Raises    ValueError when the totals hold nobody
    Source    Cressie & Read, Goodness-of-Fit Statistics (1988); exact: Radlow & Alf, JASA 70 (1975), 811-813.
    """
    observed, population = plain(dict(observed)), plain(dict(population))
    total = sum(population.values())
    if total <= 0 or any(share < 0 for share in population.values()):
        raise ValueError("known totals are numbers of 0 or more, and not all 0")
    names = list(dict.fromkeys([*population, *observed]))
    counts = [observed.get(name, 0) for name in names]
    shares = [population.get(name, 0.0) / total for name in names]
    n = sum(counts)
    categories = tuple(_category(*one, n) for one in zip(names, counts, shares, strict=True))
    test = goodness_of_fit(counts, shares, seed)
    return Representativeness(categories, n, test, test.statistic, size_says_nothing())


def size_says_nothing() -> str:
    """Say what no comparison with known totals can say."""
    return _(
        "The size of a group says nothing about who took part: those who did not answer may think otherwise, "
        "also when the group looks like the population in these respects."
    )


def goodness_of_fit(
    counts: Sequence[int], shares: Sequence[float], seed: int = SEED, exact: bool | None = None
) -> Outcome:
    """Test counts against given shares, or known totals; categories nobody can be in take no part.

    exact   None chooses by the rule: exact when an expected count is below 5
    """
    from scipy.special import chdtrc

    counts, shares = plain(counts), [float(share) for share in plain(shares)]
    if any(count < 0 or count != int(count) for count in counts):
        raise ValueError("categories hold whole counts of 0 or more")
    if any(share < 0 for share in shares):
        raise ValueError("known totals are numbers of 0 or more")
    counts, whole = list(map(int, counts)), sum(shares) or 1.0
    shares, n = [share / whole for share in shares], sum(counts)
    if any(count and not share for count, share in zip(counts, shares, strict=True)):
        return undefined("goodness_of_fit", n, "not_in_population")
    kept = [(count, share) for count, share in zip(counts, shares, strict=True) if share > 0]
    if not n or len(kept) < 2:
        return undefined("goodness_of_fit", n, "no_variation" if n else "no_base")
    statistic = sum((count - n * share) ** 2 / (n * share) for count, share in kept)
    df = len(kept) - 1
    effect = sqrt(statistic / n)
    if exact is False or (exact is None and min(n * share for _c, share in kept) >= 5):
        p = float(chdtrc(df, statistic))
        return Outcome("chi_square", n, p, statistic=statistic, df=df, effect=effect, measure="cohens_w")
    p, how, error = _multinomial([count for count, _s in kept], [share for _c, share in kept], seed)
    return Outcome("multinomial", n, p, how, statistic=statistic, df=df, effect=effect, measure="cohens_w", p_se=error)


def _category(name: str, n: int, share: float, total: int) -> Category:
    pct = 100 * n / total if total else None
    points = None if pct is None else pct - 100 * share
    return Category(name, n, pct, wilson_percentages(n, total), 100 * share, total * share, points)


def _multinomial(counts: Sequence[int], shares: Sequence[float], seed: int) -> tuple[float, How, float | None]:
    """Give the probability of all outcomes that are no likelier than this one, how it was found, and its error."""
    import numpy as np
    from scipy.special import gammaln

    n, k = sum(counts), len(counts)
    logs = np.log(shares)
    observed = float((np.array(counts) * logs - gammaln(np.array(counts) + 1)).sum()) + SLACK
    if comb(n + k - 1, k - 1) > MOST_TABLES:
        drawn = np.random.default_rng(seed).multinomial(n, shares, size=DRAWS)
        p = (1 + int(((drawn * logs - gammaln(drawn + 1)).sum(axis=1) <= observed).sum())) / (1 + DRAWS)
        return p, "monte_carlo", sqrt(p * (1 - p) / DRAWS)
    left, value = np.array([n]), np.zeros(1)
    for log in logs[:-1]:
        at = np.repeat(np.arange(len(left)), left + 1)
        here = np.arange(len(at)) - np.repeat(np.cumsum(left + 1) - left - 1, left + 1)
        left, value = left[at] - here, value[at] + here * log - gammaln(here + 1)
    value = value + left * logs[-1] - gammaln(left + 1)
    return min(1.0, float(np.exp(value[value <= observed] + gammaln(n + 1)).sum())), "exact", None
