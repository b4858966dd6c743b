"""Kappa and its company, against worked examples in the literature and against statsmodels."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from codeerbank.agreement import (
    binary_agreement,
    binary_agreement_of_counts,
    cohen_kappa,
    fleiss_kappa,
    fleiss_kappa_of_counts,
    gwet_ac1,
    gwet_ac1_of_counts,
    kappa_of_table,
    krippendorff_alpha,
    percent_agreement,
    weighted_kappa,
)

TWO = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30)
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
FLEISS_1971 = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip


def test_a_two_by_two_table_gives_kappa_its_standard_error_and_what_stands_beside_it() -> None:
    found = binary_agreement_of_counts(20, 5, 10, 15)
    assert found.kappa.value == pytest.approx(0.4)
    assert found.kappa.se == pytest.approx(0.1269960629, abs=1e-9)
    assert (found.kappa.observed, found.kappa.expected) == (pytest.approx(0.7), pytest.approx(0.5))
    assert (found.pabak, found.ac1) == (pytest.approx(0.4), pytest.approx(0.4059405941))
    assert (found.positive, found.negative) == (pytest.approx(0.7272727273), pytest.approx(2 / 3))
    assert (found.prevalence, found.bias, found.paradox) == (pytest.approx(0.1), pytest.approx(0.1), False)


def test_high_agreement_on_a_code_that_is_nearly_always_given_is_stamped_as_the_paradox() -> None:
    found = binary_agreement_of_counts(118, 5, 2, 0)
    assert found.percent == pytest.approx(0.944)
    assert found.kappa.value == pytest.approx(-0.0234, abs=1e-4)
    assert found.ac1 == pytest.approx(0.9408, abs=1e-4)
    assert found.paradox
    assert not binary_agreement_of_counts(40, 5, 5, 50).paradox


@pytest.mark.parametrize("weights", ["unweighted", "linear", "quadratic"])
def test_kappa_and_its_standard_error_are_those_of_statsmodels(weights: str) -> None:
    from statsmodels.stats.inter_rater import cohens_kappa

    table = [[11, 3, 1, 0], [2, 14, 4, 1], [0, 5, 9, 3], [1, 0, 2, 8]]
    theirs = cohens_kappa(table, wt=None if weights == "unweighted" else weights)
    ours = kappa_of_table(table, weights)  # type: ignore[arg-type]
    assert ours.value == pytest.approx(theirs.kappa, abs=1e-10)
    assert ours.se == pytest.approx(theirs.std_kappa, abs=1e-10)
    assert ours.interval == pytest.approx((theirs.kappa_low, theirs.kappa_upp), abs=1e-9)


def test_the_example_of_fleiss_gives_a_kappa_of_0_210() -> None:
    from statsmodels.stats.inter_rater import fleiss_kappa as of_statsmodels

    found = fleiss_kappa_of_counts(FLEISS_1971)
    assert found.value == pytest.approx(0.2099, abs=1e-4)
    assert found.value == pytest.approx(of_statsmodels(FLEISS_1971), abs=1e-12)


def test_fleiss_takes_only_the_units_that_every_coder_judged() -> None:
    complete = [[column[unit] for unit in range(9) if unit != 0] for column in FOUR_CODERS]
    assert fleiss_kappa(FOUR_CODERS) == fleiss_kappa(complete)


def test_ac1_of_four_coders_with_gaps_is_that_of_gwets_own_example() -> None:
    found = gwet_ac1(FOUR_CODERS, categories=[1, 2, 3, 4, 5])
    assert found.value == pytest.approx(0.77544, abs=1e-5)


def test_two_coders_in_general_and_on_one_code_have_the_same_ac1() -> None:
    first, second = [True] * 25 + [False] * 25, [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15
    assert gwet_ac1([first, second]).value == pytest.approx(binary_agreement(first, second).ac1)


@pytest.mark.parametrize("label", ["x", None])
def test_without_variation_there_is_no_kappa_but_a_reason(label: str | None) -> None:
    same = [label] * 6
    for found in (
        cohen_kappa(same, same),
        weighted_kappa(same, same),
        fleiss_kappa([same, same]),
        gwet_ac1([same, same]),
    ):
        assert found.value is None
        assert found.reason == ("no_variation" if label else "no_units")
    never = binary_agreement_of_counts(0, 0, 0, 9)
    assert (never.kappa.value, never.ac1, never.pabak, never.positive) == (None, None, None, None)
    assert (never.percent, never.negative, never.reason) == (1, 1, "no_variation")
    nothing = binary_agreement_of_counts(0, 0, 0, 0)
    assert (nothing.percent, nothing.prevalence, nothing.reason) == (None, None, "no_units")


def test_units_with_a_gap_do_not_count() -> None:
    with_gaps = cohen_kappa(["a", "b", None, "a", math.nan], ["a", "a", "b", "b", "a"])
    assert with_gaps == cohen_kappa(["a", "b", "a"], ["a", "a", "b"])
    assert percent_agreement([["a", None, "b"], ["a", "a", "c"]]).value == 0.5


def test_columns_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="every coder"):
        percent_agreement([["a"], ["a", "b"]])


@settings(max_examples=40, deadline=None)
@given(TWO)
def test_kappa_is_the_same_seen_from_either_coder_and_under_other_names_and_at_most_1(
    pairs: list[tuple[str, str]],
) -> None:
    first, second = zip(*pairs, strict=True)
    found = cohen_kappa(first, second)
    assume(found.value is not None)
    assert found.value is not None
    assert -1 <= found.value <= 1 + 1e-12
    turned, renamed = (
        cohen_kappa(second, first),
        cohen_kappa(*([{"a": 9, "b": 1, "c": 5}[x] for x in one] for one in (first, second))),
    )
    assert turned.value == pytest.approx(found.value)
    assert turned.se == pytest.approx(found.se, abs=1e-9)
    assert renamed.value == pytest.approx(found.value)
    if list(first) == list(second):
        assert found.value == pytest.approx(1)


@settings(max_examples=40, deadline=None)
@given(*[st.integers(0, 40)] * 4)
def test_the_other_coder_first_or_the_code_turned_round_changes_no_measure(a: int, b: int, c: int, d: int) -> None:
    found, turned = binary_agreement_of_counts(a, b, c, d), binary_agreement_of_counts(d, c, b, a)
    assert (found.positive, found.negative) == (turned.negative, turned.positive)
    for name in ("pabak", "ac1", "bias", "prevalence"):
        assert getattr(found, name) == pytest.approx(getattr(turned, name)), name
    assert (found.kappa.value is None) == (found.ac1 is None)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(*[st.none() | st.sampled_from([7, 9, 10])] * 3), min_size=1, max_size=30))
def test_arrays_lists_and_words_of_the_same_judgements_have_the_same_agreement(
    units: list[tuple[int | None, ...]],
) -> None:
    import numpy as np

    lists = list(zip(*units, strict=True))
    words = [[None if label is None else chr(label) for label in column] for column in lists]
    arrays = [np.array(column, dtype=float) for column in lists]  # None becomes NaN
    for measure in (gwet_ac1, fleiss_kappa, percent_agreement, krippendorff_alpha):
        assert measure(lists) == measure(words) == measure(arrays), measure
    for one in (cohen_kappa, weighted_kappa):
        assert one(*lists[:2]) == one(*words[:2]) == one(*arrays[:2]), one


def test_numbers_that_lie_far_apart_are_labels_like_others() -> None:
    import numpy as np

    first, second = np.array([1, 2, 2, 1]), np.array([1_000_000_001, 1_000_000_002, 1_000_000_002, 1_000_000_001])
    assert cohen_kappa(first, second) == cohen_kappa(first.tolist(), second.tolist())


def test_a_table_with_a_hole_has_no_ac1() -> None:
    with pytest.raises(ValueError, match="0 or more"):
        gwet_ac1_of_counts([[1, None], [2, 0]])  # type: ignore[list-item]
