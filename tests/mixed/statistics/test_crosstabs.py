"""Cross tables: expected counts, exact tests, effect sizes, and the rule that chooses."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import factorial, inf, prod

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy import stats

from codeerbank.mixed import (
    analyse_crosstab,
    chi_square,
    choose_paired_test,
    choose_rating_test,
    choose_test,
    cochran_armitage,
    contingency,
    cramers_v,
    cross,
    fisher,
    fisher_freeman_halton,
    mcnemar,
    odds_ratio,
    phi,
)
from codeerbank.mixed.statistics.enumeration import tables_with

EXAMPLE = [[8, 2], [1, 5]]
FOUR_BY_THREE = [[2, 1, 0, 4], [5, 12, 6, 7], [7, 19, 10, 2]]

TABLES = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=2, max_size=3)
)


def rows_of(total: int, room: Sequence[int]) -> Iterator[tuple[int, ...]]:
    if len(room) == 1:
        if total <= room[0]:
            yield (total,)
        return
    for first in range(min(total, room[0]) + 1):
        for rest in rows_of(total - first, room[1:]):
            yield (first, *rest)


def every_table(rows: Sequence[int], room: Sequence[int]) -> Iterator[Fraction]:
    """The likelihood of each table with these totals, up to what they share, by hand."""
    if not rows:
        yield Fraction(1)
        return
    for row in rows_of(rows[0], room):
        here = Fraction(1, prod(map(factorial, row)))
        for rest in every_table(rows[1:], [a - b for a, b in zip(room, row, strict=True)]):
            yield here * rest


@given(TABLES)
@settings(deadline=None, max_examples=30)
def test_the_exact_p_is_what_counting_every_table_in_fractions_gives(table: list[list[int]]) -> None:
    whole = contingency(table)
    likely = list(every_table(whole.row_totals, whole.column_totals)) if whole.n else []
    found = fisher_freeman_halton(table)
    if len(whole.filled) < 2 or len(whole.filled[0]) < 2:
        assert (found.p, found.reason) == (None, "no_variation" if whole.n else "no_cases")
        return
    observed = Fraction(1, prod(factorial(cell) for row in table for cell in row))
    assert found.p == pytest.approx(float(sum(x for x in likely if x <= observed) / sum(likely)), abs=1e-10)
    assert found.how == "exact"
    assert tables_with(whole.row_totals, whole.column_totals) == len(likely)


@given(TABLES, st.randoms())
@settings(deadline=None, max_examples=25)
def test_the_order_of_rows_and_columns_changes_nothing(table: list[list[int]], random) -> None:
    turned = [list(row) for row in zip(*table, strict=True)]
    random.shuffle(turned)
    assert fisher_freeman_halton(turned).p == pytest.approx(fisher_freeman_halton(table).p, abs=1e-9)


def test_a_table_of_four_by_three_is_counted_whole_and_gives_the_same_p_every_time() -> None:
    """Pitfall 1: a library draws here, and gives another p every call."""
    found = [fisher_freeman_halton(FOUR_BY_THREE) for _ in range(2)]
    assert found[0] == found[1]
    assert found[0].how == "exact"
    assert found[0].p == pytest.approx(0.025748023363, abs=1e-10)
    drawn = fisher_freeman_halton(FOUR_BY_THREE, most=1000)
    assert drawn.how == "monte_carlo"
    assert drawn == fisher_freeman_halton(FOUR_BY_THREE, most=1000)
    assert abs(drawn.p - found[0].p) < 4 * drawn.p_se


def test_thousands_of_cases_run_over_nowhere() -> None:
    table = [[20, 200, 10, 5, 1000, 60], [3, 4, 12, 2, 40, 2]]
    exact, drawn = fisher_freeman_halton(table), fisher_freeman_halton(table, most=1)
    assert exact.how == "exact"
    assert 0 < exact.p < 1e-9
    assert drawn.p == pytest.approx(1 / 20001)


def test_fisher_is_scipy_s_in_two_by_two() -> None:
    for table in (EXAMPLE, [[0, 7], [5, 3]], [[120, 80], [30, 44]]):
        assert fisher(table).p == pytest.approx(stats.fisher_exact(table).pvalue, abs=1e-9)
    with pytest.raises(ValueError, match="2 x 2"):
        fisher(FOUR_BY_THREE)


def test_expected_counts_percentages_and_residuals_follow_from_the_totals() -> None:
    from statsmodels.stats.contingency_tables import Table

    found, known = contingency(FOUR_BY_THREE), Table(np.array(FOUR_BY_THREE), shift_zeros=False)
    np.testing.assert_allclose(found.expected, known.fittedvalues)
    np.testing.assert_allclose(found.residuals, known.standardized_resids)
    assert [sum(row) for row in found.row_pct] == pytest.approx([100] * 3)
    assert [sum(column) for column in zip(*found.column_pct, strict=True)] == pytest.approx([100] * 4)


def test_an_empty_column_stays_in_view_and_out_of_the_test() -> None:
    found = contingency([[8, 0, 2], [1, 0, 5]])
    assert [row[1] for row in found.column_pct] == [None, None]
    assert [row[1] for row in found.residuals] == [None, None]
    assert found.least_expected == 2.625
    assert chi_square([[8, 0, 2], [1, 0, 5]]) == chi_square(EXAMPLE)


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[5, 0], [3, 0]], [[5, 6]], [[3]]])
def test_without_variation_there_is_no_test_and_no_effect(table: list[list[int]]) -> None:
    for found in (chi_square(table), fisher_freeman_halton(table), cramers_v(table), analyse_crosstab(table).test):
        assert found.reason == ("no_variation" if any(map(any, table)) else "no_cases")
    assert chi_square(table).p is None
    assert cramers_v(table).cramers_v is None
    assert phi(table) is None


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[-1, 2], [3, 4]], [[1.5, 2], [3, 4]]])
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(ValueError, match="cross table"):
        contingency(table)


def test_chi_square_is_not_corrected_unless_asked() -> None:
    for table in (EXAMPLE, FOUR_BY_THREE):
        known = stats.chi2_contingency(table, correction=False)
        assert chi_square(table).statistic == pytest.approx(known.statistic)
        assert chi_square(table).p == pytest.approx(known.pvalue)
    assert chi_square(EXAMPLE, correction=True).statistic == pytest.approx(3.8095238095)


def conditional(table: list[list[int]], ratio: Fraction) -> dict[int, Fraction]:
    """Fisher's noncentral distribution of the first cell, in fractions."""
    (a, b), (c, d) = table
    ways = {
        x: ratio**x / (factorial(x) * factorial(a + b - x) * factorial(a + c - x) * factorial(d - a + x))
        for x in range(max(0, a - d), min(a + b, a + c) + 1)
    }
    return {x: weight / sum(ways.values()) for x, weight in ways.items()}


@pytest.mark.parametrize("table", [EXAMPLE, [[12, 3], [4, 15]], [[7, 4], [1, 9]]])
def test_the_exact_interval_of_the_odds_ratio_ends_where_the_tails_hold_a_fortieth(table: list[list[int]]) -> None:
    """Pitfall 6: R stops early; here the ends are put to the proof in fractions."""
    found, a = odds_ratio(table), table[0][0]
    low, high = found.conditional_interval
    assert float(sum(p for x, p in conditional(table, Fraction(low)).items() if x >= a)) == pytest.approx(0.025, 1e-9)
    assert float(sum(p for x, p in conditional(table, Fraction(high)).items() if x <= a)) == pytest.approx(0.025, 1e-9)
    mean = sum(x * p for x, p in conditional(table, Fraction(found.conditional)).items())
    assert float(mean) == pytest.approx(a, rel=1e-9)
    known = stats.contingency.odds_ratio(table)
    assert found.conditional == pytest.approx(known.statistic, rel=1e-6)


def test_a_zero_cell_leaves_haldane_and_an_interval_without_end() -> None:
    found = odds_ratio([[5, 0], [2, 6]])
    assert (found.sample, found.sample_interval, found.reason) == (None, None, "zero_cell")
    assert found.haldane == pytest.approx(5.5 * 6.5 / (0.5 * 2.5))
    assert found.conditional == inf
    assert found.conditional_interval[1] == inf
    assert 1 < found.conditional_interval[0] < 100
    assert odds_ratio([[0, 0], [2, 6]]).conditional is None


def test_woolf_is_what_statsmodels_gives() -> None:
    from statsmodels.stats.contingency_tables import Table2x2

    known, found = Table2x2(np.array(EXAMPLE)), odds_ratio(EXAMPLE)
    assert found.sample == pytest.approx(known.oddsratio)
    assert found.sample_interval == pytest.approx(known.oddsratio_confint())


@given(TABLES)
@settings(deadline=None, max_examples=25)
def test_cramer_s_v_lies_in_its_interval_and_its_correction_is_never_larger(table: list[list[int]]) -> None:
    found = cramers_v(table)
    assume(found.cramers_v is not None)
    low, high = found.interval
    assert 0 <= low <= high <= 1
    assert found.cramers_v == pytest.approx(stats.contingency.association(contingency(table).filled, "cramer"))
    assert found.corrected is None or found.corrected <= found.cramers_v + 1e-9


def test_the_interval_of_v_puts_chi_square_at_its_two_quantiles() -> None:
    found, chi = cramers_v(FOUR_BY_THREE), chi_square(FOUR_BY_THREE)
    for bound, quantile in zip(found.interval, (0.975, 0.025), strict=True):
        assert stats.ncx2.cdf(chi.statistic, chi.df, bound**2 * 75 * 2) == pytest.approx(quantile, abs=1e-6)


def test_phi_has_a_sign() -> None:
    assert phi(EXAMPLE) == pytest.approx(0.6180700462)
    assert phi([[2, 8], [5, 1]]) == pytest.approx(-0.6180700462)


@pytest.mark.parametrize(
    ("table", "ordered", "test", "why"),
    [
        ([[20, 30], [30, 25]], False, "chi_square", "expected_large_enough"),
        (EXAMPLE, False, "fisher", "expected_below_5"),
        (FOUR_BY_THREE, False, "fisher_freeman_halton", "expected_below_5"),
        ([[1, 0, 0], [9, 12, 30]], False, "fisher_freeman_halton", "expected_below_1"),
        ([[4, 9, 12, 3], [26, 30, 30, 9]], True, "cochran_armitage", "ordered_groups"),
        ([[2, 30, 40, 55], [30, 33, 90, 41], [60, 10, 50, 70]], False, "chi_square", "expected_large_enough"),
        (
            [[2, 9, 4, 5], [30, 33, 90, 41], [60, 10, 50, 70], [3, 3, 3, 3]],
            False,
            "fisher_freeman_halton",
            "expected_below_5_drawn",
        ),
        ([[5, 0], [3, 0]], False, "none", "no_variation"),
    ],
)
def test_the_rule_names_the_test_and_says_why(table, ordered: bool, test: str, why: str) -> None:
    choice = choose_test(table, ordered_columns=ordered)
    assert (choice.test, choice.why) == (test, why)
    assert choice.sentence
    assert analyse_crosstab(table, ordered_columns=ordered).test.test == test


def test_ratings_and_pairs_have_their_own_tests() -> None:
    assert [choose_rating_test(k, ordered=o).test for k, o in ((1, False), (2, False), (3, False), (3, True))] == [
        "none",
        "mann_whitney",
        "kruskal_wallis",
        "jonckheere_terpstra",
    ]
    assert [choose_rating_test(k, same_persons=True).test for k in (2, 3)] == ["wilcoxon", "friedman"]
    assert [choose_paired_test(k).test for k in (1, 2, 3)] == ["none", "mcnemar", "cochran_q"]


def test_what_is_not_shown_says_what_could_have_been_and_what_is_shown_does_not() -> None:
    assert "61 points" in analyse_crosstab([[8, 2], [5, 5]]).not_shown
    assert not analyse_crosstab(EXAMPLE).not_shown


def test_pairs_are_counted_into_a_table_and_who_lacks_one_counts_nowhere() -> None:
    down, across, counts = cross(["ja", "nee", "ja", None], ["b", "a", None, "a"], column_order=["a", "b", "c"])
    assert (down, across, counts) == (["ja", "nee"], ["a", "b", "c"], [[0, 1, 0], [1, 0, 0]])


def test_arrays_do_as_well_as_lists() -> None:
    big = np.array([[60_000, 40_000], [30_000, 70_000]])
    assert odds_ratio(big) == odds_ratio(big.tolist())
    assert odds_ratio(big).sample == 3.5
    assert chi_square(big) == chi_square(big.tolist())
    assert mcnemar(np.array([[5, 40], [60, 3]])) == mcnemar([[5, 40], [60, 3]])
    assert analyse_crosstab(np.array(EXAMPLE)) == analyse_crosstab(EXAMPLE)


def test_a_group_without_anybody_keeps_its_place_in_the_order() -> None:
    found = analyse_crosstab([[2, 0, 6, 8], [12, 0, 10, 5]], ordered_columns=True)
    assert found.test == cochran_armitage([2, 0, 6, 8], [14, 0, 16, 13], exact=True)
    assert found.test.p != cochran_armitage([2, 6, 8], [14, 16, 13], exact=True).p
    lying = analyse_crosstab([[2, 12], [0, 0], [6, 10], [8, 5]], ordered_rows=True)
    assert lying.test == found.test
