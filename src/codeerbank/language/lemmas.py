"""The dictionary form of a word, for Dutch and English."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

LANGUAGES = ("nl", "en")
LONGEST_WORD = 60
"""Longer than this is no word but a link or a slip; it keeps its form."""


@lru_cache(maxsize=100_000)
def lemma(word: str, language: str) -> str:
    """Give the dictionary form of one word, in lower case: "Afspraken" is "afspraak", "meegenomen" is "meenemen".

    A word that is not in the list, a number, a mark or a language other than Dutch and English keeps its own form.
    """
    form = word.lower()
    if language not in LANGUAGES or len(form) > LONGEST_WORD or not any(c.isalpha() for c in form):
        return form
    from simplemma import lemmatize

    # The Dutch list marks the seam of a separable verb ("af_spreken").
    return lemmatize(form, lang=language).lower().replace("_", "") or form


@lru_cache(maxsize=100_000)
def root(word: str, language: str) -> str:
    """Give the lemma of the lemma: one key for all forms, where the list itself stops halfway.

    "ouders" leads to "ouder" and "ouder" to "oud"; only the second step brings them together. Use it to compare texts
    by the words they share, not to show a word to a person.
    """
    return fold(lemma(lemma(word, language), language))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Give the word as people type it in a hurry: lower case, straight apostrophes, no accents ("privé" is "prive")."""
    form = word.lower().replace("’", "'").replace("‘", "'")
    if form.isascii():
        return form
    return "".join(c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c)) or form


@lru_cache(maxsize=100_000)
def is_word(word: str, language: str) -> bool:
    """Say whether the word list of this language holds exactly this form, without guessing from its parts."""
    if language not in LANGUAGES or not 0 < len(word) <= LONGEST_WORD:
        return False
    from simplemma.strategies import DictionaryLookupStrategy

    return DictionaryLookupStrategy().get_lemma(word, language) is not None
