"""The lists of names, and words that are none although they are written with a capital."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from codeerbank.privacy.lists import sections, word_list

PREFIXES = word_list("inside surnames")
"""Words inside a surname."""
SHORTEST_BASE = 3


@dataclass(frozen=True, slots=True)
class Names:
    """First names, surnames and places; those in ``doubtful`` sets are words of the language as well."""

    first: frozenset[str]
    doubtful_first: frozenset[str]
    last: frozenset[str]
    doubtful_last: frozenset[str]
    places: Mapping[str, Collection[tuple[str, ...]]]
    doubtful_places: frozenset[str]


@lru_cache(maxsize=1)
def names() -> Names:
    """Read the lists."""
    lists = sections("names.txt")
    places: dict[str, list[tuple[str, ...]]] = {}
    for name in lists["places"]:
        first, *rest = folded(name).split()
        places.setdefault(first, []).append((first, *rest))
    sets = {title: frozenset(folded(name) for name in entries) for title, entries in lists.items()}
    return Names(
        sets["first names"], sets["first names, also words"], sets["surnames"], sets["surnames, also words"],
        {first: sorted(found, key=len, reverse=True) for first, found in places.items()}, sets["places, also words"],
    )  # fmt: skip


def folded(word: str) -> str:
    """Write a name as it is compared: lower case, no accents, no apostrophe in front."""
    word = word.lower().replace("’", "'").lstrip("'")
    if word.isascii():
        return word
    plain = unicodedata.normalize("NFD", word.replace("ł", "l").replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def bases(word: str) -> tuple[str, ...]:
    """Give a word and what it may be the genitive or the diminutive of: "Sannes", "Anna's", "Jantje"."""
    plain = folded(word)
    found = [plain]
    if plain.endswith(("'s", "'")):
        found.append(plain.rstrip("s").rstrip("'"))
    elif plain.endswith("s"):
        found.append(plain[:-1])
    for ending in ("tje", "pje", "je", "ke", "etje"):
        if plain.endswith(ending):
            found.append(plain[: -len(ending)])
    return tuple(base for base in found if base == plain or len(base) >= SHORTEST_BASE)


COMMON = word_list("common words")
"""Words too frequent to be taken for a name in lower case."""
COMMON_OPENERS = word_list("common openers")
"""Doubtful names that open a sentence as words far more often than as names."""
ABBREVIATIONS = frozenset(["JIM", "JIMs", "KIES", "SAVE"])
"""Words of care that are names as well when they are not written in capitals."""
NO_NAMES = word_list("no names")
"""Not a name, although it begins with a capital: languages, feasts, brands, laws, abbreviations of care."""
