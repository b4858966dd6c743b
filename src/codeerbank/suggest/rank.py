"""From evidence to at most three codes for a sentence, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import exp, prod
from typing import NamedTuple

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.suggestion import Evidence
from codeerbank.suggest.reading import Reading

THRESHOLD = 0.4
"""Below this no code is proposed."""
MOST = 3
"""More codes than this are never proposed for one sentence."""
LEXICAL_CEILING = 0.6
"""What the codebook's own words can reach without a cue."""
_KINDS = ("cue", "name", "definition", "example", "against")


class Reason(NamedTuple):
    """Something in a sentence that speaks for or against a code: how strongly, of what kind, on which tokens."""

    weight: float
    kind: str
    first: int
    stop: int


@dataclass(slots=True)
class Grounds:
    """What speaks for and against one code in one sentence, by word, so that a repeated word counts once."""

    cues: list[Reason] = field(default_factory=list)
    words: dict[str, Reason] = field(default_factory=dict)
    against: dict[str, Reason] = field(default_factory=dict)

    def score(self) -> float:
        """Rank this code: 1 - (1 - cues)(1 - words), times (1 - against); a rank score in [0, 1], no probability.

        cues     1 - product of (1 - weight) over the cues found
        words    1 - exp(-sum of the weights of shared words), at most LEXICAL_CEILING
        against  1 - product of (1 - weight) over what speaks against it
        """
        cues = 1 - prod(1 - reason.weight for reason in self.cues)
        words = min(LEXICAL_CEILING, 1 - exp(-sum(reason.weight for reason in self.words.values())))
        against = 1 - prod(1 - reason.weight for reason in self.against.values())
        return round((1 - (1 - cues) * (1 - words)) * (1 - against), 4)

    def evidence(self, reading: Reading) -> list[Evidence]:
        """Give the words of the evidence, cues first, each stretch once for a kind."""
        reasons = (*self.cues, *self.words.values(), *self.against.values())
        places = sorted({(_KINDS.index(reason.kind), reason.first, reason.stop) for reason in reasons})
        return [reading.evidence(_KINDS[kind], first, stop) for kind, first, stop in places]


def choose(scores: Mapping[int, float], ancestors: Sequence[Sequence[int]]) -> list[int]:
    """Give the numbers of the codes to propose, best first: at most MOST of those that reach the threshold.

    ``ancestors`` gives for each code the numbers of the codes above it. A parent is proposed only when no code below it
    passes. Equal scores stand in the order of the codebook.
    """
    passing = [n for n, score in scores.items() if score >= THRESHOLD]
    covered = {above for n in passing for above in ancestors[n]}
    return sorted((n for n in passing if n not in covered), key=lambda n: (-scores[n], n))[:MOST]


def ancestors(codebook: Codebook, codes: Sequence[Code]) -> list[list[int]]:
    """Give for each of ``codes`` the numbers of the codes above it, nearest first."""
    number = {code.key: n for n, code in enumerate(codes)}
    return [_above(codebook, code, number) for code in codes]


def _above(codebook: Codebook, code: Code, number: Mapping[str, int]) -> list[int]:
    found: list[int] = []
    seen = {code.key}
    while code.parent and code.parent not in seen and (above := codebook.get(code.parent)):
        seen.add(above.key)
        if above.key in number:
            found.append(number[above.key])
        code = above
    return found
