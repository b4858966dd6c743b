"""Answers that say the same: what is put together, and what never is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.alike import alike, groups


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Geen idee", "geen idee!"),
        ("geen tijd", "Tijd: geen"),
        ("de privacy", "Privacy."),
        ("één keer", "een keer"),
        ("privacy", "privcy"),
        ("vertrouwen", "vertrouwenn"),
    ],
)
def test_answers_that_differ_in_form_alone_say_the_same(one: str, other: str) -> None:
    assert alike([one, other]) == [0, 0]


@pytest.mark.parametrize(
    ("one", "other"),
    [("wel tijd", "geen tijd"), ("12 keer", "13 keer"), ("wel", "niet"), ("oom", "om"), ("", ""), ("?", "!")],
)
def test_answers_that_may_mean_something_else_stay_apart(one: str, other: str) -> None:
    assert alike([one, other]) == [0, 1]


@given(
    st.lists(
        st.sampled_from(["Geen idee", "geen  idee.", "tijd", "Tijd", "privacy", "privcy", "", "iets"]), max_size=12
    )
)
def test_every_answer_is_in_one_group_and_the_order_does_not_count(texts: list[str]) -> None:
    found = groups(texts)
    assert sorted(n for places in found.values() for n in places) == list(range(len(texts)))
    backwards = {frozenset(len(texts) - 1 - n for n in places) for places in groups(texts[::-1]).values()}
    assert {frozenset(places) for places in found.values()} == backwards
