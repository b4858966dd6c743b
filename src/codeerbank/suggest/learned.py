"""The suggester that learns: ``CodeSuggester`` on the sentences of transcripts and on whole answers, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Evidence, Example, Near, Suggestion, Why
from codeerbank.domain.text import Span, sentences
from codeerbank.i18n import N_
from codeerbank.suggest.code_suggester import VERSION, CodeSuggester

if TYPE_CHECKING:
    from codeerbank.suggest.fitted import Fitted
    from codeerbank.suggest.text_read import TextRead, WordShare

LEAST = 0.5
"""A probability from which a learnt code is proposed; without examples it is ``CodeSuggester.threshold_``."""
MOST = 3
LONGEST_ANSWER = 100
"""Words of an answer that is still judged as a whole."""
BATCH = 64
WORDS_SHOWN = 4
FAINT = 0.25
"""A word that adds less than this share of the strongest is not shown."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that gets suggestions."""

    turn: Turn
    start: int
    stop: int

    @property
    def text(self) -> str:
        """Its words."""
        return self.turn.text[self.start - self.turn.said : self.stop - self.turn.said]


def units(turn: Turn) -> Iterator[Unit]:
    """Cut a turn into what gets suggestions: an answer as a whole, other turns (and very long answers) by sentence."""
    is_answer = turn.speaker is None and turn.case is not None and turn.words <= LONGEST_ANSWER
    bare = turn.text.strip()
    lead = turn.text.find(bare) if bare else 0
    for span in [Span(lead, lead + len(bare))] if is_answer else sentences(turn.text):
        if any(c.isalpha() for c in span.of(turn.text)):
            yield Unit(turn, turn.said + span.start, turn.said + span.stop)


class LearnedSuggester:
    """Proposes codes by what was coded and by the codebook; the score is a calibrated probability once it has learnt.

    Not to be used by two threads at once.
    """

    name = "learned"
    description = N_("Learns from what was coded; begins with the codebook")

    def __init__(self) -> None:
        self.version = VERSION
        self.examples: Sequence[Example] = ()
        self.remarks: Sequence[str] = ()
        self._model: CodeSuggester | None = None

    def learnt(
        self,
        codebook: Codebook,
        examples: Sequence[Example],
        language: str,
        background: Sequence[str] = (),
        kept: Path | None = None,
        choice: Mapping[str, str] | None = None,
    ) -> LearnedSuggester:
        """Give a suggester that knows these examples; the version names what it learnt from."""
        from codeerbank.suggest.vector_cache import FileVectorCache

        asked = choice or {}
        made = LearnedSuggester()
        cache = FileVectorCache(kept) if kept else None
        made._model = taught(
            CodeSuggester(codebook, language, asked.get("vectors") or "auto", background, cache,
                          asked.get("pipeline") or None),
            examples,
        )  # fmt: skip
        made.examples = list(examples)
        made.version = f"{VERSION}-{_mark(codebook, examples, made._model.model_)}"
        made.remarks = cache.remarks if cache else ()
        return made

    def suggest(self, codebook: Codebook, turns: Iterable[Turn], language: str) -> Iterator[Suggestion]:
        """Propose codes, turn by turn, best first within a stretch; reads ``turns`` as a stream."""
        if not any(not code.archived for code in codebook.codes):
            return
        fitted = self._ready(codebook, language)
        found = (unit for turn in turns if turn.role != "moderator" for unit in units(turn))
        while batch := list(islice(found, BATCH)):
            yield from self._batch(fitted, batch)

    def why(self, codebook: Codebook, suggestion: Suggestion, language: str) -> Why:
        """Take one suggestion apart."""
        from codeerbank.suggest.explaining import codes_below, explain

        learnt = sum(bool(example.codes) for example in self.examples)
        if below := codes_below(self._ready(codebook, language), suggestion.quote, suggestion.code):
            return Why(suggestion.code, suggestion.score, learnt=learnt, below=below[:MOST])
        found = explain(self._ready(codebook, language), suggestion.quote, suggestion.code)
        strong = _strong(self._ready(codebook, language), found.words)
        words = [(_moved(w.words, "word", w.start, w.stop, suggestion.start), w.weight) for w in strong]
        cues = [e for e in suggestion.evidence if e.kind not in ("word", "meaning")]
        nearest = [
            Near(near.text, self.examples[near.number].source, near.cosine)
            for near in found.nearest
            if near.text != suggestion.quote
        ]
        return Why(
            suggestion.code, suggestion.score, words, cues, found.exclusions, nearest, found.shares, found.examples,
            learnt, close=found.close,
        )  # fmt: skip

    def _ready(self, codebook: Codebook, language: str) -> Fitted:
        """Give what was learnt; for other codes or another language, what the codebook says by itself."""
        model = self._model
        if model is None or model.language != language or model.codebook.codes != codebook.codes:
            model = CodeSuggester(codebook, language, "auto").fit([], [])
            self._model, self.version, self.examples = model, VERSION, ()
        return model.fitted

    def _batch(self, fitted: Fitted, batch: list[Unit]) -> Iterator[Suggestion]:
        from codeerbank.suggest.text_read import TextRead

        texts = [unit.text for unit in batch]
        least = LEAST if fitted.weights is not None else fitted.threshold
        proposed = fitted.propose(texts, least, MOST)
        rows = fitted.space.transform(texts)
        for n, (unit, text, codes) in enumerate(zip(batch, texts, proposed, strict=True)):
            read = TextRead(fitted, text, rows[n])
            for key, probability in codes:
                yield Suggestion(
                    unit.turn.document, unit.start, unit.stop, text, key, round(probability, 4),
                    _evidence(read, key, unit.start), self.name, self.version,
                )  # fmt: skip


def taught(suggester: CodeSuggester, examples: Sequence[Example]) -> CodeSuggester:
    """Fit a suggester on examples; codes that were taken out of the codebook since say nothing."""
    known = {code.key for code in suggester.codebook.codes}
    return suggester.fit(
        [example.text for example in examples],
        [[key for key in example.codes if key in known] for example in examples],
        rejected=[example.rejected for example in examples],
        done=[example.done for example in examples],
        groups=groups_of(examples),
    )


FEWEST_GROUPS = 4


def groups_of(examples: Sequence[Example]) -> list[str]:
    """Give what stays together when texts are held out: documents and respondents, or stretches of a document where
    there are too few of those.
    """
    whole = {example.group for example in examples if example.codes}
    return [example.group if len(whole) >= FEWEST_GROUPS else example.part for example in examples]


def _evidence(read: TextRead, key: str, start: int) -> tuple[Evidence, ...]:
    """Give the cues and the words a code rests on; where it is all meaning, the stretch as a whole."""
    from codeerbank.suggest.explaining import codes_below

    fitted, text = read.fitted, read.text
    likeliest = codes_below(fitted, text, key)  # a code that holds others speaks by the words of those
    n = fitted.number(likeliest[0][0] if likeliest else key)
    places = dict.fromkeys(sorted(read.cue_hits(n), key=lambda hit: (hit[2], -hit[3])))
    cues = [_moved(words, kind, a, b, start) for kind, words, a, b in places]
    # Of cues that stand in each other the longest says it all.
    cues = [c for c in cues if not any(_inside(c, other) for other in cues)]
    words = [_moved(w.words, "word", w.start, w.stop, start) for w in _strong(fitted, read.word_shares(n))]
    found = [*dict.fromkeys(cues), *(word for word in words if not any(_inside(word, cue, True) for cue in cues))]
    rests_on = [(one.start - start, one.stop - start) for one in found]
    found += [_moved(said, kind, a, b, start) for kind, said, a, b in read.coloured(rests_on)]
    return tuple(found) or (Evidence("meaning", text, start, start + len(text)),)


def _inside(one: Evidence, other: Evidence, even_the_same: bool = False) -> bool:
    same = (one.start, one.stop) == (other.start, other.stop)
    return other.start <= one.start and one.stop <= other.stop and (even_the_same or not same)


def _strong(fitted: Fitted, words: Sequence[WordShare]) -> list[WordShare]:
    """Give the words with content that add most."""
    from codeerbank.suggest.profiles import vocabulary

    known = vocabulary(fitted.language)
    said = (w for w in words if w.weight > 0 and not known.is_small(w.words))
    best = sorted(said, key=lambda w: (-w.weight, w.start))[:WORDS_SHOWN]
    return sorted((w for w in best if w.weight >= FAINT * best[0].weight), key=lambda w: w.start)


def _moved(words: str, kind: str, start: int, stop: int, by: int) -> Evidence:
    return Evidence(kind, words, by + start, by + stop)


def _mark(codebook: Codebook, examples: Sequence[Example], model: str) -> str:
    """Name what was learnt from: the same decisions, codebook and vectors give the same name."""
    learnt = blake2b(f"{model}\x1f{codebook!r}".encode("utf-8", "surrogatepass"), digest_size=4)
    for one in examples:
        learnt.update(
            repr((one.text, tuple(one.codes), tuple(one.rejected), one.done)).encode("utf-8", "surrogatepass")
        )
    return learnt.hexdigest()


SUGGESTER = LearnedSuggester()
