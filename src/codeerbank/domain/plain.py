"""Plain values out of arrays, series and frames: Python's own numbers, and None for what is missing."""

from __future__ import annotations

from typing import Any


def plain(values: Any) -> Any:
    """Give a list for an array, a series (without its index) or a frame (row by row), and for a sequence of these.

    A number of an array becomes one of Python. What is not a number (NaN, NA, NaT) becomes None, for that is how a
    missing value is written here. Strings, sets, mappings and all other values stay as they are.
    """
    if getattr(getattr(values, "dtype", None), "kind", "") in "biuU" and hasattr(values, "tolist"):
        return values.tolist()  # nothing can be missing here
    if hasattr(values, "to_numpy"):
        values = values.to_numpy(dtype=object)
    if hasattr(values, "tolist"):
        values = values.tolist()
    if isinstance(values, (list, tuple)):
        return [plain(value) for value in values]
    return None if is_missing(values) else values


def is_missing(value: object) -> bool:
    """Say whether this stands for no value: None, or what does not even equal itself, or cannot say so (NA)."""
    if value is None:
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):
        return type(value).__name__ == "NAType"
