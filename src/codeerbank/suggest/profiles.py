"""What the codebook's own words say about a code: its names, definition, rules and examples."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from codeerbank.domain.codebook import Code
from codeerbank.language.lemmas import fold, lemma, root

if TYPE_CHECKING:
    from spacy.language import Language

NAME, RULE, EXAMPLE, EXCLUSION = 0.8, 0.4, 0.2, 0.3
"""Weight of a shared word by where it stands; the words of a name share the weight of the name."""
FAINTEST = 0.05
"""A word that would weigh less says nothing about any code and is left out."""

_DUTCH_ACTS = ("doen", "gaan", "geven", "komen", "krijgen", "laten", "maken")
_DUTCH_THOUGHTS = ("denken", "vinden", "weten", "zeggen", "zien")
_ENGLISH_ACTS = ("come", "do", "find", "get", "give", "go", "know", "let", "make", "say", "see", "tell", "think")
LIGHT = {
    "nl": frozenset((*_DUTCH_ACTS, *_DUTCH_THOUGHTS, "hebben", "moeten", "willen", "worden")),
    "en": frozenset((*_ENGLISH_ACTS, "have", "want")),
}
"""Verbs that say little by themselves; spaCy's stop words hold the other small words."""


@dataclass(frozen=True, slots=True)
class Word:
    """A root that speaks for a code (or against it): how strongly, and from which part of the codebook."""

    code: int
    weight: float
    kind: str


class Vocabulary:
    """Tells words with content from small words, in one language."""

    def __init__(self, nlp: Language) -> None:
        self.language = str(nlp.lang)
        self._nlp = nlp
        self._small = {fold(word) for word in nlp.Defaults.stop_words} | LIGHT[self.language]

    def is_small(self, word: str) -> bool:
        """Say whether the word carries no subject of its own."""
        return fold(word) in self._small or lemma(word, self.language) in self._small

    def root(self, word: str) -> str | None:
        """Give the key by which texts are compared, or None for small words, numbers and marks."""
        if len(word) < 3 or not word[0].isalpha() or self.is_small(word):
            return None
        return root(word, self.language)

    def roots(self, texts: Iterable[str]) -> Iterator[str]:
        """Give the roots in some texts, in order."""
        for text in texts:
            for token in self._nlp.make_doc(text):
                if key := self.root(token.text):
                    yield key


@lru_cache(maxsize=2)
def vocabulary(language: str) -> Vocabulary:
    """Give the vocabulary of a language, made once."""
    from codeerbank.language.pipeline import pipeline

    return Vocabulary(pipeline(language))


class Profiles:
    """An index from roots to codes; a root counts for less the more codes of this codebook use it.

    With N codes of which n use the root, the factor is (log((N + 1) / n) / log(N + 1)) squared, as in a cosine of
    TF-IDF weights: 1 for one code, near 0 for all.
    """

    def __init__(self, codes: Sequence[Code], vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        fields = [self._weights(code, vocabulary.language) for code in codes]
        used = Counter(key for found in fields for key in found)
        most = log(len(codes) + 1)
        rarity = {key: (log((len(codes) + 1) / n) / most) ** 2 for key, n in used.items()}
        self.pro: dict[str, list[Word]] = defaultdict(list)
        self.contra: dict[str, list[Word]] = defaultdict(list)
        for n, (code, found) in enumerate(zip(codes, fields, strict=True)):
            for key, (weight, kind) in found.items():
                _keep(self.pro[key], Word(n, weight * rarity[key], kind))
            for key in sorted(self._excluded(code) - found.keys()):
                _keep(self.contra[key], Word(n, EXCLUSION * rarity.get(key, 1.0), "against"))

    def _weights(self, code: Code, language: str) -> dict[str, tuple[float, str]]:
        best: dict[str, tuple[float, str]] = {}
        if code.rest:  # what a rest code is about, its words do not tell
            return best
        definition = code.definition_en if language == "en" and code.definition_en else code.definition
        texts = [([name], NAME, "name") for name in (code.name, code.panel_name, *code.aliases)]
        texts += [([definition, *code.include], RULE, "definition"), (list(code.examples), EXAMPLE, "example")]
        for words, weight, kind in texts:
            keys = set(self._vocabulary.roots(words))
            for key in sorted(keys):
                share = weight / len(keys) if kind == "name" else weight
                if share > best.get(key, (0.0, ""))[0]:
                    best[key] = (share, kind)
        return best

    def _excluded(self, code: Code) -> set[str]:
        texts = [rule.get("text", "") for rule in (*code.exclude, *code.counter_examples)]
        return set(self._vocabulary.roots(texts))


def _keep(words: list[Word], word: Word) -> None:
    if word.weight >= FAINTEST:
        words.append(word)
