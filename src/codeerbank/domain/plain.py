"""Plain values out of arrays, series and frames: Python's own numbers, and None for what is missing."""

from __future__ import annotations

from typing import Any

_PLAIN = frozenset((int, str, bool, type(None)))
"""What is Python's own and cannot be missing in another way than None."""


def plain(values: Any) -> Any:
    """Give a list for an array, a series (without its index) or a frame (row by row), and for a sequence of these.

    A number of an array becomes one of Python, also as a value of a mapping. What is not a number (NaN, NA, NaT)
    becomes None, for that is how a missing value is written here. Strings, sets and all other values stay as they are.
    """
    if kind_of(values) in ("b", "i", "u", "U"):
        return values.tolist()  # nothing can be missing here
    if hasattr(values, "to_numpy"):
        values = values.to_numpy(dtype=object)
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (list, tuple)):
        if _PLAIN.issuperset(map(type, values)):
            return list(values)  # a table of a million places is looked over by the row
        return [plain(value) for value in values]
    if isinstance(values, dict):
        return {key: plain(value) for key, value in values.items()}
    return None if is_missing(values) else values


def kind_of(values: Any) -> str:
    """Give the kind of a numpy array, or of a series that holds one: "i" whole numbers, "f" fractions; else empty."""
    dtype = getattr(values, "dtype", None)
    return str(getattr(dtype, "kind", "")) if type(dtype).__module__.startswith("numpy") else ""


def is_missing(value: object) -> bool:
    """Say whether this stands for no value: None, or what does not even equal itself, or cannot say so (NA)."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"
