"""Codes by person, under the rule of ``quantitize``: a zero is only a zero where somebody has read to the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CountedText
from codeerbank.mixed.hearing import hear, person_of


@dataclass(frozen=True, slots=True)
class PersonCodes:
    """What one person said under each code; codes above a code count with it.

    fragments   code key -> stretches of text under the code; those that overlap count as one
    read        whether all that was said has been read to the end
    """

    fragments: Mapping[str, int] = field(default_factory=dict)
    read: bool = True

    def state(self, code: str) -> int | None:
        """Give 1 where the code was given, 0 where all was read without it, None where it is not yet coded."""
        return 1 if code in self.fragments else 0 if self.read else None


def codes_by_person(
    codebook: Codebook, texts: Iterable[CountedText], codes: Mapping[int, str]
) -> dict[str, PersonCodes]:
    """Give the codes of everybody who spoke or wrote, in order of speaking; moderators and nobody's words are left out.

    codes   number of a code in the texts -> its key
    """
    heard = hear(codebook, texts, codes, person_of)
    found = {}
    for name, group in heard.groups.items():
        if name is not None:
            counted = zip(heard.keys[1:], group.fragments(len(heard.keys))[1:], strict=True)
            found[name] = PersonCodes({key: n for key, n in counted if n}, group.persons[name].read)
    return found
