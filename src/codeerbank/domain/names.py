"""Words that look like the name of a person, a place or an organisation."""

from __future__ import annotations

import re
from collections.abc import Collection

from codeerbank.domain.text import sentences

_OPENS = re.compile(r"[:(\"“„‘]\s*[\"“„‘']?|(?<!\w)'")
"""After these a capital says no more than at the start of a sentence."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_LABEL = re.compile(r"[A-Z]\d{1,2}")
_LEAST = 3
"""Shorter words with a capital are abbreviations, or I."""


def names_in(text: str, known: Collection[str] = ()) -> frozenset[str]:
    """Give the words with a capital inside a sentence, labels of speakers (J3) and ``known`` names wherever they stand.

    A guess that costs nothing: an unknown name that opens a sentence is missed, and the name of a thing is taken along.
    """
    found: set[str] = set()
    for sentence in sentences(text):
        for piece in _OPENS.split(sentence.of(text)):
            words = _WORD.findall(piece)
            found.update(word for word in words if _LABEL.fullmatch(word) or word in known)
            found.update(word for word in words[1:] if len(word) >= _LEAST and word[0].isupper() and not word.isupper())
    return frozenset(found)
