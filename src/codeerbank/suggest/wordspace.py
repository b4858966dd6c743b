"""Texts as TF-IDF weights of lemmas and of letters, with a way back from a weight to the place in the text.

lemma block      lemmas, and pairs of lemmas that follow each other
letter block     runs of 2 to 5 letters inside a word, its borders included (``char_wb`` in scikit-learn), so that a
                 compound or a slip still looks like its relatives

Both: (1 + log tf) * idf with idf = log((1 + N) / (1 + df)) + 1, each block scaled to length 1. The runs of a word are
made once for each distinct word; a text is then a sparse product of counts. That is what makes this fast.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from codeerbank.language.lemmas import fold
from codeerbank.language.pipeline import lemmatiser

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_matrix

    Array = np.ndarray[Any, Any]

WORD = re.compile(r"\w+(?:['’]\w+)?")
SHORTEST_RUN, LONGEST_RUN = 2, 5
LONGEST_FORM = 40
"""Only so many letters of a word are cut into runs: a longer form is a link or a slip."""


def letter_runs(word: str) -> list[str]:
    """Give the runs of letters of a word with a blank before and after it."""
    padded = f" {word[:LONGEST_FORM]} "
    return [
        padded[i : i + size]
        for size in range(SHORTEST_RUN, LONGEST_RUN + 1)
        for i in range(max(1, len(padded) - size + 1))
    ]


class WordSpace:
    """Fitted on all text of a project, coded or not; then turns any text into a row of weights.

    ``model`` names an installed spaCy pipeline whose lemmas to use; without it the built-in word lists serve.
    """

    def __init__(self, language: str, model: str | None = None) -> None:
        self._language, self._model = language, model
        self._forms: dict[str, str] = {}
        self._lemmas: dict[str, int] = {}
        self._runs: dict[str, int] = {}
        self._idf: Sequence[Any] | None = None

    @property
    def lemma_count(self) -> int:
        """Say how many of the columns, the first ones, are lemmas and pairs."""
        return len(self._lemmas)

    def fit(self, texts: Sequence[str]) -> WordSpace:
        """Learn the columns and how rare each is."""
        import numpy as np

        counts = self._counts(texts, learn=True)
        rows = max(1, len(texts))
        self._idf = [np.log((1 + rows) / (1 + np.bincount(c.indices, minlength=c.shape[1]))) + 1 for c in counts]
        return self

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Give a row for each text: lemma block, then letter block."""
        from scipy.sparse import hstack

        if self._idf is None:
            raise ValueError("fit first")
        weighed = [_weigh(c, idf) for c, idf in zip(self._counts(texts, learn=False), self._idf, strict=True)]
        return hstack(weighed, format="csr")

    def portions(self, text: str) -> tuple[list[tuple[int, int]], Array, Array, Array]:
        """Give where the words stand; then columns, the number of the word that has part in each, and how large that is.

        A pair of lemmas is for a half of each of its words.
        """
        import numpy as np

        spans, before = [], ""
        columns: list[int] = []
        words: list[int] = []
        halves: list[int] = []
        for n, match in enumerate(WORD.finditer(text)):
            spans.append(match.span())
            form = self._form(match.group())
            if n and (pair := self._lemmas.get(f"{before} {form}")) is not None:
                columns += [pair, pair]
                words += [n - 1, n]
                halves += [1, 1]
            found = [self._lemmas[form]] if form in self._lemmas else []
            found += self._columns_of(fold(match.group()))
            columns += found
            words += [n] * len(found)
            halves += [2] * len(found)
            before = form
        return spans, np.array(columns, dtype=int), np.array(words, dtype=int), np.array(halves) / 2

    def _columns_of(self, word: str) -> list[int]:
        first, runs = len(self._lemmas), self._runs
        return [first + runs[run] for run in letter_runs(word) if run in runs]

    def _form(self, word: str) -> str:
        form = self._forms.get(word)
        if form is None:
            form = fold(lemmatiser(self._language, self._model)(word.lower()))
            if len(self._forms) < 500_000:
                self._forms[word] = form
        return form

    def _counts(self, texts: Sequence[str], learn: bool) -> tuple[csr_matrix, csr_matrix]:
        words: dict[str, int] = {}
        lemmas, runs = _Counter(self._lemmas, learn), _Counter(self._runs, learn)
        per_text = _Counter(words, True)
        for text in texts:
            found = WORD.findall(text)
            forms = [self._form(word) for word in found]
            lemmas.row([*forms, *(f"{a} {b}" for a, b in pairwise(forms))])
            per_text.row([fold(word) for word in found])
        for word in words:
            runs.row(letter_runs(word))
        return lemmas.matrix(), per_text.matrix() @ runs.matrix()


class _Counter:
    """Counts words row by row into a sparse matrix; the columns are those of ``known``, which may grow."""

    def __init__(self, known: dict[str, int], learn: bool) -> None:
        self._known, self._learn = known, learn
        self._columns: list[int] = []
        self._ends: list[int] = [0]

    def row(self, words: Sequence[str]) -> None:
        known = self._known
        if self._learn:
            self._columns += [known.setdefault(word, len(known)) for word in words]
        else:
            self._columns += [known[word] for word in words if word in known]
        self._ends.append(len(self._columns))

    def matrix(self) -> csr_matrix:
        import numpy as np
        from scipy.sparse import csr_matrix

        ones = np.ones(len(self._columns), dtype=np.float32)
        shape = (len(self._ends) - 1, len(self._known))
        counted = csr_matrix((ones, np.array(self._columns, dtype=np.int32), np.array(self._ends)), shape=shape)
        counted.sum_duplicates()
        return counted


def _weigh(counts: csr_matrix, idf: Any) -> csr_matrix:
    import numpy as np

    counts = counts.copy()
    counts.data = (1 + np.log(counts.data)) * idf[counts.indices].astype(np.float32)
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    counts.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(counts.indptr))
    return counts
