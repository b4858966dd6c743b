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
WIDEST = 2500
"""Up to so many texts the texts' own space is used."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Coefficients (columns x codes) and intercepts of the codes; ``logits`` of the texts it was fitted on."""

    weights: Any
    intercepts: Any
    logits: Any

    def part(self, columns: slice) -> Solution:
        """Give some of the codes."""
        return Solution(self.weights[:, columns], self.intercepts[columns], self.logits[:, columns])


def solve(features: Any, targets: Any, weights: Any, strength: float, given: Any = 0.0) -> Solution:
    """Fit; ``features`` (texts x columns, dense or sparse), ``targets`` 0 or 1 and ``weights`` (texts x codes)."""
    import numpy as np

    texts, columns = features.shape
    if columns <= texts or texts > WIDEST:
        dense = (
            np.asarray(features, dtype=np.float32) if columns <= texts and not hasattr(features, "tocsr") else features
        )
        found, intercepts = _minimise(dense, targets, weights, strength, given)
        return Solution(found, intercepts, dense @ found + intercepts)
    gram = features @ features.T
    gram = np.asarray(gram.todense() if hasattr(gram, "todense") else gram, dtype=np.float64)
    values, vectors = np.linalg.eigh(gram)
    kept = values > values[-1] * 1e-6
    root = np.sqrt(values[kept])
    own = (vectors[:, kept] * root).astype(np.float32)
    found, intercepts = _minimise(own, targets, weights, strength, given)
    back = features.T @ ((vectors[:, kept] / root).astype(np.float32) @ found)
    return Solution(np.asarray(back), intercepts, own @ found + intercepts)


def _minimise(features: Any, targets: Any, weights: Any, strength: float, given: Any) -> tuple[Any, Any]:
    import numpy as np
    from scipy.optimize import minimize

    texts, columns = features.shape
    codes = targets.shape[1]
    weights = (strength * weights).astype(np.float32)
    squares = (
        np.asarray(features.power(2).sum(axis=0)).ravel() if hasattr(features, "power") else (features**2).sum(axis=0)
    )
    # Steps are measured by what the loss can bend at most (a quarter of the squares): few iterations are then enough.
    scale = (1 / np.sqrt(0.1 * strength * squares + 1)).astype(np.float32)[:, None]
    bias_scale = 1 / np.sqrt(0.1 * strength * texts + INTERCEPT)
    sums = weights.sum(axis=0)
    share = ((weights * targets).sum(axis=0) + 0.5 * strength) / (sums + strength)
    start = np.zeros((columns + 1, codes), dtype=np.float64)
    start[-1] = np.log(share / (1 - share)) / bias_scale

    def loss(flat: Any) -> tuple[float, Any]:
        unknown = flat.reshape(columns + 1, codes)
        w = scale * unknown[:-1].astype(np.float32)
        b = bias_scale * unknown[-1]
        logits = features @ w + b.astype(np.float32) + given
        small = np.exp(-np.abs(logits))
        value = float(np.vdot(weights, np.maximum(logits, 0) - targets * logits + np.log1p(small)))
        value += 0.5 * float(np.vdot(w, w)) + 0.5 * INTERCEPT * float(b @ b)
        pull = weights * (np.where(logits > 0, 1, small) / (1 + small) - targets)
        slope = np.empty_like(unknown)
        slope[:-1] = scale * (features.T @ pull + w)
        slope[-1] = bias_scale * (pull.sum(axis=0, dtype=np.float64) + INTERCEPT * b)
        return value, slope.ravel()

    result = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "ftol": 1e-7})
    solved = result.x.reshape(columns + 1, codes)
    return (scale * solved[:-1]).astype(np.float32), bias_scale * solved[-1]
