"""A proposed coding and the words it rests on; never data until a person decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

COLOURS = ("negation", "can", "may", "want", "must", "would")
"""Kinds of evidence that are no reason for a code, but say what the reasons are said with: denied, possible, allowed..."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for a suggestion: its kind (``cue``, ``against``, ``definition``...), its words and where they stand.

    A kind of COLOURS stands beside the reasons and changes no score.
    """

    kind: str
    words: str
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A code proposed for the stretch [start, stop) of a document; ``score`` is in [0, 1], no probability unless calibrated."""

    document: str
    start: int
    stop: int
    quote: str
    code: str
    score: float
    evidence: Sequence[Evidence]
    suggester: str
    version: str

    def reasons(self) -> list[Evidence]:
        """Give the words that speak for the code: not those against it, nor what only colours the sentence."""
        return [one for one in self.evidence if one.kind not in ("meaning", "against", *COLOURS)]


@dataclass(frozen=True, slots=True)
class Example:
    """A stretch of text that a person has decided about, to learn from.

    codes      keys it was given; ``rejected``: keys that were proposed and refused
    done       whether it was read to the end, so that an absent code means no
    group      the document or respondent it is from; ``part`` a smaller piece, for when there are few of those
    source     where it stands, in words a person reads
    withheld   whether no suggestions were shown here (see ``withheld``)
    """

    text: str
    codes: Sequence[str]
    rejected: Sequence[str] = ()
    done: bool = False
    group: str = ""
    part: str = ""
    source: str = ""
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """A coded text that lies close: its words, where they stand, and the cosine."""

    quote: str
    source: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Why:
    """What one suggestion rests on.

    words       the stretches that add most, with what each adds to the log-odds
    cues        cues and names found; kind ``against`` where they speak against the code
    exclusions  what the codebook says this code is not, where the text shares words with it
    nearest     coded texts that lie closest
    close       the cue that lies closest, where none was found and the codebook speaks all the same
    below       of a code that holds others: those that together make it likely, with the probability of each
    shares      how large each source is, in parts of 1: lexical, semantic, codebook; empty where none says anything
    examples    coded texts with this code
    learnt      coded texts in all; 0: the codebook alone speaks
    """

    code: str
    score: float
    words: Sequence[tuple[Evidence, float]] = ()
    cues: Sequence[Evidence] = ()
    exclusions: Sequence[str] = ()
    nearest: Sequence[Near] = ()
    shares: Mapping[str, float] | None = None
    examples: int = 0
    learnt: int = 0
    below: Sequence[tuple[str, float]] = ()
    close: str = ""


WITHHELD = 0.15
"""The share of turns that is shown without suggestions, so that one can see whether they steer."""
FEW = 20
"""Below so many coded texts a suggestion rests on the codebook, and says so."""


def withheld(document: str, turn: int) -> bool:
    """Say whether a turn is one of those shown without suggestions; always the same ones."""
    mark = blake2b(f"{document}\x1f{turn}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(mark, "big") < WITHHELD * 2**32
