"""What stands above a table for people: who was asked and answered, of whom the percentages are, weight and medians."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.frequency import FrequencyGroup, FrequencyTable
from codeerbank.domain.numbers import number
from codeerbank.i18n import _
from codeerbank.mixed.disclosed_table import Hidden
from codeerbank.mixed.words import named

_BASES: Mapping[str, Callable[[], str]] = {
    "valid_persons": lambda: _("persons with a valid answer who were offered the answer"),
    "units": lambda: _("units that respondents answered about, several of one respondent each for itself"),
    "coded_persons": lambda: _("persons read to the end, or coded with this code"),
    "coded_documents": lambda: _("documents read to the end, or coded with this code"),
    "coded_segments": lambda: _("stretches of text with any code; overlapping ones taken together"),
}


def about(table: FrequencyTable, date: str, hidden: Hidden) -> list[tuple[str, str]]:
    """Give name and words of each line; what is hidden from these readers is marked."""
    sizes_told = _sizes(table)
    lines = [
        (_("Question"), table.variable),
        *([(name, HIDDEN) for name, _size in sizes_told] if hidden.total else sizes_told),
        *([(_("Percentages of"), _BASES[table.base]())] if hidden.percentages else []),
    ]
    if table.by is not None:
        sizes = ", ".join(f"{named(group.group)} {_size(group, hidden)}" for group in table.groups if group.n_total)
        lines.append((_("Valid per group"), sizes))
    if table.weight:
        effective = HIDDEN if hidden.something else number(table.n_eff or 0.0)
        lines.append((_("Weight"), _("{name}; effective n {n}").format(name=table.weight, n=effective)))
    lines += _ratings(table, hidden)
    if date:
        lines.append((_("Date"), date))
    return lines


def _ratings(table: FrequencyTable, hidden: Hidden) -> Iterator[tuple[str, str]]:
    """Say median and quartiles of numbers, for groups of which everything may be seen."""
    for group in table.groups:
        found = group.ratings
        if found is None or found.median is None or found.q1 is None or found.q3 is None:
            continue
        name = _("Median") if table.by is None else _("Median, {group}").format(group=named(group.group))
        if _incomplete(group, hidden):
            yield name, HIDDEN
            continue
        words = _("{median} (half of them from {q1} to {q3}); n = {n}").format(
            median=number(found.median), q1=number(found.q1), q3=number(found.q3), n=number(found.n)
        )
        yield name, words


def _incomplete(group: FrequencyGroup, hidden: Hidden) -> bool:
    """Say whether a number of a group is hidden, so that what is made of all of them is hidden too."""
    return (
        hidden.total
        or group.group in hidden.groups
        or any((row.value, group.group) in hidden.cells for row in group.rows)
    )


def _size(group: FrequencyGroup, hidden: Hidden) -> str:
    """Give the size of a group as far as it may be seen."""
    return HIDDEN if group.group in hidden.groups else str(group.n_valid)


def _sizes(table: FrequencyTable) -> list[tuple[str, str]]:
    if table.base == "units":
        return [(_("Units"), number(table.n_total))]
    if table.base != "valid_persons":
        total, known = number(table.n_total), number(table.n_valid)
        return [(_("In all"), total), (_("Read to the end or coded"), known)]
    return [
        (_("Asked"), number(table.n_total)),
        (_("Valid"), number(table.n_valid)),
        (_("Missing"), number(table.n_missing)),
        (_("Not asked"), number(table.n_not_asked)),
    ]
