from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from codeerbank.tui.docmodel.intervals import IntervalIndex


class Stretch(NamedTuple):
    start: int
    stop: int


STRETCHES = st.builds(lambda start, length: Stretch(start, start + length), st.integers(0, 200), st.integers(1, 80))


@given(st.lists(STRETCHES, max_size=200), st.integers(0, 250), st.integers(0, 40))
def test_the_index_finds_what_looking_at_each_finds(items: list[Stretch], start: int, length: int) -> None:
    stop = start + length
    found = [laid.item for laid in IntervalIndex(items).overlapping(start, stop)]
    assert sorted(found) == sorted(item for item in items if item.start < stop and item.stop > start)


@given(st.lists(STRETCHES, max_size=60))
def test_brackets_that_overlap_have_lanes_of_their_own(items: list[Stretch]) -> None:
    laid = IntervalIndex(items).overlapping(0, 1000)
    for i, one in enumerate(laid):
        for other in laid[i + 1 :]:
            if one.item.start < other.item.stop and other.item.start < one.item.stop:
                assert one.lane != other.lane


@given(st.lists(STRETCHES, max_size=40, unique=True), STRETCHES)
def test_what_was_added_and_removed_leaves_no_trace(items: list[Stretch], extra: Stretch) -> None:
    index = IntervalIndex(item for item in items if item != extra)
    before = list(index)
    index.add(extra)
    assert extra in list(index)
    index.remove(extra)
    assert list(index) == before


@given(st.lists(STRETCHES, max_size=40), st.integers(0, 250))
def test_the_next_and_the_one_before_are_the_nearest(items: list[Stretch], offset: int) -> None:
    index = IntervalIndex(items)
    later, earlier = index.beside(None, offset, True), index.beside(None, offset, False)
    assert (later.start if later else None) == min((i.start for i in items if i.start > offset), default=None)
    assert (earlier.start if earlier else None) == max((i.start for i in items if i.start < offset), default=None)


@given(st.lists(STRETCHES, max_size=40, unique=True))
def test_stepping_from_one_to_the_next_visits_each_once_even_where_they_start_together(items: list[Stretch]) -> None:
    index, seen, at = IntervalIndex(items), [], None
    while at := index.beside(at, -1, True):
        seen.append(at)
    assert sorted(seen) == sorted(items)
