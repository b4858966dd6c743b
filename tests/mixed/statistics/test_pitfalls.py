"""What libraries get wrong, or do silently: each pitfall once, with the value that is right."""

from fractions import Fraction

import pytest

from codeerbank.agreement import cohen_kappa, krippendorff_alpha
from codeerbank.domain.numbers import number
from codeerbank.mixed import (
    NotTestable,
    agresti_liu,
    fisher_freeman_halton,
    holm,
    jeffreys,
    mann_whitney,
    multiple_response_by_group,
    newcombe,
    odds_ratio,
    require_testable,
)


def test_an_exact_p_of_a_large_table_is_counted_and_never_drawn() -> None:
    table = [[2, 1, 0, 4], [5, 12, 6, 7], [7, 19, 10, 2]]
    found = [fisher_freeman_halton(table) for _ in range(2)]
    assert found[0] == found[1]
    assert (found[0].how, found[0].p_se, found[0].p) == ("exact", None, pytest.approx(0.02574802, abs=1e-8))


def test_the_exact_p_of_ranks_counts_divisions_of_the_ties_too() -> None:
    assert mann_whitney([5, 6, 7, 7, 8, 9, 4], [3, 5, 5, 6, 7, 2, 4, 5, 1]).p == pytest.approx(0.03452797, abs=1e-8)


def test_seven_of_eleven_against_two_of_nine_has_newcombe_s_interval() -> None:
    found = newcombe(7, 11, 2, 9)
    assert (found.low, found.difference, found.high) == pytest.approx((-0.0166594, 0.4141414, 0.6791170), abs=1e-6)


def test_a_missing_p_does_not_count_in_the_number_of_tests() -> None:
    assert holm([0.01, float("nan"), 0.2]) == holm([0.01, None, 0.2]) == [0.02, None, 0.2]


def test_jeffreys_begins_at_nothing_for_none_and_ends_at_all_for_all() -> None:
    assert jeffreys(0, 9) == (0.0, pytest.approx(0.2376101, abs=1e-6))
    assert jeffreys(9, 9) == (pytest.approx(1 - 0.2376101, abs=1e-6), 1.0)


def test_the_exact_odds_ratio_is_solved_further_than_r_does() -> None:
    found = odds_ratio([[8, 2], [1, 5]])
    assert found.conditional_interval == pytest.approx((1.0088, 1059.64), rel=1e-4)


def test_answers_of_one_person_are_never_pooled_into_a_chi_square() -> None:
    with pytest.raises(NotTestable) as refused:
        require_testable("survey", pooled=True)
    assert refused.value.reason == "answers_of_one_person_are_dependent"
    alike = [{"a", "b", "c"}, {"a", "b", "c"}, set(), set()] * 3
    found = multiple_response_by_group(alike, ["J", "J", "O", "P"] * 3, permutations=500)
    assert (found.overall.test, found.overall.how) == ("agresti_liu", "permutation")
    assert agresti_liu([[1, 1], [0, 0]] * 6, [0, 1] * 6, permutations=500).p_se is not None


@pytest.mark.parametrize(
    ("value", "printed"), [(Fraction(1, 8), "0,13"), (2.675, "2,68"), (0.125, "0,13"), (2.5, "2,50")]
)
def test_a_half_is_rounded_up_as_readers_do(value: float | Fraction, printed: str) -> None:
    assert number(value, 2).replace(".", ",") == printed


def test_one_category_that_both_share_says_nothing() -> None:
    for found in (cohen_kappa(["ja"] * 4, ["ja"] * 4), krippendorff_alpha([["ja"] * 4, ["ja"] * 4])):
        assert (found.value, found.reason) == (None, "no_variation")
