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
_LARGEST = (1 << 63) - 1


class Patterns(NamedTuple):
    """Units that got the same, taken together: few patterns stand for many units.

    labels   what was given, in order
    given    a row per coder, a column per pattern: the place among the labels, -1 where the coder did not judge
    times    how many units got exactly that
    """

    labels: list[Label]
    given: NDArray[Any]
    times: NDArray[Any]

    @property
    def judged(self) -> NDArray[Any]:
        """Give, per pattern, how many coders judged it."""
        found: NDArray[Any] = (self.given >= 0).sum(axis=0)
        return found

    def counts(self) -> NDArray[Any]:
        """Give a row per pattern: how many coders gave each label."""
        import numpy as np

        found = np.zeros((len(self.times), len(self.labels)), dtype=np.int64)
        for places in self.given:
            judged = np.flatnonzero(places >= 0)
            found[judged, places[judged]] += 1
        return found

    def totals(self) -> NDArray[Any]:
        """Give how often each label was given, over all units."""
        import numpy as np

        found = np.zeros(len(self.labels))
        for places in self.given:
            judged = places >= 0
            found += np.bincount(places[judged], weights=self.times[judged], minlength=len(found))
        return found


class _Whole(NamedTuple):
    """An array of whole numbers from ``low`` on, ``size`` different ones at most; with a gap the highest is missing."""

    numbers: NDArray[Any]
    low: int
    size: int
    gap: bool


def patterns(ratings: Ratings, categories: Sequence[Label] | None = None, coders: int = 0) -> Patterns:
    """Take the units that got the same together.

    categories   the labels in order; without them they are sorted
    coders       leave out the units that fewer coders judged

    Raises    ValueError when the coders have not the same number of units
    """
    found = _found(ratings)
    enough = found.judged >= coders
    given = found.given[:, enough]
    seen = sorted(set(given[given >= 0].tolist()))
    order = _in_order({found.labels[at] for at in seen}, categories)
    place = {label: at for at, label in enumerate(order)}
    return Patterns(order, _moved(given, {at: place[found.labels[at]] for at in seen}), found.times[enough])


def _moved(given: NDArray[Any], to: dict[int, int]) -> NDArray[Any]:
    """Put other places where these stand; -1 remains."""
    import numpy as np

    places = np.full(max(to, default=0) + 2, -1)
    places[list(to)] = list(to.values())
    moved: NDArray[Any] = places[given]
    return moved


def _found(ratings: Ratings) -> Patterns:
    import numpy as np

    columns = list(ratings.to_numpy() if hasattr(ratings, "to_numpy") else ratings)
    if len({len(column) for column in columns}) > 1:
        raise ValueError("every coder needs one entry per unit")
    if not columns or not len(columns[0]):
        return Patterns([], np.zeros((len(columns), 0), dtype=np.int64), np.zeros(0, dtype=np.int64))
    whole = [found for column in columns if (found := _whole_numbers(column)) is not None]
    if len(whole) == len(columns) and prod(column.size for column in whole) <= _WIDEST:
        return _in_one_table(whole)
    return _one_by_one([_labels(column) for column in columns])


def _whole_numbers(column: Any) -> _Whole | None:
    """Give a column as whole numbers, where it is an array of them; what is missing is the highest."""
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
        return _Whole(np.where(gap, high, numbers).astype(np.int64), low, high - low + 1, True)
    low, high = int(numbers.min()), int(numbers.max())
    return _Whole(numbers.astype(np.int64, copy=False), low, high - low + 1, False) if high < _LARGEST else None


def _in_one_table(columns: Sequence[_Whole]) -> Patterns:
    """Count columns of whole numbers in one table."""
    import numpy as np

    cell = columns[0].numbers - columns[0].low
    for column in columns[1:]:
        cell *= column.size
        cell += column.numbers
        cell -= column.low
    counts = np.bincount(cell)
    filled = np.flatnonzero(counts)
    given = np.stack(np.unravel_index(filled, [column.size for column in columns]))
    labels = np.unique(np.concatenate([np.arange(column.low, column.low + column.size) for column in columns]))
    for places, column in zip(given, columns, strict=True):
        missing = places == column.size - 1 if column.gap else None
        places += np.searchsorted(labels, column.low)
        if missing is not None:
            places[missing] = -1
    return Patterns(labels.tolist(), given, counts[filled])


def _one_by_one(columns: Sequence[Sequence[Label | None]]) -> Patterns:
    """Count columns of any labels."""
    import numpy as np

    counted = Counter(zip(*columns, strict=True))
    labels = list(dict.fromkeys(label for given in counted for label in given if label is not None))
    place: dict[Label | None, int] = {**{label: at for at, label in enumerate(labels)}, None: -1}
    given = np.array([[place[label] for label in given] for given in counted], dtype=np.int64).T
    return Patterns(labels, given, np.array(list(counted.values()), dtype=np.int64))


def _labels(column: Any) -> list[Label | None]:
    labels = list(map(_unlisted, plain(column))) if hasattr(column, "tolist") else list(column)
    gaps = any(is_missing(label) for label in set(labels))
    return [None if is_missing(label) else label for label in labels] if gaps else labels


def _unlisted(label: Any) -> Label | None:
    return tuple(label) if isinstance(label, list) else label


def _in_order(labels: Iterable[Label], categories: Sequence[Label] | None) -> list[Label]:
    """Give the categories in order: as told, else sorted; labels that cannot be compared stand in order of their text."""
    if categories is not None:
        order = list(plain(categories))
        if strange := set(labels).difference(order):
            raise ValueError(f"{next(iter(strange))!r} is not one of the categories")
        return order
    try:
        return sorted(labels)  # type: ignore[type-var]
    except TypeError:
        return sorted(labels, key=lambda label: (type(label).__name__, repr(label)))


def cross_table(
    first: Sequence[Label | None], second: Sequence[Label | None], categories: Sequence[Label] | None = None
) -> NDArray[Any]:
    """Count the units by what the first coder (rows) and the second (columns) gave; units with a gap are left out."""
    import numpy as np

    found = patterns([first, second], categories, coders=2)
    table = np.zeros((len(found.labels),) * 2, dtype=np.int64)
    np.add.at(table, (found.given[0], found.given[1]), found.times)
    return table
