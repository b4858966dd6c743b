"""Logistic regression for many codes at once, with a weight for every pair of text and code.

For each code: minimise |w|^2 / 2 + C * sum of weight * log(1 + exp(-y (x w + b))), natural frequencies, no balancing.
All codes share the texts, so one product serves them all. With fewer texts than columns the texts' own space is
used (X = Z B with Z of one column a text): the same solution, in as many unknowns as there are texts. Weight 0 leaves a
pair out, so that the folds of a cross-validation are only other weights on the same matrix, solved in the same run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

INTERCEPT = 0.01
"""How firmly the intercept is held near 0, against 1 for the other coefficients."""

STEPS = 20
"""More steps change no order of codes that anybody would see (measured at 15 to 80)."""
TOLERANCE = 0.01
WIDEST = 1500
"""Up to so many texts the texts' own space is used."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Coefficients (columns x codes) and intercepts of the codes; ``logits`` are those of the texts it was fitted on."""

    weights: Any
    intercepts: Any
    logits: Any

    def first(self, codes: int) -> Solution:
        """Give the first so many codes."""
        return Solution(self.weights[:, :codes], self.intercepts[:codes], self.logits[:, :codes])


def solve(features: Any, targets: Any, weights: Any, strength: float, kept: int | None = None) -> Solution:
    """Fit; ``features`` (texts x columns, dense or sparse), ``targets`` 0 or 1 and ``weights`` (texts x codes).

    A code without examples gets coefficients of 0 and the log-odds of half an example. Of the first ``kept`` codes only
    (None: of all) the coefficients are worked out; the logits are there for every code.
    """
    import numpy as np

    codes = targets.shape[1]
    positive, total = (weights * targets).sum(axis=0), weights.sum(axis=0)
    intercepts = np.log((positive + 0.5) / (total - positive + 0.5))
    own, back = _own_space(features)
    found = np.zeros((own.shape[1], codes), dtype=np.float32)
    used = np.flatnonzero((positive > 0) & (positive < total))
    if len(used):
        way = _one_by_one if hasattr(own, "tocsr") else _minimise
        found[:, used], intercepts[used] = way(own, targets[:, used], strength * weights[:, used], intercepts[used])
    wanted = found[:, : codes if kept is None else kept]
    coefficients = wanted if back is None else np.asarray(features.T @ (back @ wanted))
    return Solution(coefficients, intercepts, np.asarray(own @ found) + intercepts)


def _own_space(features: Any) -> tuple[Any, Any]:
    """Give the texts with as few columns as say the same, and what turns coefficients of those into sums of texts."""
    import numpy as np

    texts, columns = features.shape
    if texts > WIDEST and hasattr(features, "tocsr"):
        return features.tocsr(), None
    if columns <= texts:
        dense = features.todense() if hasattr(features, "todense") else features
        return np.asarray(dense, dtype=np.float32), None
    gram = features @ features.T
    gram = np.asarray(gram.todense() if hasattr(gram, "todense") else gram, dtype=np.float64)
    values, vectors = np.linalg.eigh(gram)
    enough = values > values[-1] * 1e-6
    root = np.sqrt(values[enough])
    return (vectors[:, enough] * root).astype(np.float32), (vectors[:, enough] / root).astype(np.float32)


def _one_by_one(features: Any, targets: Any, weights: Any, start: Any) -> tuple[Any, Any]:
    """Do each code by itself: with thousands of texts the coordinate descent of liblinear is faster than all at once."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    found, intercepts = np.zeros((features.shape[1], targets.shape[1]), dtype=np.float32), np.array(start)
    for n in range(targets.shape[1]):
        rows = np.flatnonzero(weights[:, n] > 0)
        learner = LogisticRegression(C=1.0, solver="liblinear", dual=True, tol=TOLERANCE, random_state=0)
        learner.fit(features[rows], targets[rows, n] > 0, sample_weight=weights[rows, n])
        found[:, n], intercepts[n] = learner.coef_[0], learner.intercept_[0]
    return found, intercepts


def _minimise(features: Any, targets: Any, weights: Any, start: Any) -> tuple[Any, Any]:
    """Give coefficients and intercepts; ``start`` are the first intercepts."""
    import numpy as np
    from scipy.optimize import minimize

    columns, codes = features.shape[1], targets.shape[1]
    weights = weights.astype(np.float32)
    scale, bias_scale = _scales(features, float(weights.max()))

    def loss(flat: Any) -> tuple[float, Any]:
        unknown = flat.reshape(columns + 1, codes)
        w = scale * unknown[:-1].astype(np.float32)
        b = bias_scale * unknown[-1]
        logits = features @ w + b.astype(np.float32)
        small = np.exp(-np.abs(logits))
        value = float(np.vdot(weights, np.maximum(logits, 0) - targets * logits + np.log1p(small)))
        value += 0.5 * float(np.vdot(w, w)) + 0.5 * INTERCEPT * float(b @ b)
        pull = weights * (np.where(logits > 0, 1, small) / (1 + small) - targets)
        slope = np.empty_like(unknown)
        slope[:-1] = scale * (features.T @ pull + w)
        slope[-1] = bias_scale * (pull.sum(axis=0, dtype=np.float64) + INTERCEPT * b)
        return value, slope.ravel()

    first = np.zeros((columns + 1, codes))
    first[-1] = start / bias_scale
    options = {"maxiter": STEPS, "maxcor": 5, "ftol": 1e-7}
    solved = minimize(loss, first.ravel(), jac=True, method="L-BFGS-B", options=options).x.reshape(columns + 1, codes)
    return (scale * solved[:-1]).astype(np.float32), bias_scale * solved[-1]


def _scales(features: Any, strength: float) -> tuple[Any, float]:
    """Give the unit in which to step along each column: by what the loss can bend there, few steps are enough."""
    import numpy as np

    bend = 0.1 * strength
    scale = 1 / np.sqrt(bend * (features**2).sum(axis=0) + 1)
    return scale.astype(np.float32)[:, None], float(1 / np.sqrt(bend * features.shape[0] + INTERCEPT))
