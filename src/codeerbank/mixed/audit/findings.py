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
    "impossible_mark",
    "contradiction",
]
Level = Literal["error", "warning"]
"""An error cannot be right by itself; a warning is about numbers that cannot be right beside each other."""
Question = Literal[
    "", "missing_answers", "total_of_persons", "sum_of_percentages", "numbered_twice", "classes_overlap", "untested"
]


@dataclass(frozen=True, slots=True)
class Flag:
    """A number that cannot be right: what is printed, what it should be, and the likely cause in words.

    row      its id; the block, or "total", where a sum is wrong; "*" for a whole column
    base     the base that would give what is printed, where one would
    against  the table or list it does not agree with
    part_of  the row of a flag that says the same of more numbers at once, or that is the reason of this one
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
    level: Level = "error"
    against: str = ""
    part_of: str = ""

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
            "level": self.level,
            "against": self.against,
            "part_of": self.part_of,
        }


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a place that is no mistake: it can be right but asks for a word, or it cannot be checked."""

    table: str
    row: str
    column: str
    words: str
    kind: Question = ""
    row_label: str = ""
    column_label: str = ""

    def json(self) -> dict[str, str]:
        """Give the keys by name."""
        return {
            "table": self.table, "row": self.row, "column": self.column, "words": self.words, "kind": self.kind,
            "level": "note",
        }  # fmt: skip


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

    @property
    def errors(self) -> list[Flag]:
        """Give the numbers that cannot be right by themselves."""
        return [flag for flag in self.flags if flag.level == "error"]

    @property
    def warnings(self) -> list[Flag]:
        """Give the numbers that cannot be right beside each other; one for all that are wrong for one reason."""
        return [flag for flag in self.flags if flag.level == "warning" and not flag.part_of]
