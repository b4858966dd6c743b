"""D8, from finding to advice: what should happen, for whom, whose task it is, when, and how far it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from codeerbank.domain.table import Cell
from codeerbank.domain.verdicts import Advice, relations_in_words, status_in_words, sure_in_words
from codeerbank.i18n import _
from codeerbank.mixed.joint.convergence import Line, survey_cell, talk_cell
from codeerbank.mixed.joint.display import Layout


def advice_layouts(lines: Sequence[Line]) -> tuple[Layout, Layout]:
    """Lay out a row per piece of advice; a finding without any has a row of its own that says so."""
    work = [_("Finding"), _("Rests on"), _("How sure?"), _("Advice"), _("For whom"), _("Owner"), _("When"), _("Status")]
    report = [_("Finding"), _("Advice"), _("For whom"), _("Owner"), _("When"), _("Status")]
    pairs = [(line, one) for line in lines for one in line.advice or (None,)]
    return (
        Layout(work, [_work(line, one) for line, one in pairs]),
        Layout(report, [_report(line, one) for line, one in pairs if one]),
    )


def _work(line: Line, one: Advice | None) -> list[Cell]:
    rests = "\n".join(filter(None, [survey_cell(line, False), talk_cell(line)]))
    sure = sure_in_words(line.verdict) if line.verdict else ""
    return [finding_in_words(line), rests or None, sure or None, *_advice(one)]


def _report(line: Line, one: Advice) -> list[Cell]:
    return [finding_in_words(line), *_advice(one, named=False)]


def _advice(one: Advice | None, named: bool = True) -> list[Cell]:
    if one is None:
        return [_("no advice yet"), None, None, None, None]
    text = f"{one.key}. {one.text}" if named else one.text
    return [text, one.whom or None, one.owner or None, day_in_words(one.when) or None, status_in_words(one.status)]


def day_in_words(day: str) -> str:
    """Write a day as people do here; empty where there is none."""
    return date.fromisoformat(day).strftime(_("%Y-%m-%d")) if day else ""


def finding_in_words(line: Line) -> str:
    """Write a finding as it was concluded: what it means together, or else its own words with the verdict."""
    verdict = line.verdict
    if verdict and verdict.meaning:
        return f"{line.statement}: {verdict.meaning}"
    relation = relations_in_words(verdict) if verdict else ""
    return f"{line.statement} ({relation})" if relation else line.statement
