"""Dutch compounds: "netwerkberaad" is about a netwerk."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from codeerbank.language.lemmas import is_word

SHORTEST = 3
"""A part has at least this many letters, and one of the two has more."""
LINKS = ("", "s", "en", "e", "-")
"""What may stand between the parts."""


@lru_cache(maxsize=100_000)
def compound_parts(word: str, terms: frozenset[str] = frozenset()) -> tuple[str, str] | None:
    """Cut a Dutch compound in two known words, the longest head first; None where there is no such cut.

    ``terms`` are words to know beside the word list, in lower case. A word that the list itself holds is not cut: it
    has a meaning of its own ("voorraad" is no raad). So a cut is a guess at a word made on the spot, only a hint.
    """
    form = word.lower()
    if not form.isprintable() or _known(form, terms):
        return None
    for split in range(SHORTEST, len(form) - SHORTEST + 1):
        head = form[split:]
        if _known(head, terms) and (first := next(_first_parts(form[:split], len(head), terms), None)):
            return first, head
    return None


def _first_parts(text: str, head: int, terms: frozenset[str]) -> Iterator[str]:
    for link in LINKS:
        first = text.removesuffix(link)
        if len(first) >= SHORTEST and max(len(first), head) > SHORTEST and _known(first, terms):
            yield first


def _known(word: str, terms: frozenset[str]) -> bool:
    return word in terms or is_word(word, "nl")
