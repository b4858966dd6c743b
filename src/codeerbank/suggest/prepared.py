"""A codebook made ready for one language: its cues as matchers, its words as an index, and what each weighs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from math import log, sqrt
from typing import TypeAlias

from codeerbank.domain.codebook import Codebook
from codeerbank.language.pipeline import pipeline
from codeerbank.suggest.matching import CueMatcher, Hit
from codeerbank.suggest.profiles import Profiles, Vocabulary, Word
from codeerbank.suggest.rank import THRESHOLD, Grounds, Reason, ancestors
from codeerbank.suggest.reading import Reading, Sentence

CUE, SERIES, SMALL_CUE, SMALL_SERIES, SMALL_PHRASE = 0.6, 0.75, 0.2, 0.3, 0.45
"""Weight of a cue: one word, a series, and when every word in it is a small one: alone, with one other, with more.

Three small words or more are a turn of phrase ("altijd wel iemand"): they propose a code by themselves, barely, and were
right as often as other cues in the practice study. One or two ("zo doen") only strengthen what else is found.
"""
PHRASE = 3
PART = 0.75
"""What a cue is worth as part of a compound."""
INSIDE = 0.5
"""What a cue is worth inside a longer one of another code ("netwerk" in "geen netwerk")."""
INHERITED = 0.75
"""What a cue is worth for the code above all that list it."""
AGAINST = 0.75
"""What a cue weighs that speaks against a code, of what it would weigh in favour."""
WORDS_NEEDED = -log(1 - THRESHOLD)
"""What the words of a code must weigh together to reach the threshold without a cue."""
Spoken: TypeAlias = tuple[str, list[Word], list[Word]]
"""The root of a word, and what it says for and against codes."""


class PreparedCodebook:
    """Made once for a codebook and a language; then each sentence is cheap."""

    def __init__(self, codebook: Codebook, language: str) -> None:
        self.codebook = codebook
        self.language = language
        self.nlp = pipeline(language)
        self.codes = [code for code in codebook.codes if not code.archived]
        self.ancestors = ancestors(codebook, self.codes)
        self._vocabulary = Vocabulary(self.nlp)
        self._profiles = Profiles(self.codes, self._vocabulary)
        self._pro = {cue: self._shares(cue, codes) for cue, codes in self._listed("cues").items()}
        self._contra = {
            cue: [(n, AGAINST * self._weight(cue)) for n in codes]
            for cue, codes in self._listed("cues_against").items()
        }
        self.matcher = CueMatcher(self.nlp, [*self._pro, *self._contra])
        self._speaks = lru_cache(maxsize=50_000)(self._look_up)

    def fits(self, codebook: Codebook, language: str) -> bool:
        """Say whether this is that codebook in that language."""
        return self.language == language and (self.codebook is codebook or self.codebook == codebook)

    def grounds(self, reading: Reading, sentence: Sentence, hits: list[Hit]) -> dict[int, Grounds]:
        """Collect what speaks for and against each code; codes that cannot be proposed may be left out."""
        found: dict[int, Grounds] = defaultdict(Grounds)
        taken: dict[int, set[int]] = defaultdict(set)
        for n, weight, hit in self._claims(hits):
            stretch = range(hit.start, hit.stop)
            if taken[n].isdisjoint(stretch):
                found[n].cues.append(Reason(weight, "cue", hit.start, hit.stop))
                taken[n].update(stretch)
        spoken = {i: self._speaks(reading.words[i]) for i in range(sentence.first, sentence.stop)}
        for n in self._by_words(spoken.values()):
            found.setdefault(n, Grounds())
        for i, (key, pro, contra) in spoken.items():
            for word in pro:
                if word.code in found and i not in taken[word.code]:
                    found[word.code].words.setdefault(key, Reason(word.weight, word.kind, i, i + 1))
            for word in contra:
                if word.code in found:
                    found[word.code].against.setdefault(key, Reason(word.weight, word.kind, i, i + 1))
        for hit in hits:
            for n, weight in self._contra.get(hit.cue, ()):
                if n in found:
                    found[n].against[hit.cue] = Reason(weight, "against", hit.start, hit.stop)
        return found

    @staticmethod
    def _by_words(spoken: Iterable[Spoken]) -> list[int]:
        """Give the codes that words alone could bring to the threshold; the rest would be collected for nothing."""
        sums: dict[int, float] = defaultdict(float)
        for _, pro, _ in {key: (key, pro, contra) for key, pro, contra in spoken}.values():
            for word in pro:
                sums[word.code] += word.weight
        return [n for n, total in sums.items() if total >= WORDS_NEEDED]

    def _look_up(self, word: str) -> Spoken:
        key = self._vocabulary.root(word)
        return (key, self._profiles.pro.get(key, []), self._profiles.contra.get(key, [])) if key else ("", [], [])

    def _claims(self, hits: list[Hit]) -> list[tuple[int, float, Hit]]:
        """Give what each hit is worth for each code, the weightiest first: of hits that overlap only one may count."""
        claims = [
            (n, weight * (PART if hit.part else 1), hit) for hit in hits for n, weight in self._pro.get(hit.cue, ())
        ]
        settled = [
            (n, weight * INSIDE if any(hit.inside(other) and m != n for m, _, other in claims) else weight, hit)
            for n, weight, hit in claims
        ]
        return sorted(settled, key=lambda claim: (-claim[1], claim[2].start, claim[2].stop, claim[0]))

    def _listed(self, field: str) -> dict[str, list[int]]:
        listed: dict[str, list[int]] = defaultdict(list)
        for n, code in enumerate(self.codes):
            for cue in dict.fromkeys(getattr(code, field)):
                listed[cue].append(n)
        return dict(listed)

    def _weight(self, cue: str) -> float:
        words = [word for word in cue.replace("…", " ").split() if word.strip("*.")]
        small = all(self._vocabulary.is_small(word) for word in words)
        if not small:
            return SERIES if len(words) > 1 else CUE
        return SMALL_PHRASE if len(words) >= PHRASE else SMALL_SERIES if len(words) > 1 else SMALL_CUE

    def _shares(self, cue: str, codes: Iterable[int]) -> list[tuple[int, float]]:
        """Give the codes a cue speaks for: those that list it, and those that stand above two or more of them."""
        weight = self._weight(cue)
        listed = list(codes)
        shares = {n: weight / sqrt(len(listed)) for n in listed}
        below = Counter(above for n in listed for above in self.ancestors[n])
        common = {n: count for n, count in below.items() if count > 1 and n not in shares}
        shares.update({n: weight * INHERITED * sqrt(count / len(listed)) for n, count in common.items()})
        return sorted(shares.items())
