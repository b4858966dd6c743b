"""Krippendorff's alpha over labels and over sets of codes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from codeerbank.agreement import jaccard_distance, krippendorff_alpha, masi_distance, set_alpha
from codeerbank.agreement.sets import distance_matrix
from tests.agreement.test_kappa import FOUR_CODERS

SETS = st.frozensets(st.sampled_from("abcd"), max_size=3)


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_krippendorffs_own_example_with_gaps(level: str, expected: float) -> None:
    assert krippendorff_alpha(FOUR_CODERS, level).value == pytest.approx(expected, abs=5e-4)  # type: ignore[arg-type]


def test_two_coders_without_gaps() -> None:
    one = ["a", "a", "b", "b", "d", "c", "c", "c", "e", "d", "d", "a"]
    other = ["b", "a", "b", "b", "b", "c", "c", "c", "e", "d", "d", "d"]
    assert krippendorff_alpha([one, other]).value == pytest.approx(0.6919642857, abs=1e-9)


def test_ordinal_alpha_follows_the_order_it_is_told() -> None:
    words = ["laag", "midden", "hoog"]
    ratings = [["laag", "midden", "hoog", "hoog"], ["laag", "hoog", "hoog", "midden"]]
    numbered = [[words.index(word) for word in column] for column in ratings]
    assert krippendorff_alpha(ratings, "ordinal", categories=words) == krippendorff_alpha(numbered, "ordinal")


@pytest.mark.parametrize(
    ("ratings", "reason"),
    [
        ([["a", "a"], ["a", "a"]], "no_variation"),
        ([["a", None], [None, "b"]], "no_units"),
        ([[], []], "no_units"),
    ],
)
def test_where_alpha_does_not_exist_it_says_why(ratings: list[list[str | None]], reason: str) -> None:
    found = krippendorff_alpha(ratings)
    assert (found.value, found.reason) == (None, reason)


def test_masi_weighs_the_overlap_by_how_sets_lie_in_each_other() -> None:
    a, ab, bc, empty = frozenset("a"), frozenset("ab"), frozenset("bc"), frozenset[str]()
    assert masi_distance(a, a) == masi_distance(empty, empty) == jaccard_distance(empty, empty) == 0
    assert masi_distance(a, empty) == jaccard_distance(a, empty) == 1
    assert masi_distance(a, ab) == pytest.approx(1 - 1 / 2 * 2 / 3)
    assert masi_distance(ab, bc) == pytest.approx(1 - 1 / 3 * 1 / 3)
    assert jaccard_distance(ab, bc) == pytest.approx(2 / 3)


def test_sets_of_one_code_have_the_alpha_of_labels() -> None:
    labels = [["a", "b", "c", "a", None], ["a", "b", "b", "c", "a"]]
    sets = [[None if one is None else {one} for one in column] for column in labels]
    for distance in ("jaccard", "masi"):
        assert set_alpha(sets, distance).value == pytest.approx(krippendorff_alpha(labels).value)  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.lists(SETS, min_size=1, max_size=6))
def test_the_matrix_of_distances_holds_the_distances(sets: list[frozenset[str]]) -> None:
    for name, distance in (("jaccard", jaccard_distance), ("masi", masi_distance)):
        expected = [[distance(one, other) for other in sets] for one in sets]
        assert distance_matrix(sets, name) == pytest.approx(np.array(expected))  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SETS, SETS, st.none() | SETS), min_size=2, max_size=12))
def test_alpha_does_not_depend_on_the_order_of_coders_or_units_and_is_at_most_1(
    units: list[tuple[frozenset[str], frozenset[str], frozenset[str] | None]],
) -> None:
    columns = list(zip(*units, strict=True))
    found = set_alpha(columns)
    assume(found.value is not None)
    assert found.value is not None
    assert found.value <= 1 + 1e-12
    assert set_alpha(columns[::-1]).value == pytest.approx(found.value)
    assert set_alpha(list(zip(*reversed(units), strict=True))).value == pytest.approx(found.value)
