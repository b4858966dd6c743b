"""A learner of codes in the conventions of scikit-learn: good before the first coding, better with each.

Formulas and sources: docs/method/suggesties.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from inspect import signature
from typing import TYPE_CHECKING, Any, cast

from codeerbank.domain.codebook import Codebook
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.suggest.sample import Sample, plain_texts
from codeerbank.suggest.threads import one_thread

if TYPE_CHECKING:
    import numpy as np
    from spacy.language import Language

    from codeerbank.suggest.explaining import Explanation
    from codeerbank.suggest.fitted import Fitted
    from codeerbank.suggest.vectors import VectorCache, Vectors

    Array = np.ndarray[Any, Any]

VERSION = "1"


class CodeSuggester:
    """Gives for each text the probability of each code of a codebook.

    codebook     the ``Codebook`` the codes are from
    language     "nl" or "en"
    vectors      "auto" (the encoder of the extra ``semantic``, or else LSA), "use", "lsa", "none", or an object with
                 ``model_id`` and ``embed(texts)``
    background   text of the project that is not coded: it tells which words are common
    cache        keeps vectors between fits (``VectorCache``)
    pipeline     the name of an installed spaCy pipeline whose lemmas to use; None: the built-in word lists

    After ``fit``: ``classes_`` (code keys, in the order of the codebook), ``threshold_`` (the one probability from which
    codes are given to score the highest F1, found on texts held out), ``n_coded_``, ``model_`` (names vectors and version).

    A probability is that of a person giving exactly this code; a text without a single word has 0 everywhere. A code
    that only holds others together, and was never given itself, has 0 too; ``propose`` names it where none of its own
    passes. Archived codes are left out. The same data give the same numbers.
    """

    classes_: Any
    threshold_: float
    n_coded_: int
    model_: str

    def __init__(
        self,
        codebook: Codebook,
        language: str = "nl",
        vectors: str | Vectors | None = "auto",
        background: Iterable[str] | None = None,
        cache: VectorCache | None = None,
        pipeline: str | None = None,
    ) -> None:
        self.codebook = codebook
        self.language = language
        self.vectors = vectors
        self.background = background
        self.cache = cache
        self.pipeline = pipeline

    def fit(
        self,
        texts: Sequence[str],
        codes: Sequence[Iterable[str]],
        *,
        rejected: Sequence[Iterable[str]] | None = None,
        done: Sequence[bool] | None = None,
        groups: Sequence[object] | None = None,
    ) -> CodeSuggester:
        """Learn from coded texts; ``fit([], [])`` goes by the codebook alone.

        codes      for each text the keys it was given, of this codebook; those of archived codes are left out
        rejected   for each text the keys that somebody refused: twice as strong as a code that is merely absent
        done       for each text whether it was read to the end, so that an absent code means no (a quarter of one in a
                   coded text that was not); all are without it
        groups     the document or respondent of each text: those stay together when texts are held out
        """
        from codeerbank.suggest.fitted import Fitted

        given = [_keys(keys) for keys in codes]
        sample = Sample.of(
            self._codebook({key for keys in given for key in keys}), texts, given, rejected, done, groups
        )
        with one_thread():
            self._fitted = Fitted(self, sample)
        self.classes_ = self._fitted.classes
        self.threshold_ = self._fitted.threshold
        self.n_coded_ = len(sample.texts)
        self.model_ = self._fitted.model
        return self

    def predict_proba(self, texts: Sequence[str]) -> Array:
        """Give the probabilities, texts x codes."""
        return self.fitted.probabilities(plain_texts(texts))

    def predict(self, texts: Sequence[str]) -> Array:
        """Give 1 where a code reaches ``threshold_``, texts x codes."""
        return cast("Array", (self.predict_proba(texts) >= self.threshold_).astype(int))

    def propose(self, texts: Sequence[str], least: float = 0.5, most: int = 3) -> list[list[tuple[str, float]]]:
        """Give for each text at most ``most`` (key, probability), best first; nothing where nothing reaches ``least``.

        A code above others is proposed only where none of those passes, by 1 - product of (1 - p) over them.
        """
        return self.fitted.propose(plain_texts(texts), least, most)

    def as_spacy(self, least: float = 0.5, most: int = 3) -> Language:
        """Give a spaCy pipeline that fills ``doc.cats`` and ``doc._.suggestions`` (see ``suggest.in_spacy``)."""
        from codeerbank.suggest.in_spacy import spacy_pipeline

        return spacy_pipeline(self.fitted, least, most)

    def explain(self, text: str, code: str) -> Explanation:
        """Say what this code's probability for this text rests on."""
        from codeerbank.suggest.explaining import explain

        return explain(self.fitted, plain_texts([text])[0], code)

    def score(self, texts: Sequence[str], codes: Sequence[Iterable[str]]) -> float:
        """Give the share of coded texts whose most probable code was given by a person (precision at 1)."""
        import numpy as np

        best = np.argmax(self.predict_proba(texts), axis=1)
        right = [str(self.classes_[n]) in set(given) for n, given in zip(best, codes, strict=True) if given]
        if not right:
            raise UsageError(_("There is no coded text to score."))
        return sum(right) / len(right)

    def get_params(self, deep: bool = True) -> dict[str, Any]:  # noqa: ARG002 - scikit-learn asks with it
        """Give what the object was made with."""
        return {name: getattr(self, name) for name in signature(type(self)).parameters}

    def set_params(self, **params: Any) -> CodeSuggester:
        """Change what the object was made with; fit again afterwards."""
        known = self.get_params()
        for name, value in params.items():
            if name not in known:
                raise ValueError(f"Invalid parameter {name!r}; one of {sorted(known)}")
            setattr(self, name, value)
        return self

    def __getstate__(self) -> dict[str, Any]:
        """Travel without the cache of vectors, which is tied to a place."""
        return {**self.__dict__, "cache": None}

    def __repr__(self) -> str:
        return f"{type(self).__name__}(language={self.language!r}, vectors={self.vectors!r})"

    def _codebook(self, given: set[str]) -> Codebook:
        keys = [code.key for code in self.codebook.codes]
        if all(code.archived for code in self.codebook.codes):
            raise UsageError(_("The codebook has no codes to suggest."), _("Add a code first."))
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise UsageError(_("The codebook has two codes of the key “{key}”.").format(key=twice[0]))
        if unknown := sorted(map(str, given.difference(keys))):
            words = _("A text was given “{key}”, which is no code of this codebook.")
            raise UsageError(
                words.format(key=unknown[0]), _("Add the code, or leave it out of the codes of the texts.")
            )
        return self.codebook

    @property
    def fitted(self) -> Fitted:
        """What was learnt; raises UsageError before ``fit``."""
        if fitted := getattr(self, "_fitted", None):
            return cast("Fitted", fitted)
        raise UsageError(_("The suggester has learnt nothing yet."), _("Call fit first."))


def _keys(keys: Iterable[str] | None) -> tuple[str, ...]:
    if isinstance(keys, str):
        raise UsageError(_("The codes of a text are expected as a list, not as one word."))
    return () if keys is None else tuple(keys)
