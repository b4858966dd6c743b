"""Who said what and which codes were given to it, document by document, before anything is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import ANY_CODE, Coded, CountedText
from codeerbank.mixed.tally import Group, Unit

GroupOf: TypeAlias = Callable[[str, str | None, str | None], str | None]
"""The group of who speaks, by document, case and label."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The groups as they came to speak; ``keys`` are the codes in the order of their bits, whatever the code first."""

    keys: list[str]
    groups: Mapping[str | None, Group]


def hear(
    codebook: Codebook,
    texts: Iterable[CountedText],
    codes: Mapping[int, str],
    group_of: GroupOf,
    within: Collection[str] | None = None,
) -> Heard:
    """Take in every text, of which one is held at a time, under the codes of the codebook and those above them.

    codes    number of a code in the texts -> its key
    within   the only persons to hear, by name
    """
    keys, under = bits_of(codebook, codes)
    room = _Room(group_of, within)
    for text in texts:
        room.hear(text, under)
    return Heard(keys, room.groups)


def bits_of(codebook: Codebook, codes: Mapping[int, str]) -> tuple[list[str], dict[int, int]]:
    """Give the keys of the codes in the order of their bits, and per number its bit with those of the codes above it."""
    keys = [ANY_CODE, *(code.key for code in codebook.codes)]
    bit = {key: 1 << place for place, key in enumerate(keys)}
    above = {code.key: 1 | sum(bit[key] for key in codebook.upwards(code)) for code in codebook.codes}
    return keys, {number: above[key] for number, key in codes.items() if key in above}


def person_of(document: str, case: str | None, label: str | None) -> str | None:
    """Name the person behind a turn: the case, or else the label within its document; None without either."""
    return case or (f"{document} · {label}" if label else None)


@dataclass(slots=True)
class _Room:
    """The groups so far, and how to tell them apart."""

    group_of: GroupOf
    within: Collection[str] | None
    groups: dict[str | None, Group] = field(default_factory=lambda: defaultdict(Group))

    def hear(self, text: CountedText, under: Mapping[int, int]) -> None:
        """Take in what was said and coded in one document."""
        here: dict[str | None, Unit] = {}
        homes: dict[Group, Unit] = {}
        turns: dict[int, Unit] = {}
        for number, case, label, words, read in text.said:
            person = case or person_of(text.document, case, label)
            unit = here.get(person)
            if unit is None:
                if self.within is not None and person not in self.within:
                    continue
                group = self.groups[self.group_of(text.document, case, label)]
                unit = here[person] = self._seat(person, case, group, homes)
            unit.words += words
            if not read:
                unit.read = unit.home.read = False
            turns[number] = unit
        _mark(turns, text.coded, under)
        for group, home in homes.items():
            group.documents.append(home)
        if (nobody := here.get(None)) is not None:
            _heading(nobody, homes)

    def _seat(self, person: str | None, case: str | None, group: Group, homes: dict[Group, Unit]) -> Unit:
        """Give the unit of who begins to speak in a document; what nobody in particular says is at home in itself."""
        if person is None:
            nobody = Unit(group)
            nobody.home = nobody
            return nobody
        unit = group.persons.get(person)
        if unit is None:
            unit = group.persons[person] = Unit(group, case)
        if group not in homes:
            homes[group] = Unit(group)
        unit.home, unit.stop = homes[group], -1
        return unit


def _mark(turns: Mapping[int, Unit], coded: Iterable[Coded], under: Mapping[int, int]) -> None:
    """Give the codes to who spoke; stretches of one speaker that overlap are one segment, those that touch are two."""
    for turn, start, stop, code in coded:
        unit, codes = turns.get(turn), under.get(code)
        if unit is None or codes is None:
            continue
        if start < unit.stop:
            unit.overlap(start, stop, codes)
        else:
            unit.stop, unit.segment, unit.until = stop, codes, None
            unit.carry(codes)


def _heading(nobody: Unit, homes: Mapping[Group, Unit]) -> None:
    """Count what nobody in particular says only where nobody speaks at all, or somebody coded it."""
    if nobody.group in homes:
        homes[nobody.group].codes |= nobody.codes
    elif nobody.codes or not homes:
        nobody.group.documents.append(nobody)
