"""From labels to counts: what each coder gave each unit, None where a coder did not judge it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeAlias

Label: TypeAlias = Hashable
Ratings: TypeAlias = Sequence[Sequence[Label | None]]
"""One sequence of labels per coder, all of the same length."""


def missing(label: object) -> bool:
    """Say whether a coder gave no judgement: None, or the not-a-number of an array."""
    return label is None or label != label


def by_unit(ratings: Ratings) -> list[list[Label]]:
    """Turn the columns of the coders into the labels of each unit, leaving out what is missing."""
    if len({len(column) for column in ratings}) > 1:
        raise ValueError("every coder needs one entry per unit")
    return [[label for label in unit if not missing(label)] for unit in zip(*ratings, strict=True)]


def categories_of(labels: Iterable[Label], categories: Sequence[Label] | None = None) -> list[Label]:
    """Give the categories in order: as told, else sorted; labels that cannot be compared stand in order of their text."""
    if categories is not None:
        return list(categories)
    found = set(labels)
    try:
        return sorted(found)  # type: ignore[type-var]
    except TypeError:
        return sorted(found, key=lambda label: (type(label).__name__, repr(label)))


def cross_table(
    first: Sequence[Label | None], second: Sequence[Label | None], categories: Sequence[Label] | None = None
) -> list[list[int]]:
    """Count the units by what the first coder (rows) and the second (columns) gave; units with a gap are left out."""
    pairs = [(unit[0], unit[1]) for unit in by_unit([first, second]) if len(unit) == 2]
    order = categories_of((label for pair in pairs for label in pair), categories)
    counts = Counter(pairs)
    return [[counts[row, column] for column in order] for row in order]


def category_counts(ratings: Ratings, categories: Sequence[Label] | None = None) -> list[list[int]]:
    """Count, per unit, how many coders gave each category."""
    units = by_unit(ratings)
    order = categories_of((label for unit in units for label in unit), categories)
    return [[Counter(unit)[category] for category in order] for unit in units]
