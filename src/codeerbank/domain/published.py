"""Tables as they were printed: counts, percentages with their decimals, bases, totals; nothing corrected."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from codeerbank.domain.numbers import half_up

BaseKind = Literal["respondents", "responses", "none"]
Response = Literal["single", "multiple", "likert", "ratings", ""]
WHOLE_COLUMN = "*"
"""Stands where a row is named, when something is said of a whole column."""
TOTAL_ROW = "total"
_NUMBER = re.compile(r"[<>≈~]?\s*([+-]?\d+(?:[.,]\d+)?)\s*%?")
_HUGE = 30


@dataclass(frozen=True, slots=True)
class Printed:
    """A percentage as it stands on paper: its value, its decimals and its words."""

    value: Decimal
    decimals: int
    text: str

    @classmethod
    def read(cls, text: str) -> Printed | None:
        """Read "41,7%", "41.7" or "18,18 %"; None when it is no number."""
        found = _NUMBER.fullmatch(text.strip())
        if found is None or len(found[1]) > _HUGE or text.strip()[0] in "<>≈~":
            return None
        digits = found[1].replace(",", ".")
        return cls(Decimal(digits), len(digits.partition(".")[2]), text.strip())

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        """Give the values that round half up to this: from the first up to, and without, the second."""
        value, half = Fraction(self.value), Fraction(1, 2 * 10**self.decimals)
        return value - half, value + half

    def holds(self, share: Fraction) -> bool:
        """Say whether an exact percentage rounds to what is printed."""
        low, high = self.span
        return low <= share < high

    def like_this(self, share: Fraction) -> str:
        """Write an exact percentage with the decimals and the mark of this one."""
        words = f"{half_up(share, self.decimals):f}"
        comma = "," in self.text or "." not in self.text
        return (words.replace(".", ",") if comma else words) + ("%" if "%" in self.text else "")


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell: a count, a percentage, or both; ``base`` only where the cell names its own.

    unreadable   words that stand where a percentage should
    rounded      False for a percentage with all its decimals, as programs write it
    """

    n: int | None = None
    pct: Printed | None = None
    base: int | None = None
    interval: tuple[Printed, Printed] | None = None
    not_asked: bool = False
    unreadable: str = ""
    rounded: bool = True

    @property
    def words(self) -> str:
        """Give the percentage as printed, or the count."""
        return self.pct.text if self.pct else "" if self.n is None else str(self.n)


@dataclass(frozen=True, slots=True)
class PublishedColumn:
    """A column: ``base`` of its percentages, and what that base is made of; ``persons`` stand in its head."""

    id: str
    label: str
    base: int | None = None
    kind: BaseKind = "respondents"
    persons: int | None = None


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """A row with its cells by column; ``parent`` is the row it is part of, ``block`` the question it belongs to."""

    id: str
    label: str
    cells: Mapping[str, Figure]
    block: str = ""
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table as printed.

    response   one answer a person (single), several (multiple), answers beside each other in columns (likert), how
               often each mark was given (ratings), or unknown
    totals     column -> what stands in its row of totals
    labelled   every column says itself what its percentages are of
    number     as it is numbered in the report; ``location`` is where it stands there
    facts      what else is told of the same people, by name: how many sessions, how many hours
    scale      the lowest and the highest mark that could be given
    """

    id: str
    title: str
    columns: Sequence[PublishedColumn]
    rows: Sequence[PublishedRow]
    response: Response = ""
    totals: Mapping[str, Figure] = field(default_factory=dict)
    persons: int | None = None
    labelled: bool = False
    number: str = ""
    location: str = ""
    facts: Mapping[str, int] = field(default_factory=dict)
    scale: tuple[int, int] | None = None

    def cells(self, column: PublishedColumn) -> list[tuple[PublishedRow, Figure]]:
        """Give the cells of a column that hold anything, from top to bottom."""
        return [(row, row.cells[column.id]) for row in self.rows if column.id in row.cells]

    def base(self, column: PublishedColumn, cell: Figure) -> int | None:
        """Give the base that a percentage says it is of."""
        return column.base if cell.base is None else cell.base


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """A figure: whether its numbers are printed, or stand in the table of the same data."""

    id: str
    title: str
    numbers: bool
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class PublishedClaim:
    """A conclusion in words, with the tables and figures it rests on; ``tested`` is None where nobody says."""

    id: str
    words: str
    uses: Sequence[str] = ()
    tested: bool | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """All that a file holds of a report."""

    tables: Sequence[PublishedTable]
    figures: Sequence[PublishedFigure] = ()
    claims: Sequence[PublishedClaim] = ()
