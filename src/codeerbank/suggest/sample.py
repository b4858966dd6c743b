"""What was coded so far, as matrices."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.errors import UsageError
from codeerbank.i18n import _

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

REJECTED = 2.0
"""A refusal weighs as much as two absent codes: somebody looked at exactly this."""
GLANCED = 0.25
"""What an absent code weighs in a text that has codes but was never called read: brought-in codings say no more. Were it
nothing, there would be no text without a code to learn from, and every code would seem to fit everywhere."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Coded texts: which codes each was given (1 or 0) and what each pair weighs (0: nobody knows); texts x codes."""

    codes: tuple[Code, ...]
    texts: list[str]
    targets: Array
    weights: Array
    groups: list[object]

    @classmethod
    def of(
        cls,
        codebook: Codebook,
        texts: Sequence[str],
        codes: Sequence[Iterable[str]],
        rejected: Sequence[Iterable[str]] | None = None,
        done: Sequence[bool] | None = None,
        groups: Sequence[object] | None = None,
    ) -> Sample:
        """Gather; a code both given and refused counts as given. Raises UsageError where lengths differ."""
        import numpy as np

        texts = plain_texts(texts)
        for name, column in (("codes", codes), ("rejected", rejected), ("done", done), ("groups", groups)):
            if column is not None and len(column) != len(texts):
                words = _("There are {texts} texts but “{name}” has {count} entries.")
                raise UsageError(words.format(texts=len(texts), name=name, count=len(column)))
        used = tuple(code for code in codebook.codes if not code.archived)
        number = {code.key: n for n, code in enumerate(used)}
        targets = _marks(codes, number)
        refused = np.zeros_like(targets) if rejected is None else _marks(rejected, number)
        weights = np.ones_like(targets)
        if done is not None:
            unread = ~np.asarray(done, dtype=bool)
            weights[unread] = np.where(targets[unread].any(axis=1, keepdims=True), GLANCED, 0)
        weights = np.where(refused > 0, REJECTED, weights)
        weights = np.where(targets > 0, 1, weights).astype(np.float32)
        own: list[object] = list(range(len(texts)) if groups is None else groups)
        return cls(used, texts, targets, weights, own)

    def folds(self, most: int) -> Array:
        """Give each text the number of its fold: whole groups, in order, the smallest fold first; fewer for few groups."""
        import numpy as np

        sizes: dict[object, int] = {}
        for group in self.groups:
            sizes[group] = sizes.get(group, 0) + 1
        count = min(most, len(sizes))
        filled = [0] * count
        fold: dict[object, int] = {}
        for group, size in sizes.items():
            fold[group] = filled.index(min(filled))
            filled[fold[group]] += size
        return np.array([fold[group] for group in self.groups], dtype=int)


def plain_texts(texts: Iterable[object]) -> list[str]:
    """Give texts as a list, what is missing (None, or NaN in a table) as an empty one.

    Half a character pair, which no encoder takes, becomes "?": as long, so that places stay what they are.
    """
    if isinstance(texts, str):
        raise UsageError(_("Texts are expected as a list, not as one text."))
    return ["" if t is None or t != t else str(t).encode("utf-8", "replace").decode() for t in texts]


def _marks(codes: Sequence[Iterable[str]], number: dict[str, int]) -> Array:
    import numpy as np

    marks = np.zeros((len(codes), len(number)), dtype=np.float32)
    for n, given in enumerate(codes):
        for key in given:
            if key in number:
                marks[n, number[key]] = 1
    return marks
