"""What an audit found, in rows and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codeerbank.domain.published import WHOLE_COLUMN
from codeerbank.domain.table import Cell
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.audit.findings import AuditReport, Flag, Kind

_MANY = 3


def found_in(report: AuditReport) -> str:
    """Say how many numbers cannot be right, by themselves and beside each other."""
    wrong, odd = len(report.errors), len(report.warnings)
    told = [
        ngettext("{n} number cannot be right", "{n} numbers cannot be right", wrong) if wrong else "",
        ngettext("{n} place does not go with another", "{n} places do not go with another", odd) if odd else "",
    ]
    nothing = _("nothing that cannot be right") if report.checked else _("no percentage that could be computed again")
    return "; ".join(filter(None, told)) or nothing


def looked_at(report: AuditReport) -> str:
    """Say how much was looked at, and how much of it could be computed again."""
    return ", ".join(
        [
            ngettext("{n} table", "{n} tables", report.tables),
            ngettext("{n} cell", "{n} cells", report.cells),
            ngettext("{n} percentage computed again", "{n} percentages computed again", report.checked),
        ]
    )


def row_of(flag: Flag) -> Sequence[Cell]:
    """Give a flag: where, what is printed, what it should be, and why."""
    row = "" if flag.row == WHOLE_COLUMN else flag.row_label or flag.row
    column = "" if flag.column in (WHOLE_COLUMN, "%", "n") else flag.column_label or flag.column
    place = ", ".join(filter(None, (row, column))) or flag.column
    return [flag.table, place, flag.printed, flag.expected, flag.cause]


def rows_together(flags: Sequence[Flag]) -> list[Sequence[Cell]]:
    """Give one row for three or more numbers of a column that are wrong in the same way."""
    return list(_rows(flags))


def _rows(flags: Sequence[Flag]) -> Iterator[Sequence[Cell]]:
    alike: dict[tuple[str, Kind, str], list[Flag]] = {}
    for flag in flags:
        alike.setdefault((flag.table, flag.kind, flag.column), []).append(flag)
    for together in alike.values():
        if len(together) < _MANY:
            yield from map(row_of, together)
            continue
        first = together[0]
        cells = "; ".join(f"{flag.row_label or flag.row}: {flag.printed} → {flag.expected}" for flag in together)
        yield [
            first.table,
            first.column_label or first.column,
            ngettext("{n} number", "{n} numbers", len(together)),
            "→",
            f"{_alike(first.kind)}. {cells}.",
        ]


def _alike(kind: Kind) -> str:
    """Say in a few words what is the same of numbers that are wrong in the same way."""
    words: dict[Kind, str] = {
        "truncated": _("Cut off instead of rounded"),
        "factor_ten": _("The decimal mark is a place or two off"),
        "copied_column": _("Copied from another row or column"),
        "answers_as_persons": _("Percentages of answers in a column of persons"),
        "wrong_base": _("Percentages of another base"),
        "misprint": _("Slips in typing"),
        "no_base_fits": _("No base gives these percentages"),
        "no_count_fits": _("No whole number gives these percentages"),
        "count_above_base": _("More than the base"),
    }
    return words.get(kind, _("They cannot be right"))
