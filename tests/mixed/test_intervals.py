import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.mixed.intervals import kish, wilson


def test_thirteen_of_fourteen_has_the_published_interval() -> None:
    assert wilson(13, 14) == pytest.approx((68.53129558, 98.72777848), abs=1e-6)


@given(st.integers(0, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
@settings(deadline=None)
def test_it_is_what_statsmodels_gives(pair: tuple[int, int]) -> None:
    from statsmodels.stats.proportion import proportion_confint

    n, base = pair
    found = wilson(n, base)
    if base == 0:
        assert found is None
        return
    assert found == pytest.approx([100 * bound for bound in proportion_confint(n, base, method="wilson")], abs=1e-9)
    assert 0 <= found[0] <= 100 * n / base <= found[1] <= 100


def test_none_of_nine_does_not_go_below_zero() -> None:
    low, high = wilson(0, 9) or (None, None)
    assert low == 0
    assert high == pytest.approx(29.9, abs=0.05)


@pytest.mark.parametrize(("n", "base", "confidence"), [(2, 1, 0.95), (-1, 5, 0.95), (1, 5, 1.0)])
def test_what_cannot_be_is_refused(n: int, base: int, confidence: float) -> None:
    with pytest.raises(ValueError, match="no interval"):
        wilson(n, base, confidence)


def test_equal_weights_leave_every_person_and_unequal_ones_fewer() -> None:
    assert kish([2.0] * 12) == pytest.approx(12)
    assert kish([1.0, 3.0]) == pytest.approx(1.6)
    assert kish([]) == 0
