"""What a ``CodeSuggester`` knows after ``fit``: everything that turns texts into probabilities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.suggest import stacking, vectors
from codeerbank.suggest.codebook_prior import CodebookPrior, CodeWords
from codeerbank.suggest.groups import Groups
from codeerbank.suggest.lessons import Lesson, own_examples
from codeerbank.suggest.own_space import OwnSpace
from codeerbank.suggest.profiles import vocabulary
from codeerbank.suggest.sample import Sample, plain_texts
from codeerbank.suggest.thin import Said, learn_toll, said
from codeerbank.suggest.wordspace import WordSpace

if TYPE_CHECKING:
    import numpy as np

    from codeerbank.suggest.code_suggester import CodeSuggester
    from codeerbank.suggest.logistic import Solution

    Array = np.ndarray[Any, Any]

SPREAD = 3.0
"""Length of the vectors, against that of a block of words: it sets how soon meaning is believed."""
FOLDS, MANY = 5, 1000
"""Folds, and from how many texts three are enough."""
FEWEST = 4
"""From so many groups texts can be held out; with fewer, the codebook alone speaks."""
MOST_BACKGROUND = 20_000
FEW_TEXTS = 50
"""With fewer texts the middle of the vectors is that of texts and codebook together."""
CHUNK = 512
THRESHOLD = 0.25
"""Without examples: the best threshold of calibrated probabilities is half of the F1 it gives, taken to be a half."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What there is to say about some texts before it is weighed; texts x codes, ``parts`` has the codebook's parts.

    ``said`` tells how much each text says: marks alone get no code, whatever the encoder makes of them.
    """

    words: Array
    meaning: Array
    prior: Array
    parts: Array
    said: Said


class Fitted:
    """Learnt from a sample; ``suggester`` tells how."""

    def __init__(self, suggester: CodeSuggester, sample: Sample) -> None:
        import numpy as np

        self.sample = sample
        self.codes = sample.codes
        self.classes = np.array([code.key for code in sample.codes], dtype=object)
        self._cache = suggester.cache
        background = _spread_out(
            plain_texts(() if suggester.background is None else suggester.background), MOST_BACKGROUND
        )
        self._prepare(suggester, background)
        self.counts = sample.targets.sum(axis=0)
        self.groups = Groups(sample.codes, self.counts)
        self._learn()

    def __getstate__(self) -> dict[str, Any]:
        """Travel without the cache of vectors, which is tied to a place."""
        return {**self.__dict__, "_cache": None}

    def _prepare(self, suggester: CodeSuggester, background: list[str]) -> None:
        self.language, self.pipeline = suggester.language, suggester.pipeline
        texts = [*background, *self.sample.texts]
        own = [text for code in self.codes for text in CodeWords.of(code, suggester.language).all()]
        self.space = WordSpace(self.language, self.pipeline).fit([*texts, *own])
        self.vectors = vectors.choose(suggester.vectors, self.space, [*texts, *own])
        embed = self.embed if self.vectors else None
        self.prior = CodebookPrior(self.codes, self.language, self.pipeline, self.space, embed, texts)
        self._centre(texts)
        self.model = f"{self.vectors.model_id if self.vectors else 'none'}/1"

    def _centre(self, texts: list[str]) -> None:
        import numpy as np

        self.middle: Any = None
        if self.vectors is None or self.prior.raw_vectors is None:
            return
        chosen = _spread_out(texts, 2000)
        known = self.embed(chosen) if chosen else np.zeros((0, self.prior.raw_vectors.shape[1]), dtype=np.float32)
        if len(known) < FEW_TEXTS:
            known = np.concatenate([known, self.prior.raw_vectors])
        self.middle = known.mean(axis=0, dtype=np.float64).astype(np.float32)
        self.prior.centre(self.middle)

    def embed(self, texts: list[str]) -> Array:
        """Give the vectors of texts, as the encoder makes them; only where there is one."""
        assert self.vectors is not None
        return vectors.embed(self.vectors, texts, self._cache)

    def describe(self, texts: list[str], embedded: Array | None = None) -> tuple[Any, Any]:
        """Give the rows of the word space and the centred vectors (or None); ``embedded`` where they were made before."""
        rows = self.space.transform(texts)
        if self.vectors is None or not texts:
            return rows, None
        made = self.embed(texts) if embedded is None else embedded
        return rows, vectors.unit(made - self.middle)

    def _learn(self) -> None:
        sample = self.sample
        self.weights: stacking.Weights | None = None
        self.lexical: Solution | None = None
        self.semantic: Solution | None = None
        self.threshold = THRESHOLD
        rows, self.meanings = self.describe(sample.texts)
        self.rows = rows if self.meanings is None else None  # what lies near is found by meaning, or else by words
        if len(set(sample.groups)) < FEWEST or not sample.targets.any():
            return
        fold = sample.folds(FOLDS if len(sample.texts) < MANY else 3)
        parts = self.prior.parts(sample.texts, rows, self.meanings)
        lesson, own_rows, own_meanings = self._lesson()
        space = OwnSpace.of(_below(rows, own_rows))
        del rows  # with many texts the largest thing there is
        self.lexical, words = lesson.regress(space, fold)
        meaning = 0 * words
        if self.meanings is not None:
            space = OwnSpace.of(SPREAD * _below(self.meanings, own_meanings))
            self.semantic, meaning = lesson.regress(space, fold)
        self._stack(words, meaning, parts, fold)

    def _stack(self, words: Array, meaning: Array, parts: Array, fold: Array) -> None:
        """Learn how to weigh the sources, and the threshold, from what was said about texts held out."""
        import numpy as np

        targets, weights = self.sample.targets, self.sample.weights
        prior = stacking.log_share(parts.sum(axis=2))
        counts = self.counts - np.stack([targets[fold == n].sum(axis=0) for n in range(fold.max() + 1)])[fold]
        self.weights = stacking.learn(words, meaning, prior, counts, parts, targets, weights)
        self._calibrate(
            self.weights.log_odds(words, meaning, prior, counts, parts), self._said(self.sample.texts, parts)
        )

    def _calibrate(self, judged: Array, said: Said) -> None:
        """Learn what comes after the weights, from log-odds of texts held out."""
        targets, weights = self.sample.targets, self.sample.weights
        self.toll = learn_toll(judged, said.thinness, targets, weights)
        held_out = self._published(_expit(self.toll.off(judged, said.thinness))) * said.heard[:, None]
        self.threshold = stacking.best_threshold(held_out, targets, weights)
        self.groups.calibrate(held_out, targets, weights)

    def _lesson(self) -> tuple[Lesson, Any, Any]:
        """Give what there is to learn, with the rows and the vectors of the codebook's own texts, which come last."""
        import numpy as np

        sample = self.sample
        assignable = ~self.groups.mere
        texts, codes, weights = own_examples(self.prior.words, assignable, set(sample.texts))
        targets = np.eye(len(self.codes), dtype=np.float32)[codes]
        lesson = Lesson(
            np.concatenate([sample.targets, targets]),
            np.concatenate([sample.weights, np.repeat(weights[:, None], len(self.codes), axis=1)]),
        )
        return lesson, *self.describe(texts)

    def judge(self, texts: list[str], embedded: Array | None = None) -> Judgement:
        """Judge texts by each of the sources; ``embedded`` are their vectors where they were made before."""
        import numpy as np

        rows, meanings = self.describe(texts, embedded)
        parts = self.prior.parts(texts, rows, meanings)
        nothing = np.zeros(parts.shape[:2], dtype=np.float32)
        words = rows @ self.lexical.weights + self.lexical.intercepts if self.lexical is not None else nothing
        meaning = nothing
        if self.semantic is not None and meanings is not None:
            meaning = SPREAD * meanings @ self.semantic.weights + self.semantic.intercepts
        prior = stacking.log_share(parts.sum(axis=2))
        return Judgement(np.asarray(words), meaning, prior, parts, self._said(texts, parts))

    def _said(self, texts: list[str], parts: Array) -> Said:
        import numpy as np

        return said(texts, np.asarray((parts[:, :, 0] > 0).any(axis=1)), vocabulary(self.language))

    def terms(self, judgement: Judgement) -> Array:
        """Give what each source adds to the log-odds, before codes compete."""
        assert self.weights is not None
        return self.weights.terms(*self._weighable(judgement))

    def _weighable(self, judgement: Judgement) -> tuple[Array, Array, Array, Array, Array]:
        import numpy as np

        counts = np.broadcast_to(self.counts, judgement.words.shape)
        return judgement.words, judgement.meaning, judgement.prior, counts, judgement.parts

    def number(self, key: str) -> int:
        """Give the number of a code; raises NotFound for one that is not suggested."""
        found = next((n for n, code in enumerate(self.codes) if code.key == key), None)
        if found is None:
            raise NotFound(_("There is no code “{key}” among those that are suggested.").format(key=key))
        return found

    def probabilities(self, texts: list[str]) -> Array:
        """Give the probability of each code."""
        import numpy as np

        if not texts:
            return np.zeros((0, len(self.codes)))
        return np.concatenate([self._chunk(texts[n : n + CHUNK]) for n in range(0, len(texts), CHUNK)])

    def _chunk(self, texts: list[str]) -> Array:
        return self.weigh(self.judge(texts))

    def weigh(self, judgement: Judgement) -> Array:
        """Give the probability of each code from what there is to say."""
        return self._published(self._leaves(judgement)) * judgement.said.heard[:, None]

    def _leaves(self, judgement: Judgement) -> Array:
        import numpy as np

        if self.weights is None:
            shares = np.exp(stacking.log_share(stacking.COLD * self._assignable(judgement.parts.sum(axis=2))))
            return shares / (1 + 1 / len(self.codes)) if shares.shape[1] == 1 else shares
        log_odds = self.weights.log_odds(*self._weighable(judgement))
        return _expit(self.toll.off(log_odds, judgement.said.thinness))

    def _assignable(self, scores: Array) -> Array:
        import numpy as np

        return np.where(self.groups.mere, -np.inf, scores) if self.groups.mere.any() else scores

    def _published(self, probabilities: Array) -> Array:
        import numpy as np

        return np.where(self.groups.mere, 0.0, probabilities).astype(np.float64)

    def propose(self, texts: list[str], least: float, most: int) -> list[list[tuple[str, float]]]:
        """Give the codes that pass, parents only where none below them does."""
        return [self.choose(row, least, most) for row in self.probabilities(texts)]

    def choose(self, row: Array, least: float, most: int) -> list[tuple[str, float]]:
        """Give the codes that pass for one text, from its probabilities."""
        return [(str(self.classes[n]), p) for n, p in self.groups.choose(row, least, most)]


def _expit(log_odds: Array) -> Array:
    import numpy as np
    from scipy.special import expit

    return np.asarray(expit(log_odds))


def _below(rows: Any, others: Any) -> Any:
    """Put rows below rows; ``others`` may be None."""
    import numpy as np
    from scipy.sparse import vstack

    if others is None:
        return rows
    return vstack([rows, others], format="csr") if hasattr(rows, "tocsr") else np.concatenate([rows, others])


def _spread_out(texts: list[str], most: int) -> list[str]:
    if len(texts) <= most:
        return texts
    step = len(texts) / most
    return [texts[int(n * step)] for n in range(most)]
