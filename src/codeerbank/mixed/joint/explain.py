"""D5, figures explained: an outcome of the survey that asks for it, and what people said when they saw it."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.joint import GroupResult, SurveyEvidence
from codeerbank.domain.numbers import CAREFUL_BASE, SMALL_BASE, number, out_of
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.mixed.joint.cells import closing_columns, quote_in_words
from codeerbank.mixed.joint.convergence import Line, survey_cell, talk_cell
from codeerbank.mixed.joint.display import Layout, closing, report_conclusion
from codeerbank.mixed.words import named

LARGE, SMALL, APART = 75.0, 25.0, 25.0
"""Percentages from which an outcome is called large or small, and points by which a group stands apart."""

Share = tuple[float, GroupResult]


def explain(lines: Sequence[Line]) -> tuple[Layout, Layout]:
    """Lay the outcomes out with their explanation, in both forms."""
    columns = [
        _("Outcome of the survey"),
        _("Why it asks for an explanation"),
        _("Who spoke"),
        _("Explanation: code and quotes"),
        _("How this changes the outcome"),
    ]
    work = Layout([*columns, *closing_columns()], [_work(line) for line in lines])
    report = Layout([*columns, _("What does this mean together?")], [_report(line) for line in lines])
    return work, report


def _work(line: Line) -> list[Cell]:
    return [*_five(line, intervals=True), *closing(line.verdict, line.proposal)]


def _report(line: Line) -> list[Cell]:
    return [*_five(line, intervals=False), report_conclusion(line.verdict)]


def _five(line: Line, intervals: bool) -> list[Cell]:
    chosen = line.verdict.chosen if line.verdict else ""
    row = line.row
    quotes = [quote_in_words(quote) for quote in row.quotes] if row else []
    return [
        survey_cell(line, intervals),
        chosen or (why_asked(row.survey) if row else "") or None,
        talk_cell(line) or None,
        "\n".join([line.statement, *quotes]),
        (line.verdict.change if line.verdict else "") or None,
    ]


def why_asked(evidence: Sequence[SurveyEvidence]) -> str:
    """Propose why an outcome asks for an explanation: it is large, small, or one group stands apart.

    Only groups of ten and more are held against each other; below thirty it is said how rough that is.
    """
    found: list[str] = []
    for line in evidence:
        sizes = [one for one in line.results if one.base >= SMALL_BASE]
        if not sizes:
            continue
        shares = [(100 * one.n / one.base, one) for one in sizes]
        low, high = min(shares, key=lambda pair: pair[0]), max(shares, key=lambda pair: pair[0])
        counts = any(one.told == "counts" for one in sizes)
        if len(shares) > 1 and high[0] - low[0] >= APART:
            found.append(_apart(low, high, sizes, counts))
        elif high[0] >= LARGE:
            told = out_of(high[1].n, high[1].base, True) if counts else f"{number(high[0], 0)}%"
            found.append(_("large: {share} said so").format(share=told))
        elif high[0] <= SMALL:
            told = out_of(high[1].n, high[1].base, True) if counts else f"{number(high[0], 0)}%"
            found.append(_("small: {share} said so").format(share=told))
    return "\n".join(dict.fromkeys(found))


def _apart(low: Share, high: Share, sizes: Sequence[GroupResult], counts: bool) -> str:
    """Say which group stands apart, and by how many points where readers get percentages."""
    rough = _(", roughly") if min(one.base for one in sizes) < CAREFUL_BASE else ""
    names = {"group": named(high[1].group), "other": named(low[1].group), "rough": rough}
    if counts:
        return _("{group} stands apart: above {other}{rough}").format(**names)
    words = _("{group} stands apart: {points} points above {other}{rough}")
    return words.format(points=number(high[0] - low[0], 0), **names)
