"""Ordered groups, ratings, the same persons twice, two shares compared, and families of tests."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from codeerbank.mixed import (
    benjamini_hochberg,
    cochran_armitage,
    cochran_q,
    friedman,
    holm,
    jonckheere_terpstra,
    kruskal_wallis,
    linear_by_linear,
    mann_whitney,
    margin_of_error,
    mcnemar,
    newcombe,
    ordinal_association,
    sample_size,
    smallest_detectable_difference,
    wilcoxon,
)

RATINGS = st.lists(st.integers(1, 5), min_size=1, max_size=6)
SQUARE = [[5, 6, 2], [3, 7, 9], [1, 1, 5]]


@given(RATINGS, RATINGS)
@settings(deadline=None, max_examples=30)
def test_mann_whitney_counts_every_division_ties_and_all(x: list[int], y: list[int]) -> None:
    """Pitfall 2: a library's exact p ignores ties."""
    found = mann_whitney(x, y)
    if len({*x, *y}) == 1:
        assert (found.p, found.reason) == (None, "no_variation")
        return
    everybody = [*x, *y]

    def u(chosen: tuple[int, ...]) -> float:
        a = [everybody[i] for i in chosen]
        b = [value for i, value in enumerate(everybody) if i not in chosen]
        return sum((p > q) + (p == q) / 2 for p in a for q in b)

    middle = len(x) * len(y) / 2
    away = abs(u(tuple(range(len(x)))) - middle)
    ways = [u(chosen) for chosen in combinations(range(len(everybody)), len(x))]
    assert found.p == pytest.approx(sum(abs(one - middle) >= away for one in ways) / len(ways))
    assert found.statistic == stats.mannwhitneyu(x, y).statistic
    assert found.effect == pytest.approx(2 * found.statistic / (len(x) * len(y)) - 1)


def test_sixteen_with_ties_have_1820_divisions() -> None:
    found = mann_whitney([1, 2, 3, 3], [2, 3, 4, 4, 5, 5, 5, 4, 4, 2, 1, 3])
    assert found.how == "exact"
    assert found.p * 1820 == pytest.approx(round(found.p * 1820))


def test_many_ratings_use_the_normal_distribution_with_ties_corrected() -> None:
    x, y = [1, 2, 2, 3, 3, 3, 4, 5, 5, 4, 2], [2, 3, 4, 4, 5, 5, 5, 4, 4, 2, 1, 3, 5]
    known = stats.mannwhitneyu(x, y, method="asymptotic")
    assert mann_whitney(x, y).p == pytest.approx(known.pvalue)
    assert mann_whitney(x, [*y, None]) == mann_whitney(x, y)


@given(st.lists(RATINGS, min_size=2, max_size=4))
@settings(deadline=None, max_examples=20)
def test_kruskal_wallis_is_scipy_s(groups: list[list[int]]) -> None:
    found = kruskal_wallis(groups)
    if len({value for group in groups for value in group}) == 1:
        assert (found.p, found.reason) == (None, "no_variation")
        return
    known = stats.kruskal(*groups)
    assert (found.statistic, found.p) == pytest.approx((known.statistic, known.pvalue), abs=1e-9)
    assert found.effect == pytest.approx(known.statistic / (sum(map(len, groups)) - 1), abs=1e-9)


def test_groups_of_none_or_one_have_no_test() -> None:
    assert kruskal_wallis([[1, 2], [None]]).reason == "one_group"
    assert jonckheere_terpstra([[1, 2], []]).reason == "one_group"
    assert mann_whitney([], [1]).reason == "empty_group"
    assert mann_whitney([1], [2]).p == 1
    assert jonckheere_terpstra([[3, 3], [3]]).reason == "no_variation"


def test_jonckheere_counts_pairs_and_has_the_textbook_variance() -> None:
    """Without ties: (N²(2N+3) - Σn²(2n+3))/72; with two groups it is Mann-Whitney."""
    groups = [[1, 4, 6], [2, 7, 8], [5, 9, 10, 11]]
    j = sum(b > a for one, two in combinations(groups, 2) for a in one for b in two)
    variance = (100 * 23 - 9 * 9 * 2 - 16 * 11) / 72
    found = jonckheere_terpstra(groups)
    assert (found.statistic, found.z) == (j, pytest.approx((j - (100 - 34) / 4) / variance**0.5))
    x, y = [1, 2, 2, 3, 3, 3, 4, 5, 5, 4, 2], [2, 3, 4, 4, 5, 5, 5, 4, 4, 2, 1, 3, 5]
    known = stats.mannwhitneyu(x, y, method="asymptotic", use_continuity=False)
    assert jonckheere_terpstra([x, y]).p == pytest.approx(known.pvalue)


def test_jonckheere_with_ties_has_the_mean_and_spread_of_all_divisions() -> None:
    groups = [[1, 2], [2, 3], [3, 3, 1]]
    everybody, found = [value for group in groups for value in group], []
    for first in combinations(range(7), 2):
        rest = [i for i in range(7) if i not in first]
        for second in combinations(rest, 2):
            parts = [first, second, [i for i in rest if i not in second]]
            values = [[everybody[i] for i in part] for part in parts]
            found.append(sum((b > a) + (b == a) / 2 for p, q in combinations(values, 2) for a in p for b in q))
    mean = sum(found) / len(found)
    spread = (sum((one - mean) ** 2 for one in found) / len(found)) ** 0.5
    observed = sum((b > a) + (b == a) / 2 for p, q in combinations(groups, 2) for a in p for b in q)
    assert jonckheere_terpstra(groups).z == pytest.approx((observed - mean) / spread)


def test_the_trend_of_shares_is_the_correlation_of_scores() -> None:
    """z² of Cochran-Armitage is N r², linear by linear is (N-1) r²."""
    x, n = [4, 9, 6, 8], [14, 32, 16, 13]
    trend = cochran_armitage(x, n)
    score = [i for i, size in enumerate(n) for _ in range(size)]
    hit = [int(k < x[i]) for i, size in enumerate(n) for k in range(size)]
    r = stats.pearsonr(score, hit).statistic
    assert trend.statistic == pytest.approx(r * 75**0.5)
    linear = linear_by_linear([x, [b - a for a, b in zip(x, n, strict=True)]])
    assert linear.statistic == pytest.approx(74 * r * r)
    assert linear.effect == pytest.approx(-r)
    assert trend.p == pytest.approx(stats.chi2.sf(75 * r * r, 1))
    assert cochran_armitage(x, n, scores=[0, 10, 20, 30]).statistic == pytest.approx(trend.statistic)


def test_the_exact_trend_counts_every_way_to_divide() -> None:
    x, n = [1, 3, 4], [5, 4, 5]
    people = [score for score, size in zip((1, 2, 3), n, strict=True) for _ in range(size)]
    ways = [sum(people[i] for i in chosen) for chosen in combinations(range(14), 8)]
    middle, observed = sum(people) * 8 / 14, 1 + 6 + 12
    far = sum(abs(one - middle) >= abs(observed - middle) - 1e-9 for one in ways)
    found = cochran_armitage(x, n, exact=True)
    assert (found.how, found.p) == ("exact", pytest.approx(far / len(ways)))
    assert found.statistic == cochran_armitage(x, n).statistic


def test_a_share_that_is_the_same_for_all_has_no_trend_and_one_group_none_either() -> None:
    assert cochran_armitage([0, 0], [4, 5]).reason == "no_variation"
    assert cochran_armitage([2, 0], [4, 0]).reason == "one_group"
    assert linear_by_linear([[3, 4]]).reason == "no_variation"
    with pytest.raises(ValueError, match="between 0"):
        cochran_armitage([5], [4])


def test_linear_by_linear_and_gamma_agree_with_statsmodels_and_with_counting_pairs() -> None:
    import numpy as np
    from statsmodels.stats.contingency_tables import Table

    known = Table(np.array(SQUARE), shift_zeros=False).test_ordinal_association()
    cases = [(i, j) for i, row in enumerate(SQUARE) for j, count in enumerate(row) for _ in range(count)]
    signs = [(a[0] - b[0]) * (a[1] - b[1]) for a, b in combinations(cases, 2)]
    found = ordinal_association(SQUARE)
    assert (found.concordant, found.discordant) == (sum(s > 0 for s in signs), sum(s < 0 for s in signs))
    assert found.gamma == pytest.approx((found.concordant - found.discordant) / (found.concordant + found.discordant))
    assert found.tau_b == pytest.approx(stats.kendalltau(*zip(*cases, strict=True)).statistic)
    m = linear_by_linear(SQUARE)
    assert m.statistic == pytest.approx(known.zscore**2 * (m.n - 1) / m.n, rel=0.05)
    assert ordinal_association([[0, 4]]).reason == "no_variation"


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=1, max_size=8))
@settings(deadline=None, max_examples=25)
def test_wilcoxon_counts_every_sign_ties_and_all(pairs: list[tuple[int, int]]) -> None:
    first, second = zip(*pairs, strict=True)
    found = wilcoxon(first, second)
    steps = [b - a for a, b in pairs if a != b]
    if not steps:
        assert found.reason == "no_variation"
        return
    ranks = stats.rankdata([abs(step) for step in steps])
    risen = sum(rank for rank, step in zip(ranks, steps, strict=True) if step > 0)
    middle = sum(ranks) / 2
    ways = [sum(r for r, up in zip(ranks, signs, strict=True) if up) for signs in product((0, 1), repeat=len(steps))]
    assert found.statistic == risen
    assert found.p == pytest.approx(sum(abs(w - middle) >= abs(risen - middle) for w in ways) / len(ways))


def test_long_pairs_and_repeated_ratings_are_scipy_s() -> None:
    first, second = [1, 2, 3, 4, 5] * 6, [2, 2, 5, 3, 1, 4, 5, 3, 2, 2] * 3
    known = stats.wilcoxon(first, second, method="asymptotic")
    assert wilcoxon(first, second, exact_to=0).p == pytest.approx(known.pvalue)
    rows = list(zip(first, second, reversed(first), strict=True))
    known = stats.friedmanchisquare(*zip(*rows, strict=True))
    found = friedman([*rows, (1, None, 2)])
    assert (found.statistic, found.p) == pytest.approx((known.statistic, known.pvalue))
    assert friedman([(1, 1, 1)]).reason == "no_variation"
    assert friedman([(1, None)]).reason == "no_persons"


def test_codes_of_the_same_persons_are_compared_as_statsmodels_does() -> None:
    from statsmodels.stats.contingency_tables import cochrans_q
    from statsmodels.stats.contingency_tables import mcnemar as known_mcnemar

    rows = [[1, 0, 1], [1, 1, 1], [0, 0, 1], [1, 0, 0], [1, 0, 1]]
    known = cochrans_q(rows)
    found = cochran_q([*rows, [None, 1, 0]])
    assert (found.statistic, found.p, found.n) == pytest.approx((known.statistic, known.pvalue, 5))
    table = [[5, 1], [8, 3]]
    assert mcnemar(table).p == pytest.approx(known_mcnemar(table, exact=True).pvalue)
    assert mcnemar(table, mid_p=True).p == pytest.approx(2 * (1 + 9) / 512 - 9 / 512)
    assert mcnemar([[5, 0], [0, 3]]).reason == "no_variation"
    assert mcnemar([[5, 4], [4, 3]]).p == 1
    assert cochran_q([[1, 1], [0, 0]]).reason == "no_variation"
    assert cochran_q([]).reason == "no_persons"


def test_a_missing_p_stays_missing_and_leaves_the_number_of_tests() -> None:
    """Pitfall 4: a library counts it, and makes .01 into .03."""
    assert holm([0.01, float("nan"), 0.2]) == [0.02, None, 0.2]
    assert benjamini_hochberg([0.01, None, 0.2]) == [0.02, None, 0.2]
    assert holm([]) == []
    with pytest.raises(ValueError, match="between 0 and 1"):
        holm([1.2])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
@settings(deadline=None, max_examples=30)
def test_correcting_keeps_the_order_and_rejects_what_the_steps_reject(p: list[float]) -> None:
    """By their definitions: Holm steps up to the first that fails, Benjamini-Hochberg down to the last that passes."""
    m, order = len(p), sorted(range(len(p)), key=p.__getitem__)
    for level in (0.01, 0.05, 0.3):
        passed = [p[place] * (m - rank) <= level for rank, place in enumerate(order)]
        steps = passed.index(False) if False in passed else m
        assert {place for place, q in enumerate(holm(p)) if q <= level} == set(order[:steps])
        last = max((rank for rank, place in enumerate(order, 1) if p[place] * m / rank <= level), default=0)
        assert {place for place, q in enumerate(benjamini_hochberg(p)) if q <= level} == set(order[:last])


def test_a_share_halfway_is_rounded_up_as_readers_do() -> None:
    """Pitfall 8: round() goes to the even side, and stumbles over binary tails."""
    from codeerbank.domain.numbers import half_up

    assert [str(half_up(value)) for value in (0.25, 2.675, 1.005, 100 * 1 / 16)] == ["0.3", "2.7", "1.0", "6.3"]
    assert str(half_up(2.675, 2)) == "2.68"


def test_seven_of_eleven_against_two_of_nine_has_an_interval() -> None:
    """Pitfall 3: the score method of a library fails here."""
    from statsmodels.stats.proportion import confint_proportions_2indep

    found = newcombe(7, 11, 2, 9)
    known = confint_proportions_2indep(7, 11, 2, 9, method="newcomb")
    assert (found.low, found.high) == pytest.approx(known, abs=1e-9)
    assert newcombe(0, 0, 2, 9).reason == "no_base"


def test_eleven_and_nine_could_have_shown_about_sixty_points() -> None:
    from statsmodels.stats.power import NormalIndPower

    found = smallest_detectable_difference(11, 9)
    assert found.difference == pytest.approx(0.6, abs=0.02)
    p = 0.5 + found.difference / 2
    from statsmodels.stats.proportion import proportion_effectsize

    power = NormalIndPower().power(proportion_effectsize(p, 1 - p), 11, 0.05, ratio=9 / 11)
    assert power == pytest.approx(0.8, abs=1e-3)
    assert "very large" in found.sentence
    assert "very large" not in smallest_detectable_difference(400, 400).sentence
    assert smallest_detectable_difference(1, 1).difference is None
    assert "however large" in smallest_detectable_difference(1, 1).sentence


def test_the_whole_population_leaves_no_margin() -> None:
    assert margin_of_error(385) == pytest.approx(0.05, abs=1e-4)
    assert margin_of_error(96, 96) == 0
    assert margin_of_error(0, 96) is None
    assert sample_size().n == 385
    assert sample_size(1).n == 1
    with pytest.raises(ValueError, match="no margin"):
        margin_of_error(97, 96)
    with pytest.raises(ValueError, match="no sample size"):
        sample_size(100, margin=0)
