"""From several judgements of a text to one probability for each code, calibrated on texts held out.

First step, the same few weights for all codes, so that few codings are enough to learn them:

    q = a.words + b.meaning + (1 - f) c.prior + f d.prior + e.log(n + 1/2) + sum of g_k.part_k + h,   f = 4 / (4 + n)

with n the examples of the code, ``words`` and ``meaning`` the log-odds of the two regressions, ``prior`` the codebook's
log share of the code and ``part_k`` its parts, from their mean. Second step: codes compete for a text,

    log-odds = s q - t r - v max(0, q - r) + u,   r = log(sum over the other codes of exp q).

Both are fitted by maximum a posteriori on out-of-fold values, with a normal prior around START: with few codings the
weights are those that served on other material, with many they are the project's own. Weights that would turn a
judgement upside down are not allowed. The second step makes the result calibrated; Platt's method is its case t = v = 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FADE = 4.0
START = (0.4, 0.5, 0.4, 0.7, -0.2)
FIRMNESS = 2.0
FREE = 0.1
"""How firmly the constant is held."""
PAIRS_AT_ONCE = 8192
"""Pairs of text and code that are reckoned with at a time, so that memory stays small."""
COLD = 0.5
"""With no coding at all: the prior's log-odds count for so much, as they did on material of other projects."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of both steps, and the means of the parts."""

    first: Any
    second: Any
    means: Any

    def terms(self, words: Array, meaning: Array, prior: Array, counts: Array, parts: Array) -> Array:
        """Give what each judgement adds to q: texts x codes x terms, the constant last."""
        import numpy as np

        stacked = np.stack(_columns(words, meaning, prior, counts, parts - self.means), axis=-1)
        return np.concatenate([stacked * self.first[:-1], np.full((*words.shape, 1), self.first[-1])], axis=-1)

    def log_odds(self, words: Array, meaning: Array, prior: Array, counts: Array, parts: Array) -> Array:
        """Give the calibrated log-odds."""
        q = _weighed(_columns(words, meaning, prior, counts, parts - self.means), self.first)
        return _weighed(_contest(q), self.second)


def fade(counts: Array) -> Array:
    """Give how much the codebook speaks for a code with so many examples."""
    return cast("Array", FADE / (FADE + counts))


def log_share(scores: Array) -> Array:
    """Give the logarithm of each code's share in a text."""
    from scipy.special import log_softmax

    return log_softmax(scores, axis=1) if scores.size else scores


def learn(
    words: Array, meaning: Array, prior: Array, counts: Array, parts: Array, targets: Array, weights: Array
) -> Weights:
    """Fit both steps on out-of-fold judgements (texts x codes); pairs of weight 0 are left out."""
    import numpy as np

    means = parts.mean(axis=(0, 1)) if parts.size else np.zeros(parts.shape[-1])
    columns = _columns(words, meaning, prior, counts, parts - means)
    kept = weights.ravel() > 0
    y, w = targets.ravel()[kept], weights.ravel()[kept]
    extra = len(columns) - len(START)
    lowest = [0.0] * 4 + [-1.0] + [0.0] * extra
    first = _fit(_rows(columns, kept), y, w, [*START, *[0.0] * extra, 0.5], lowest)
    second = _fit(_rows(_contest(_weighed(columns, first)), kept), y, w, [1.0, 0.3, 0.0, 0.0], [0.05, 0.0, 0.0])
    second[2] = min(second[2], 0.8 * (second[0] + second[1]))  # more for a code never makes it less probable
    return Weights(first, second, means)


def best_threshold(probabilities: Array, targets: Array, weights: Array) -> float:
    """Give the one threshold for all codes that gives the highest F1 over all pairs with weight."""
    import numpy as np

    kept = weights.ravel() > 0
    p, y = probabilities.ravel()[kept], targets.ravel()[kept]
    order = np.argsort(-p, kind="stable")
    p, hits = p[order], np.cumsum(y[order])
    f1 = 2 * hits / (np.arange(1, len(p) + 1) + y.sum())
    last = np.append(p[1:] < p[:-1], True)  # equal probabilities pass together
    best = int(np.argmax(np.where(last, f1, -1)))
    return float((p[best] + p[best + 1]) / 2) if best + 1 < len(p) else float(p[best])


def _columns(words: Array, meaning: Array, prior: Array, counts: Array, parts: Array) -> list[Array]:
    import numpy as np

    faded = fade(counts)
    known = np.log(counts + 0.5)
    return [words, meaning, (1 - faded) * prior, faded * prior, known, *np.moveaxis(parts, -1, 0)]


def _weighed(columns: Sequence[Array], weights: Array) -> Array:
    """Give the weighted sum of the columns and the constant, which is the last weight."""
    import numpy as np

    total = np.full(columns[0].shape, weights[-1], dtype=np.float64)
    for column, weight in zip(columns, weights[:-1], strict=True):
        total += weight * column
    return total


def _contest(q: Array) -> list[Array]:
    """Give what the second step weighs: q, the rivals, and by how much q is ahead, which counts for less."""
    import numpy as np

    rivals = _rivals(q)
    return [q, -rivals, -np.maximum(q - rivals, 0)]


def _rivals(q: Array) -> Array:
    """Give for each code the log of the summed exp of the other codes."""
    import numpy as np

    if q.shape[1] < 2:
        return np.zeros_like(q)
    top = q.max(axis=1, keepdims=True)
    shares = np.exp(q - top)
    total = shares.sum(axis=1, keepdims=True)
    return cast("Array", np.log(np.maximum(total - shares, 1e-6)) + top)


def _rows(columns: Sequence[Array], kept: Array) -> Array:
    """Give the pairs that are kept as rows of the columns and a one; half as wide as they are reckoned with."""
    import numpy as np

    rows = np.ones((int(kept.sum()), len(columns) + 1), dtype=np.float32)
    for n, column in enumerate(columns):
        rows[:, n] = column.ravel()[kept]
    return rows


def _fit(rows: Array, y: Array, weights: Array, start: Sequence[float], lowest: Sequence[float]) -> Array:
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import expit

    middle = np.array(start)
    firm = np.array([FIRMNESS] * (len(start) - 1) + [FREE])

    def loss(w: Array) -> tuple[float, Array]:
        away = w - middle
        value, slope = 0.5 * float(firm @ away**2), firm * away
        for first in range(0, len(y), PAIRS_AT_ONCE):
            some = slice(first, first + PAIRS_AT_ONCE)
            these, given = rows[some].astype(np.float64), y[some]
            q = these @ w
            value += float(weights[some] @ (np.logaddexp(0, q) - given * q))
            slope += these.T @ (weights[some] * (expit(q) - given))
        return value, slope

    bounds = [*((low, None) for low in lowest), (None, None)]
    return np.asarray(minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=bounds).x)
