"""Clauses, and what in a clause denies or makes something possible, allowed, wanted or needed.

A clause ends at a comma and the like, or before a word that opens the next one. What denies or colours reaches as far as
its clause: in "ik wil wel, maar het mag niet van mijn moeder" only the second half is denied. One exception: after
"ik denk niet dat" it is what follows that is denied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codeerbank.language.negation import NEGATIONS


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BREAKS = _words(", ; : ( ) [ ] – — … ... -- -")
_OPENERS = {
    "nl": _words(
        "aangezien als dus hoewel indien maar nadat ofschoon omdat sinds tenzij terwijl toen totdat voordat want"
        " zodat zodra hoe waarom wanneer"
    ),
    "en": _words("although because but how if since so though unless until when whereas whether which while who why"),
}
_LINKS = {"nl": _words("dat en of"), "en": _words("and or that")}
"""These open a clause only before a new subject ("en ik", "dat mijn moeder")."""
_SUBJECTS = {
    "nl": _words("dan dat die er het hij ik je jij jullie men niemand u we wij ze zij"),
    "en": _words("he i it nobody she that then there they we you"),
}
_DETERMINERS = {
    "nl": _words("de deze dit een geen haar hun mijn ons onze zijn"),
    "en": _words("a her his my no our the their these this your"),
}
_RAISING = {"nl": _words("denken geloven vinden"), "en": _words("believe feel think")}
"""Verbs whose denial is about what they are followed by."""

MODALS = {
    "nl": {
        **dict.fromkeys(("kunnen", "lukken", "mogelijk"), "can"),
        **dict.fromkeys(("mogen", "toestemming"), "may"),
        **dict.fromkeys(("willen", "wensen"), "want"),
        **dict.fromkeys(("moeten", "hoeven"), "must"),
        **dict.fromkeys(("zou", "zouden"), "would"),
    },
    "en": {
        **dict.fromkeys(("can", "ca", "could", "able", "cannot"), "can"),
        **dict.fromkeys(("may", "might", "allow", "permit"), "may"),
        **dict.fromkeys(("want", "wish"), "want"),
        **dict.fromkeys(("must", "should", "need", "ought"), "must"),
        **dict.fromkeys(("would", "wo"), "would"),
    },
}
"""Per language the lemma, or the form as ``fold`` writes it, and what it tells."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A word at ``at`` that denies (kind "negation") or colours ("can", "may", "want", "must", "would") [start, stop)."""

    kind: str
    at: int
    start: int
    stop: int


def clauses(norms: Sequence[str], starts: Sequence[int], language: str) -> list[tuple[int, int]]:
    """Cut tokens into clauses [start, stop); ``starts`` are the first tokens of sentences, ``norms`` folded forms."""
    borders = set(starts)
    for i, word in enumerate(norms):
        following = norms[i + 1] if i + 1 < len(norms) else ""
        if word in _BREAKS:
            borders.add(i + 1)
        elif word in _OPENERS[language] or _links(word, following, language):
            borders.add(i)
    cuts = sorted(border for border in borders | {0, len(norms)} if border <= len(norms))
    return [(start, stop) for start, stop in pairwise(cuts) if start < stop]


def crosses(norms: Sequence[str], language: str) -> bool:
    """Say whether these tokens, of one stretch, lie in more than one clause."""
    return len(clauses(norms, (), language)) > 1


def touching(said: Sequence[Mark], places: Iterable[tuple[int, int]]) -> list[Mark]:
    """Give the marks that reach one of the places, and are not themselves part of one; all in tokens."""
    stretches = list(places)
    return [
        one
        for one in said
        if any(one.start < stop and start < one.stop for start, stop in stretches)
        and not any(start <= one.at < stop for start, stop in stretches)
    ]


def marks(norms: Sequence[str], lemmas: Sequence[str], found: Sequence[tuple[int, int]], language: str) -> list[Mark]:
    """Give what denies or colours, in order, each with the stretch it reaches; ``found`` are the clauses."""
    denying, colouring = NEGATIONS[language], MODALS[language]
    made: list[Mark] = []
    for n, (start, stop) in enumerate(found):
        following = found[n + 1] if n + 1 < len(found) else None
        for at in range(start, stop):
            if norms[at] in denying:
                raised = following and _raises(norms, lemmas, (start, stop), following[0], language)
                made.append(Mark("negation", at, start, following[1] if following and raised else stop))
            if kind := colouring.get(norms[at]) or colouring.get(lemmas[at]):
                made.append(Mark(kind, at, start, stop))
    return made


def _links(word: str, following: str, language: str) -> bool:
    # "mijn oom en mijn tante" is one thing: after "en" only a word that is a subject by itself will do.
    noun_too = word in ("dat", "that") and following in _DETERMINERS[language]
    return word in _LINKS[language] and (noun_too or following in _SUBJECTS[language])


def _raises(norms: Sequence[str], lemmas: Sequence[str], clause: tuple[int, int], opener: int, language: str) -> bool:
    """Say whether this clause is of the kind "ik denk niet", followed by "dat"."""
    return norms[opener] in ("dat", "that") and any(w in _RAISING[language] for w in lemmas[clause[0] : clause[1]])
