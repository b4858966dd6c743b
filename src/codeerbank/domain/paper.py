"""A report on its way to readers: headings, words, quotes, numbered tables and figures, and references to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _

_REFERENCE = re.compile(r"\{(table|figure):([a-z0-9-]+)\}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A group in a figure: a percentage (0-100) with its interval, or a count; None where only ``words`` are shown."""

    label: str
    words: str
    value: float | None = None
    interval: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A dot with interval per group (percentages), and beside it a bar per group of how many mentioned it (counts)."""

    title: str
    asked: Sequence[Bar]
    said: Sequence[Bar]
    asked_axis: str = ""
    said_axis: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``new_page`` begins a page."""

    text: str
    depth: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph, or with ``listed`` a line of a list; ``{table:key}`` refers to a table, ``{figure:key}`` to a figure."""

    text: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote with where it comes from."""

    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A numbered table; its title is the caption, its notes stand below it."""

    key: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure, always followed by the table of its numbers."""

    key: str
    chart: Chart
    source: Sheet


Block: TypeAlias = Heading | Words | Quoted | Table | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole report."""

    title: str
    blocks: Sequence[Block]
    about: Sequence[tuple[str, str]] = ()
    stamp: str = ""
    numbers: Mapping[tuple[str, str], int] = field(init=False)

    def __post_init__(self) -> None:
        """Number tables and figures in order; refuse a reference to one that is not there, and a table nobody refers to."""
        numbers: dict[tuple[str, str], int] = {}
        for kind, key in self._numbered():
            numbers[kind, key] = 1 + sum(other == kind for other, _key in numbers)
        object.__setattr__(self, "numbers", numbers)
        referred = {pair for block in self.blocks if isinstance(block, Words) for pair in references(block.text)}
        missing = sorted(referred - numbers.keys())
        if missing:
            raise UsageError(_("The report refers to {what}, which is not in it.").format(what=": ".join(missing[0])))

    def unreferred(self) -> list[tuple[str, str]]:
        """Name the tables and figures that no paragraph refers to."""
        referred = {pair for block in self.blocks if isinstance(block, Words) for pair in references(block.text)}
        return [pair for pair in self.numbers if pair not in referred]

    def _numbered(self) -> Iterator[tuple[str, str]]:
        for block in self.blocks:
            if isinstance(block, Table):
                yield "table", block.key
            elif isinstance(block, Figure):
                yield "figure", block.key
                yield "table", block.key


def references(text: str) -> list[tuple[str, str]]:
    """Find the references in a paragraph, as (kind, key)."""
    return _REFERENCE.findall(text)


def parted(text: str) -> list[str | tuple[str, str]]:
    """Part a paragraph into its words and its references."""
    found: list[str | tuple[str, str]] = []
    at = 0
    for match in _REFERENCE.finditer(text):
        found += [text[at : match.start()], (match[1], match[2])]
        at = match.end()
    return [*found, text[at:]]


@runtime_checkable
class PaperWriter(Protocol):
    """What an exporter has besides where its format can hold a report."""

    def write_paper(self, path: Path, paper: Paper) -> None:
        """Write the report, all of it or nothing."""
