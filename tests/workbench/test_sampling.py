"""Sample size: the answers needed from a finite population, and the margin of those there are."""

import pytest

from codeerbank.errors import UsageError
from codeerbank.workbench.sampling import sample


def test_a_finite_population_needs_fewer_answers_and_size_says_nothing_of_who_took_part() -> None:
    assert [sample(n).needed for n in (None, 47_000, 3300, 1)] == [385, 382, 345, 1]
    assert any("selecti" in note for note in sample(3300).sheet().notes)


def test_the_margin_of_the_answers_there_are_stands_below_what_is_needed() -> None:
    found = sample(3300, answers=76)
    assert found.reached == pytest.approx(11.11, abs=0.01)
    needed, there = list(found.sheet().rows)
    assert needed[1] == "345"
    assert there[1] == "76"
    assert sample(3300, answers=0).sheet().rows[1][2] == "–"
    assert sample(76, answers=76).reached == 0


def test_more_answers_than_persons_are_refused() -> None:
    with pytest.raises(UsageError, match="101"):
        sample(100, answers=101)
