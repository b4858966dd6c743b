"""Where the cues of a codebook stand in a text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from codeerbank.language.clauses import crosses
from codeerbank.language.compounds import compound_parts
from codeerbank.language.lemmas import fold, lemma
from codeerbank.language.separable import CLAUSE_OPENERS
from codeerbank.suggest.patterns import Grammar, Series
from codeerbank.suggest.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher

SHORTEST_COMPOUND = 7


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue found in a sentence, on the tokens [start, stop) of the turn; ``part`` where it is part of a compound."""

    cue: str
    start: int
    stop: int
    part: bool = False

    def inside(self, other: Hit) -> bool:
        """Say whether the other hit takes in this one and more."""
        longer = other.stop - other.start > self.stop - self.start
        return longer and other.start <= self.start and self.stop <= other.stop


class CueMatcher:
    """Finds cues in documents of one pipeline; built once for a codebook.

    A single word is found in all its forms, and as part of a compound that is in no dictionary ("familienetwerken"). A
    series is looked for only in sentences that hold all of its words: a codebook has a thousand, a sentence a few.
    """

    def __init__(self, nlp: Language, cues: Iterable[str]) -> None:
        from spacy.matcher import PhraseMatcher

        self._nlp = nlp
        self._by_lemma = PhraseMatcher(nlp.vocab, attr="LEMMA")
        self._as_written = PhraseMatcher(nlp.vocab, attr="NORM")
        self._words: dict[str, list[str]] = defaultdict(list)
        grammar = Grammar(nlp)
        series: list[Series] = []
        for cue in sorted(set(cues)):
            parts = grammar.parts(cue)
            if len(parts) == 1 and len(parts[0]) == 1 and not parts[0][0].endswith("*"):
                for form in grammar.lemmas(parts[0][0]):
                    self._add_word(cue, form)
                series += grammar.separated(cue, parts[0][0])
            elif parts:
                series.append(grammar.series(cue, parts))
                if verb := grammar.joined(parts):
                    self._add_word(cue, verb)
                    series += grammar.separated(cue, verb)
        self._terms = frozenset(self._words)
        self._series = _SeriesIndex(nlp, series)

    def _add_word(self, cue: str, word: str) -> None:
        from spacy.tokens import Doc

        form = Doc(self._nlp.vocab, words=[word], lemmas=[word])
        form[0].norm_ = fold(word)
        self._words[word].append(cue)
        self._by_lemma.add(word, [form])
        self._as_written.add(word, [form])

    def hits(self, reading: Reading) -> Iterator[tuple[Sentence, list[Hit]]]:
        """Give each sentence with its hits in order: for each cue the shortest hit, then the first."""
        doc = reading.doc
        words: dict[int, list[Hit]] = defaultdict(list)
        for key, start, stop in (*self._by_lemma(doc), *self._as_written(doc)):
            words[start] += (Hit(cue, start, stop) for cue in self._words[doc.vocab.strings[key]])
        for sentence in reading.sentences():
            best: dict[str, Hit] = {}
            whole = [hit for i in range(sentence.first, sentence.stop) for hit in words.get(i, ())]
            for hit in (*whole, *self._series.hits(reading, sentence), *self._compounds(reading, sentence)):
                rival = best.get(hit.cue)
                if rival is None or _rank(hit) < _rank(rival):
                    best[hit.cue] = hit
            yield sentence, sorted(best.values(), key=lambda h: (h.start, h.stop, h.cue))

    def _compounds(self, reading: Reading, sentence: Sentence) -> Iterator[Hit]:
        if self._nlp.lang != "nl":
            return
        for i in range(sentence.first, sentence.stop):
            word = reading.words[i]
            if len(word) >= SHORTEST_COMPOUND and (parts := compound_parts(word.lower(), self._terms)):
                for part in parts:
                    for cue in self._words.get(part, []) or self._words.get(lemma(part, "nl"), []):
                        yield Hit(cue, i, i + 1, part=True)


def _rank(hit: Hit) -> tuple[bool, int, int]:
    return hit.part, hit.stop - hit.start, hit.start


class _SeriesIndex:
    """Series by the word that fewest of them share; a matcher is made when a sentence first asks for it."""

    def __init__(self, nlp: Language, series: Iterable[Series]) -> None:
        self._vocab, self._language = nlp.vocab, str(nlp.lang)
        self._series = list(series)
        self._matchers: dict[int, Matcher] = {}
        shared = Counter(form for one in self._series for forms in one.needs for form in forms)
        stems = sorted({len(form) - 1 for form in shared if form.endswith("*")})
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for n, one in enumerate(self._series):
            for form in min(one.needs, key=lambda forms: (sum(shared[f] for f in forms), sorted(forms))):
                self._by_word[form].append(n)

        @lru_cache(maxsize=50_000)
        def forms_met(word: str, dictionary_form: str) -> tuple[str, ...]:
            met = {word, dictionary_form, *(word[:length] + "*" for length in stems)}
            return tuple(form for form in met if form in shared)

        self._forms_met = forms_met

    def hits(self, reading: Reading, sentence: Sentence) -> Iterator[Hit]:
        stretch = slice(sentence.first, sentence.stop)
        present: set[str] = set()
        for word, dictionary_form in zip(reading.norms[stretch], reading.lemmas[stretch], strict=True):
            present.update(self._forms_met(word, dictionary_form))
        asked = {n for form in present if form in self._by_word for n in self._by_word[form]}
        for n in sorted(asked):
            one = self._series[n]
            if any(present.isdisjoint(forms) for forms in one.needs):
                continue
            for _, start, stop in self._matcher(n)(reading.doc[sentence.first : sentence.stop]):
                hit = Hit(one.cue, sentence.first + start, sentence.first + stop)
                if one.closing and not _closes(reading, sentence, hit.stop):
                    continue
                if not (one.together and crosses(reading.norms[hit.start : hit.stop], self._language)):
                    yield hit

    def _matcher(self, n: int) -> Matcher:
        if n not in self._matchers:
            from spacy.matcher import Matcher

            self._matchers[n] = Matcher(self._vocab)
            self._matchers[n].add("series", [list(pattern) for pattern in self._series[n].patterns])
        return self._matchers[n]


def _closes(reading: Reading, sentence: Sentence, stop: int) -> bool:
    """Say whether a clause ends before this token."""
    if stop >= sentence.stop:
        return True
    following = reading.norms[stop]
    return following in CLAUSE_OPENERS or not any(c.isalnum() for c in following)
