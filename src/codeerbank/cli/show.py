"""What people and programs read on standard output: aligned tables, Dutch figures and dates, JSON."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice
from typing import Any

import click

from codeerbank.domain.numbers import number
from codeerbank.domain.table import Cell
from codeerbank.domain.visible import UNSAFE, one_line, visible
from codeerbank.i18n import _

SAMPLE = 200
"""Rows looked at for the widths of the columns; the rest streams past."""
WIDEST = 60
"""The line under a heading goes no further than this."""
NOTHING = "–"
AT_ONCE = 100
"""Rows of JSON written together."""
_AS_JSON = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def say(*lines: str) -> None:
    """Print lines; what comes from a file in them is made visible."""
    for line in lines:
        click.echo(visible(line))


def done(what: str) -> None:
    """Print what a command did and how to take it back."""
    say(what, _("Undo: codeerbank undo"))


def moment(stamp: str) -> str:
    """Write an ISO time in UTC as the day and minute of the user's clock."""
    try:
        when = datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone()
    except ValueError:
        return visible(stamp)
    return when.strftime(_("%Y-%m-%d %H:%M"))


def json_text(value: Any) -> str:
    """Write a value as JSON on one line; unseen and steering characters stand in it as escapes."""
    text = _AS_JSON.encode(value)
    if text.isascii() and "\x7f" not in text:
        return text
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def print_json(value: Any) -> None:
    """Print one value as JSON."""
    sys.stdout.write(json_text(value) + "\n")


def stream_json(rows: Iterable[Any]) -> None:
    """Print a JSON list, one row a line, without holding it."""
    lines = map(json_text, rows)
    between = "[\n"
    while some := list(islice(lines, AT_ONCE)):
        sys.stdout.write(between + ",\n".join(some))
        between = ",\n"
    sys.stdout.write("[]\n" if between == "[\n" else "\n]\n")


def stream_keyed(key: str, rows: Iterable[Any]) -> None:
    """Print ``{key: [...]}``, one row a line, without holding it; what fails at the first row fails before anything is out."""
    coming = iter(rows)
    first = list(islice(coming, 1))
    sys.stdout.write(f'{{"{key}": ')
    stream_json(chain(first, coming))
    sys.stdout.write("}\n")


def print_table(columns: Sequence[str], rows: Iterable[Sequence[Cell]], empty: str = "") -> None:
    """Print aligned columns under their headings; rows stream past."""
    cells = ([_cell(value) for value in row] for row in rows)
    first = list(islice(cells, SAMPLE))
    if not first:
        say(empty or _("Nothing found."))
        return
    widths = [max(_width(text) for text in column) for column in zip(columns, *first, strict=True)]
    right = [all(_is_figure(text) for text in column) for column in zip(*first, strict=True)]
    widths[-1] = min(widths[-1], max(20, _screen() - sum(widths[:-1]) - 2 * (len(widths) - 1)))
    _print_row(columns, widths, right)
    _print_row(["─" * min(width, WIDEST) for width in widths], widths, [False] * len(widths))
    for row in chain(first, cells):
        _print_row(row, widths, right)


def what_was_done(words: str, undone: bool) -> str:
    """Name an action, and say so when it was taken back."""
    return _("{what} (undone)").format(what=words) if undone else words


def pairs(values: Mapping[str, object]) -> str:
    """Write attributes as ``key=value, key=value``."""
    return ", ".join(f"{key}={_joined(value)}" for key, value in values.items())


def _joined(value: object) -> str:
    return "/".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _screen() -> int:
    """Give the width of the terminal; output that goes into a file is not cut."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000


def _cell(value: Cell) -> str:
    if value is None:
        return NOTHING
    return one_line(value) if isinstance(value, str) else number(value)


def _is_figure(text: str) -> bool:
    return text == NOTHING or text.removeprefix("-").replace(",", "").replace(".", "").removesuffix(" %").isdigit()


def _print_row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> None:
    parts = [_fit(text, width, flush) for text, width, flush in zip(cells, widths, right, strict=True)]
    click.echo("  ".join(parts).rstrip())


def _fit(text: str, width: int, flush_right: bool) -> str:
    if _width(text) > width and sys.stdout.isatty():
        text = _cut(text, width - 1) + "…"
    blanks = " " * (width - _width(text))
    return blanks + text if flush_right else text + blanks


def _cut(text: str, width: int) -> str:
    kept: list[str] = []
    for character in text:
        width -= _width(character)
        if width < 0:
            break
        kept.append(character)
    return "".join(kept)


def _width(text: str) -> int:
    if text.isascii():
        return len(text)
    return sum(_cells(text))


def _cells(text: str) -> Iterator[int]:
    for character in text:
        if unicodedata.combining(character):
            yield 0
        else:
            yield 2 if unicodedata.east_asian_width(character) in "WF" else 1
