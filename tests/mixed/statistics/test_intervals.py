import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.mixed import clopper_pearson, jeffreys, kish, proportion, rule_of_three, wilson
from codeerbank.mixed.statistics.intervals import METHODS, wilson_percentages

PAIRS = st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(PAIRS)
@settings(deadline=None, max_examples=40)
def test_they_are_what_statsmodels_gives(pair: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    x, n = pair
    if n == 0:
        assert wilson(x, n) is clopper_pearson(x, n) is jeffreys(x, n) is None
        return
    assert wilson(x, n) == pytest.approx(proportion_confint(x, n, method="wilson"), abs=1e-10)
    assert clopper_pearson(x, n) == pytest.approx(proportion_confint(x, n, method="beta"), abs=1e-10)
    if 0 < x < n:
        assert jeffreys(x, n) == pytest.approx(proportion_confint(x, n, method="jeffreys"), abs=1e-10)


@given(PAIRS, st.sampled_from([0.8, 0.95, 0.99]))
@settings(deadline=None, max_examples=40)
def test_the_share_lies_within_and_turning_the_question_round_mirrors_it(pair: tuple[int, int], sure: float) -> None:
    x, n = pair
    for method in METHODS.values():
        found, mirrored = method(x, n, sure), method(n - x, n, sure)
        if found is None or mirrored is None:
            assert n == 0
            continue
        assert 0 <= found[0] <= x / n <= found[1] <= 1
        assert found == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-9)


def test_none_of_nine_and_nine_of_nine_reach_the_very_end() -> None:
    """Pitfall 5: a library gives 5e-5 as the Jeffreys bound of none of nine."""
    for method in METHODS.values():
        assert (method(0, 9, 0.95) or (None,))[0] == 0
        assert (method(9, 9, 0.95) or (None, None))[1] == 1
    assert proportion(0, 9).high == pytest.approx(0.299, abs=0.0005)


def test_the_rule_of_three_says_how_often_it_may_still_be() -> None:
    assert rule_of_three(9) == pytest.approx(1 / 3)
    assert rule_of_three(2) == 1
    assert rule_of_three(0) is None


def test_without_a_base_there_is_no_share_and_the_reason_is_named() -> None:
    found = proportion(0, 0, "jeffreys")
    assert (found.share, found.low, found.high, found.reason) == (None, None, None, "no_base")


@pytest.mark.parametrize(("x", "n", "confidence"), [(2, 1, 0.95), (-1, 5, 0.95), (1, 5, 1.0)])
def test_what_cannot_be_is_refused(x: int, n: int, confidence: float) -> None:
    for method in METHODS.values():
        with pytest.raises(ValueError, match="no interval"):
            method(x, n, confidence)


def test_tables_carry_the_same_interval_in_percentages() -> None:
    assert wilson_percentages(13, 14) == pytest.approx((68.53129558, 98.72777848), abs=1e-6)
    assert wilson_percentages(0, 0) is None


def test_equal_weights_leave_every_person_and_unequal_ones_fewer() -> None:
    assert kish([2.0] * 12) == pytest.approx(12)
    assert kish([1.0, 3.0]) == pytest.approx(1.6)
    assert kish([]) == 0
