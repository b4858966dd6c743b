"""A spaCy pipeline without a model: tokens, the project's own sentence borders, lemmas, and clauses with their reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from codeerbank.domain.text import sentences
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.language.clauses import clauses, marks
from codeerbank.language.lemmas import LANGUAGES, fold, lemma
from codeerbank.language.loading import load_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@lru_cache(maxsize=4)
def pipeline(language: str, model: str | None = None) -> Language:
    """Give the pipeline of a language ("nl" or "en"), made once; loading spaCy takes about a second.

    ``model`` names an installed trained pipeline, such as nl_core_news_sm: lemmas are then that pipeline's own.

    Tokens get ``lemma_`` (dictionary form) and ``norm_`` (as written, lower case, no accents); sentences are those of
    ``codeerbank.domain.text``. Not to be used by two threads at once.
    """
    return new_pipeline(language, model)


def new_pipeline(language: str, model: str | None = None) -> Language:
    """Make such a pipeline of one's own, to add components to such as ``clauses``."""
    if language not in LANGUAGES:
        raise UsageError(
            _("There are no language tools for “{language}”.").format(language=language),
            _("Choose one of: {languages}.").format(languages=", ".join(LANGUAGES)),
        )
    spacy = load_spacy()
    from spacy.language import Language

    if not Language.has_factory("own_sentences"):
        Language.component("own_sentences", func=_mark_sentences)
        Language.factory("simple_lemma", func=_lemma_component, default_config={"trained": False})
        Language.component("clauses", func=_mark_clauses)
    nlp = _trained(model, language) if model else spacy.blank(language)
    # The limit guards parsers, which cost memory by the length of a text; this pipeline has none.
    nlp.max_length = 10**9
    nlp.add_pipe("own_sentences", first=True)
    nlp.add_pipe("simple_lemma", config={"trained": bool(model)})
    return nlp


@lru_cache(maxsize=4)
def lemmatiser(language: str, model: str | None = None) -> Callable[[str], str]:
    """Give what turns one word into its dictionary form, in lower case: by the word list, or by a trained pipeline."""
    if model is None:
        return partial(lemma, language=language)
    nlp = pipeline(language, model)

    def by_model(word: str) -> str:
        return " ".join(token.lemma_ or token.lower_ for token in nlp(word)).lower()

    return by_model


def _trained(name: str, language: str) -> Language:
    spacy = load_spacy()

    try:
        nlp: Language = spacy.load(name, exclude=["parser", "senter", "ner"])
    except (OSError, ImportError, ValueError) as error:
        raise UsageError(
            _("The spaCy pipeline “{name}” is not installed or cannot be read.").format(name=name),
            _("Suggestions work without it; leave it out, or install it first."),
        ) from error
    if nlp.lang != language:
        words = _("The spaCy pipeline “{name}” is for “{other}”, not for “{language}”.")
        raise UsageError(words.format(name=name, other=nlp.lang, language=language))
    return nlp


# Attributes are set by array: spaCy looks through the whole text each time a token is told that it starts a sentence.


def _mark_sentences(doc: Doc) -> Doc:
    starts = {span.start for span in sentences(doc.text)}
    _set(doc, "SENT_START", [1 if n == 0 or token.idx in starts else -1 for n, token in enumerate(doc)])
    return doc


def _lemma_component(nlp: Language, name: str, trained: bool) -> _Lemmatiser:  # noqa: ARG001 - spaCy gives the name
    return _Lemmatiser(str(nlp.lang), trained)


def _mark_clauses(doc: Doc) -> Doc:
    """Set the spans ``clauses``, ``marks`` (words that deny or colour, labelled by kind) and, in the same order, their ``reach``."""
    from spacy.tokens import Span

    norms, lemmas = [token.norm_ for token in doc], [token.lemma_ for token in doc]
    found = clauses(norms, [sentence.start for sentence in doc.sents] if norms else [], doc.lang_)
    said = marks(norms, lemmas, found, doc.lang_)
    doc.spans["clauses"] = [Span(doc, start, stop, "clause") for start, stop in found]
    doc.spans["marks"] = [Span(doc, one.at, one.at + 1, one.kind) for one in said]
    doc.spans["reach"] = [Span(doc, one.start, one.stop, one.kind) for one in said]
    return doc


class _Lemmatiser:
    """Sets lemmas and norms; after a trained lemmatiser it only puts its lemmas in lower case."""

    def __init__(self, language: str, trained: bool) -> None:
        self.language = language
        self.trained = trained

    def __call__(self, doc: Doc) -> Doc:
        add = doc.vocab.strings.add
        words = [token.text for token in doc]
        own = [token.lemma_.lower() for token in doc] if self.trained else [""] * len(words)
        _set(doc, "LEMMA", [add(given or lemma(word, self.language)) for given, word in zip(own, words, strict=True)])
        _set(doc, "NORM", [add(fold(word)) for word in words])
        return doc


def _set(doc: Doc, attribute: str, values: Sequence[int]) -> None:
    import numpy as np

    if values:
        column: Any = np.array(values, dtype="int64" if min(values) < 0 else "uint64").astype("uint64")
        doc.from_array([attribute], column)
