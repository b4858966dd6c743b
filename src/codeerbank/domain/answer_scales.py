"""Answer scales in words that surveys use again and again, so that their answers stand in order and not by the alphabet."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

POINTS = 5
_LEAST = 3
_SCALES = (
    # from low to high, the points divided by ";" and other words for the same point by "|"
    "helemaal oneens|helemaal mee oneens|helemaal niet mee eens|helemaal niet eens|zeer oneens|zeer mee oneens|"
    "sterk mee oneens|volledig oneens; oneens|mee oneens|niet mee eens|niet eens; neutraal|niet eens, niet oneens|"
    "niet eens niet oneens|niet mee eens, niet mee oneens|niet mee eens niet mee oneens|niet eens en niet oneens|"
    "niet eens/niet oneens; eens|mee eens; helemaal eens|helemaal mee eens|zeer eens|zeer mee eens|sterk mee eens|"
    "volledig eens",
    "helemaal niet belangrijk|heel onbelangrijk|zeer onbelangrijk; niet belangrijk|onbelangrijk|niet zo belangrijk;"
    "neutraal|een beetje belangrijk|enigszins belangrijk|niet belangrijk, niet onbelangrijk; belangrijk;"
    "heel belangrijk|zeer belangrijk|erg belangrijk",
    "helemaal niet tevreden|heel ontevreden|zeer ontevreden; niet tevreden|ontevreden;"
    "neutraal|niet tevreden, niet ontevreden|niet tevreden niet ontevreden; tevreden; heel tevreden|zeer tevreden",
    "nooit; zelden|bijna nooit; soms|af en toe; vaak|regelmatig|meestal; altijd|heel vaak|bijna altijd|(bijna) altijd",
    "heel slecht|zeer slecht; slecht; matig|neutraal|redelijk|voldoende; goed; heel goed|zeer goed|uitstekend",
    "helemaal niet; een beetje|weinig|nauwelijks; redelijk|enigszins|tamelijk|neutraal; veel|erg|in grote mate;"
    "heel veel|heel erg|in zeer grote mate",
    "heel onwaarschijnlijk|zeer onwaarschijnlijk; onwaarschijnlijk; neutraal|misschien; waarschijnlijk;"
    "heel waarschijnlijk|zeer waarschijnlijk",
    "strongly disagree|totally disagree; disagree; neutral|neither agree nor disagree; agree; strongly agree|totally agree",
    "not at all important|very unimportant; not important|unimportant; neutral|somewhat important; important; very important",
    "very dissatisfied; dissatisfied; neutral|neither satisfied nor dissatisfied; satisfied; very satisfied",
    "never; rarely|seldom; sometimes; often|usually; always",
    "very poor|very bad; poor|bad; fair|neutral; good; very good|excellent",
    "not at all; a little|slightly; somewhat|moderately; much|a lot|very; very much|extremely",
    "very unlikely; unlikely; neutral; likely; very likely",
)  # fmt: skip
_BESIDE = {"weet niet", "weet ik niet", "geen mening", "niet van toepassing", "n.v.t.", "nvt"} | {
    "don't know", "no opinion", "not applicable"
}  # fmt: skip


def in_order(answers: Collection[str]) -> tuple[list[str], bool] | None:
    """Give the answers from low to high and whether they are all of the scale; an answer like "don't know" comes last."""
    beside = sorted(answer for answer in answers if answer.strip().casefold() in _BESIDE)
    points = points_of([answer for answer in answers if answer not in beside])
    return None if points is None else ([*points, *beside], not beside)


def points_of(answers: Collection[str]) -> dict[str, int] | None:
    """Give the point from 1 to 5 of each answer, in order; None when they are not all of one known scale.

    At least three answers are needed, and no two on one point: fewer say too little.
    """
    if not _LEAST <= len(answers) <= POINTS:
        return None
    for scale in _scales():
        found = {answer: scale.get(" ".join(answer.split()).casefold(), 0) for answer in answers}
        if 0 not in found.values() and len(set(found.values())) == len(found):
            return dict(sorted(found.items(), key=lambda one: one[1]))
    return None


@cache
def _scales() -> tuple[dict[str, int], ...]:
    return tuple(
        {word.strip(): point for point, words in enumerate(scale.split(";"), 1) for word in words.split("|")}
        for scale in _SCALES
    )
