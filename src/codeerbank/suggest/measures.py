"""How right suggestions were: counts with their base, intervals, reliability. All from three matrices, no model in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import TYPE_CHECKING, Any

from codeerbank.i18n import _

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

Z = 1.959963984540054
FEWEST_EXAMPLES = 5
FEWEST_SHOWN = 5
GOOD_ENOUGH = 0.7
"""What is shown must surely be right this often before a code's suggestions can be built on."""
HALF = 0.5
"""A code whose shown suggestions are mostly wrong costs more than it gives."""
BINS = 10
VERDICTS = ("firm", "tentative", "do_not_use", "too_few", "never_shown")


@dataclass(frozen=True, slots=True)
class Rate:
    """``n`` out of ``base``, with the 95% interval of Wilson; ``value`` is None where the base is 0."""

    n: int
    base: int

    @property
    def value(self) -> float | None:
        """Give the share."""
        return self.n / self.base if self.base else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Give the interval, from 0 to 1."""
        if not self.base:
            return None
        p, n = self.n / self.base, self.base
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        half = Z / (1 + Z * Z / n) * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)


def difference(one: Rate, other: Rate) -> tuple[float, float, float] | None:
    """Give how much higher the first rate is, with Newcombe's 95% interval; None where a base is 0."""
    if one.value is None or other.value is None or one.interval is None or other.interval is None:
        return None
    (low1, high1), (low2, high2) = one.interval, other.interval
    gap = one.value - other.value
    return gap, gap - hypot(one.value - low1, high2 - other.value), gap + hypot(high1 - one.value, other.value - low2)


@dataclass(frozen=True, slots=True)
class CodeResult:
    """One code: texts it was given, how often it was suggested (at ``shown_at``) and rightly so.

    examples    texts with this code the suggester could learn from, over the whole of the material
    precision   right out of suggested
    recall      right out of given
    coverage    suggested out of all texts
    average_precision   quality of the order over all texts; None where the code was never given
    agreement   2 x both / (suggester + person), at the threshold for F1; ``by_cues`` the same of the codebook's cues alone,
                ``between_coders`` of two persons; None where nobody compared
    """

    key: str
    examples: int
    precision: Rate
    recall: Rate
    coverage: Rate
    average_precision: float | None
    agreement: float | None
    by_cues: float | None = None
    between_coders: float | None = None

    @property
    def adds_nothing(self) -> bool:
        """Say whether the codebook's cues alone agree with the person as well as the suggester does, or better."""
        return self.by_cues is not None and (self.agreement or 0.0) <= self.by_cues

    @property
    def verdict(self) -> str:
        """Give one of VERDICTS.

        too_few       fewer than 5 examples, or shown fewer than 5 times: nothing can be said
        do_not_use    mostly wrong when shown, or surely right in less than 70%
        firm          surely (the lower end of the interval) right in 70% or more, and better than the cues alone
        tentative     everything between
        """
        interval = self.precision.interval
        if self.examples < FEWEST_EXAMPLES:
            return "too_few"
        if interval is None:
            return "never_shown"
        if self.precision.base < FEWEST_SHOWN:
            return "too_few"
        if interval[1] < GOOD_ENOUGH or self.precision.n < HALF * self.precision.base:
            return "do_not_use"
        return "firm" if interval[0] >= GOOD_ENOUGH and not self.adds_nothing else "tentative"


@dataclass(frozen=True, slots=True)
class Bin:
    """Best codes whose probability lies in [low, high): how sure the suggester was on average, how often it was right."""

    low: float
    high: float
    mean: float
    right: Rate


@dataclass(frozen=True, slots=True)
class Scores:
    """The whole, over texts that a person gave a code (p@1, recall@3) or over all texts (the rest).

    precision_at_1  the most probable code was given
    recall_at_3     mean share of a text's codes among the three most probable
    shown           best codes with a probability of at least ``shown_at``, and how many of those were right
    error           expected calibration error of the best code
    """

    precision_at_1: Rate
    recall_at_3: float | None
    micro_f1: float | None
    macro_f1: float | None
    shown: Rate
    right_when_shown: Rate
    error: float | None
    bins: Sequence[Bin]
    codes: Sequence[CodeResult]


def verdict_words(verdict: str) -> str:
    """Say a verdict to a person."""
    return {
        "firm": _("firm"),
        "tentative": _("tentative"),
        "do_not_use": _("do not use for this code"),
        "too_few": _("too little data"),
        "never_shown": _("never sure enough to show"),
    }[verdict]


def scores(
    keys: Sequence[str],
    probabilities: Array,
    targets: Array,
    passing: Array,
    shown_at: float = 0.8,
    second: Array | None = None,
    cues: Array | None = None,
) -> Scores:
    """Measure; all matrices texts x codes, ``passing`` where a code reaches the threshold for F1.

    ``second`` are the codes of a second person for the same texts, ``cues`` those of the codebook's cues alone.
    """
    import numpy as np

    given = targets.sum(axis=1) > 0
    best = np.argmax(probabilities, axis=1) if len(keys) else np.zeros(len(targets), dtype=int)
    sure = probabilities[np.arange(len(best)), best] if len(keys) else np.zeros(0)
    right = targets[np.arange(len(best)), best] > 0 if len(keys) else np.zeros(0, dtype=bool)
    top = np.argsort(-probabilities, axis=1, kind="stable")[:, :3]
    found = np.take_along_axis(targets, top, axis=1).sum(axis=1)
    bins = _bins(sure, right)
    in_use = targets.sum(axis=0) > 0
    each = [_f1(passing[:, n], targets[:, n]) or 0.0 for n in np.flatnonzero(in_use)]
    return Scores(
        precision_at_1=Rate(int((right & given).sum()), int(given.sum())),
        recall_at_3=float((found[given] / targets[given].sum(axis=1)).mean()) if given.any() else None,
        micro_f1=_f1(passing, targets),
        macro_f1=float(np.mean(each)) if each else None,
        shown=Rate(int((sure >= shown_at).sum()), len(sure)),
        right_when_shown=Rate(int((right & (sure >= shown_at)).sum()), int((sure >= shown_at).sum())),
        error=sum(b.right.base * abs(b.mean - (b.right.value or 0)) for b in bins) / len(sure) if len(sure) else None,
        bins=bins,
        codes=[
            _code(
                key, probabilities[:, n], targets[:, n], passing[:, n], _column(second, n), _column(cues, n), shown_at
            )
            for n, key in enumerate(keys)
        ],
    )


def _code(
    key: str, p: Array, y: Array, passing: Array, second: Array | None, cues: Array | None, shown_at: float
) -> CodeResult:
    shown = p >= shown_at
    right, given = int((shown & (y > 0)).sum()), int(y.sum())
    return CodeResult(
        key=key,
        examples=given,
        precision=Rate(right, int(shown.sum())),
        recall=Rate(right, given),
        coverage=Rate(int(shown.sum()), len(y)),
        average_precision=_average_precision(p, y),
        agreement=_f1(passing, y),
        by_cues=None if cues is None else _f1(cues, y),
        between_coders=None if second is None else _f1(second, y),
    )


def _column(matrix: Array | None, n: int) -> Array | None:
    return None if matrix is None else matrix[:, n]


def _f1(one: Array, other: Array) -> float | None:
    both, total = float(((one > 0) & (other > 0)).sum()), float((one > 0).sum() + (other > 0).sum())
    return 2 * both / total if total else None


def _average_precision(p: Array, y: Array) -> float | None:
    import numpy as np

    if not y.any():
        return None
    order = np.argsort(-p, kind="stable")
    hits = y[order] > 0
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean())


def _bins(sure: Array, right: Array) -> list[Bin]:
    import numpy as np

    number = np.minimum((sure * BINS).astype(int), BINS - 1)
    return [
        Bin(
            n / BINS,
            (n + 1) / BINS,
            float(sure[number == n].mean()),
            Rate(int(right[number == n].sum()), int((number == n).sum())),
        )
        for n in range(BINS)
        if (number == n).any()
    ]
