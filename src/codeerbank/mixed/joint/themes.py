"""D2, figures by theme: codes against the categories of one question of the survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.counts import Part
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.frequency import Interval
from codeerbank.domain.joint import GroupResult, QuoteEvidence, SurveyEvidence
from codeerbank.domain.numbers import number
from codeerbank.domain.reasons import reason_in_words
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.mixed.joint.cells import answer_in_words, closing_columns, quote_in_words
from codeerbank.mixed.joint.display import Layout
from codeerbank.mixed.statistics.choice import analyse_crosstab
from codeerbank.mixed.statistics.families import holm
from codeerbank.mixed.words import mentioned

Group = str
Sizes = Mapping[Group, int | None]
"""Respondents of each category; None: not told."""


@dataclass(frozen=True, slots=True)
class Test:
    """The test of one code over the groups, corrected for the number of codes in this display."""

    name: str
    why: str
    p: float | None
    p_holm: float | None
    effect: float | None
    interval: Interval | None
    words: str = ""

    def json(self) -> dict[str, Any]:
        """Give the test as values."""
        interval = list(self.interval) if self.interval else None
        return {"test": self.name, "why": self.why, "p": self.p, "p_holm": self.p_holm, "effect": self.effect,
                "interval": interval}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A code with its persons per category; ``survey`` where words and survey share groups only.

    closing   the last cells: how the strands relate, what that means together, how sure
    """

    code: str
    name: str
    persons: Mapping[Group, Part]
    survey: Sequence[SurveyEvidence] = ()
    quotes: Mapping[Group, QuoteEvidence] = field(default_factory=dict)
    test: Test | None = None
    closing: Sequence[Cell] = (None, None, None)

    def record(self) -> dict[str, Any]:
        """Give the counts with their base, and the test."""
        return {
            "code": self.code,
            "name": self.name,
            "groups": [{"group": group, **part.json()} for group, part in self.persons.items()],
            "quotes": [{"group": group, "text": one.text, "source": one.source} for group, one in self.quotes.items()],
            "test": self.test.json() if self.test else None,
        }


def tests_of(parts: Sequence[Mapping[Group, Part]], ordered: bool) -> list[Test]:
    """Test each code over the groups of independent persons; Holm over all of them."""
    found = [_tested(one, ordered) for one in parts]
    corrected = holm([one.p for one in found])
    return [
        Test(one.name, one.why, one.p, p, one.effect, one.interval, one.words)
        for one, p in zip(found, corrected, strict=True)
    ]


def _tested(parts: Mapping[Group, Part], ordered: bool) -> Test:
    there = [part for part in parts.values() if part.base]
    if len(there) < 2:
        return Test("none", _("there is only one group"), None, None, None, None)
    result = analyse_crosstab(
        [[part.n for part in there], [part.base - part.n for part in there]], ordered_columns=ordered
    )
    reason = reason_in_words(result.test.reason) if result.test.reason else ""
    effect = result.association
    return Test(
        result.test.test, result.choice.sentence, result.test.p, None, effect.cramers_v, effect.interval,
        reason or result.not_shown,
    )  # fmt: skip


def linked_layout(rows: Sequence[ThemeRow], groups: Sizes) -> Layout:
    """Lay out persons per category, with test and effect: words and survey are tied by person."""
    columns = [_("Code"), *_heads(groups), _("Test"), "p", _("p (Holm)"), _("Effect V [95%]"), _("Quotes")]
    columns += closing_columns()
    return Layout(columns, [_linked(row, groups) for row in rows])


def _linked(row: ThemeRow, groups: Sizes) -> list[Cell]:
    test = row.test
    counts = [row.persons.get(group, Part()) for group in groups]
    if test is None or any(part.told != "all" for part in counts):
        told: list[Cell] = [HIDDEN if test else None] * 4
    else:
        told = [test_in_words(test), p_in_words(test.p), p_in_words(test.p_holm), _effect(test)]
    quotes = [f"{group}: {quote_in_words(quote)}" for group, quote in row.quotes.items()]
    return [row.name, *_persons(row, groups), *told, "\n".join(quotes) or None, *row.closing]


def apart_layout(rows: Sequence[ThemeRow], groups: Sizes, heard: str) -> Layout:
    """Lay out the survey's values per category with the quotes in a row of their own; no test across the strands.

    heard   the words for where codes were counted: in conversations, in open answers, or in both
    """
    columns = [_("Code"), _("Strand"), *_heads(groups), *closing_columns()]
    return Layout(columns, [line for row in rows for line in _apart(row, groups, heard)])


def _apart(row: ThemeRow, groups: Sizes, heard: str) -> list[list[Cell]]:
    lines: list[list[Cell]] = []
    for evidence in row.survey:
        by_group = {one.group: one for one in evidence.results}
        cells = [_survey(evidence, by_group.get(group)) for group in groups]
        lines.append([row.name, f"{_('Survey')}: {evidence.question} – {evidence.answer}", *cells])
    if any(part.base or part.not_yet or part.hidden for part in row.persons.values()):
        lines.append([row.name, heard, *_persons(row, groups)])
    if row.quotes:
        quotes = [quote_in_words(row.quotes[group]) if group in row.quotes else None for group in groups]
        lines.append([row.name, _("Quote"), *quotes])
    blank: Sequence[Cell] = (None, None, None)
    return [[*line, *(blank if n else row.closing)] for n, line in enumerate(lines)]


def _survey(evidence: SurveyEvidence, result: GroupResult | None) -> str:
    if result is None:
        return _("not asked")
    alone = SurveyEvidence(evidence.variable, "", "", [result])
    return answer_in_words(alone, intervals=True).removeprefix(" – : ").removeprefix(f"{result.group} ")


def _heads(groups: Sizes) -> list[str]:
    return [f"{group} ({HIDDEN})" if n is None else f"{group} (n = {n})" if n else group for group, n in groups.items()]


def _persons(row: ThemeRow, groups: Sizes) -> list[Cell]:
    return [mentioned(row.persons.get(group, Part())) for group in groups]


def test_in_words(test: Test) -> str:
    """Name the test with its reason, and what to say where nothing was shown."""
    names = {
        "fisher": _("Fisher"),
        "fisher_freeman_halton": _("Fisher-Freeman-Halton"),
        "chi_square": _("chi-square"),
        "cochran_armitage": _("Cochran-Armitage"),
        "mann_whitney": _("Mann-Whitney"),
        "none": _("no test"),
    }
    why = test.why.partition(": ")[2] or test.why
    told = ": ".join(filter(None, (names.get(test.name, test.name), why)))
    return f"{told}. {test.words}" if test.words else told


def p_in_words(p: float | None) -> str | None:
    """Write a p-value with three decimals, or as below the smallest."""
    if p is None:
        return None
    return _("< {p}").format(p=number(0.001, 3)) if p < 0.001 else number(p, 3)


def _effect(test: Test) -> str | None:
    if test.effect is None:
        return None
    low, high = test.interval or (1.0, 0.0)
    # where chi-square is smaller than chance makes it, the interval ends at 0, below the effect itself: left out
    span = f" [{number(low, 2)}–{number(high, 2)}]" if low <= test.effect <= high else ""
    return number(test.effect, 2) + span
