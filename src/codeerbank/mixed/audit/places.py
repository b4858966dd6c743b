"""The same thing told twice: tables, lists and ratings of a report that do not agree with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from codeerbank.domain.numbers import number
from codeerbank.domain.published import WHOLE_COLUMN, PublishedColumn, PublishedRow, PublishedTable
from codeerbank.i18n import _
from codeerbank.mixed.audit.findings import Flag, Remark

_ENOUGH = 3
"""So many counts in a row that are the same are the same people, not chance."""
_PARTICIPANTS = ("deelnemer", "participant")


def contradictions(tables: Sequence[PublishedTable]) -> Iterator[Flag]:
    """Find what two places of a report tell differently; the one that does not add up is named, else the later."""
    yield from _nearly_the_same(tables)
    lists = [table for table in tables if table.facts or _column_of_list(table)]
    for place, later in enumerate(lists):
        for earlier in lists[:place]:
            if _subject(earlier) and _subject(earlier) == _subject(later):
                yield from _told_twice(earlier, later)
    yield from _more_marks_than_people(tables)


def _column_of_list(table: PublishedTable) -> PublishedColumn | None:
    alone = len(table.columns) == 1 and table.columns[0].id == "n"
    return table.columns[0] if alone else None


def _subject(table: PublishedTable) -> str:
    """Give the subject of a list: its title up to the first comma."""
    return table.title.split(",")[0].strip().casefold()


def _nearly_the_same(tables: Sequence[PublishedTable]) -> Iterator[Flag]:
    """Find one-answer tables that are the same from row to row but for one count, where only one of them adds up."""
    groups: dict[tuple[str, int], list[tuple[PublishedTable, PublishedColumn, list[int]]]] = {}
    for table in tables:
        if table.response != "single" or any(row.block or row.parent for row in table.rows):
            continue
        for column in table.columns:
            counts = [cell.n for _row, cell in table.cells(column) if cell.n is not None]
            if len(counts) == len(table.rows) > _ENOUGH and len(set(counts)) >= _ENOUGH:
                groups.setdefault((column.id, len(counts)), []).append((table, column, counts))
    for together in groups.values():
        for at, (table, column, counts) in enumerate(together):
            for other, other_column, others in together[:at]:
                off = [row for row, (a, b) in enumerate(zip(counts, others, strict=True)) if a != b]
                pair = (table, column, counts), (other, other_column, others)
                short = [one for one in pair if not _adds_up(*one)]
                if table.id != other.id and len(off) == 1 and len(short) == 1:
                    yield _differs(off[0], short[0], pair[pair.index(short[0]) - 1])


def _adds_up(table: PublishedTable, column: PublishedColumn, counts: Sequence[int]) -> bool:
    return sum(counts) in {column.base, column.persons, table.persons}


_Counted = tuple[PublishedTable, PublishedColumn, list[int]]


def _differs(at: int, wrong: _Counted, right: _Counted) -> Flag:
    table, column, counts = wrong
    other, _other_column, others = right
    row = table.rows[at]
    words = _("The other counts are those of {table}, where “{row}” is {n}: {sum} together here, {right} there.")
    told = words.format(
        table=other.id,
        row=other.rows[at].label,
        n=number(others[at]),
        sum=number(sum(counts)),
        right=number(sum(others)),
    )
    return _against(table, row, column, str(counts[at]), str(others[at]), told, other)


def _against(
    table: PublishedTable,
    row: PublishedRow,
    column: PublishedColumn,
    printed: str,
    expected: str,
    words: str,
    other: PublishedTable,
) -> Flag:
    return Flag(
        table.id, row.id, column.id, printed, expected, "contradiction", words, row.label, column.label,
        level="warning", against=other.id,
    )  # fmt: skip


def _told_twice(earlier: PublishedTable, later: PublishedTable) -> Iterator[Flag]:
    """Compare two lists about one subject, name by name."""
    before, now = _names(earlier), _names(later)
    for name in now:
        if name in before and before[name] != now[name]:
            words = _("{table} says {n} of the same.").format(table=earlier.id, n=number(before[name]))
            row = PublishedRow(name, name.replace("_", " "), {})
            column = later.columns[0]
            yield _against(later, row, column, str(now[name]), str(before[name]), words, earlier)


def _names(table: PublishedTable) -> Mapping[str, int]:
    column = _column_of_list(table)
    counts = {row.id: cell.n for row, cell in table.cells(column) if cell.n is not None} if column else {}
    return {**counts, **table.facts}


def _more_marks_than_people(tables: Sequence[PublishedTable]) -> Iterator[Flag]:
    """Find ratings given more often than there were people at the same place of the report to give them."""
    lists = [table for table in tables if _column_of_list(table) and _is_of_participants(table)]
    for table in tables:
        if table.response != "ratings":
            continue
        here = [one for one in lists if table.location and table.location == one.location]
        about = {_subject(one) for one in here}
        sizes = {name: (n, one) for one in lists if _subject(one) in about for name, n in _names(one).items()}
        for column in table.columns:
            given = sum(cell.n or 0 for _row, cell in table.cells(column))
            people, source = sizes.get(column.id, (given, table))
            if given > people:
                words = _("{given} marks, from {people} participants ({table}).")
                told = words.format(given=number(given), people=number(people), table=source.id)
                row = PublishedRow(WHOLE_COLUMN, "", {})
                yield _against(table, row, column, str(given), f"≤ {people}", told, source)


def _is_of_participants(table: PublishedTable) -> bool:
    return any(word in table.title.casefold() for word in _PARTICIPANTS)


def numbered_twice(tables: Sequence[PublishedTable]) -> Iterator[Remark]:
    """Find numbers that two tables at different places of the report share."""
    seen: dict[str, PublishedTable] = {}
    for table in tables:
        if not any(digit.isdigit() for digit in table.number):
            continue
        first = seen.setdefault(table.number, table)
        if first.location != table.location:
            words = _("Table {number} is also the number of {other}.").format(number=table.number, other=first.id)
            yield Remark(table.id, WHOLE_COLUMN, WHOLE_COLUMN, words, "numbered_twice")
