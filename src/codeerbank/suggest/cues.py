"""Suggestions from the codebook alone: its cues, and the words of its names, rules and examples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Evidence, Suggestion
from codeerbank.i18n import N_
from codeerbank.language.clauses import clauses, marks, touching
from codeerbank.suggest.rank import Grounds, choose
from codeerbank.suggest.reading import Reading, Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from codeerbank.suggest.prepared import PreparedCodebook

BATCH = 256


class CueSuggester:
    """Proposes codes by the codebook's cues and words; knows nothing of codings, so it works before the first one.

    The score only ranks (see ``rank.Grounds.score``); it is no probability. A cue listed with several codes counts for
    each divided by the square root of their number, so that words which point everywhere carry little. A denial in the
    clause changes no score ("nooit geleerd" is about learning); it is shown as evidence of kind ``negation``, and what
    tells can, may, want or must as evidence of that kind.
    Moderators are skipped. One codebook is kept ready; not to be used by two threads at once.
    """

    name = "cues"
    version = "1"
    description = N_("Cues, names, rules and examples of the codebook")

    def __init__(self) -> None:
        self._ready: PreparedCodebook | None = None

    def suggest(self, codebook: Codebook, turns: Iterable[Turn], language: str) -> Iterator[Suggestion]:
        """Propose codes for each sentence, turn by turn, best first; reads ``turns`` as a stream.

        Raises UsageError for a language other than "nl" and "en".
        """
        if self._ready is None or not self._ready.fits(codebook, language):
            from codeerbank.suggest.prepared import PreparedCodebook

            self._ready = PreparedCodebook(codebook, language)
        return self._stream(self._ready, turns)

    def _stream(self, ready: PreparedCodebook, turns: Iterable[Turn]) -> Iterator[Suggestion]:
        spoken = (turn for turn in turns if turn.role != "moderator")
        while batch := list(islice(spoken, BATCH)):
            yield from self._batch(ready, batch)

    def _batch(self, ready: PreparedCodebook, turns: list[Turn]) -> list[Suggestion]:
        # The zone gives back the memory of words seen only in this batch.
        with ready.nlp.memory_zone():
            docs = ready.nlp.pipe(turn.text for turn in turns)
            return [found for turn, doc in zip(turns, docs, strict=True) for found in self._turn(ready, turn, doc)]

    def _turn(self, ready: PreparedCodebook, turn: Turn, doc: Doc) -> Iterator[Suggestion]:
        reading = Reading.of(doc, turn.said)
        for sentence, hits in ready.matcher.hits(reading):
            grounds = ready.grounds(reading, sentence, hits)
            scores = {n: ground.score() for n, ground in grounds.items()}
            for n in choose(scores, ready.ancestors):
                where = reading.evidence("sentence", sentence.first, sentence.stop)
                evidence = (*grounds[n].evidence(reading), *_coloured(reading, sentence, grounds[n], ready.language))
                yield Suggestion(
                    document=turn.document,
                    start=where.start,
                    stop=where.stop,
                    quote=where.words,
                    code=ready.codes[n].key,
                    score=scores[n],
                    evidence=evidence,
                    suggester=self.name,
                    version=self.version,
                )


def _coloured(reading: Reading, sentence: Sentence, grounds: Grounds, language: str) -> list[Evidence]:
    """Give what denies the words a code rests on, or makes them possible, allowed, wanted or needed."""
    part = slice(sentence.first, sentence.stop)
    norms, first = reading.norms[part], sentence.first
    said = marks(norms, reading.lemmas[part], clauses(norms, [0], language), language)
    # A denial inside a cue is part of it; a shared word may itself be what colours.
    own = [(r.first - first, r.stop - first) for r in (*grounds.cues, *grounds.words.values())]
    return [reading.evidence(one.kind, first + one.at, first + one.at + 1) for one in touching(said, own)]


SUGGESTER = CueSuggester()
