"""D7, a figure with its table: share and interval per group in the survey, and beside it who mentioned the code."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.counts import Part
from codeerbank.domain.joint import JointRow, Least
from codeerbank.domain.numbers import SMALL_BASE, out_of, span_of
from codeerbank.domain.paper import Bar, Chart
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Layout
from codeerbank.mixed.words import fewer_than, mentioned, named


def chart_of(row: JointRow, least: Least) -> Chart:
    """Draw the first linked question of a code: a dot with its interval per group, and the code's speakers beside it.

    A group too small to be shown has a label and no dot; below ten persons the interval stands without a percentage.
    """
    line = row.survey[0] if row.survey else None
    bars = []
    for result in line.results if line else ():
        if not result.base:
            continue
        hidden = result.base < least.respondents
        words = fewer_than(least.respondents) if hidden else f"{result.n}/{result.base}"
        bars.append(
            Bar(
                named(result.group), words,
                None if hidden or result.base < SMALL_BASE else result.pct,
                None if hidden else result.interval,
            )
        )  # fmt: skip
    said = [
        Bar(
            named(group),
            fewer_than(least.speakers) if _few(part, least) else f"{part.n}/{part.base}",
            None if _few(part, least) else part.n,
        )
        for group, part in row.talk.persons.items()
        if part.base
    ]
    title = f"{line.question.rstrip('.')} – {line.answer}" if line else row.name
    return Chart(title, bars, said, _("% of persons, 95% interval"), _("speakers who mentioned it, out of those there"))


def _few(part: Part, least: Least) -> bool:
    return 0 < part.base < least.speakers


def figure_layout(rows: Sequence[JointRow], least: Least) -> Layout:
    """Lay out the numbers of the figures, a line per group."""
    columns = [
        _("Code"),
        _("Survey: question and answer"),
        _("Group"),
        _("n of N"),
        _("95% interval"),
        _("Mentioned by"),
    ]
    return Layout(columns, [line for row in rows for line in _lines(row, least)])


def _lines(row: JointRow, least: Least) -> list[list[Cell]]:
    line = row.survey[0] if row.survey else None
    asked = {result.group: result for result in line.results} if line else {}
    words = f"{line.question.rstrip('.')} – {line.answer}" if line else _("not asked")
    made: list[list[Cell]] = []
    for group in dict.fromkeys([*asked, *row.talk.persons]):
        result, part = asked.get(group), row.talk.persons.get(group, Part())
        if result is None or not result.base:
            told: list[Cell] = [_("not asked"), None]
        elif result.base < least.respondents:
            told = [fewer_than(least.respondents), None]
        else:
            told = [out_of(result.n, result.base), span_of(result.interval)]
        if told[1] is None and not part.base:
            continue
        said = fewer_than(least.speakers) if _few(part, least) else mentioned(part)
        made.append([f"{row.theme}: {row.name}" if row.depth else row.name, words, named(group), *told, said])
    return made
