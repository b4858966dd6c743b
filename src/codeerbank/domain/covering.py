"""Which groups to hide with a small one, so that it is not the total less the others."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)

HIDDEN = "*"
"""Stands for a number that is not shown; the same for small and for other ones, or the mark would tell which is which."""


def with_cover(few: Collection[Name], sizes: Mapping[Name, int], k: int) -> frozenset[Name]:
    """Add the smallest other groups until no hidden one stands alone and together they are no handful."""
    gone = {name for name in few if sizes.get(name)}
    others = sorted((name for name, size in sizes.items() if size and name not in gone), key=lambda name: sizes[name])
    while gone and others and (len(gone) == 1 or sum(sizes[name] for name in gone) < k):
        gone.add(others.pop(0))
    return frozenset(gone)


def small_groups(sizes: Mapping[Name, int], k: int) -> frozenset[Name]:
    """Name the groups of fewer than ``k`` persons, and those that have to be hidden with them."""
    return with_cover({name for name, size in sizes.items() if 0 < size < k}, sizes, k)


def total_is_safe(gone: Collection[Name], sizes: Mapping[Name, int], k: int) -> bool:
    """Say whether the number of all may be told: what it leaves for the hidden groups is about enough persons."""
    return not gone or (len(gone) > 1 and sum(sizes.get(name, 0) for name in gone) >= k)
