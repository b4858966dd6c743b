"""What of frequency tables an audience may see: opinions by the size of the group, background by the size of the cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from codeerbank.domain.covering import HIDDEN, total_is_safe, with_cover
from codeerbank.domain.frequency import FrequencyGroup, FrequencyTable
from codeerbank.domain.survey import VariableKind
from codeerbank.i18n import _, plural
from codeerbank.mixed.audiences import Rule
from codeerbank.mixed.hiding import cheapest
from codeerbank.mixed.linking import ANSWERS, BASE, EVERYBODY, Links, additive, base_of, group_of
from codeerbank.mixed.margins import Cell, Margins
from codeerbank.mixed.words import named

_NAMED = 6
"""Cells in which everybody is of one mind are named up to this many."""
Place: TypeAlias = tuple[str, str | None]
"""An answer and a group."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out of a table.

    cells        places of which no number is shown
    bases        places of which the base is not shown, so no percentage either
    groups       groups of which the size is not shown
    answers      groups of which the number of answers is not shown, so no share of answers either
    rows         answers of which the number over all groups is not shown, so nothing that rests on it either
    total        whether the number of persons in all is left out
    percentages  whether shares, intervals and tests are told at all
    """

    cells: frozenset[Place] = frozenset()
    bases: frozenset[Place] = frozenset()
    groups: frozenset[str | None] = frozenset()
    answers: frozenset[str | None] = frozenset()
    rows: frozenset[str] = frozenset()
    total: bool = False
    percentages: bool = True
    notes: Sequence[str] = ()

    @property
    def something(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.cells or self.bases or self.groups or self.answers or self.rows or self.total)


def hide(tables: Sequence[FrequencyTable], kinds: Sequence[VariableKind], rule: Rule) -> list[Hidden]:
    """Choose what to hide in tables that leave together, each of a kind.

    Of opinions small groups go; of background small cells, and what would give them away in this table or another.
    """
    background = [table for table, kind in zip(tables, kinds, strict=True) if kind == "background"]
    by_table = iter(_background(background, rule.cell))
    found = []
    for table, kind in zip(tables, kinds, strict=True):
        hidden = next(by_table) if kind == "background" else _opinion(table, rule)
        notes = [*hidden.notes, *_of_one_mind(table, hidden)]
        if not rule.percentages:
            notes.append(_("Counts only; for this audience no percentages are made."))
        found.append(replace(hidden, percentages=rule.percentages, notes=notes))
    return found


def _opinion(table: FrequencyTable, rule: Rule) -> Hidden:
    """Hide groups that are too small, and further ones, so that the total less what is shown tells nothing of them."""
    groups = [group for group in table.groups if group.n_total]
    few = {
        group.group for group in groups if 0 < group.persons < rule.group or _too_much_of_one_mind(table, group, rule)
    }
    sizes = {group.group: group.persons for group in groups}
    gone = with_cover(few, sizes, rule.group)
    cells = {(row.value, group.group) for group in groups if group.group in gone for row in group.rows}
    for value in dict.fromkeys(row.value for group in groups for row in group.rows):
        bases = {group.group: row.base for group in groups for row in group.rows if row.value == value}
        small = {name for name, base in bases.items() if 0 < base < rule.group}
        cells |= {(value, name) for name in with_cover(small | gone, bases, rule.group) if bases.get(name)}
    whole = bool(gone) if table.by is None else not total_is_safe(gone, sizes, rule.group)
    few_words = _about_groups(len({name for _value, name in cells}), rule.group) if cells else []
    return Hidden(frozenset(cells), frozenset(cells), frozenset(gone), frozenset(gone), total=whole, notes=few_words)


def _background(tables: Sequence[FrequencyTable], k: int) -> list[Hidden]:
    """Hide small cells and what would give them away; a single table of one answer each is a network, and quicker."""
    if not tables or not k:
        return [Hidden() for _table in tables]
    links = Links.of(tables)
    small = links.small(k)
    gone = _found(links, small, tables, 2 * k + 1) if small else frozenset()
    return [_of_table(table, links, gone, k) for table in tables]


def _found(links: Links, small: frozenset[Cell], tables: Sequence[FrequencyTable], span: int) -> frozenset[Cell]:
    plain = len(tables) == 1 and all(additive(tables[0], group) for group in tables[0].groups if group.n_total)
    if not plain or any(row.within for group in tables[0].groups for row in group.rows):
        return cheapest(links.numbers(), small, span, links.known)
    groups = [group for group in tables[0].groups if group.n_total]
    counts = [
        [{row.value: row.n for row in group.rows}.get(value, 0) for group in groups] for value in _values(tables[0])
    ]
    where = _places(tables[0], links)
    known = {cell for cell, place in where.items() if place in links.known}
    margins = Margins.of(counts)
    primary = {cell for cell, place in where.items() if place in small}
    return frozenset(where[cell] for cell in cheapest(margins, primary, span, known) if cell in where)


def _values(table: FrequencyTable) -> list[str]:
    return list(dict.fromkeys(row.value for group in table.groups if group.n_total for row in group.rows))


def _places(table: FrequencyTable, links: Links) -> dict[Cell, Cell]:
    """Give where the numbers of the table as it is laid out stand among those that hang together."""
    values = _values(table)
    columns = [group_of(table, group.group) for group in table.groups if group.n_total]
    columns += [EVERYBODY] * (table.by is not None)
    lines = [*((table.variable, "n", value) for value in values), (table.variable, BASE, "")]
    return {(i, j): links.place(line, group) for i, line in enumerate(lines) for j, group in enumerate(columns)}


def _of_table(table: FrequencyTable, links: Links, gone: frozenset[Cell], k: int) -> Hidden:
    cells, bases, groups, answers = set(), set(), set(), set()
    for group in table.groups:
        if not group.n_total:
            continue
        name = group_of(table, group.group)
        for row in group.rows:
            if links.place((table.variable, "n", row.value), name) in gone:
                cells.add((row.value, group.group))
            if links.place(base_of(table.variable, row, group), name) in gone:
                bases.add((row.value, group.group))
        if links.place((table.variable, BASE, ""), name) in gone:
            groups.add(group.group)
        if links.place((table.variable, ANSWERS, ""), name) in gone:
            answers.add(group.group)
    everybody = {line: links.place(line, EVERYBODY) in gone for line in list(links.lines)}
    rows = {value for value in _values(table) if everybody.get((table.variable, "n", value))}
    total = everybody.get((table.variable, BASE, ""), False)
    notes = _about_cells(len(cells), k)
    return Hidden(frozenset(cells), frozenset(bases), frozenset(groups), frozenset(answers), frozenset(rows), total,
                  notes=notes)  # fmt: skip


def _about_cells(cells: int, k: int) -> list[str]:
    if not cells:
        return []
    words = _(
        "{mark} = not shown ({n} numbers): about fewer than {k} persons, or a number that would give such a one away."
    )
    return [words.format(mark=HIDDEN, n=cells, k=k)]


def _about_groups(groups: int, k: int) -> list[str]:
    words = plural(
        "{mark} = not shown ({n} group): fewer than {k} persons, or a group that would give such a one away.",
        "{mark} = not shown ({n} groups): fewer than {k} persons, or a group that would give such a one away.",
        groups,
    )
    return [words.format(mark=HIDDEN, n=groups, k=k)]


def _too_much_of_one_mind(table: FrequencyTable, group: FrequencyGroup, rule: Rule) -> bool:
    """Say whether a group has to go because all in it gave one answer."""
    return not rule.unanimous and not table.multiple and any(row.n == row.base > 0 for row in group.rows)


def _of_one_mind(table: FrequencyTable, hidden: Hidden) -> list[str]:
    """Name, of what is shown, where all in a group gave an answer, or, of several, none did: who knows a member knows it."""
    everybody, nobody = [], []
    for group in table.groups:
        for row in group.rows:
            secret = {(row.value, group.group)} & (hidden.cells | hidden.bases) or group.group in hidden.groups
            if not row.base or row.not_yet or secret:
                continue
            place = f"{named(group.group)}: {row.label}" if table.by is not None else row.label
            if row.n == row.base:
                everybody.append(place)
            elif row.n == 0 and table.multiple and table.base == "valid_persons":
                nobody.append(place)
    if table.base in ("coded_segments", "coded_documents", "units"):
        return []
    all_of_them = _(
        "Everybody gave the same answer in: {groups}. That tells what each of them said; think before you publish."
    )
    none_of_them = _("Nobody chose it in: {groups}. That tells as much of each of them.")
    both = ((all_of_them, everybody), (none_of_them, nobody))
    return [words.format(groups=_some(places)) for words, places in both if places]


def _some(places: Sequence[str]) -> str:
    more = len(places) - _NAMED
    told = "; ".join(places[:_NAMED])
    return _("{places}; and {n} more").format(places=told, n=more) if more > 0 else told
