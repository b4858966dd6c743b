"""How little a text says: a few small words give nothing to go on, and what is suggested of them was too often wrong.

thinness     1 / (1 + words with content): 1 for "Ik ook wel", 1/2 for one such word, near 0 for a full sentence
last step    log-odds - l thinness + k, with l >= 0 and k learned on texts held out, from START
hardly said  up to FEW_WORDS words, none with content and no cue of any code: its probabilities count for HUSHED
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np

    from codeerbank.suggest.profiles import Vocabulary

    Array = np.ndarray[Any, Any]

FEW_WORDS = 3
HUSHED = 0.25
"""The order of the codes stays, but none is sure enough to show."""
START = (0.5, 0.15)
FIRMNESS = 2.0
_WORD = re.compile(r"\w+")


class Said(NamedTuple):
    """What there is in some texts to go by: their thinness, and by how much their probabilities count (0 to 1)."""

    thinness: Array
    heard: Array


class Toll(NamedTuple):
    """What a thin text pays in log-odds, and what every text gets back."""

    thin: float
    back: float

    def off(self, log_odds: Array, thinness: Array) -> Array:
        """Give the log-odds after the toll; the order of the codes of a text stays."""
        return log_odds - self.thin * thinness[:, None] + self.back


def said(texts: Sequence[str], with_cue: Array, vocabulary: Vocabulary) -> Said:
    """Read how much each text says; ``with_cue`` tells in which a cue of some code was found."""
    import numpy as np

    found = [_WORD.findall(text) for text in texts]
    content = np.array([sum(not vocabulary.is_small(word) for word in words) for words in found], dtype=np.float64)
    words = np.array([len(each) for each in found], dtype=int)
    hardly = (words <= FEW_WORDS) & (content == 0) & ~np.asarray(with_cue, dtype=bool)
    letters = np.array([any(c.isalnum() for c in text) for text in texts], dtype=bool)
    return Said(1 / (1 + content), np.where(letters, np.where(hardly, HUSHED, 1.0), 0.0))


def learn_toll(log_odds: Array, thinness: Array, targets: Array, weights: Array) -> Toll:
    """Fit the toll on log-odds of texts held out (texts x codes), by maximum a posteriori around START."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import expit

    middle = np.array(START)
    each = np.broadcast_to(thinness[:, None], log_odds.shape)

    def loss(w: Array) -> tuple[float, Array]:
        q = log_odds - w[0] * each + w[1]
        wrong, away = weights * (expit(q) - targets), w - middle
        value = float((weights * (np.logaddexp(0, q) - targets * q)).sum()) + 0.5 * FIRMNESS * float(away @ away)
        return value, np.array([-(wrong * each).sum(), wrong.sum()], dtype=np.float64) + FIRMNESS * away

    found = minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=[(0.0, None), (None, None)]).x
    return Toll(float(found[0]), float(found[1]))
