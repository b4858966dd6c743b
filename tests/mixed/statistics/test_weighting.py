"""Known totals: how respondents differ from them, and weights that bring them there, or do not."""

from itertools import product
from math import factorial, prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from codeerbank.mixed import goodness_of_fit, poststratify, rake, representativeness, weighted_table
from codeerbank.mixed.statistics import representativeness as module

CATEGORIES = st.lists(st.sampled_from("abc"), min_size=1, max_size=30)


@given(st.lists(st.integers(0, 4), min_size=3, max_size=3))
@settings(deadline=None, max_examples=25)
def test_the_exact_p_counts_every_outcome(counts: list[int]) -> None:
    shares, n = [0.5, 0.3, 0.2], sum(counts)
    found = goodness_of_fit(counts, shares)
    if not n:
        assert found.reason == "no_base"
        return

    def likely(outcome) -> float:
        ways = factorial(n) // prod(map(factorial, outcome))
        return ways * prod(share**count for share, count in zip(shares, outcome, strict=True))

    every = [one for one in product(range(n + 1), repeat=3) if sum(one) == n]
    observed = likely(counts)
    assert found.how == "exact"
    assert found.p == pytest.approx(sum(p for one in every if (p := likely(one)) <= observed * (1 + 1e-7)))


def test_larger_groups_use_chi_square_and_too_many_outcomes_are_drawn(monkeypatch) -> None:
    known = stats.chisquare([30, 40, 30], [25, 50, 25])
    found = goodness_of_fit([30, 40, 30], [0.25, 0.5, 0.25])
    assert (found.statistic, found.p, found.test) == pytest.approx((known.statistic, known.pvalue, "chi_square"))
    exact = goodness_of_fit([3, 1, 4], [0.5, 0.3, 0.2])
    monkeypatch.setattr(module, "MOST_TABLES", 1)
    drawn = goodness_of_fit([3, 1, 4], [0.5, 0.3, 0.2])
    assert drawn.how == "monte_carlo"
    assert abs(drawn.p - exact.p) < 4 * drawn.p_se


def test_the_difference_is_in_points_and_size_says_nothing_about_who_took_part() -> None:
    found = representativeness({"J": 11, "O": 9, "P": 76}, {"J": 3000, "O": 3000, "P": 4000})
    assert [one.points for one in found.categories] == pytest.approx(
        [100 * 11 / 96 - 30, 100 * 9 / 96 - 30, 100 * 76 / 96 - 40]
    )
    assert "size" in found.sentence
    assert representativeness({"J": 3, "X": 1}, {"J": 1, "O": 1}).test.reason == "not_in_population"
    assert representativeness({}, {"J": 1, "O": 1}).categories[0].points is None
    with pytest.raises(ValueError, match="known totals"):
        representativeness({"J": 3}, {"J": 0})


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("pqr")), min_size=12, max_size=60))
@settings(deadline=None, max_examples=25)
def test_raking_meets_every_total_or_says_why_not(pairs: list[tuple[str, str]]) -> None:
    persons = {"x": [a for a, _b in pairs], "y": [b for _a, b in pairs]}
    totals = {"x": {"a": 40, "b": 60}, "y": {"p": 0.2, "q": 0.3, "r": 0.5}}
    found = rake(persons, totals)
    if found.weights is None:
        assert found.reason in {"empty_category", "not_converged"}
        assert found.sentence
        return
    assert found.off <= 1e-10
    assert sum(found.weights) == pytest.approx(len(pairs))
    for name, known in totals.items():
        for category, total in known.items():
            share = sum(w for w, c in zip(found.weights, persons[name], strict=True) if c == category) / len(pairs)
            assert share == pytest.approx(total / sum(known.values()), abs=1e-9)
    assert found.n_eff * found.deff == pytest.approx(len(pairs))


def test_raked_weights_are_a_product_of_one_factor_a_category() -> None:
    """What makes them the raking weights, and no others that meet the totals."""
    persons = {"x": list("aaabbb") * 8, "y": list("pqqppq") * 8}
    found = rake(persons, {"x": {"a": 0.3, "b": 0.7}, "y": {"p": 0.6, "q": 0.4}})
    of = dict(zip(zip(persons["x"], persons["y"], strict=True), found.weights, strict=True))
    assert of["a", "p"] * of["b", "q"] == pytest.approx(of["a", "q"] * of["b", "p"])
    assert found.usable
    assert "self-selection" in found.sentence


def test_raking_stops_with_the_reason_where_it_cannot_be() -> None:
    stopped = rake({"x": ["a", "b"]}, {"x": {"a": 1, "b": 1, "c": 1}})
    assert (stopped.weights, stopped.reason, stopped.where) == (None, "empty_category", "x: c")
    assert rake({"x": ["a", "z"]}, {"x": {"a": 1}}).reason == "not_in_population"
    tangled = rake({"x": list("aabb"), "y": list("ppqq")}, {"x": {"a": 3, "b": 7}, "y": {"p": 6, "q": 4}})
    assert (tangled.reason, tangled.rounds) == ("not_converged", 1000)
    assert "converge" in tangled.sentence
    assert rake({"x": [None]}, {"x": {"a": 1}}).reason == "no_persons"
    with pytest.raises(ValueError, match="same characteristics"):
        rake({"x": ["a"]}, {"y": {"a": 1}})


def test_who_lacks_a_characteristic_stands_outside() -> None:
    found = rake({"x": ["a", None, "b"]}, {"x": {"a": 1, "b": 3}})
    assert found.weights == pytest.approx((0.5, None, 1.5))
    assert found.n == 2


def test_small_cells_and_few_effective_persons_are_warned_of() -> None:
    found = poststratify(["a"] * 40 + ["b"] * 4, {"a": 90, "b": 10})
    assert found.warnings == ("cell_below_5",)
    assert not found.usable
    assert "fewer than 5" in found.sentence
    assert poststratify(["a"] * 20 + ["b"] * 5, {"a": 1, "b": 1}).warnings == ("effective_n_below_30",)


def test_trimmed_weights_keep_within_limits_and_say_how_far_off_they_leave_the_totals() -> None:
    persons = {"x": ["a"] * 70 + ["b"] * 30}
    found = rake(persons, {"x": {"a": 30, "b": 70}}, trim=(0.5, 1.8))
    assert max(found.weights) <= 1.8
    assert min(found.weights) >= 0.5
    assert sum(found.weights) == pytest.approx(100)
    assert found.trimmed == 100
    assert found.off == pytest.approx(0.7 - 0.54)
    assert found.n_eff > rake(persons, {"x": {"a": 30, "b": 70}}).n_eff
    with pytest.raises(ValueError, match="trimmed"):
        rake(persons, {"x": {"a": 30, "b": 70}}, trim=(1.2, 3))


def test_a_weighted_table_stands_beside_the_unweighted_one_and_is_refused_below_thirty() -> None:
    weights = list(np.tile([1.5, 0.5, 1.0], 20))
    found = weighted_table(["ja", "nee", None] * 20, weights)
    assert [(row.value, row.n, row.pct, row.weighted.pct_cases) for row in found.rows] == [
        ("ja", 20, 50, 75),
        ("nee", 20, 50, 25),
    ]
    assert found.n_eff == pytest.approx(40**2 / 50)
    few = weighted_table(["ja", "nee"] * 10, [1.0] * 20)
    assert few.reason == "effective_n_below_30"
    assert few.rows[0].weighted.pct_cases is None
    assert few.rows[0].pct == 50
    assert weighted_table(["ja"], [0.0]).reason == "nobody_has_a_weight"
    with pytest.raises(ValueError, match="0 or more"):
        weighted_table(["ja"], [-1.0])


def test_several_answers_a_person_are_weighted_with_their_person() -> None:
    found = weighted_table([{"a", "b"}, {"a"}, set(), None], [1.0, 3.0, 1.0, 1.0], least=1)
    assert [(row.value, row.n, row.pct, row.weighted.pct_cases) for row in found.rows] == [
        ("a", 2, 100, 100),
        ("b", 1, 50, 25),
    ]
    assert [row.pct_answers_weighted for row in found.rows] == [80, 20]
    assert (found.n, found.n_weighted, found.n_eff) == (2, 4, pytest.approx(1.6))


def test_the_exact_test_and_chi_square_can_each_be_asked_for() -> None:
    counts, shares = [3, 1, 4], [0.5, 0.3, 0.2]
    assert goodness_of_fit(counts, shares) == goodness_of_fit(counts, shares, exact=True)
    known = stats.chisquare(counts, [8 * share for share in shares])
    assert goodness_of_fit(counts, shares, exact=False).p == pytest.approx(known.pvalue)
