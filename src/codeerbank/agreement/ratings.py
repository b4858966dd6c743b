"""From labels to counts: which judgements the coders gave a unit, and how many units got the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from codeerbank.domain.plain import is_missing, kind_of, plain

if TYPE_CHECKING:
    from numpy.typing import NDArray

Label: TypeAlias = Hashable
Ratings: TypeAlias = Sequence[Sequence[Label | None]]
"""One sequence of labels per coder (or an array with a row per coder), all of the same length."""

_WIDEST = 1 << 16
"""Up to so many different patterns they are counted in one table; above it, one by one."""


class Pattern(NamedTuple):
    """What each coder gave a unit (None: not judged), and how many units got exactly that."""

    given: tuple[Label | None, ...]
    times: int

    @property
    def labels(self) -> list[Label]:
        """Give the labels of the coders who judged it."""
        return [label for label in self.given if label is not None]


class _Whole(NamedTuple):
    """An array of whole numbers from ``low`` on, ``size`` different ones at most; ``gap`` stands for what is missing."""

    numbers: NDArray[Any]
    low: int
    size: int
    gap: int | None

    def label(self, at: int) -> int | None:
        """Give what stands in place ``at``."""
        return None if self.low + at == self.gap else self.low + at


def patterns(ratings: Ratings) -> list[Pattern]:
    """Take the units that got the same together: few patterns stand for many units.

    Raises    ValueError when the coders have not the same number of units
    """
    columns = list(ratings.to_numpy() if hasattr(ratings, "to_numpy") else ratings)
    if len({len(column) for column in columns}) > 1:
        raise ValueError("every coder needs one entry per unit")
    if not columns or not len(columns[0]):
        return []
    whole = [found for column in columns if (found := _whole_numbers(column)) is not None]
    if len(whole) == len(columns) and (counted := _in_one_table(whole)) is not None:
        return counted
    lists = [_labels(column) for column in columns]
    return [Pattern(given, times) for given, times in Counter(zip(*lists, strict=True)).items()]


def _whole_numbers(column: Any) -> _Whole | None:
    """Give a column as whole numbers from 0, where it is an array of them; what is missing is the highest."""
    import numpy as np

    kind = kind_of(column)
    if kind not in ("i", "u", "f"):
        return None
    numbers = np.asarray(column)
    if kind == "f":
        gap = np.isnan(numbers)
        known = numbers[~gap]
        if not len(known) or abs(known).max() > _WIDEST or (known != np.floor(known)).any():
            return None
        low, high = int(known.min()), int(known.max()) + 1
        return _Whole(np.where(gap, high, numbers).astype(np.int64), low, high - low + 1, high)
    low, high = int(numbers.min()), int(numbers.max())
    return _Whole(numbers, low, high - low + 1, None)


def _in_one_table(columns: Sequence[_Whole]) -> list[Pattern] | None:
    """Count columns of whole numbers in one table; None when it would be too large."""
    import numpy as np

    sizes = tuple(column.size for column in columns)
    if prod(sizes) > _WIDEST:
        return None
    cell = np.zeros(len(columns[0].numbers), dtype=np.int64)
    for column in columns:
        cell *= column.size
        cell += column.numbers
        cell -= column.low
    counts = np.bincount(cell)
    filled = np.flatnonzero(counts)
    places = np.stack(np.unravel_index(filled, sizes), axis=1).tolist()
    return [
        Pattern(tuple(column.label(at) for column, at in zip(columns, place, strict=True)), times)
        for place, times in zip(places, counts[filled].tolist(), strict=True)
    ]


def _labels(column: Any) -> list[Label | None]:
    labels = list(map(_unlisted, plain(column))) if hasattr(column, "tolist") else list(column)
    gaps = any(is_missing(label) for label in set(labels))
    return [None if is_missing(label) else label for label in labels] if gaps else labels


def _unlisted(label: Any) -> Label | None:
    return tuple(label) if isinstance(label, list) else label


def categories_of(found: Iterable[Pattern], categories: Sequence[Label] | None = None) -> list[Label]:
    """Give the categories in order: as told, else sorted; labels that cannot be compared stand in order of their text."""
    labels = {label for pattern in found for label in pattern.labels}
    if categories is not None:
        order = list(plain(categories))
        if strange := labels.difference(order):
            raise ValueError(f"{next(iter(strange))!r} is not one of the categories")
        return order
    try:
        return sorted(labels)  # type: ignore[type-var]
    except TypeError:
        return sorted(labels, key=lambda label: (type(label).__name__, repr(label)))


def cross_table(
    first: Sequence[Label | None], second: Sequence[Label | None], categories: Sequence[Label] | None = None
) -> list[list[int]]:
    """Count the units by what the first coder (rows) and the second (columns) gave; units with a gap are left out."""
    found = [pattern for pattern in patterns([first, second]) if None not in pattern.given]
    order = categories_of(found, categories)
    counts = {pattern.given: pattern.times for pattern in found}
    return [[counts.get((row, column), 0) for column in order] for row in order]


def category_counts(
    ratings: Ratings, categories: Sequence[Label] | None = None, complete: bool = False
) -> tuple[list[list[int]], list[int]]:
    """Count, per pattern of units, how many coders gave each category; and how many units each pattern stands for.

    complete   leave out the units that not every coder judged
    """
    found = [pattern for pattern in patterns(ratings) if not (complete and None in pattern.given)]
    order = categories_of(found, categories)
    place = {category: column for column, category in enumerate(order)}
    counts = [[0] * len(order) for _pattern in found]
    for row, pattern in zip(counts, found, strict=True):
        for label in pattern.labels:
            row[place[label]] += 1
    return counts, [pattern.times for pattern in found]
