"""D2 with a number: what those answered who mentioned a code, beside those who did not; words and survey tied by person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.joint import QuoteEvidence
from codeerbank.domain.numbers import number
from codeerbank.domain.reasons import reason_in_words
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.mixed.joint.cells import closing_columns, quote_in_words
from codeerbank.mixed.joint.disclosed import Readers
from codeerbank.mixed.joint.display import Layout
from codeerbank.mixed.joint.themes import Test, p_in_words, test_in_words
from codeerbank.mixed.statistics.choice import ALPHA, choose_rating_test
from codeerbank.mixed.statistics.differences import smallest_detectable_difference
from codeerbank.mixed.statistics.families import holm
from codeerbank.mixed.statistics.ranks import mann_whitney
from codeerbank.mixed.statistics.ratings import RatingSummary, rating_summary


@dataclass(frozen=True, slots=True)
class NumericRow:
    """A code, and the numbers of who mentioned it (``present``) and of who was read to the end without it (``absent``)."""

    code: str
    name: str
    present: Sequence[float]
    absent: Sequence[float]
    quotes: Sequence[QuoteEvidence] = ()
    closing: Sequence[Cell] = (None, None, None)
    test: Test | None = None
    summaries: tuple[RatingSummary, RatingSummary] = field(init=False)

    def __post_init__(self) -> None:
        """Sum both up."""
        object.__setattr__(self, "summaries", (rating_summary(self.present), rating_summary(self.absent)))

    def record(self) -> dict[str, Any]:
        """Give the numbers, and the test."""
        one, other = (
            {"n": found.n, "median": found.median, "q1": found.q1, "q3": found.q3} for found in self.summaries
        )
        return {
            "code": self.code,
            "name": self.name,
            "present": one,
            "absent": other,
            "quotes": [{"group": q.group, "text": q.text, "source": q.source} for q in self.quotes],
            "test": self.test.json() if self.test else None,
        }


def numeric_tests(rows: Sequence[NumericRow]) -> list[Test]:
    """Compare the numbers by rank, code by code; Holm over all of them."""
    found = [mann_whitney(row.present, row.absent) for row in rows]
    corrected = holm([one.p for one in found])
    why = choose_rating_test(2).sentence
    tests = []
    for row, one, p in zip(rows, found, corrected, strict=True):
        sizes = len(row.present), len(row.absent)
        nothing = one.p is not None and one.p >= ALPHA
        words = smallest_detectable_difference(*sizes).sentence if nothing else ""
        words = reason_in_words(one.reason) if one.reason else words
        tests.append(Test(one.test, why, one.p, p, one.effect, None, words))
    return tests


def numeric_layout(rows: Sequence[NumericRow], readers: Readers) -> Layout:
    """Lay out n, median and quartiles with and without each code; tests where the persons are independent."""
    tested = any(row.test for row in rows)
    columns = [_("Code"), _("Mentioned: n; median (quartiles)"), _("Not mentioned: n; median (quartiles)")]
    columns += [_("Test"), "p", _("p (Holm)"), _("Effect (−1 to 1)")] if tested else []
    return Layout(
        [*columns, _("Quote"), *closing_columns()],
        [[row.name, *_numbers(row, readers), *(_test(row, readers) if tested else ()), _quotes(row), *row.closing]
         for row in rows],
    )  # fmt: skip


def _hidden(row: NumericRow, readers: Readers) -> bool:
    """Say whether one side is too small: then both go, for together they are everybody with a number."""
    return any(0 < found.n < readers.rule.group for found in row.summaries)


def _numbers(row: NumericRow, readers: Readers) -> list[Cell]:
    if _hidden(row, readers):
        return [HIDDEN, HIDDEN]
    return [_summary(found, readers.rule.percentages) for found in row.summaries]


def _summary(found: RatingSummary, spread: bool) -> str:
    if not spread:
        return f"n = {found.n}"
    if found.median is None or found.q1 is None or found.q3 is None:
        return "n = 0"
    return f"n = {found.n}; {number(found.median)} ({number(found.q1)}–{number(found.q3)})"


def _test(row: NumericRow, readers: Readers) -> list[Cell]:
    test = row.test
    if test is None or _hidden(row, readers) or not readers.rule.percentages:
        return [HIDDEN if test else None] * 4
    effect = number(test.effect, 2) if test.effect is not None else None
    return [test_in_words(test), p_in_words(test.p), p_in_words(test.p_holm), effect]


def _quotes(row: NumericRow) -> str | None:
    return "\n".join(map(quote_in_words, row.quotes)) or None
