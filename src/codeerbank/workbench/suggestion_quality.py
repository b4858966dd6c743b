"""How good the suggestions are on what one coder coded: per code, over time, beside cues, a second coder and chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.coding import CONSENSUS
from codeerbank.domain.suggestion import Example
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.suggest.evaluate import Evaluation, Step
from codeerbank.suggest.measures import CodeResult, Rate, difference
from codeerbank.workbench.session import Session

FEWEST_TEXTS = 20
"""With fewer coded texts nothing is measured."""


FEWEST_COMPARED = 10
"""With fewer texts on either side nothing is said of whether suggestions steer."""


@dataclass(frozen=True, slots=True)
class Second:
    """A second coder of the same texts: how many, and 2 x both / sum per code and over all; no name: there is none."""

    coder: str = ""
    texts: int = 0
    by_code: Mapping[str, float] = field(default_factory=dict)
    overall: float | None = None


@dataclass(frozen=True, slots=True)
class Quality:
    """What was measured.

    whole      whether whole documents and respondents were held out; else stretches of documents
    steps      the learning curve: each block predicted before it was learnt from; empty for a suggester that cannot
    judged     suggestions this coder accepted, of those decided on
    shown, withheld   how often the surest code is the coder's, where suggestions were shown and where they were not
    unsteered  why those two say nothing: "unused", "shown_everywhere", "few"; empty where they do
    made       codings by accepting a suggestion, of all this coder's
    """

    coder: str
    suggester: str
    whole: bool
    evaluation: Evaluation
    steps: Sequence[Step]
    judged: Rate
    shown: Rate
    withheld: Rate
    unsteered: str
    made: Rate
    second: Second


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
    judged = Rate(*session.later(lambda: session.read.decisions.judged(session.coder)).result())
    made = Rate(*session.later(lambda: session.read.codings.from_suggestions(session.coder)).result())
    shown, kept_back = _right(texts, evaluation, False), _right(texts, evaluation, True)
    return Quality(
        session.coder, suggester.name, groups == [t.group for t in texts], evaluation, steps, judged, shown, kept_back,
        _unsteered(chosen.withholding, judged, shown, kept_back), made, _second(session, texts),
    )  # fmt: skip


def _unsteered(withholding: bool, judged: Rate, shown: Rate, withheld: Rate) -> str:
    """Say why nothing can be said of whether suggestions steer, or nothing."""
    if not judged.base:
        return "unused"
    if not withholding:
        return "shown_everywhere"
    return "few" if min(shown.base, withheld.base) < FEWEST_COMPARED else ""


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


def _second(session: Session, texts: Sequence[Example]) -> Second:
    """Compare with the coder who read most of the same texts; the consensus is nobody's own reading."""
    from codeerbank.workbench.double_coding import coders_who_read
    from codeerbank.workbench.suggestion_material import material

    mine = {_place(t): set(t.codes) for t in texts if t.done}
    found: tuple[str, dict[tuple[str, ...], set[str]]] = ("", {})
    for coder in session.later(lambda: coders_who_read(session)).result():
        if coder not in (session.coder, CONSENSUS):
            other = {_place(t): set(t.codes) for t in material(session, coder).examples if t.done and _place(t) in mine}
            found = max(found, (coder, other), key=lambda pair: len(pair[1]))
    coder, theirs = found
    given = Counter(code for place, codes in theirs.items() for code in (*codes, *mine[place]))
    both = Counter(code for place, codes in theirs.items() for code in codes & mine[place])
    by_code = {code: 2 * both[code] / n for code, n in given.items()}
    return Second(coder, len(theirs), by_code, 2 * both.total() / given.total() if given else None)


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
        "from_suggestions": rate_record(found.made),
        "anchoring": _anchoring(found),
        "second_coder": found.second.coder or None,
        "compared": found.second.texts,
        "between_coders": _percent(found.second.overall),
        "codes": [
            _code_record(code, found.second.by_code.get(code.key))
            for code in ours.codes
            if code.examples or code.precision.base
        ],
    }


def _anchoring(found: Quality) -> dict[str, Any]:
    gap = None if found.unsteered else difference(found.shown, found.withheld)
    return {
        "shown": rate_record(found.shown),
        "withheld": rate_record(found.withheld),
        "difference": gap and dict(zip(("points", "low", "high"), map(_percent, gap), strict=True)),
        "reason": found.unsteered,
    }


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
        "agreement": _percent(code.agreement), "agreement_cues": _percent(code.by_cues),
        "between_coders": _percent(between), "verdict": code.verdict,
    }  # fmt: skip


def _percent(value: float | None) -> float | None:
    return None if value is None else 100 * value
