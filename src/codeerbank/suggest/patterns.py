"""From the text of a cue to spaCy token patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any

from codeerbank.language import separable
from codeerbank.language.clauses import MODALS
from codeerbank.language.lemmas import fold, lemma
from codeerbank.language.negation import NEGATIONS

if TYPE_CHECKING:
    from spacy.language import Language

GAP = 3
"""How many words "…" may stand for."""
VERB_GAP = 5
"""How far the particle of a separable verb may stand from it."""
SHORTEST_LEMMA = 4
_DUTCH_DETERMINERS = ("de", "een", "haar", "het", "hun", "je", "jouw", "mijn", "m'n", "'n", "onze", "ons", "'t", "uw")
_DUTCH_ADVERBS = ("altijd", "echt", "eigenlijk", "goed", "heel", "meer", "nog", "ook", "precies", "zo")
_ENGLISH_DETERMINERS = ("a", "an", "her", "his", "its", "my", "our", "the", "their", "your")
_ENGLISH_ADVERBS = ("also", "always", "really", "so", "too", "very")
FILLERS = {
    "nl": ("te", "z'n", "zijn", *_DUTCH_DETERMINERS, *_DUTCH_ADVERBS),
    "en": ("to", "it", "them", "that", *_ENGLISH_DETERMINERS, *_ENGLISH_ADVERBS),
}
"""Small words that may stand inside a series: "afspraak maken" is also "afspraken te maken", "weten hoe" also
"weet niet goed hoe"."""
_INFINITIVE = ("en", "aan", "oen", "ien")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\.\.)\s*")
TokenPattern = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Series:
    """Token patterns for a cue of more than one word, or with an open ending.

    needs     for each word the forms of which one must be in the sentence, so that most series need no look at all
    closing   the series ends in a particle that belongs to the verb only at the end of a clause
    together  the words belong together only within one clause ("mag … niet")
    """

    cue: str
    patterns: tuple[tuple[TokenPattern, ...], ...]
    needs: tuple[frozenset[str], ...]
    closing: bool = False
    together: bool = False


class Grammar:
    """Reads cues in one language.

    In a series the words follow each other, with small words and denials in between; an object with its verb in either
    order, since Dutch turns those around ("een afspraak maken", "wij maken een afspraak"). "…" leaves room for three words. "*"
    stands for any ending. A separable verb may stand apart ("laat het los"), and what a modal verb goes with may stand
    anywhere after it in its clause ("mag niet" is also "mag van mijn moeder niet").
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._language = str(nlp.lang)
        small = sorted({*FILLERS[self._language], *NEGATIONS[self._language]})
        self._between: TokenPattern = {"NORM": {"IN": small}, "OP": "{0,2}"}

    def parts(self, cue: str) -> list[list[str]]:
        """Cut a cue at "…" and each part into words; a "*" stays with its word."""
        parts = [self._words(part) for part in _ELLIPSIS.split(cue.strip().lower())]
        return [part for part in parts if part]

    def series(self, cue: str, parts: list[list[str]]) -> Series:
        """Make the patterns of a cue; two parts may stand in either order."""
        orders = [parts, parts[::-1]] if len(parts) == 2 else [parts]
        if len(parts) == 1 and self._turns(parts[0]):
            orders.append([parts[0][::-1]])
        modal = len(parts) == 1 and any(self._is_modal(word) for word in parts[0])
        between = _anything(VERB_GAP) if modal else self._between
        patterns = tuple(pattern for order in orders for pattern in self._patterns(order, between))
        return Series(cue, patterns, tuple(self._needs(word) for part in parts for word in part), together=modal)

    def lemmas(self, word: str) -> list[str]:
        """Give the word, and its lemma where a cue was written in another form; not that of a small word."""
        own = lemma(word, self._language)
        small = len(own) < SHORTEST_LEMMA or own in self._nlp.Defaults.stop_words
        return [word] if own == word or small else [word, own]

    def joined(self, parts: list[list[str]]) -> str | None:
        """Give the infinitive where a cue is a separable verb written apart ("slaan … over")."""
        words = [word for part in parts for word in part]
        return separable.joined(*words) if self._language == "nl" and len(words) == 2 else None

    def _turns(self, words: list[str]) -> bool:
        """Say whether this looks like an object with its verb: Dutch main clauses turn those around."""
        verb = words[-1]
        return self._language == "nl" and len(words) == 2 and verb.endswith(_INFINITIVE) and lemma(verb, "nl") == verb

    def _is_modal(self, word: str) -> bool:
        known = MODALS[self._language]
        return word in known or lemma(word, self._language) in known

    def separated(self, cue: str, word: str) -> Iterator[Series]:
        """Make the patterns of a separable Dutch verb standing apart; none for other words."""
        pieces = separable.parts(word) if self._language == "nl" else None
        if pieces is None:
            return
        particle, verb = pieces
        last: TokenPattern = {"NORM": particle}
        needs = (self._needs(particle), self._needs(verb))
        yield Series(cue, tuple((last, {"NORM": "te"}, form) for form in self._forms(verb)), needs)
        apart = tuple((form, _anything(VERB_GAP), last) for form in self._forms(verb))
        yield Series(cue, apart, needs, closing=particle in separable.PREPOSITIONS)

    def _words(self, text: str) -> list[str]:
        words: list[str] = []
        for piece in text.split():
            stem = piece.rstrip("*")
            if stem:
                words += [token.text for token in self._nlp.make_doc(stem)]
                words[-1] += "*" if stem != piece else ""
        return words

    def _patterns(self, parts: list[list[str]], between: TokenPattern) -> Iterator[tuple[TokenPattern, ...]]:
        slots: list[list[TokenPattern]] = []
        for part in parts:
            for n, word in enumerate(part):
                if slots:
                    slots.append([between if n else _anything(GAP)])
                slots.append(self._forms(word))
        yield from product(*slots)

    def _forms(self, word: str) -> list[TokenPattern]:
        """Give the ways a word of a series may stand in a text: as lemma, and as written where the word list errs."""
        if word.endswith("*"):
            return [{"NORM": {"REGEX": "^" + re.escape(fold(word[:-1]))}}]
        own = lemma(word, self._language)
        forms: list[TokenPattern] = [{"LEMMA": {"IN": sorted({word, own})}}]
        if own != word or fold(word) != word:
            forms.append({"NORM": fold(word)})
        return forms

    def _needs(self, word: str) -> frozenset[str]:
        return frozenset({fold(word)} if word.endswith("*") else {word, fold(word), lemma(word, self._language)})


def _anything(most: int) -> TokenPattern:
    return {"IS_PUNCT": False, "OP": f"{{0,{most}}}"}
