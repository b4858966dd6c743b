"""A spaCy component that gives whole texts vectors, from any encoder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from codeerbank.language.loading import load_spacy

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Embed = Callable[[list[str]], Any]
"""Gives a row for each text."""
BATCH = 256


class SegmentVectors:
    """Sets ``doc.vector``, ``vector_norm`` and ``similarity``, a batch at a time; without an encoder it sets nothing."""

    def __init__(self) -> None:
        self.embed: Embed | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Embed one document."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = BATCH) -> Iterator[Doc]:
        """Embed a stream batch by batch: one call of the encoder for many texts."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            if self.embed is not None:
                _hang_on(docs, self.embed([doc.text for doc in docs]))
            yield from docs


def add_segment_vectors(nlp: Language, embed: Embed | None) -> None:
    """Add the component ``segment_vectors`` to a pipeline."""
    load_spacy()
    from spacy.language import Language

    if not Language.has_factory("segment_vectors"):
        Language.factory("segment_vectors", func=_make)
    part: Any = nlp.add_pipe("segment_vectors")
    part.embed = embed


def _make(nlp: Language, name: str) -> SegmentVectors:  # noqa: ARG001 - spaCy gives both
    return SegmentVectors()


def _hang_on(docs: Sequence[Doc], rows: Any) -> None:
    # Not by a closure over the document: that would keep each alive until the garbage collector comes.
    for doc, row in zip(docs, rows, strict=True):
        doc.user_data["segment_vector"] = row
        doc.user_hooks.update(vector=_vector, vector_norm=_norm, similarity=_similarity, has_vector=_has_vector)


def _vector(doc: Doc) -> Any:
    return doc.user_data["segment_vector"]


def _has_vector(doc: Doc) -> bool:
    return bool(_vector(doc).any())


def _norm(doc: Doc) -> float:
    import numpy as np

    return float(np.linalg.norm(_vector(doc)))


def _similarity(doc: Doc, other: Doc | Span) -> float:
    """Give the cosine; 0 where one of the two has no vector."""
    size = _norm(doc) * float(other.vector_norm)
    return float(_vector(doc) @ other.vector) / size if size else 0.0
