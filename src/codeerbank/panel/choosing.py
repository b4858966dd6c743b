"""Choosing quotes from what was coded: spread over codes, groups and meetings, and never always the same person."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SHORTEST, LONGEST = 40, 320
"""Letters within which a fragment reads well on a phone; others come last."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fragment that could be shown to others.

    person   who said it; where nobody knows, the meeting stands for the person
    coders   how many coders gave it a code
    """

    coding: str
    document: str
    person: str
    group: str | None
    codes: Sequence[str]
    letters: int
    coders: int = 1


def choose(candidates: Iterable[Candidate], wanted: int) -> list[Candidate]:
    """Choose fragments one by one, each time from the person, code, group and meeting that have been heard least.

    The same candidates give the same choice, whatever their order.
    """
    left = sorted(candidates, key=_first)
    taken: list[Candidate] = []
    heard: Counter[tuple[str, str]] = Counter()
    while left and len(taken) < wanted:
        best = min(left, key=lambda one: _cost(one, heard))
        left.remove(best)
        taken.append(best)
        heard.update(_sides(best))
    return taken


def _cost(one: Candidate, heard: Counter[tuple[str, str]]) -> tuple[bool, int, int, int]:
    sides = _sides(one)
    person, rest = sides[0], sides[1:]
    awkward = not SHORTEST <= one.letters <= LONGEST
    return awkward, heard[person], sum(heard[side] for side in rest), -one.coders


def _sides(one: Candidate) -> list[tuple[str, str]]:
    about = [("group", one.group or ""), ("meeting", one.document)]
    return [("person", one.person), *about, *(("code", code) for code in one.codes)]


def _first(one: Candidate) -> str:
    """Put them in an order that says nothing about where they stand."""
    return hashlib.sha256(one.coding.encode()).hexdigest()
