"""What an audit has to say: flags, remarks and what could not be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "truncated",
    "factor_ten",
    "copied_column",
    "answers_as_persons",
    "wrong_base",
    "misprint",
    "no_base_fits",
    "no_count_fits",
    "count_above_base",
    "impossible_sum",
    "mixed_bases",
    "impossible_interval",
]


@dataclass(frozen=True, slots=True)
class Flag:
    """A number that cannot be right: what is printed, what it should be, and the likely cause in words.

    row    its id; the block, or "total", where a sum is wrong; "*" for a whole column
    base   the base that would give what is printed, where one would
    """

    table: str
    row: str
    column: str
    printed: str
    expected: str
    kind: Kind
    cause: str
    row_label: str = ""
    column_label: str = ""
    base: int | None = None

    def json(self) -> dict[str, str | int | None]:
        """Give the documented keys."""
        return {
            "table": self.table,
            "row": self.row,
            "column": self.column,
            "printed": self.printed,
            "expected": self.expected,
            "kind": self.kind,
            "cause": self.cause,
            "row_label": self.row_label,
            "column_label": self.column_label,
            "base": self.base,
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a place that is no mistake: it can be right but asks for a word, or it cannot be checked."""

    table: str
    row: str
    column: str
    words: str

    def json(self) -> dict[str, str]:
        """Give the keys by name."""
        return {"table": self.table, "row": self.row, "column": self.column, "words": self.words}


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All flags, in the order of the tables.

    remarks     what can be right, and yet leaves the reader with a question
    undefined   what could not be checked, with the reason
    tables, cells, checked   how many there are, and how many percentages could be recomputed
    """

    flags: Sequence[Flag]
    remarks: Sequence[Remark] = ()
    undefined: Sequence[Remark] = ()
    tables: int = 0
    cells: int = 0
    checked: int = 0
