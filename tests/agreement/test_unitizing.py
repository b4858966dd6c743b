"""Borders: alpha_U of the published example, and stretches that match."""

from __future__ import annotations

from itertools import pairwise, permutations

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


def _textbook(coders: list[list[tuple[int, int]]], length: int) -> tuple[float, float] | None:
    """Krippendorff's sums over all pairs of sections, as he writes them."""
    tiled = [_tiles(stretches, length) for stretches in coders]
    m, marked = len(coders), sum(v for sections in tiled for _b, _l, v in sections)
    observed = sum(
        (b - c) ** 2 + (b + n - c - k) ** 2 if v and w and b < c + k and c < b + n
        else n**2 if v and not w and c <= b and b + n <= c + k
        else k**2 if w and not v and b <= c and c + k <= b + n
        else 0
        for one, other in permutations(tiled, 2) for b, n, v in one for c, k, w in other
    )  # fmt: skip
    everything = [section for sections in tiled for section in sections]
    expected = sum(
        (marked - 1) / 3 * (2 * n**3 - 3 * n**2 + n)
        + n**2 * sum(k - n + 1 for _c, k, w in everything if not w and k >= n)
        for _b, n, v in everything if v
    )  # fmt: skip
    chance = m * length * (m * length - 1) - sum(n * (n - 1) for _b, n, v in everything if v)
    return (observed / (m * (m - 1) * length**2), 2 / length * expected / chance) if marked and chance else None


def _tiles(stretches: list[tuple[int, int]], length: int) -> list[tuple[int, int, bool]]:
    """Tile the text; stretches that share a character are one, those that touch are two."""
    borders = {0, length} | {edge for stretch in stretches for edge in stretch}
    edges = sorted(edge for edge in borders if not any(start < edge < stop for start, stop in stretches))
    return [(a, b - a, any(start <= a < stop for start, stop in stretches)) for a, b in pairwise(edges)]


@settings(max_examples=60, deadline=None)
@given(st.lists(STRETCHES, min_size=2, max_size=3))
def test_borders_are_measured_as_the_textbook_writes_it(coders: list[list[tuple[int, int]]]) -> None:
    found, wanted = alpha_u(coders, 50), _textbook(coders, 50)
    if wanted is None:
        assert found.reason == "no_units"
    else:
        assert (found.observed, found.expected) == (pytest.approx(wanted[0]), pytest.approx(wanted[1]))


@settings(max_examples=60, deadline=None)
@given(STRETCHES, STRETCHES, st.sampled_from((0.2, 0.5, 1.0)))
def test_stretches_match_as_when_every_pair_is_looked_at(
    one: list[tuple[int, int]], other: list[tuple[int, int]], least: float
) -> None:
    pairs = sorted((-iou(a, b), a, b) for a in set(one) for b in set(other) if iou(a, b) >= least)
    firsts, seconds = set(), set()
    for _share, a, b in pairs:
        if a not in firsts and b not in seconds:
            firsts.add(a)
            seconds.add(b)
    assert overlap(one, other, least).matched == len(firsts)


def test_the_sums_are_exact_on_a_text_of_any_length() -> None:
    whole, half = 2 * 10**9, 10**9
    assert alpha_u([[(0, half)], [(half, whole)]], whole).observed == 0.5
