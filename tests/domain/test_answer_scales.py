"""Answers in words that make up a known scale stand in its order."""

import random

import pytest

from codeerbank.domain.answer_scales import in_order, points_of

SCALES = [
    ["helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"],
    ["Helemaal mee oneens", "Mee oneens", "Niet mee eens, niet mee oneens", "Mee eens", "Helemaal mee eens"],
    ["zeer oneens", "oneens", "niet eens/niet oneens", "eens", "zeer eens"],
    ["nooit", "zelden", "soms", "vaak", "altijd"],
    ["heel onbelangrijk", "onbelangrijk", "neutraal", "belangrijk", "heel belangrijk"],
    ["Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"],
]


@pytest.mark.parametrize("scale", SCALES)
def test_answers_stand_from_low_to_high_however_they_came(scale: list[str]) -> None:
    for seed in range(4):
        assert in_order(random.Random(seed).sample(scale, 5)) == (scale, True)
    assert points_of(scale) == {word: point for point, word in enumerate(scale, 1)}
    assert points_of([scale[0], scale[3], scale[4]]) == {scale[0]: 1, scale[3]: 4, scale[4]: 5}


def test_somebody_who_does_not_know_stands_last_and_takes_the_order_away() -> None:
    assert in_order(["eens", "weet niet", "oneens", "neutraal"]) == (["oneens", "neutraal", "eens", "weet niet"], False)


@pytest.mark.parametrize(
    "answers",
    [["eens", "oneens"], ["Noord", "Oost", "West"], ["vaak", "regelmatig", "soms"], ["eens", "oneens", "nee"], []],
)
def test_other_answers_are_no_scale(answers: list[str]) -> None:
    assert in_order(answers) is None
