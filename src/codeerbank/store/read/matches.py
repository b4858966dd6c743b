"""Where the words that the index found stand in a text: letters are compared as the index does, without case or accents.

Asking the index itself for the place takes minutes over a very long turn, and its marks can be in the text already.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice

_PLACES = 50
_WORD = re.compile(r'"[^"]+"|\S+')
_MARK = "\u0300-\u036f"
"""Combining accents: part of the word they stand in, and no part of what is compared."""
_TOKEN = re.compile(rf"(?:[^\W_]|[{_MARK}])+")
_REST = rf"(?:[^\W_]|[{_MARK}])*"
_STARTED = rf"(?<![^\W_][\s\S])(?<![{_MARK}][\s\S])"
"""No letter stands before the one just matched: looked at only there, for re skips what cannot be that letter at once."""
_END = rf"(?![^\W_])(?![{_MARK}])"
_BETWEEN = rf"(?:(?![{_MARK}])[\W_])+"
_LETTERS = ((0xC0, 0x250), (0x386, 0x530), (0x1E00, 0x2000), (0x212A, 0x212C))
"""Where letters with accents stand in Unicode."""


def phrases(query: str) -> Iterator[tuple[list[str], bool]]:
    """Cut a person's words into the phrases that must all be found, each with whether its last word is a beginning."""
    for word in _WORD.findall(query):
        bare = word.strip('"').replace('"', "")
        begins = bare.endswith("*") and not word.startswith('"')
        bare = bare.rstrip("*") if begins else bare
        if any(character.isalnum() for character in bare):
            yield _TOKEN.findall(bare), begins


def match_expression(query: str) -> str:
    """Turn a person's words into an index query: all words, in any order; quoted words as a phrase; a final * as a beginning."""
    return " ".join(f'"{" ".join(words)}"' + "*" * begins for words, begins in phrases(query))


def places(text: str, query: str) -> list[tuple[int, int]]:
    """Give the places of the phrases of a query in a text, those that come first."""
    found = _pattern(query)
    return [match.span() for match in islice(found.finditer(text), _PLACES)] if found else []


def holds(text: str, query: str) -> bool:
    """Say whether a text holds each of the phrases of a query."""
    return all(re.search(f"{one}{_END}", text) for one in _phrase_patterns(query))


@lru_cache(64)
def _pattern(query: str) -> re.Pattern[str] | None:
    some = _phrase_patterns(query)
    return re.compile(f"(?:{'|'.join(some)}){_END}") if some else None


def _phrase_patterns(query: str) -> list[str]:
    return [
        _BETWEEN.join([_any_spelling(tokens[0], _STARTED), *map(_any_spelling, tokens[1:])]) + (_REST if begins else "")
        for tokens, begins in phrases(query)
    ]


def _any_spelling(word: str, after_first: str = "") -> str:
    """Match a word with or without accents, in either case; ``after_first`` stands behind its first letter."""
    letters = list(map(_any_form, _bare(word))) or [""]
    letters[0] += after_first
    return f"[{_MARK}]*".join(letters) + f"[{_MARK}]*"


def _any_form(letter: str) -> str:
    forms = "".join(sorted({letter, letter.upper()[:1], letter.lower()[:1], *_forms().get(letter, "")}))
    return f"[{re.escape(forms)}]"


def _bare(word: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).lower()
    return plain.replace("ς", "σ")


@cache
def _forms() -> Mapping[str, str]:
    """Give the letters with accents by the letter that is left without them."""
    found: dict[str, str] = defaultdict(str)
    for first, last in _LETTERS:
        for letter in map(chr, range(first, last)):
            bare = _bare(letter)
            if len(bare) == 1 and bare != letter:
                found[bare] += letter
    return found
