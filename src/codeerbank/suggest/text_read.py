"""One text, taken apart once for all the codes it gets: its words with their part in each column, its cues, its marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from codeerbank.language.clauses import Mark
    from codeerbank.suggest.codebook_prior import CueHit
    from codeerbank.suggest.fitted import Fitted

Place = tuple[str, str, int, int]
"""Kind, words, start and stop."""


@dataclass(frozen=True, slots=True)
class WordShare:
    """What a stretch of the text adds to the log-odds of the code (below 0: takes away), by its lemmas and letters."""

    words: str
    start: int
    stop: int
    weight: float


class TextRead:
    """What a text says, made as far as it is asked for; ``row`` is its row in the word space where that was made before."""

    def __init__(self, fitted: Fitted, text: str, row: Any = None) -> None:
        self.fitted, self.text, self._row = fitted, text, row

    @cached_property
    def hits(self) -> list[CueHit]:
        """The cues and names of all codes found in it."""
        return next(iter(self.fitted.prior.hits([self.text])))

    @cached_property
    def _portions(self) -> tuple[Sequence[tuple[int, int]], Any, Any, Any]:
        """Places of the words; and columns, word numbers and weights of what each word has of each column."""
        import numpy as np

        spans, columns, words, parts = self.fitted.space.portions(self.text)
        row = self.fitted.space.transform([self.text]) if self._row is None else self._row
        weights = dict(zip(row.indices.tolist(), row.data.tolist(), strict=True))
        distinct, at = np.unique(columns, return_inverse=True)
        values = np.array([weights.get(column, 0.0) for column in distinct.tolist()])
        return spans, columns, words, parts * (values / np.bincount(at, parts, len(distinct)))[at]

    def word_shares(self, n: int) -> list[WordShare]:
        """Divide what each column adds to code ``n`` over the words that have part in it."""
        import numpy as np

        spans, columns, words, weights = self._portions
        shares = [0.0] * len(spans)
        if self.fitted.lexical is not None and self.fitted.weights is not None:
            added = float(self.fitted.weights.first[0]) * self.fitted.lexical.weights[columns, n].astype(float)
            shares = np.bincount(words, weights * added, len(spans)).tolist()
        return [WordShare(self.text[a:b], a, b, share) for (a, b), share in zip(spans, shares, strict=True)]

    def cue_hits(self, n: int) -> list[Place]:
        """Give the cues and names found for code ``n``, those against it last."""
        listed = set(self.fitted.codes[n].cues)
        found = []
        for hit in self.hits:
            if hit.code == n:
                kind = "against" if hit.weight < 0 else "cue" if hit.cue in listed else "name"
                found.append((kind, self.text[hit.start : hit.stop], hit.start, hit.stop))
        return sorted(found, key=lambda e: (e[0] == "against", e[2], e[3]))

    @cached_property
    def _said(self) -> tuple[Any, list[Mark]]:
        from codeerbank.language.clauses import clauses, marks
        from codeerbank.language.pipeline import pipeline

        doc = pipeline(self.fitted.language, self.fitted.pipeline)(self.text)
        norms, lemmas = [token.norm_ for token in doc], [token.lemma_ for token in doc]
        language = self.fitted.language
        return doc, marks(norms, lemmas, clauses(norms, [s.start for s in doc.sents], language), language)

    def coloured(self, places: Sequence[tuple[int, int]]) -> list[Place]:
        """Give what denies those places, or makes them possible, allowed, wanted or needed."""
        from codeerbank.language.clauses import touching

        if not places:
            return []
        doc, said = self._said
        spans = (doc.char_span(start, stop, alignment_mode="expand") for start, stop in places)
        near = touching(said, [(span.start, span.end) for span in spans if span is not None])
        return [(one.kind, doc[one.at].text, doc[one.at].idx, doc[one.at].idx + len(doc[one.at])) for one in near]
