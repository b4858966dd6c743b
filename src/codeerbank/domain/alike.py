"""Answers that say the same: equal but for case, accents, punctuation, order, small words, or one slip of the finger."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
_SMALL = frozenset(["de", "het", "een", "der", "den", "dat", "die", "the", "a", "an"])
_SLIPPED = 24
"""Only keys of at most so many characters are held against each other for a slip: longer ones that differ are different."""
_LEAST = 5
"""And of at least so many: a letter more or less in a short word makes another word."""


def likeness(text: str) -> str:
    """Give what two answers that say the same have in common; empty for one without a word."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    words = _WORD.findall(plain)
    return " ".join(sorted(set(words) - _SMALL or set(words)))


def alike(texts: Sequence[str]) -> list[int]:
    """Give each text the place of the first one that says the same; one without a word is like no other."""
    keys = [likeness(text) for text in texts]
    above: dict[str, str] = {key: key for key in keys}
    by_slip: dict[str, str] = {}
    for key in above:
        if _LEAST <= len(key) <= _SLIPPED:
            for slip in _slips(key):
                other = by_slip.setdefault(slip, key)
                if other != key:
                    above[_root(above, key)] = _root(above, other)
    first: dict[str, int] = {}
    return [first.setdefault(_root(above, key), n) if key else n for n, key in enumerate(keys)]


def groups(texts: Sequence[str]) -> dict[int, list[int]]:
    """Give per first place the places of all texts that say the same."""
    found: dict[int, list[int]] = defaultdict(list)
    for n, first in enumerate(alike(texts)):
        found[first].append(n)
    return dict(found)


def _root(above: dict[str, str], key: str) -> str:
    while above[key] != key:
        above[key] = above[above[key]]
        key = above[key]
    return key


def _slips(key: str) -> Iterator[str]:
    """Give the key, and the key with each one of its letters left out; digits are never slips: 12 is not 13."""
    yield key
    for n, letter in enumerate(key):
        if not letter.isdigit():
            yield key[:n] + key[n + 1 :]
