"""Words with a capital where none is due: for a person to look at."""

from __future__ import annotations

from collections.abc import Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.names import ABBREVIATIONS, NO_NAMES, folded
from codeerbank.privacy.words import Word

_SHOUTED = 4
"""So many words in capitals in a row are shouting, not names."""
_LABEL_LENGTH = 2
_ARTICLES = frozenset(["de", "het", "'t", "De", "Het"])


def capitals(text: str, words: list[Word]) -> Iterator[Found]:
    """Find unknown words with a capital inside a sentence."""
    for at, word in enumerate(words):
        if (
            not word.capital
            or word.opens
            or word.text in ABBREVIATIONS
            or _known(word.text)
            or len(word.text) < _LABEL_LENGTH
        ):
            continue
        around = words[max(0, at - _SHOUTED) : at + _SHOUTED + 1]
        if word.text.isupper() and sum(one.text.isupper() for one in around) >= _SHOUTED:
            continue
        if text[word.stop : word.stop + 1].isdigit() or text[word.start - 1 : word.start] in "@_#":
            continue
        article = at and words[at - 1].text in _ARTICLES and text[words[at - 1].stop : word.start] == " "
        yield Found(words[at - 1].start if article else word.start, word.stop, "capital", False)


def _known(word: str) -> bool:
    """Say whether a word is written with a capital without naming somebody, also with an ending: "WhatsAppje"."""
    plain = folded(word)
    forms = {
        plain,
        plain.removesuffix("'s"),
        plain.removesuffix("s"),
        plain.removesuffix("je"),
        plain.removesuffix("en"),
    }
    if forms & NO_NAMES:
        return True
    first, dash, _rest = plain.partition("-")
    return bool(dash) and first in NO_NAMES
