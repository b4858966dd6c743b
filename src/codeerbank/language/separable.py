"""Dutch separable verbs: "loslaten" is also "laat het los" and "los te laten"."""

from __future__ import annotations

from codeerbank.language.lemmas import is_word, lemma

CLEAR = ("terug", "samen", "open", "dicht", "vast", "mee", "los", "neer", "toe", "weg", "uit", "af")
"""Particles that seldom stand in front of a noun."""

PREPOSITIONS = ("achter", "tegen", "over", "door", "aan", "bij", "op", "in")
"""Particles that are prepositions as well: only at the end of a clause do they belong to the verb.

"voor", "onder" and "om" are left out: too many verbs with them never part ("voorkomen", "ondersteunen", "omhelzen").
"""

_CONJUNCTIONS = ("als", "dat", "en", "maar", "of", "omdat", "terwijl", "toen", "want", "zodat")
_QUESTION_WORDS = ("hoe", "waar", "waarom", "wanneer", "wat", "wie")
CLAUSE_OPENERS = frozenset((*_CONJUNCTIONS, *_QUESTION_WORDS))
"""Words before which a clause may end without a comma."""
_INFINITIVE = ("en", "aan", "oen", "ien")


def parts(verb: str) -> tuple[str, str] | None:
    """Cut an infinitive into particle and verb: "loslaten" into "los" and "laten"; None where it is no such verb."""
    for particle in (*CLEAR, *PREPOSITIONS):
        rest = verb.removeprefix(particle)
        if rest != verb and len(rest) >= 4 and rest.endswith(_INFINITIVE) and is_word(rest, "nl"):
            return particle, rest
    return None


def joined(one: str, other: str) -> str | None:
    """Give the infinitive of a separable verb written apart, in either order: "slaan" and "over" are "overslaan"."""
    for verb, particle in ((one, other), (other, one)):
        whole = particle + lemma(verb, "nl")
        if parts(whole) == (particle, whole.removeprefix(particle)) and is_word(whole, "nl"):
            return whole
    return None
