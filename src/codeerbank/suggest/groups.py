"""Codes that only hold others together: how probable one is, and when it is proposed in their stead.

One of the codes below it fits with probability 1 - product of (1 - p), if they came independently. Codes that come
together make that too high; so a step for each level (groups of codes, groups of groups), learned on texts held out,
may lower it. It never raises it: what is held out is then no less sure than what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from codeerbank.domain.codebook import Code

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

FIRMNESS = 2.0
TINY = 1e-9


class Groups:
    """The groups among some codes; ``counts`` tells how often each code was given: one that was given is no mere group."""

    def __init__(self, codes: Sequence[Code], counts: Array) -> None:
        import numpy as np

        self.below = _below(codes, counts)
        self.mere = np.asarray(self.below.any(axis=1))
        """Marks the codes that only hold others together."""
        self._caps: dict[int, tuple[float, float]] = {}

    def calibrate(self, probabilities: Array, targets: Array, weights: Array) -> None:
        """Learn by how much each level is to be lowered, from probabilities of texts held out (texts x codes)."""
        import numpy as np

        groups = [int(n) for n in np.flatnonzero(self.mere)]
        for level in sorted({self._level(n) for n in groups}):
            of_level = [n for n in groups if self._level(n) == level]
            stated = [_log_odds(_any(probabilities[:, self.below[n]])) for n in of_level]
            given = [targets[:, self.below[n]].max(axis=1) for n in of_level]
            # Nobody knows that none of them fits while one of them is unknown.
            known = [
                np.where(y > 0, 1.0, weights[:, self.below[n]].min(axis=1))
                for n, y in zip(of_level, given, strict=True)
            ]
            self._caps[level] = _platt(np.concatenate(stated), np.concatenate(given), np.concatenate(known))

    def probability(self, group: int, row: Array) -> float:
        """Give the probability that one of the codes below a group fits, from those of all codes for a text."""
        from scipy.special import expit

        stated = float(_any(row[None, self.below[group]])[0])
        slope, shift = self._caps.get(self._level(group), (1.0, 0.0))
        return min(stated, float(expit(slope * _log_odds(stated) + shift)))

    def choose(self, row: Array, least: float, most: int) -> list[tuple[int, float]]:
        """Give the codes that pass for one text, best first; a group only where none below it does."""
        import numpy as np

        full = row.copy()
        for group in (int(n) for n in np.flatnonzero(self.mere)):
            if not (row[self.below[group]] >= least).any():
                full[group] = self.probability(group, row)
        order = sorted(np.flatnonzero(full >= least), key=lambda n: (-full[n], n))
        # Of groups within groups the lowest that passes says most.
        kept = [n for n in order if not self.below[n][order].any()]
        return [(int(n), float(full[n])) for n in kept[:most]]

    def _level(self, group: int) -> int:
        return 1 + int(self.mere[self.below[group]].any())


def _below(codes: Sequence[Code], counts: Array) -> Array:
    """Mark for each group the codes below it, at any depth."""
    import numpy as np

    number = {code.key: n for n, code in enumerate(codes)}
    below = np.zeros((len(codes),) * 2, dtype=bool)
    for n, code in enumerate(codes):
        seen, parent = {code.key}, code.parent
        while parent in number and parent not in seen:
            below[number[parent], n] = True
            seen.add(parent)
            parent = codes[number[parent]].parent
    below[counts > 0] = False
    return below & ~below.T  # codes that stand above each other hold nothing together


def _any(probabilities: Array) -> Array:
    import numpy as np

    return np.asarray(1 - np.prod(1 - probabilities, axis=1))


def _log_odds(p: Any) -> Any:
    import numpy as np

    held = np.clip(p, TINY, 1 - TINY)
    return np.log(held / (1 - held))


def _platt(stated: Array, given: Array, weights: Array) -> tuple[float, float]:
    """Fit slope and shift by maximum a posteriori around no change."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import expit

    middle = np.array([1.0, 0.0])

    def loss(w: Array) -> tuple[float, Array]:
        q = w[0] * stated + w[1]
        wrong, away = weights * (expit(q) - given), w - middle
        value = float((weights * (np.logaddexp(0, q) - given * q)).sum()) + 0.5 * FIRMNESS * float(away @ away)
        return value, np.array([wrong @ stated, wrong.sum()]) + FIRMNESS * away

    slope, shift = minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=[(0.05, None), (None, None)]).x
    return float(slope), float(shift)
