"""A spaCy pipeline without a model: tokens, the project's own sentence borders, and lemmas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from codeerbank.domain.text import sentences
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.language.lemmas import LANGUAGES, fold, lemma

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@lru_cache(maxsize=len(LANGUAGES))
def pipeline(language: str) -> Language:
    """Give the pipeline of a language ("nl" or "en"), made once; loading spaCy takes about a second.

    Tokens get ``lemma_`` (dictionary form) and ``norm_`` (as written, lower case, no accents); sentences are those of
    ``codeerbank.domain.text``. Not to be used by two threads at once.
    """
    if language not in LANGUAGES:
        raise UsageError(
            _("There are no language tools for “{language}”.").format(language=language),
            _("Choose one of: {languages}.").format(languages=", ".join(LANGUAGES)),
        )
    import spacy
    from spacy.language import Language

    if not Language.has_factory("own_sentences"):
        Language.component("own_sentences", func=_mark_sentences)
        Language.factory("simple_lemma", func=_lemmatiser)
    nlp = spacy.blank(language)
    # The limit guards parsers, which cost memory by the length of a text; this pipeline has none.
    nlp.max_length = 10**9
    nlp.add_pipe("own_sentences")
    nlp.add_pipe("simple_lemma")
    return nlp


# Attributes are set by array: spaCy looks through the whole text each time a token is told that it starts a sentence.


def _mark_sentences(doc: Doc) -> Doc:
    starts = {span.start for span in sentences(doc.text)}
    _set(doc, "SENT_START", [1 if n == 0 or token.idx in starts else -1 for n, token in enumerate(doc)])
    return doc


def _lemmatiser(nlp: Language, name: str) -> _Lemmatiser:  # noqa: ARG001 - spaCy calls a factory with a name
    return _Lemmatiser(str(nlp.lang))


class _Lemmatiser:
    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        add = doc.vocab.strings.add
        words = [token.text for token in doc]
        _set(doc, "LEMMA", [add(lemma(word, self.language)) for word in words])
        _set(doc, "NORM", [add(fold(word)) for word in words])
        return doc


def _set(doc: Doc, attribute: str, values: Sequence[int]) -> None:
    import numpy as np

    if values:
        column: Any = np.array(values, dtype="int64" if min(values) < 0 else "uint64").astype("uint64")
        doc.from_array([attribute], column)
