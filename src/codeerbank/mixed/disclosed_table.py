"""What of a frequency table may leave the house: opinions by the size of the group, background by the size of the cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from codeerbank.domain.frequency import FrequencyTable
from codeerbank.i18n import _
from codeerbank.mixed.disclosure import LEAST, protect, unanimous
from codeerbank.mixed.words import named

VariableKind = Literal["opinion", "background"]
HIDDEN = "*"
"""Stands for a number that is not shown; the same for small and for other ones, or the mark would tell which is which."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What is left out of a table for readers outside.

    least_base   groups with fewer persons are not shown
    cells        (answer, group) of which no number is shown
    groups       groups of which the size is not shown, so no percentage either
    total        whether the number of persons in all is left out
    """

    least_base: int = 0
    cells: frozenset[tuple[str, str | None]] = frozenset()
    groups: frozenset[str | None] = frozenset()
    total: bool = False
    notes: Sequence[str] = ()


def hide(table: FrequencyTable, kind: VariableKind, k: int = LEAST) -> Hidden:
    """Choose what to hide: for an opinion small groups, for background small cells and what would give them away."""
    notes = _unanimous(table, k)
    if kind == "opinion":
        return Hidden(least_base=k, notes=notes)
    groups = [group for group in table.groups if group.n_total]
    values = list(dict.fromkeys(row.value for group in groups for row in group.rows))
    if not values or not groups:
        return Hidden()
    counts = {(row.value, group.group): row.n for group in groups for row in group.rows}
    names = [group.group for group in groups]
    unasked = {(row.value, group.group) for group in groups for row in group.rows if not row.base}
    known = {(i, j) for i, value in enumerate(values) for j, name in enumerate(names) if (value, name) in unasked}
    safe = protect([[counts.get((value, name), 0) for name in names] for value in values], k, known=known)
    cells = {(values[i], names[j]) for i, j in safe.hidden if i < len(values) and j < len(names)}
    return Hidden(
        cells=frozenset(cells),
        groups=frozenset(name for name, n in zip(names, safe.column_totals, strict=True) if n is None),
        total=safe.total is None,
        notes=[*_told(len(cells), k), *notes],
    )


def _told(cells: int, k: int) -> list[str]:
    if not cells:
        return []
    words = _(
        "{mark} = not shown ({n} numbers): about fewer than {k} persons, or a number that would give such a one away."
    )
    return [words.format(mark=HIDDEN, n=cells, k=k)]


def _unanimous(table: FrequencyTable, k: int) -> list[str]:
    """Name the groups that all gave the same answer: whoever knows a member knows the answer."""
    if table.multiple:
        return []
    found = [
        named(group.group)
        for group in table.groups
        if table.by is not None and group.n_valid >= k and unanimous([row.n for row in group.rows]) is not None
    ]
    if not found:
        return []
    words = _(
        "Everybody gave the same answer in: {groups}. That tells what each of them said; think before you publish."
    )
    return [words.format(groups=", ".join(found))]
