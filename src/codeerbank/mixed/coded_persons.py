"""Persons with their codes, heard once and then counted by whatever groups are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts, CountedText
from codeerbank.mixed.hearing import hear
from codeerbank.mixed.quantitize import together
from codeerbank.mixed.tally import Group, Unit
from codeerbank.mixed.weights import Weights, checked

Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class CodedPersons:
    """Everybody who spoke or wrote; ``keys`` are the codes in the order of their bits."""

    keys: Sequence[str]
    persons: Mapping[str, Unit]

    @classmethod
    def heard(
        cls,
        codebook: Codebook,
        texts: Iterable[CountedText],
        codes: Mapping[int, str],
        within: Collection[str] | None = None,
    ) -> CodedPersons:
        """Take in the texts; ``within`` are the only persons to hear."""
        found = hear(codebook, texts, codes, together, within)
        everybody = found.groups.get(None) or Group()
        return cls(found.keys, everybody.persons)

    def counts(
        self,
        groups: Mapping[str, str | None],
        order: Sequence[str],
        weights: Weights | None = None,
        coder: str | None = None,
    ) -> CodeCounts:
        """Count the codes by group, in persons alone; the groups in their own order, and last who has none."""
        parts: dict[str | None, Group] = {name: Group() for name in order}
        for name, unit in self.persons.items():
            parts.setdefault(groups.get(name), Group()).persons[name] = unit
        if None in parts:
            parts[None] = parts.pop(None)
        loads, without = None, 0
        if weights is not None:
            known = [name for name in self.persons if name in weights.of]
            loads, without = checked(weights, known), len(self.persons) - len(known)
        counts = [one for name, part in parts.items() for one in part.counts(name, self.keys, loads)]
        return CodeCounts(
            groups=list(parts),
            counts={(one.code, one.group): one for one in counts},
            persons={name: len(part.persons) for name, part in parts.items()},
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
