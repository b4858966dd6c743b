"""Borders: alpha_U of the published example, and stretches that match."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.agreement import alpha_u, alpha_u_total, iou, overlap

C = ([(225, 295), (370, 400)], [(220, 300), (355, 375), (400, 420)])
K = ([(180, 240), (300, 350)], [(180, 240), (300, 350)])
STRETCHES = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)), max_size=5).map(
    lambda found: [(start, start + long) for start, long in found]
)


def test_krippendorffs_example_of_two_observers_on_a_continuum() -> None:
    c, k = alpha_u(C, 300, begin=150), alpha_u(K, 300, begin=150)
    assert (c.observed, c.expected) == (pytest.approx(0.0144, abs=1e-4), pytest.approx(0.0532, abs=1e-4))
    assert c.value == pytest.approx(0.7286, abs=1e-4)
    assert (k.observed, k.value) == (0, 1)
    assert alpha_u_total({"c": C, "k": K}, 300, begin=150).value == pytest.approx(0.859, abs=5e-4)


def test_nobody_marked_anything_or_one_coder_only_gives_a_reason() -> None:
    assert alpha_u([[], []], 100).reason == "no_units"
    assert alpha_u([[(1, 5)]], 100).reason == "one_coder"


def test_a_stretch_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        alpha_u([[(90, 110)], []], 100)


def test_stretches_match_once_and_the_best_pair_first() -> None:
    found = overlap([(0, 10), (20, 30), (40, 50)], [(0, 9), (1, 10), (22, 41)])
    assert (found.first, found.second, found.matched) == (3, 3, 1)
    assert found.f1 == pytest.approx(2 / 6)
    assert overlap([], []).f1 is None
    assert overlap([(0, 10)], []).f1 == 0


@settings(max_examples=40, deadline=None)
@given(STRETCHES, STRETCHES)
def test_borders_compare_alike_from_either_side_and_full_agreement_is_1(
    one: list[tuple[int, int]], other: list[tuple[int, int]]
) -> None:
    found, turned = alpha_u([one, other], 50), alpha_u([other, one], 50)
    assert found.value == pytest.approx(turned.value)
    assert found.value is None or found.value <= 1
    same = alpha_u([one, one], 50)
    assert same.value is None or same.value == 1
    assert overlap(one, other).matched == overlap(other, one).matched
    assert overlap(one, one).f1 in (None, 1)
    for a in one:
        for b in other:
            assert iou(a, b) == iou(b, a)
            assert 0 <= iou(a, b) <= 1
