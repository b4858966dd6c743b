"""Frequency tables of one export as numbers that hang together: what one table tells of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.mixed.linked import Linked
from codeerbank.mixed.margins import Cell

Line: TypeAlias = tuple[str, ...]
"""What a row of numbers is about: the question, and its answer or one of the words below."""
BASE, NOT_CHOSEN, ANSWERS, ASKED, REST, MISSING = "base", "not chosen", "answers", "asked", "rest", "missing"
"""Persons with an answer, those who left it, answers given, persons asked, and what one answer has above its parts."""
_UNSEEN = (NOT_CHOSEN, ASKED, REST)


@dataclass(slots=True)
class Links:
    """Numbers by line and group, and the sums they stand in; a number that two tables share is one number.

    known   places whose number everybody knows: an answer that was not put to a group
    """

    lines: dict[Line, int] = field(default_factory=dict)
    groups: dict[Line, int] = field(default_factory=dict)
    counts: dict[Cell, int] = field(default_factory=dict)
    sums: list[Mapping[Cell, int]] = field(default_factory=list)
    known: set[Cell] = field(default_factory=set)

    @classmethod
    def of(cls, tables: Sequence[FrequencyTable]) -> Links:
        """Take in every table."""
        links = cls()
        for table in tables:
            links._take(table, alone=len(tables) == 1)
        return links

    def place(self, line: Line, group: Line) -> Cell:
        """Give the place of a number."""
        return self.lines.setdefault(line, len(self.lines)), self.groups.setdefault(group, len(self.groups))

    def numbers(self) -> Linked:
        """Give the system; everything about all groups together is a total, and so is every base."""
        everybody = self.groups.get(EVERYBODY, -1)
        bases = {number for line, number in self.lines.items() if line[1] in (BASE, ANSWERS)}
        unseen = {number for line, number in self.lines.items() if line[1] in _UNSEEN}
        return Linked(
            self.counts,
            self.sums,
            frozenset(cell for cell in self.counts if cell[1] == everybody or cell[0] in bases),
            frozenset(cell for cell in self.counts if cell[0] in unseen) - self.known,
        )

    def small(self, k: int) -> frozenset[Cell]:
        """Give the places of numbers of persons that are too small to be shown."""
        spared = {number for line, number in self.lines.items() if line[1] in (ANSWERS, ASKED, REST, MISSING)}
        return frozenset(
            place
            for place, n in self.counts.items()
            if 0 < n < k and place not in self.known and place[0] not in spared
        )

    def _take(self, table: FrequencyTable, alone: bool) -> None:
        groups = [group for group in table.groups if group.n_total]
        for group in groups:
            self._group(table, group, group_of(table, group.group), alone)
        if table.by is None or not groups:
            return
        whole: dict[Line, list[Cell]] = {}
        inside = {self.groups[group_of(table, group.group)] for group in groups}
        for line, number in self.lines.items():
            cells = [(number, group) for group in inside if (number, group) in self.counts]
            if line[0] == table.variable and line[1] not in (ASKED, REST, MISSING) and len(cells) == len(inside):
                whole[line] = cells
        for line, cells in whole.items():
            total = self._put(line, EVERYBODY, sum(self.counts[cell] for cell in cells))
            if all(cell in self.known for cell in cells):
                self.known.add(total)
            self.sums.append({**dict.fromkeys(cells, 1), total: -1})

    def _put(self, line: Line, group: Line, n: int) -> Cell:
        place = self.place(line, group)
        self.counts[place] = n
        return place

    def _group(self, table: FrequencyTable, group: FrequencyGroup, name: Line, alone: bool) -> None:
        ask = table.variable
        base = self._put((ask, BASE, ""), name, group.n_valid)
        at = {row.value: self._put((ask, "n", row.value), name, row.n) for row in group.rows}
        self.known |= {at[row.value] for row in group.rows if not row.base}
        if additive(table, group):
            self.sums.append({**dict.fromkeys(at.values(), 1), base: -1})
        else:
            self._several(ask, group, name, at)
        self._nested(ask, group, name, at)
        if not alone and table.base == "valid_persons":
            asked = self._put((table.by or "", ASKED, str(group.n_total)), name, group.n_total)
            missing = self._put((ask, MISSING, ""), name, group.n_missing)
            self.known.add(missing)
            self.sums.append({base: 1, missing: 1, asked: -1})

    def _several(self, ask: str, group: FrequencyGroup, name: Line, at: Mapping[str, Cell]) -> None:
        """Take in answers that do not shut each other out: beside who chose one stands who did not."""
        for row in group.rows:
            if not row.base:
                continue
            base = self._put(base_of(ask, row, group), name, row.base)
            left = self._put((ask, NOT_CHOSEN, row.value), name, row.base - row.n)
            self.sums.append({at[row.value]: 1, left: 1, base: -1})
        counted = [at[row.value] for row in group.rows if row.pct_answers is not None]
        n = sum(self.counts[place] for place in counted)
        if counted and n == group.n_answers:
            answers = self._put((ask, ANSWERS, ""), name, n)
            self.sums.append({**dict.fromkeys(counted, 1), answers: -1})

    def _nested(self, ask: str, group: FrequencyGroup, name: Line, at: Mapping[str, Cell]) -> None:
        """Take in that who chose a part chose the whole as well, and, where it holds, that nobody chose the whole alone."""
        parts: dict[str, list[Cell]] = {}
        for row in group.rows:
            if row.within in at and row.base:
                parts.setdefault(row.within or "", []).append(at[row.value])
        for value, cells in parts.items():
            whole = at[value]
            for number, cell in enumerate(cells):
                over = self._put((ask, REST, value, str(number)), name, self.counts[whole] - self.counts[cell])
                self.sums.append({whole: 1, cell: -1, over: -1})
            several = sum(self.counts[cell] for cell in cells) - self.counts[whole]
            if several >= 0:
                over = self._put((ask, REST, value, "several"), name, several)
                self.sums.append({**dict.fromkeys(cells, 1), whole: -1, over: -1})


EVERYBODY: Line = ("", "")


def group_of(table: FrequencyTable, group: str | None) -> Line:
    """Name a group of a table; without groups it is everybody."""
    return EVERYBODY if table.by is None else (table.by, *(() if group is None else (group,)))


def additive(table: FrequencyTable, group: FrequencyGroup) -> bool:
    """Say whether everybody in a group stands in one row, so that the rows add up to its size."""
    one_base = all(row.base == group.n_valid for row in group.rows)
    return not table.multiple and one_base and sum(row.n for row in group.rows) == group.n_valid


def base_of(ask: str, row: FrequencyRow, group: FrequencyGroup) -> Line:
    """Name the base of a row: that of the group, or one of its own where not all were offered the answer."""
    return (ask, BASE, "" if row.base == group.n_valid else row.value)
