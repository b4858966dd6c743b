"""Plain text: a table for a terminal of any width, or Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import one_line, visible
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.exporters.layout import decimals, shown
from codeerbank.exporters.wrap import cell_width, fold, pad
from codeerbank.i18n import _

_GAP, _NARROW_GAP = "  ", " "
_NARROWEST = 9
_HEAD = 18
"""In blocks the labels take at most this many columns."""


class TextExporter:
    """Writes tables as text; ``{"width": "80"}`` is the room for plain text, a .md file gets Markdown."""

    name = "text"
    suffixes: Sequence[str] = (".txt", ".md")
    description = "plain text for a terminal, or Markdown"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:
        """Write the sheets below each other."""
        width = options.get("width", "100")
        if not width.isdecimal() or int(width) < 20:
            raise UsageError(_("A text table needs a width of at least 20, not {width}.").format(width=width))
        in_markdown = path.suffix.lower() == ".md"
        text = "\n\n".join(markdown(sheet) if in_markdown else plain(sheet, int(width)) for sheet in sheets)
        with replacing(path) as file:
            file.write((text + "\n").encode("utf-8", "replace"))


def plain(sheet: Sheet, width: int = 100) -> str:
    """Lay out a table within ``width`` columns: as a grid where that can be read, else one block per row.

    Columns without a single value are named in a line below instead of taking room.
    """
    table = _Filled.of(sheet)
    lines = [one_line(sheet.title)]
    lines += [f"[{one_line(sheet.stamp)}]"] if sheet.stamp else []
    lines += [part for label, value in sheet.about for part in fold(f"{one_line(label)}: {one_line(value)}", width, 2)]
    lines.append("")
    lines += _laid_out(table, width)
    if table.empty:
        lines += ["", *fold(_("Still empty: {columns}.").format(columns=", ".join(table.empty)), width, 2)]
    if sheet.notes:
        lines += ["", *(part for note in sheet.notes for part in fold("- " + one_line(note), width, 2))]
    return "\n".join(line.rstrip() for line in lines)


def markdown(sheet: Sheet) -> str:
    """Write a table as Markdown; bars and brackets in text are escaped, line ends become blanks."""
    rows = [list(row) for row in sheet.rows]
    digits = decimals(rows, len(sheet.columns))
    lines = [f"# {_escaped(sheet.title)}", ""]
    lines += [f"**{_escaped(sheet.stamp)}**", ""] if sheet.stamp else []
    lines += [f"- {_escaped(label)}: {_escaped(value)}" for label, value in sheet.about]
    lines += ["", _bars([_escaped(column) for column in sheet.columns]), _bars(["---"] * len(sheet.columns))]
    lines += [_bars([_escaped(shown(cell, digits[i])) for i, cell in enumerate(row)]) for row in rows]
    lines += ["", *(f"- {_escaped(note)}" for note in sheet.notes)] if sheet.notes else []
    return "\n".join(lines)


def _bars(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _escaped(text: str) -> str:
    plain_text = one_line(text).replace("\\", "\\\\").replace("&", "&amp;").replace("<", "&lt;")
    for mark in "|`*_[]#~":
        plain_text = plain_text.replace(mark, "\\" + mark)
    return plain_text


@dataclass(frozen=True, slots=True)
class _Filled:
    """The columns of a sheet that hold something, as text; ``right``: where they stand right, being numbers."""

    columns: list[str]
    grid: list[list[str]]
    right: list[bool]
    empty: list[str]

    @classmethod
    def of(cls, sheet: Sheet) -> _Filled:
        rows = [list(row) for row in sheet.rows]
        digits = decimals(rows, len(sheet.columns))
        grid = [[shown(cell, digits[i]).expandtabs(2) for i, cell in enumerate(row)] for row in rows]
        kept = [i for i in range(len(sheet.columns)) if not grid or any(row[i].strip() for row in grid)]
        return cls(
            columns=[visible(sheet.columns[i]) for i in kept],
            grid=[[row[i] for i in kept] for row in grid],
            right=[bool(rows) and not any(isinstance(row[i], str) for row in rows) for i in kept],
            empty=[one_line(name) for i, name in enumerate(sheet.columns) if i not in kept],
        )


@dataclass(frozen=True, slots=True)
class _Section:
    """Rows that begin alike, with what they have in common on the line above them."""

    heading: str
    grid: list[list[str]]


def _laid_out(table: _Filled, width: int) -> Iterable[str]:
    """Set a table as a grid; where words would be cut, in sections by its first column, else with words cut, else in blocks."""
    rest, sections = _parted(table)
    for gap in (_GAP, _NARROW_GAP)[: len(table.grid)]:
        if widths := _uncut(table, width, gap):
            return _grid(table, widths, gap)
        if sections and (widths := _uncut(rest, width, gap)):
            return _in_sections(rest, sections, widths, gap, width)
    widths = _shares(table, width)
    return _grid(table, widths) if widths else _blocks(table, width)


def _parted(table: _Filled) -> tuple[_Filled, list[_Section]]:
    """Part a table by its first column, if rows of one value stand together; what is the same in a section goes above it."""
    if len(table.columns) < 3:
        return table, []
    runs = [(key, list(rows)) for key, rows in groupby(table.grid, key=lambda row: row[0])]
    places = range(len(table.columns))
    above = [i for i in places if all(len({row[i] for row in rows}) == 1 and rows[0][i].strip() for _key, rows in runs)]
    kept = [i for i in places if i not in above]
    if not kept or 0 in kept or 2 * len(runs) > len(table.grid):
        return table, []
    sections = [
        _Section(
            "; ".join(f"{one_line(table.columns[i]).rstrip(' =')}: {one_line(rows[0][i])}" for i in above),
            [[row[i] for i in kept] for row in rows],
        )
        for _key, rows in runs
    ]
    grid = [row for section in sections for row in section.grid]
    return _Filled([table.columns[i] for i in kept], grid, [table.right[i] for i in kept], table.empty), sections


def _in_sections(
    rest: _Filled, sections: Sequence[_Section], widths: Sequence[int], gap: str, width: int
) -> Iterator[str]:
    """Write the sections below each other, all with the same columns."""
    for number, section in enumerate(sections):
        if number:
            yield ""
        yield from fold(section.heading, width, 2)
        yield from _grid(replace(rest, grid=section.grid), widths, gap)


def _uncut(table: _Filled, width: int, gap: str) -> list[int]:
    """Divide the room so that no word is cut; [] where it is too little."""
    room = width - len(gap) * (len(table.columns) - 1)
    words = [
        [*name.replace("-", "- ").split(), *(w for cell in cells for w in cell.split())]
        for name, *cells in _stacked(table)
    ]
    given = [max(map(cell_width, of), default=0) for of in words]
    return _widened(given, _lines_wanted(table, room), room) if sum(given) <= room else []


def _lines_wanted(table: _Filled, room: int) -> list[int]:
    """Say how wide the columns would be; where not all fits, with headings folded between their words."""
    wanted = _wanted(table, table.columns)
    if sum(wanted) > room:
        wanted = _wanted(table, ["\n".join(name.split()) for name in table.columns])
    return wanted


def _shares(table: _Filled, width: int) -> list[int]:
    """Divide the room over the columns: short ones get what they need, long ones share the rest; [] if too little."""
    room = width - len(_GAP) * (len(table.columns) - 1)
    wanted = _lines_wanted(table, room)
    given = [0] * len(wanted)
    left = sorted(range(len(wanted)), key=lambda i: wanted[i])
    while left:
        fair = room // len(left)
        place = left.pop(0)
        given[place] = min(wanted[place], fair)
        room -= given[place]
    return [] if any(share < min(want, _NARROWEST) for share, want in zip(given, wanted, strict=True)) else given


def _stacked(table: _Filled, headings: Sequence[str] = ()) -> Iterator[tuple[str, ...]]:
    """Give each column with its heading on top."""
    yield from zip(headings or table.columns, *table.grid, strict=True)


def _wanted(table: _Filled, headings: Sequence[str]) -> list[int]:
    return [
        max(cell_width(line) for cell in column for line in cell.split("\n")) for column in _stacked(table, headings)
    ]


def _widened(least: list[int], wanted: Sequence[int], room: int) -> list[int]:
    """Divide what is left over after every column has its least: who needs little of it goes first."""
    left = sorted(range(len(least)), key=lambda place: wanted[place] - least[place])
    room -= sum(least)
    while left:
        place = left.pop(0)
        more = max(0, min(wanted[place] - least[place], room // (len(left) + 1)))
        least[place] += more
        room -= more
    return least


def _grid(table: _Filled, widths: Sequence[int], gap: str = _GAP) -> Iterator[str]:
    yield from _row(table.columns, widths, table.right, gap)
    yield gap.join("─" * width for width in widths)
    tall = False
    for number, row in enumerate(table.grid):
        lines = list(_row(row, widths, table.right, gap))
        if number and (tall or len(lines) > 1):
            yield ""
        tall = len(lines) > 1
        yield from lines


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], gap: str = _GAP) -> Iterator[str]:
    folded = [fold(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for place in range(max((len(lines) for lines in folded), default=0)):
        parts = (lines[place] if place < len(lines) else "" for lines in folded)
        yield gap.join(pad(*cell) for cell in zip(parts, widths, right, strict=True))


def _blocks(table: _Filled, width: int) -> Iterator[str]:
    head = min(_HEAD, width // 2, max((cell_width(name) for name in table.columns), default=0))
    for number, row in enumerate(table.grid):
        if number:
            yield "─" * min(width, 40)
        for name, cell in zip(table.columns, row, strict=True):
            if cell.strip():
                yield from _row([name, cell], [head, width - head - len(_GAP)], [False, False])


EXPORTER = TextExporter()
