"""Persons with their codes, heard once and then counted by whatever groups are asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts, PeopledText
from codeerbank.mixed.hearing import bits_of, person_of
from codeerbank.mixed.tally import count_persons
from codeerbank.mixed.weights import Weights, checked

Pairs = Sequence[tuple[int, int]]


@dataclass(slots=True)
class Carrier:
    """A person; whether all was read to the end, and the codes with everything above them, a bit each."""

    case: str | None
    read: bool = True
    codes: int = 0


@dataclass(frozen=True, slots=True)
class CodedPersons:
    """Everybody who spoke or wrote; ``keys`` are the codes in the order of their bits."""

    keys: Sequence[str]
    persons: Mapping[str, Carrier]

    @classmethod
    def met(cls, codebook: Codebook, texts: Iterable[PeopledText], codes: Mapping[int, str]) -> CodedPersons:
        """Take in who speaks in every text, in order, with the codes their words carry.

        codes   number of a code in the texts -> its key
        """
        keys, under = bits_of(codebook, codes)
        persons: dict[str, Carrier] = {}
        for text in texts:
            here: dict[tuple[int | None, int | None], Carrier] = {}
            for speaker, number, case, label, read in text.spoke:
                name = case or person_of(text.document, case, label)
                if name is None:
                    continue
                one = persons.get(name)
                if one is None:
                    one = persons[name] = Carrier(case)
                if not read:
                    one.read = False
                here[speaker, number] = one
            for speaker, number, code in text.given:
                if (carrier := here.get((speaker, number))) is not None:
                    carrier.codes |= under.get(code, 0)
        return cls(keys, persons)

    def counts(
        self,
        groups: Mapping[str, str | None],
        order: Sequence[str],
        weights: Weights | None = None,
        coder: str | None = None,
    ) -> CodeCounts:
        """Count the codes by group, in persons alone; the groups in their own order, and last who has none."""
        parts: dict[str | None, list[Carrier]] = defaultdict(list, {name: [] for name in order})
        for name, unit in self.persons.items():
            parts[groups.get(name)].append(unit)
        if None in parts:
            parts[None] = parts.pop(None)
        loads, without = None, 0
        if weights is not None:
            known = [name for name in self.persons if name in weights.of]
            loads, without = checked(weights, known), len(self.persons) - len(known)
        counts = [one for name, part in parts.items() for one in count_persons(name, part, self.keys, loads)]
        return CodeCounts(
            groups=list(parts),
            counts={(one.code, one.group): one for one in counts},
            persons={name: len(part) for name, part in parts.items()},
            coder=coder,
            weightless=without,
        )

    def read_through(self, groups: Mapping[str, str | None], order: Sequence[str]) -> dict[str, list[tuple[int, int]]]:
        """Give per code, for each group in order, how many carry it of those who were read to the end."""
        place = {name: n for n, name in enumerate(order)}
        sizes = [0] * len(order)
        patterns: list[dict[int, int]] = [{} for _name in order]
        for name, unit in self.persons.items():
            group = groups.get(name)
            if unit.read and group is not None and group in place:
                at = place[group]
                sizes[at] += 1
                patterns[at][unit.codes] = patterns[at].get(unit.codes, 0) + 1
        return {
            key: [
                (sum(n for codes, n in of.items() if codes >> bit & 1), size)
                for of, size in zip(patterns, sizes, strict=True)
            ]
            for bit, key in enumerate(self.keys)
        }

    def rows(self, groups: Mapping[str, str | None], codes: Collection[str]) -> tuple[list[list[int]], list[int]]:
        """Lay out who was read to the end and has a group: 0 or 1 per code, beside the number of the group."""
        bits = [bit for bit, key in enumerate(self.keys) if key in codes]
        place: dict[str, int] = {}
        rows, columns = [], []
        for name, unit in self.persons.items():
            group = groups.get(name)
            if unit.read and group is not None:
                rows.append([unit.codes >> bit & 1 for bit in bits])
                columns.append(place.setdefault(group, len(place)))
        return rows, columns
