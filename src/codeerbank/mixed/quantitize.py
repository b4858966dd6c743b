"""Codes into numbers under one declared rule: a zero is only a zero where somebody has read to the end."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts, CountedText
from codeerbank.mixed.hearing import GroupOf, hear
from codeerbank.mixed.tally import Group
from codeerbank.mixed.weights import Weights, checked


def quantitize(
    codebook: Codebook,
    texts: Iterable[CountedText],
    codes: Mapping[int, str],
    group_of: GroupOf | None = None,
    order: Sequence[str] = (),
    within: Collection[str] | None = None,
    weights: Weights | None = None,
    coder: str | None = None,
) -> CodeCounts:
    """Count every code and everything above it in the codebook, per group and in every measure.

    codes      number of a code in the texts -> its key
    group_of   without it everybody together, in one group named None
    order      the groups in their own order
    within     the only persons to count, by name
    weights    by name of the person; who is not in the survey has none, and stands outside the weighted numbers
    coder      whose codings and reading the texts hold; None: a code counts when any coder gave it, a turn is read
               when any coder has marked it done
    A unit (a person, or a group in a document) with a coding under the code counts 1. Without one it counts 0 only
    when all its turns are done, else it is "not yet coded" for that code and stands outside the base.
    A coding belongs to the turn it starts in. What a moderator says counts nowhere. Speech without a speaker (the
    summary of a meeting) has no person and counts by document alone.
    """
    heard = hear(codebook, texts, codes, group_of or together, within)
    groups = {name: heard.groups.get(name) or Group() for name in _names(heard.groups, order)}
    loads, without = _loads(weights, groups.values())
    counts = [count for name, group in groups.items() for count in group.counts(name, heard.keys, loads)]
    return CodeCounts(
        groups=list(groups),
        counts={(count.code, count.group): count for count in counts},
        persons={name: len(group.persons) for name, group in groups.items()},
        documents={name: len(group.documents) for name, group in groups.items()},
        coder=coder,
        weightless=without,
    )


def together(_document: str, _case: str | None, _label: str | None) -> None:
    """Take everybody as one group."""


def by_document(document: str, _case: str | None, _label: str | None) -> str:
    """Take each document as a group; who speaks in two of them counts in both."""
    return document


def by_case(groups: Mapping[str, str | None]) -> GroupOf:
    """Give the group by the case that speaks; who is not in ``groups`` has none."""
    return lambda _document, case, _label: groups.get(case) if case else None


def _names(groups: Mapping[str | None, Group], order: Sequence[str]) -> list[str | None]:
    """Give the groups in order, those nobody ordered after them, and last the persons without one."""
    met = [name for name, group in groups.items() if group.documents]
    named = dict.fromkeys([*order, *(name for name in met if name is not None)])
    return [*named, *([None] if None in met or not named else [])]


def _loads(weights: Weights | None, groups: Iterable[Group]) -> tuple[Mapping[str, float] | None, int]:
    """Give the weights once they are usable for everybody who has one, and how many have none."""
    if weights is None:
        return None, 0
    persons = {name: None for group in groups for name in group.persons}
    known = [name for name in persons if name in weights.of]
    return checked(weights, known), len(persons) - len(known)
