"""How good the suggestions are on what one coder coded: per code, over time, beside cues, a second coder and chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codeerbank.domain.suggestion import Example
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.suggest.evaluate import Evaluation, Step
from codeerbank.suggest.measures import CodeResult, Rate
from codeerbank.workbench.session import Session

FEWEST_TEXTS = 20
"""With fewer coded texts nothing is measured."""


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured.

    whole      whether whole documents and respondents were held out; else stretches of documents
    steps      the learning curve: each block predicted before it was learnt from; empty for a suggester that cannot
    judged     suggestions this coder accepted, of those decided on
    shown, withheld   how often the surest code is the coder's, where suggestions were shown and where they were not
    second     the coder who read the same texts, or empty; ``between`` per code 2 x both / sum, of ``compared`` texts
    """

    coder: str
    suggester: str
    whole: bool
    evaluation: Evaluation
    steps: Sequence[Step]
    judged: Rate
    shown: Rate
    withheld: Rate
    second: str
    between: Mapping[str, float]
    compared: int


def measure(
    session: Session,
    name: str | None = None,
    curve: bool = True,
    seen: Callable[[int, int], None] = lambda _n, _m: None,
) -> Quality:
    """Measure the suggester of this name, or the project's own. Raises UsageError where too little was coded."""
    from codeerbank.plugins import suggesters
    from codeerbank.suggest.evaluate import any_held_out, held_out, prequential
    from codeerbank.suggest.learned import LEAST, LearnedSuggester, groups_of
    from codeerbank.workbench.suggestion_choices import choices
    from codeerbank.workbench.suggestion_material import material

    chosen = session.later(lambda: choices(session)).result()
    suggester = suggesters().named(name or chosen.suggester)
    known = material(session)
    texts = [example for example in known.examples if example.codes or example.done]
    if known.coded < FEWEST_TEXTS:
        words = _("There are {n} coded texts of {coder}; from {least} on suggestions are measured.")
        raise UsageError(
            words.format(n=known.coded, coder=session.coder, least=FEWEST_TEXTS),
            _("Code more, or name a coder: --coder."),
        )
    groups, words_of, codes_of = groups_of(texts), [t.text for t in texts], [t.codes for t in texts]
    seen(0, 3)
    steps: Sequence[Step] = ()
    if isinstance(suggester, LearnedSuggester):
        learner = _learner(session, chosen.vectors, chosen.pipeline, known.background)
        evaluation = held_out(learner, words_of, codes_of, groups, shown_at=LEAST)
        seen(1, 3)
        steps = prequential(learner, words_of, codes_of, groups, shown_at=LEAST) if curve else ()
    else:
        evaluation = any_held_out(suggester, session.codebook, session.language, texts, groups, shown_at=LEAST)
    seen(2, 3)
    second, between, compared = _second(session, texts)
    accepted, decided = session.later(lambda: session.read.decisions.judged(session.coder)).result()
    return Quality(
        session.coder, suggester.name, groups == [t.group for t in texts], evaluation, steps, Rate(accepted, decided),
        _right(texts, evaluation, False), _right(texts, evaluation, True), second, between, compared,
    )  # fmt: skip


def _learner(session: Session, vectors: str, pipeline: str, background: Sequence[str]) -> Any:
    from codeerbank.store.caches import vectors_beside
    from codeerbank.suggest import CodeSuggester
    from codeerbank.suggest.vector_cache import FileVectorCache

    kept = vectors_beside(session.path)
    cache = FileVectorCache(kept) if kept else None
    return CodeSuggester(session.codebook, session.language, vectors, background, cache, pipeline or None)


def _right(texts: Sequence[Example], evaluation: Evaluation, withheld: bool) -> Rate:
    pairs = zip(texts, evaluation.best_right, strict=True)
    marks = [right for text, right in pairs if text.withheld == withheld and right is not None]
    return Rate(sum(marks), len(marks))


def _second(session: Session, texts: Sequence[Example]) -> tuple[str, dict[str, float], int]:
    """Compare with the coder who read most of the same texts; the consensus is nobody's own reading."""
    from codeerbank.workbench.double_coding import coders_who_read
    from codeerbank.workbench.suggestion_material import material

    mine = {_place(t): set(t.codes) for t in texts if t.done}
    found: tuple[str, dict[tuple[str, ...], set[str]]] = ("", {})
    for coder in session.later(lambda: coders_who_read(session)).result():
        if coder not in (session.coder, "consensus"):
            other = {_place(t): set(t.codes) for t in material(session, coder).examples if t.done and _place(t) in mine}
            found = max(found, (coder, other), key=lambda pair: len(pair[1]))
    coder, theirs = found
    between: dict[str, float] = {}
    for code in {code for codes in (*theirs.values(), *(mine[p] for p in theirs)) for code in codes}:
        both = sum(code in codes and code in mine[place] for place, codes in theirs.items())
        total = sum((code in codes) + (code in mine[place]) for place, codes in theirs.items())
        between[code] = 2 * both / total
    return coder, between, len(theirs)


def _place(text: Example) -> tuple[str, ...]:
    return text.group, text.source, text.text


def quality_record(found: Quality) -> dict[str, Any]:
    """Give the figures with stable keys; percentages 0-100, None where there is no base."""
    ours, cues = found.evaluation.ours, found.evaluation.cues
    return {
        "coder": found.coder,
        "suggester": found.suggester,
        "model": found.evaluation.model,
        "texts": found.evaluation.texts,
        "groups": found.evaluation.groups,
        "held_out": "documents" if found.whole else "stretches",
        "shown_at": 100 * found.evaluation.shown_at,
        "precision_at_1": rate_record(ours.precision_at_1),
        "precision_at_1_cues": rate_record(cues.precision_at_1),
        "recall_at_3": _percent(ours.recall_at_3),
        "micro_f1": _percent(ours.micro_f1),
        "macro_f1": _percent(ours.macro_f1),
        "coverage": rate_record(ours.shown),
        "precision_when_shown": rate_record(ours.right_when_shown),
        "calibration_error": _percent(ours.error),
        "reliability": [
            {"from": 100 * b.low, "to": 100 * b.high, "stated": 100 * b.mean, "right": rate_record(b.right)}
            for b in ours.bins
        ],
        "learning_curve": [
            {"learnt": s.learnt, "precision_at_1": rate_record(s.right), "recall_at_3": _percent(s.recall_at_3)}
            for s in found.steps
        ],
        "accepted": rate_record(found.judged),
        "anchoring": {"shown": rate_record(found.shown), "withheld": rate_record(found.withheld)},
        "second_coder": found.second or None,
        "compared": found.compared,
        "codes": [_code_record(code, found.between.get(code.key)) for code in ours.codes if code.examples or code.precision.base],
    }  # fmt: skip


def rate_record(rate: Rate) -> dict[str, Any]:
    """Give a rate with its base and interval."""
    low, high = rate.interval or (None, None)
    return {
        "n": rate.n, "base": rate.base, "percentage": _percent(rate.value),
        "low": _percent(low), "high": _percent(high), "small_base": rate.base < 10,
    }  # fmt: skip


def _code_record(code: CodeResult, between: float | None) -> dict[str, Any]:
    return {
        "code": code.key, "examples": code.examples, "precision": rate_record(code.precision),
        "recall": rate_record(code.recall), "coverage": rate_record(code.coverage),
        "agreement": _percent(code.agreement), "between_coders": _percent(between), "verdict": code.verdict,
    }  # fmt: skip


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value
