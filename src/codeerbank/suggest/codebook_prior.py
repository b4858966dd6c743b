"""What a codebook says about a text before anybody coded: keywords, shared words, and closeness in meaning.

For a text and a code, each part a number:

keywords     sum over the cues and names found of min(3, log idf) / sqrt(codes that list it); cues against count down
words        cosine of the lemmas with name + definition + cues together, and the nearest single cue
letters      the same of runs of letters, and the nearest example
meaning      cosine of the vectors with name + definition + cues together, and the nearest single cue
cues_mean    cosine with the mean of the cues' vectors
rule         cosine with the definition
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.domain.codebook import Code
from codeerbank.language.pipeline import pipeline
from codeerbank.suggest.matching import CueMatcher, Hit
from codeerbank.suggest.reading import Reading
from codeerbank.suggest.vectors import unit
from codeerbank.suggest.wordspace import WordSpace

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

PARTS = ("keywords", "words", "letters", "meaning", "cues_mean", "rule")
"""Scaled in log-odds, so that their sum is the prior."""
MOST_PER_HIT = 3.0
UNSEEN = 20
"""Texts taken to be there beside those seen, so that with no text at all every cue is as rare as can be."""
AGAINST, PART_OF_COMPOUND = 0.75, 0.75
MOST_COUNTED = 2000
"""So many texts are enough to tell how rare a cue is."""


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue found in a text at [start, stop): of which code (its number), what it adds (below 0: it speaks against)."""

    code: int
    cue: str
    start: int
    stop: int
    weight: float


@dataclass(frozen=True, slots=True)
class CodeWords:
    """The texts of a code by what they are; where there are no ``quotes`` its name is the only one of ``examples``."""

    rule: str
    whole: str
    cues: tuple[str, ...]
    examples: tuple[str, ...]
    quotes: tuple[str, ...]
    rest: bool

    @classmethod
    def of(cls, code: Code, language: str) -> CodeWords:
        """Read a code; what it lacks, its name stands for."""
        definition = code.definition_en if language == "en" and code.definition_en else code.definition
        plain = tuple(cue.replace("…", " ").replace("...", " ").replace("*", "") for cue in code.cues)
        whole = ". ".join(filter(None, (code.name, definition, ", ".join(plain or code.aliases))))
        quotes = tuple(code.examples)
        return cls(definition or code.name, whole, plain or (code.name,), quotes or (code.name,), quotes, code.rest)

    def all(self) -> tuple[str, ...]:
        """Give every text."""
        return (self.rule, self.whole, *self.cues, *self.examples)


class CodebookPrior:
    """Made once from the codes and the text of the project; then gives the parts for any text.

    ``seen`` are the texts by which the rarity of a cue is told; ``vectors_of`` embeds (None: no vectors).
    """

    def __init__(
        self,
        codes: Sequence[Code],
        language: str,
        model: str | None,
        space: WordSpace,
        vectors_of: Any,
        seen: Sequence[str],
    ) -> None:
        self._language, self._model = language, model
        self.words = [CodeWords.of(code, language) for code in codes]
        self.listed = _listed(codes)
        self._blocks = _Blocks(space, self.words)
        self._meanings = _Meanings(vectors_of, self.words) if vectors_of else None
        self._made: CueMatcher | None = None
        self._count(seen)

    def __getstate__(self) -> dict[str, Any]:
        """Leave the matcher at home: spaCy's cannot travel, and the other side makes its own."""
        return {**self.__dict__, "_made": None, "_met": {}}

    def _count(self, seen: Sequence[str]) -> None:
        from math import log

        chosen = list(seen[:: max(1, len(seen) // MOST_COUNTED)])
        found: dict[str, int] = defaultdict(int)
        # The coded texts come by again soon, for their parts.
        self._met = dict(zip(chosen, self._hits(chosen), strict=True))
        for text in chosen:
            for cue in {cue for cue, _start, _stop, _part in self._met[text]}:
                found[cue] += 1
        total = len(chosen) + UNSEEN
        self._rarity = {cue: min(MOST_PER_HIT, log((1 + total) / (1 + found[cue]))) for cue in self.listed}

    def hits(self, texts: Sequence[str]) -> Iterator[list[CueHit]]:
        """Give for each text the cues found, in order."""
        new = self._hits([text for text in texts if text not in self._met])
        for text in texts:
            found = self._met[text] if text in self._met else next(new)
            yield [
                CueHit(n, cue, start, stop, share * self._rarity[cue] * (PART_OF_COMPOUND if part else 1))
                for cue, start, stop, part in found
                for n, share in self.listed[cue]
            ]

    def parts(self, texts: Sequence[str], rows: Any, vectors: Any) -> Array:
        """Give texts x codes x PARTS; ``rows`` of the word space and centred unit ``vectors`` (or None) of the texts."""
        import numpy as np

        made = np.zeros((len(texts), len(self.words), len(PARTS)), dtype=np.float32)
        for n, hits in enumerate(self.hits(texts)):
            for hit in hits:
                made[n, hit.code, 0] += hit.weight
        made[:, :, 1], made[:, :, 2] = self._blocks.compare(rows)
        if self._meanings is not None and vectors is not None:
            made[:, :, 3], made[:, :, 4], made[:, :, 5] = self._meanings.compare(vectors)
        return made

    def nearest_cue(self, code: int, row: Any, vector: Array | None) -> tuple[str, float]:
        """Give the cue of a code (or its name) that lies closest to one text, and what that adds to the prior."""
        near = self._blocks.near_cues(code, row)
        if self._meanings is not None and vector is not None:
            near = near + self._meanings.near_cues(code, vector)
        best = int(near.argmax())
        return self.words[code].cues[best], float(near[best])

    def centre(self, middle: Array | None) -> None:
        """Take the middle of the project's vectors off those of the codebook."""
        if self._meanings is not None:
            self._meanings.centre(middle)

    @property
    def raw_vectors(self) -> Array | None:
        """Give the vectors of the codebook's own texts, not centred."""
        return self._meanings.raw if self._meanings is not None else None

    def _hits(self, texts: Sequence[str]) -> Iterator[list[tuple[str, int, int, bool]]]:
        nlp = pipeline(self._language, self._model)
        self._made = matcher = self._made or CueMatcher(nlp, self.listed)
        for doc in nlp.pipe(texts):
            reading = Reading.of(doc)
            yield [_placed(reading, hit) for _sentence, hits in matcher.hits(reading) for hit in hits]


def _placed(reading: Reading, hit: Hit) -> tuple[str, int, int, bool]:
    start, stop = reading.bounds(hit.start, hit.stop)
    return hit.cue, start, stop, hit.part


def _listed(codes: Sequence[Code]) -> dict[str, list[tuple[int, float]]]:
    """Give for each cue the codes it speaks for, and its share of what a hit is worth."""
    pro: dict[str, dict[int, None]] = defaultdict(dict)
    contra: dict[str, dict[int, None]] = defaultdict(dict)
    for n, code in enumerate(codes):
        for cue in (*code.cues, *(() if code.rest else (code.name.lower(),))):
            pro[cue][n] = None
        for cue in code.cues_against:
            contra[cue][n] = None
    listed: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for cue, numbers in pro.items():
        listed[cue] += [(n, len(numbers) ** -0.5) for n in numbers]
    for cue, numbers in contra.items():
        listed[cue] += [(n, -AGAINST) for n in numbers if n not in pro.get(cue, {})]
    return {cue: shares for cue, shares in listed.items() if cue.strip(" .…*")}


class _Blocks:
    """The codebook's texts as rows of the word space."""

    def __init__(self, space: WordSpace, words: Sequence[CodeWords]) -> None:
        self._lemmas = space.lemma_count
        self._whole = space.transform([w.whole for w in words])
        self._cues, self._cue_starts = _flat(space, [w.cues for w in words])
        self._examples, self._example_starts = _flat(space, [w.examples for w in words])

    def compare(self, rows: Any) -> tuple[Array, Array]:
        lemmas, letters = slice(None, self._lemmas), slice(self._lemmas, None)
        words = 1.2 * _cosines(rows, self._whole, lemmas) + 4 * _nearest(rows, self._cues, self._cue_starts, lemmas)
        near = _nearest(rows, self._examples, self._example_starts, letters)
        return words, 1.8 * _cosines(rows, self._whole, letters) + 2 * near

    def near_cues(self, code: int, row: Any) -> Array:
        import numpy as np

        own = slice(*[*self._cue_starts, self._cues.shape[0]][code : code + 2])
        return np.asarray(4 * _cosines(row, self._cues[own], slice(None, self._lemmas))[0])


class _Meanings:
    """The codebook's texts as vectors."""

    def __init__(self, vectors_of: Any, words: Sequence[CodeWords]) -> None:
        import numpy as np

        self._starts = np.cumsum([0, *(len(w.cues) for w in words[:-1])])
        self._sizes = np.array([len(w.cues) for w in words])
        self._parts = len(words)
        self.raw = vectors_of(
            [*(w.whole for w in words), *(w.rule for w in words), *(c for w in words for c in w.cues)]
        )
        self.centre(None)

    def centre(self, middle: Array | None) -> None:
        import numpy as np

        rows = unit(self.raw if middle is None else self.raw - middle)
        self._whole, self._rule, self._cues = (
            rows[: self._parts],
            rows[self._parts : 2 * self._parts],
            rows[2 * self._parts :],
        )
        self._mean = np.add.reduceat(self._cues, self._starts, axis=0) / self._sizes[:, None]

    def compare(self, vectors: Array) -> tuple[Array, Array, Array]:
        import numpy as np

        nearest = np.maximum.reduceat(vectors @ self._cues.T, self._starts, axis=1)
        return (
            4.5 * (vectors @ self._whole.T) + 4.9 * nearest,
            3.3 * (vectors @ self._mean.T),
            3.6 * (vectors @ self._rule.T),
        )

    def near_cues(self, code: int, vector: Array) -> Array:
        import numpy as np

        first = int(self._starts[code])
        return np.asarray(4.9 * (vector @ self._cues[first : first + int(self._sizes[code])].T)[0])


def _flat(space: WordSpace, texts: Sequence[Sequence[str]]) -> tuple[Any, Any]:
    import numpy as np

    return space.transform([t for each in texts for t in each]), np.cumsum([0, *(len(each) for each in texts[:-1])])


def _cosines(rows: Any, others: Any, columns: slice) -> Array:
    import numpy as np

    return np.asarray((rows[:, columns] @ others[:, columns].T).todense())


def _nearest(rows: Any, others: Any, starts: Any, columns: slice) -> Array:
    import numpy as np

    return np.maximum.reduceat(_cosines(rows, others, columns), starts, axis=1)
