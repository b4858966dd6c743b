"""D7, a figure with its table: share and interval per group in the survey, and beside it who mentioned the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codeerbank.domain.counts import Part
from codeerbank.domain.joint import GroupResult, JointRow, Least
from codeerbank.domain.numbers import SMALL_BASE, out_of, span_of
from codeerbank.domain.paper import Bar, Chart
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Layout
from codeerbank.mixed.words import fewer_than, mentioned, named

_SAME = 2
"""The first columns of the table: the code, and the question with its answer."""


def source_of(row: JointRow, least: Least) -> Sheet:
    """Lay out the numbers of one figure for below it: what is the same in every line stands in the caption."""
    found = figure_layout([row], least)
    title = _("Numbers of the figure: {code}").format(code=row.name)
    return Sheet(title, found.columns[_SAME:], [list(line)[_SAME:] for line in found.rows], notes=[how_to_read()])


def how_to_read() -> str:
    """Say what an interval of people who chose to take part is worth."""
    return _("Read intervals as if people had been drawn by chance; here they chose to take part.")


def for_report(row: JointRow) -> JointRow:
    """Leave the intervals of handfuls out: beside a count of fewer than ten they suggest more than there is."""

    def plain(one: GroupResult) -> GroupResult:
        return replace(one, interval=None) if one.base < SMALL_BASE else one

    lines = [replace(line, results=[plain(one) for one in line.results]) for line in row.survey]
    return replace(row, survey=lines)


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
