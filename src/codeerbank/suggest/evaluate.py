"""How good suggestions are on this material: with whole documents held out, and as they would have come.

Held out       each group (a document, a respondent) is predicted by what was learnt from the others, never from itself
Prequential    each block of texts is predicted before it is learnt from, in the order of coding: the learning curve
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.ports import LearningSuggester, Suggester
from codeerbank.domain.suggestion import Example
from codeerbank.errors import CodeerbankError, UsageError
from codeerbank.i18n import _
from codeerbank.suggest.checked import checked
from codeerbank.suggest.code_suggester import CodeSuggester
from codeerbank.suggest.measures import Rate, Scores, scores
from codeerbank.suggest.sample import Sample
from codeerbank.suggest.vectors import MemoryVectorCache

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FOLDS = 5
SHOWN_AT = 0.8
FIRST_BLOCK = 25
GROWTH = 0.25
"""A later block is this share of what was learnt by then, so that there are few blocks however much was coded."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The suggester's scores, and those of the codebook's cues alone on the same texts; ``groups`` were held out.

    best_right  for each text whether its surest code was given; None where nothing was given, or nothing proposed
    """

    texts: int
    groups: int
    ours: Scores
    cues: Scores
    model: str
    shown_at: float
    best_right: Sequence[bool | None] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One block of texts, predicted after ``learnt`` texts: how often the best code was right, and any of the first three."""

    learnt: int
    right: Rate
    recall_at_3: float | None
    shown: Rate
    right_when_shown: Rate


def held_out(
    suggester: CodeSuggester,
    texts: Sequence[str],
    codes: Sequence[Iterable[str]],
    groups: Sequence[object],
    *,
    second: Sequence[Iterable[str]] | None = None,
    shown_at: float = SHOWN_AT,
) -> Evaluation:
    """Evaluate with groups held out; ``second`` are the codes of another coder for the same texts.

    Raises UsageError with fewer than two groups: there is then nothing to hold out.
    """
    import numpy as np

    sample = Sample.of(suggester.codebook, texts, [list(given) for given in codes], groups=groups)
    fold = sample.folds(FOLDS)
    if len(set(groups)) < 2:
        words = _("At least two documents or respondents with codings are needed to measure suggestions.")
        raise UsageError(words, _("Code a second one first."))
    probabilities, passing = np.zeros(sample.targets.shape), np.zeros(sample.targets.shape)
    model = ""
    learner = _cached(suggester)
    keys = _keys(sample)
    for n in range(int(fold.max()) + 1):
        inside, outside = np.flatnonzero(fold != n).tolist(), np.flatnonzero(fold == n).tolist()
        learner.fit([sample.texts[i] for i in inside], keys(inside), groups=[groups[i] for i in inside])
        probabilities[outside] = learner.predict_proba([sample.texts[i] for i in outside])
        passing[outside] = probabilities[outside] >= learner.threshold_
        model = learner.model_
    other = None if second is None else Sample.of(suggester.codebook, texts, [list(given) for given in second]).targets
    names = [code.key for code in sample.codes]
    by_cues = cue_scores(suggester.codebook, suggester.language, sample.texts)
    ours = scores(names, probabilities, sample.targets, passing, shown_at, other, by_cues > 0)
    cues = scores(names, by_cues, sample.targets, by_cues > 0, shown_at)
    right = _best_right(probabilities, sample.targets)
    return Evaluation(len(texts), len(set(groups)), ours, cues, model, shown_at, right)


def any_held_out(
    suggester: Suggester,
    codebook: Codebook,
    language: str,
    examples: Sequence[Example],
    groups: Sequence[str],
    *,
    shown_at: float = SHOWN_AT,
) -> Evaluation:
    """Evaluate somebody else's suggester the same way: one that learns with groups held out, another as it is."""
    import numpy as np

    texts, codes = [example.text for example in examples], [list(example.codes) for example in examples]
    sample = Sample.of(codebook, texts, codes, groups=groups)
    if isinstance(suggester, LearningSuggester):
        fold = sample.folds(FOLDS)
        made = np.zeros(sample.targets.shape)
        for n in range(int(fold.max()) + 1):
            inside, outside = np.flatnonzero(fold != n), np.flatnonzero(fold == n)
            learnt = _learnt(suggester, codebook, [examples[int(i)] for i in inside], language)
            made[outside] = suggester_scores(checked(learnt), codebook, language, [texts[int(i)] for i in outside])
    else:
        made = suggester_scores(checked(suggester), codebook, language, texts)
    names = [code.key for code in sample.codes]
    by_cues = cue_scores(codebook, language, texts)
    return Evaluation(
        len(texts), len(set(groups)),
        scores(names, made, sample.targets, made > 0, shown_at, None, by_cues > 0),
        scores(names, by_cues, sample.targets, by_cues > 0, shown_at),
        f"{suggester.name} {suggester.version}", shown_at, _best_right(made, sample.targets),
    )  # fmt: skip


def _learnt(suggester: LearningSuggester, codebook: Codebook, examples: Sequence[Example], language: str) -> Suggester:
    try:
        return suggester.learnt(codebook, examples, language)
    except CodeerbankError:
        raise
    except Exception as error:  # somebody else's module may fail in any way
        raise checked(suggester).fails(type(error).__name__) from error


def _best_right(probabilities: Array, targets: Array) -> list[bool | None]:
    best = probabilities.argmax(axis=1)
    return [
        bool(given[n]) if given.any() and row[n] > 0 else None
        for row, given, n in zip(probabilities, targets, best, strict=True)
    ]


def prequential(
    suggester: CodeSuggester,
    texts: Sequence[str],
    codes: Sequence[Iterable[str]],
    groups: Sequence[object] | None = None,
    *,
    shown_at: float = SHOWN_AT,
) -> list[Step]:
    """Go through the texts in order of coding: predict a block, then learn it. The steps are the learning curve."""
    import numpy as np

    sample = Sample.of(suggester.codebook, texts, [list(given) for given in codes], groups=groups)
    learner, keys = _cached(suggester), _keys(sample)
    steps: list[Step] = []
    first = 0
    while first < len(sample.texts):
        stop = min(len(sample.texts), first + max(FIRST_BLOCK, int(GROWTH * first)))
        learner.fit(sample.texts[:first], keys(range(first)), groups=sample.groups[:first])
        p = learner.predict_proba(sample.texts[first:stop])
        block = scores([c.key for c in sample.codes], p, sample.targets[first:stop], np.zeros_like(p), shown_at)
        steps.append(Step(first, block.precision_at_1, block.recall_at_3, block.shown, block.right_when_shown))
        first = stop
    return steps


def cue_scores(codebook: Codebook, language: str, texts: Sequence[str]) -> Array:
    """Give the scores of the cue suggester (see ``suggester_scores``)."""
    from codeerbank.suggest.cues import CueSuggester

    return suggester_scores(CueSuggester(), codebook, language, texts)


def suggester_scores(suggester: Suggester, codebook: Codebook, language: str, texts: Sequence[str]) -> Array:
    """Give a suggester's scores, texts x codes, the best of a text's sentences; 0 where it proposes nothing."""
    import numpy as np

    number = {code.key: n for n, code in enumerate(code for code in codebook.codes if not code.archived)}
    made = np.zeros((len(texts), len(number)))
    turns = (
        Turn(str(n), n + 1, 0, 0, len(t), None, None, t, len(t.split()), "participant") for n, t in enumerate(texts)
    )
    for found in suggester.suggest(codebook, turns, language):
        row, column = int(found.document), number[found.code]
        made[row, column] = max(made[row, column], found.score)
    return made


def _cached(suggester: CodeSuggester) -> CodeSuggester:
    """Give a suggester of the same making that embeds every text once."""
    params = suggester.get_params()
    return CodeSuggester(**{**params, "cache": params["cache"] or MemoryVectorCache()})


def _keys(sample: Sample) -> Any:
    names = [code.key for code in sample.codes]

    def of(rows: Iterable[int]) -> list[list[str]]:
        return [[key for key, given in zip(names, sample.targets[i], strict=True) if given] for i in rows]

    return of
