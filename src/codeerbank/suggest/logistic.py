"""Logistic regression for many codes at once, with a weight for every pair of text and code.

For each code: minimise |w|^2 / 2 + C * sum of weight * log(1 + exp(-y (x w + b))), natural frequencies, no balancing.
All codes share the texts, so one product serves them all, in as few columns as say the same (see ``own_space``). Weight 0
leaves a pair out, so that the folds of a cross-validation are only other weights on the same matrix, solved in one run.

The way down is that of conjugate gradients: each step goes to the best point of the plane through the scaled slope and the
step before, found for each code by Newton's method. A step costs two products with the texts; the rest is small.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.suggest.own_space import OwnSpace

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

INTERCEPT = 0.01
"""How firmly the intercept is held near 0, against 1 for the other coefficients."""

STEPS = 40
TOLERANCE = 0.03
"""It is enough when a step is shorter than this share of the way from 0, for all codes together."""
SETTLES = 2
"""Newton's method in the plane takes so many rounds."""
RESCALED = (0, 3, 9, 18, 30)
"""Steps at which the unit along each column is taken anew: by what the loss bends there."""
CAREFUL, QUICK = 1.0, 0.1
"""Share of the bend that is certainly enough never to go up: for the first round in the plane, and for later ones."""
CODES_AT_ONCE, ROWS_AT_ONCE = 48, 1024
"""What fits in memory, and in the processor's own."""


@dataclass(frozen=True, slots=True)
class Solution:
    """Coefficients (columns x codes) and intercepts of the codes."""

    weights: Any
    intercepts: Any


def solve(features: Any, targets: Any, weights: Any, strength: float) -> Solution:
    """Fit; ``features`` (texts x columns, dense or sparse), ``targets`` 0 or 1 and ``weights`` (texts x codes).

    A code without examples gets coefficients of 0 and the log-odds of half an example.
    """
    return solve_in(OwnSpace.of(features), targets, weights, strength, targets.shape[1])[0]


def solve_in(space: OwnSpace, targets: Any, weights: Any, strength: float, kept: int) -> tuple[Solution, Array]:
    """Fit on texts made ready before; give the solution for the first ``kept`` codes, and the logits for every code."""
    import numpy as np

    texts = len(targets)
    positive, total = (weights * targets).sum(axis=0), weights.sum(axis=0)
    intercepts = np.log((positive + 0.5) / (total - positive + 0.5))
    found = np.zeros((space.rows.shape[1], kept), dtype=np.float32)
    logits = np.tile(intercepts.astype(np.float32), (texts, 1))
    learnable = np.flatnonzero((positive > 0) & (positive < total))
    for first in range(0, len(learnable), CODES_AT_ONCE):
        some = learnable[first : first + CODES_AT_ONCE]
        way = _Descent(space.rows, targets[:, some], strength * weights[:, some], intercepts[some])
        way.go()
        found[:, some[some < kept]] = way.at[:, some < kept]
        intercepts[some], logits[:, some] = way.bias, way.logits
    return Solution(space.back(found), intercepts[:kept].copy()), logits


class _Descent:
    """The way down for some codes; ``at`` are the coefficients, ``bias`` the intercepts, ``logits`` those of the texts."""

    def __init__(self, features: Any, targets: Array, weights: Array, bias: Array) -> None:
        import numpy as np

        self._features, self._turned = features, features.T
        self._loss = _Loss(targets, weights)
        codes = targets.shape[1]
        self.at = np.zeros((features.shape[1], codes), dtype=np.float32)
        self.bias = np.array(bias, dtype=np.float64)
        self.logits = np.tile(self.bias.astype(np.float32), (len(targets), 1))
        self._last = _Move(np.zeros_like(self.at), np.zeros(codes), np.zeros_like(self.logits))
        # Products of the last move with itself and with where we are, and of the latter with itself: kept, not redone.
        self._last_last, self._at_last, self._at_at = np.zeros(codes), np.zeros(codes), np.zeros(codes)

    def go(self) -> None:
        """Go down until it is enough."""
        for step in range(STEPS):
            self._step(step in RESCALED)
            if self._last_last.sum() < TOLERANCE**2 * self._at_at.sum():
                return

    def _step(self, rescale: bool) -> None:
        last, new = self._last, self._downhill(rescale)
        new_new = _dot(new.change, new.change) + INTERCEPT * new.bias**2
        new_last = _dot(new.change, last.change) + INTERCEPT * new.bias * last.bias
        at_new = _dot(self.at, new.change) + INTERCEPT * self.bias * new.bias
        plane = (new_new, new_last, self._last_last, at_new, self._at_last)
        a, b = self._loss.lowest(self.logits, new.logits, last.logits, plane)
        last.mix(new, a, b)
        self.at += last.change
        self.bias += last.bias
        self.logits += last.logits
        moved = a * at_new + b * self._at_last
        self._last_last = a * a * new_new + 2 * a * b * new_last + b * b * self._last_last
        self._at_last = moved + self._last_last
        self._at_at = self._at_at + 2 * moved + self._last_last

    def _downhill(self, rescale: bool) -> _Move:
        import numpy as np

        pulls, bends = self._loss.slopes(self.logits)
        if rescale:
            self._scale = 1 / (1 + _squared(self._features).T @ bends)
            self._bias_scale = 1 / (bends.sum(axis=0, dtype=np.float64) + INTERCEPT)
        change = self._turned @ pulls
        change += self.at
        change *= self._scale
        bias = self._bias_scale * (pulls.sum(axis=0, dtype=np.float64) + INTERCEPT * self.bias)
        logits = self._features @ change
        logits += bias.astype(np.float32)
        return _Move(change, bias, logits)


@dataclass(slots=True)
class _Move:
    """A change of coefficients and intercepts, and what it does to the logits."""

    change: Array
    bias: Array
    logits: Array

    def mix(self, other: _Move, a: Array, b: Array) -> None:
        """Become ``a`` times the other and ``b`` times this; the other is used up."""
        import numpy as np

        self.bias = a * other.bias + b * self.bias
        for own, its in ((self.change, other.change), (self.logits, other.logits)):
            own *= b.astype(np.float32)
            its *= a.astype(np.float32)
            own += its


class _Loss:
    """The loss on the texts, by its slope (``pull``) and its bend at each pair of text and code."""

    def __init__(self, targets: Array, weights: Array) -> None:
        import numpy as np

        self._away = np.float32(0.5) - targets.astype(np.float32)
        self._weights = np.ascontiguousarray(weights, dtype=np.float32)

    def slopes(self, logits: Array) -> tuple[Array, Array]:
        """Give the pulls and bends."""
        import numpy as np

        pulls, bends = np.empty_like(logits), np.empty_like(logits)
        for rows in _rows(len(logits)):
            pulls[rows], bends[rows] = self._slope(logits[rows], rows, QUICK)
        return pulls, bends

    def _slope(self, logits: Array, rows: slice, share: float) -> tuple[Array, Array]:
        """Give pulls and bends; with half of tanh(z / 2) / 2z for a bend, which is ``share`` 1, no step can lead upwards."""
        import numpy as np

        half = np.tanh(0.5 * logits)
        size = np.abs(logits)
        size += 1e-9
        bend = np.abs(half)
        bend /= size
        bend *= share
        pull = 0.5 * half
        pull += self._away[rows]
        pull *= self._weights[rows]
        half *= half
        np.subtract(1, half, out=half)
        np.maximum(bend, half, out=bend)
        bend *= self._weights[rows]
        bend *= 0.25
        return pull, bend

    def lowest(self, logits: Array, new: Array, last: Array, plane: tuple[Array, ...]) -> tuple[Array, Array]:
        """Give for each code how far to go along both moves; ``plane`` has the products that hold the coefficients."""
        import numpy as np

        new_new, new_last, last_last, at_new, at_last = plane
        a, b = np.zeros(len(at_new)), np.zeros(len(at_new))
        for turn in range(SETTLES):
            p, q, pp, pq, qq = self._sums(logits, new, last, a, b, QUICK if turn else CAREFUL)
            p, q = p + at_new + a * new_new + b * new_last, q + at_last + a * new_last + b * last_last
            pp, pq, qq = pp + new_new, pq + new_last, qq + last_last
            area = pp * qq - pq * pq
            flat = area <= 1e-6 * pp * qq  # both moves go the same way: the first will do
            area = np.where(flat, 1, area)
            a = a - np.where(flat, p / np.maximum(pp, 1e-30), (qq * p - pq * q) / area)
            b = b - np.where(flat, 0, (pp * q - pq * p) / area)
        return a, b

    def _sums(self, logits: Array, new: Array, last: Array, a: Array, b: Array, share: float) -> Array:
        """Give slope along both moves, and bend along the first, between them and along the second; 5 x codes."""
        import numpy as np

        found = np.zeros((5, len(a)))
        along_new, along_last = a.astype(np.float32), b.astype(np.float32)
        for rows in _rows(len(logits)):
            p, q = new[rows], last[rows]
            here = along_new * p
            here += logits[rows]
            here += along_last * q
            pull, bend = self._slope(here, rows, share)
            bent = bend * p
            bend *= q
            found += [_dot(pull, p), _dot(pull, q), _dot(bent, p), _dot(bent, q), _dot(bend, q)]
        return found


def _squared(features: Any) -> Any:
    """Square each entry; what says where those of a sparse matrix stand is not copied."""
    from scipy.sparse import csr_matrix

    if not hasattr(features, "indptr"):
        return features * features
    return csr_matrix((features.data * features.data, features.indices, features.indptr), shape=features.shape)


def _rows(count: int) -> Iterator[slice]:
    return (slice(first, first + ROWS_AT_ONCE) for first in range(0, count, ROWS_AT_ONCE))


def _dot(one: Array, other: Array) -> Array:
    """Give the product of each column with its like."""
    import numpy as np

    return np.asarray(np.einsum("ij,ij->j", one, other), dtype=np.float64)
