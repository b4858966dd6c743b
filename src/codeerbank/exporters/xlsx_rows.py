"""The rows of a tab, written straight into the workbook: a library that makes an object of every cell takes a minute for
a survey of 20,000 respondents.

The library makes the workbook with empty tabs; their rows are put in while its parts are copied to the file.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.sax.saxutils import escape

from codeerbank.domain.table import Cell
from codeerbank.domain.visible import visible

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_CHARACTERS = 32_767
_CUT = " […]"
_UNHOLDABLE = re.compile("[\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")
_STARTS_A_FORMULA = ("=", "+", "-", "@", "'")
_EMPTY, _EXTENT = b"<sheetData></sheetData>", re.compile(rb"<dimension [^>]*/>")
_BLOCK = 200
_REMEMBERED, _SHORT = 20_000, 100


class Look(NamedTuple):
    """The numbers of a style in the workbook: as it is, for text that must not be read as a formula, and for fractions."""

    plain: int
    quoted: int
    fraction: int


BARE = "bare"


def looks(tab: Worksheet) -> Mapping[str, Look]:
    """Enter the styles of a table in the workbook, by the kind of row."""
    from openpyxl.styles import Alignment, Font, PatternFill

    top, line = Alignment(vertical="top", wrap_text=True), Alignment(vertical="top")
    head = PatternFill("solid", start_color="E3F0FA")
    return {
        "title": _look(tab, font=Font(bold=True, size=14), alignment=line),
        "warning": _look(tab, font=Font(bold=True, color="C00000"), alignment=line),
        "line": _look(tab, alignment=line),
        "head": _look(tab, font=Font(bold=True), alignment=top, fill=head),
        "cell": _look(tab, alignment=top),
        BARE: _look(tab)._replace(fraction=0),
    }


def _look(tab: Worksheet, **style: Any) -> Look:
    from openpyxl.cell.cell import Cell as Styled

    def number(quoted: bool = False, form: str = "") -> int:
        cell: Any = Styled(tab, 1, 1)
        for name, value in style.items():
            setattr(cell, name, value)
        cell.quotePrefix = quoted
        cell.number_format = form or "General"
        return int(cell.style_id)

    return Look(number(), number(quoted=True), number(form="0.0##"))


def fill(path: Path, book: Any, rows: Sequence[Iterable[tuple[Sequence[Cell], Look]]]) -> None:
    """Save a workbook with empty tabs, with these rows in them, tab by tab."""
    empty = io.BytesIO()
    book.save(empty)
    parts = {tab.path.lstrip("/"): some for tab, some in zip(book.worksheets, rows, strict=True)}
    with zipfile.ZipFile(empty) as made, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in made.namelist():
            content = made.read(name)
            if name not in parts:
                out.writestr(name, content)
                continue
            before, after = _EXTENT.sub(b"", content).split(_EMPTY)
            with out.open(name, "w", force_zip64=True) as part:
                part.write(before + b"<sheetData>")
                for block in _blocks(parts[name]):
                    part.write(block)
                part.write(b"</sheetData>" + after)


def _blocks(rows: Iterable[tuple[Sequence[Cell], Look]]) -> Iterator[bytes]:
    """Write rows as XML, some at a time."""
    known: dict[str, str] = {}
    pieces: list[str] = []
    for number, (row, look) in enumerate(rows, 1):
        pieces.append(f'<row r="{number}">')
        pieces.extend(_cells(row, str(number), look, known))
        pieces.append("</row>")
        if number % _BLOCK == 0:
            yield "".join(pieces).encode()
            pieces.clear()
            if len(known) > _REMEMBERED:
                known.clear()
    yield "".join(pieces).encode()


def _cells(row: Sequence[Cell], number: str, look: Look, known: dict[str, str]) -> Iterator[str]:
    """Write the cells of a row; short words, which come back, are worked out once."""
    for letter, value in zip(_letters(len(row)), row, strict=True):
        if isinstance(value, str):
            words = known.get(value)
            if words is None:
                words = _words(value)
                if len(value) <= _SHORT:
                    known[value] = words
            style = look.quoted if value.startswith(_STARTS_A_FORMULA) else look.plain
            yield f'<c r="{letter}{number}" s="{style}" t="inlineStr">{words}</c>'
        elif isinstance(value, float):
            if math.isfinite(value):
                yield f'<c r="{letter}{number}" s="{look.fraction}"><v>{value!r}</v></c>'
        elif value is not None:
            yield f'<c r="{letter}{number}" s="{look.plain}"><v>{int(value)}</v></c>'


@cache
def _letters(width: int) -> Sequence[str]:
    from openpyxl.utils import get_column_letter

    return [get_column_letter(number + 1) for number in range(width)]


def _words(text: str) -> str:
    return f'<is><t xml:space="preserve">{escape(_stored(fitting(text)))}</t></is>'


def fitting(text: str) -> str:
    """Make text that a cell can hold: visible characters only, and not longer than Excel reads."""
    shown = _UNHOLDABLE.sub("�", visible(text))
    return shown if len(shown) <= MOST_CHARACTERS else shown[: MOST_CHARACTERS - len(_CUT)] + _CUT


def _stored(text: str) -> str:
    """Write text as a workbook stores it: Excel would read _x001B_ as a control character."""
    return _LOOKS_ESCAPED.sub("_x005F_", text) if "_x" in text else text
