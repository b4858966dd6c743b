"""What the two regressions learn from: coded texts, and what the codebook itself says about each code."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.suggest.logistic import Solution, solve_in
from codeerbank.suggest.own_space import OwnSpace

if TYPE_CHECKING:
    import numpy as np

    from codeerbank.suggest.codebook_prior import CodeWords

    Array = np.ndarray[Any, Any]

STRENGTH = 10.0
DESCRIBED, QUOTED = 1.0, 0.5
"""What a code's name, definition and cues together weigh as an example, and what each example in the codebook does."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Texts with their codes: targets and weights as in ``Sample``, texts x codes; those that may be held out come first."""

    targets: Array
    weights: Array

    def regress(self, space: OwnSpace, fold: Array) -> tuple[Solution, Array]:
        """Fit each code on all texts; give that, and the log-odds of the first texts by what the other folds taught.

        ``fold`` has the fold of the first texts; those after it are always learnt from. All folds are solved in one
        run: a text that is held out only weighs nothing there.
        """
        import numpy as np

        codes, times = self.targets.shape[1], int(fold.max()) + 2
        targets, weights = np.tile(self.targets, (1, times)), np.tile(self.weights, (1, times))
        for n in range(times - 1):
            weights[np.flatnonzero(fold == n), (n + 1) * codes : (n + 2) * codes] = 0
        solution, logits = solve_in(space, targets, weights, STRENGTH, codes)
        by_fold = logits[: len(fold)].reshape(len(fold), times, codes)
        return solution, np.asarray(by_fold[np.arange(len(fold)), fold + 1])


def own_examples(
    words: Sequence[CodeWords], assignable: Array, coded: Collection[str]
) -> tuple[list[str], Array, Array]:
    """Give the codebook's texts as examples, with the number of the code and a weight, of codes that are given themselves.

    What a rest code is about, its words do not tell. Quotes that are ``coded`` texts are learnt as those, or held out.
    """
    import numpy as np

    texts: list[str] = []
    codes: list[int] = []
    weights: list[float] = []
    for n, code in enumerate(words):
        if assignable[n]:
            own = [] if code.rest else [(code.whole, DESCRIBED)]
            own += [(quote, QUOTED) for quote in code.quotes if quote not in coded]
            texts += [text for text, _weight in own]
            weights += [weight for _text, weight in own]
            codes += [n] * len(own)
    return texts, np.array(codes, dtype=int), np.array(weights, dtype=np.float32)
