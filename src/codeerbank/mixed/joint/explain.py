"""D5, figures explained: an outcome of the survey that asks for it, and what people said when they saw it."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.joint import Least, SurveyEvidence
from codeerbank.domain.numbers import CAREFUL_BASE, SMALL_BASE, number
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.mixed.joint.cells import closing_columns, quote_in_words
from codeerbank.mixed.joint.convergence import Line, survey_cell, talk_cell
from codeerbank.mixed.joint.display import Layout, closing, report_conclusion
from codeerbank.mixed.words import named

LARGE, SMALL, APART = 75.0, 25.0, 25.0
"""Percentages from which an outcome is called large or small, and points by which a group stands apart."""


def explain(lines: Sequence[Line], least: Least) -> tuple[Layout, Layout]:
    """Lay the outcomes out with their explanation, in both forms."""
    columns = [
        _("Outcome of the survey"),
        _("Why it asks for an explanation"),
        _("Who spoke"),
        _("Explanation: code and quotes"),
        _("How this changes the outcome"),
    ]
    work = Layout([*columns, *closing_columns()], [_work(line, least) for line in lines])
    report = Layout([*columns, _("What does this mean together?")], [_report(line, least) for line in lines])
    return work, report


def _work(line: Line, least: Least) -> list[Cell]:
    return [*_five(line, least, intervals=True), *closing(line.verdict, line.proposal)]


def _report(line: Line, least: Least) -> list[Cell]:
    return [*_five(line, least, intervals=False), report_conclusion(line.verdict)]


def _five(line: Line, least: Least, intervals: bool) -> list[Cell]:
    chosen = line.verdict.chosen if line.verdict else ""
    row = line.row
    quotes = [quote_in_words(quote) for quote in row.quotes] if row else []
    return [
        survey_cell(line, least, intervals),
        chosen or (why_asked(row.survey, least.respondents) if row else "") or None,
        talk_cell(line, least) or None,
        "\n".join([line.statement, *quotes]),
        (line.verdict.change if line.verdict else "") or None,
    ]


def why_asked(evidence: Sequence[SurveyEvidence], least: int = 0) -> str:
    """Propose why an outcome asks for an explanation: it is large, small, or one group stands apart.

    Only groups of ten and more are held against each other; below thirty it is said how rough that is.
    """
    found: list[str] = []
    for line in evidence:
        sizes = [one for one in line.results if one.base >= max(SMALL_BASE, least) and one.pct is not None]
        if not sizes:
            continue
        shares = [(one.pct or 0.0, one) for one in sizes]
        low, high = min(shares, key=lambda pair: pair[0]), max(shares, key=lambda pair: pair[0])
        if len(shares) > 1 and high[0] - low[0] >= APART:
            rough = _(", roughly") if min(one.base for one in sizes) < CAREFUL_BASE else ""
            words = _("{group} stands apart: {points} points above {other}{rough}")
            found.append(
                words.format(
                    group=named(high[1].group),
                    points=number(high[0] - low[0], 0),
                    other=named(low[1].group),
                    rough=rough,
                )
            )
        elif high[0] >= LARGE:
            found.append(_("large: {pct}% said so").format(pct=number(high[0], 0)))
        elif high[0] <= SMALL:
            found.append(_("small: {pct}% said so").format(pct=number(high[0], 0)))
    return "\n".join(dict.fromkeys(found))
