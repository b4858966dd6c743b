"""A fitted ``CodeSuggester`` as a spaCy pipeline, for scripts and notebooks that work with spaCy's documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from codeerbank.language.loading import load_spacy
from codeerbank.language.pipeline import new_pipeline
from codeerbank.language.segment_vectors import BATCH, add_segment_vectors
from codeerbank.suggest.matching import CueMatcher
from codeerbank.suggest.reading import Reading

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from codeerbank.suggest.fitted import Fitted

LEAST, MOST = 0.5, 3


def spacy_pipeline(fitted: Fitted, least: float = LEAST, most: int = MOST) -> Language:
    """Make a pipeline of one's own; each document then carries

    tokens           ``lemma_`` and ``norm_``
    sents            the sentences of the project
    spans            ``clauses``; ``marks`` (words that deny or tell can, may, want, must) with their ``reach``; ``cues``
    vector           of the whole text, with ``similarity``; absent with vectors="none"
    cats             the probability of each code
    _.suggestions    at most ``most`` (key, probability) of at least ``least``, best first
    """
    load_spacy()
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Language.has_factory("code_suggester"):
        Language.factory("code_cues", func=_Cues)
        Language.factory("code_suggester", func=_Suggestions)
        Doc.set_extension("suggestions", default=(), force=True)
    nlp = new_pipeline(fitted.language, fitted.pipeline)
    nlp.add_pipe("clauses")
    cues: Any = nlp.add_pipe("code_cues")
    cues.learn(fitted)
    add_segment_vectors(nlp, fitted.embed if fitted.vectors is not None else None)
    last: Any = nlp.add_pipe("code_suggester")
    last.fitted, last.least, last.most = fitted, least, most
    return nlp


class _Cues:
    """Sets the spans ``cues``: each cue or name found, labelled with a code it speaks for."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy gives the name
        self._nlp = nlp
        self._listed: dict[str, list[str]] = {}

    def learn(self, fitted: Fitted) -> None:
        """Take the cues of a codebook."""
        for cue, shares in fitted.prior.listed.items():
            self._listed[cue] = [fitted.codes[n].key for n, weight in shares if weight > 0]
        self._matcher = CueMatcher(self._nlp, self._listed)

    def __call__(self, doc: Doc) -> Doc:
        from spacy.tokens import Span

        doc.spans["cues"] = [
            Span(doc, hit.start, hit.stop, key)
            for _sentence, hits in self._matcher.hits(Reading.of(doc))
            for hit in hits
            for key in self._listed[hit.cue]
        ]
        return doc


class _Suggestions:
    """Fills ``cats`` and ``_.suggestions``, a batch at a time, from the vectors the documents carry."""

    fitted: Fitted
    least: float
    most: int

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Judge a stream batch by batch."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            for doc, row in zip(docs, self._probabilities(docs), strict=True):
                doc.cats = {str(key): float(p) for key, p in zip(self.fitted.classes, row, strict=True)}
                doc._.suggestions = self.fitted.choose(row, self.least, self.most)
            yield from docs

    def _probabilities(self, docs: Sequence[Doc]) -> Any:
        import numpy as np

        known = self.fitted.vectors is not None
        embedded = np.stack([doc.user_data["segment_vector"] for doc in docs]) if known else None
        return self.fitted.weigh(self.fitted.judge([doc.text for doc in docs], embedded))
