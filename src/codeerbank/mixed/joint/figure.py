"""D7, a figure with its table: share and interval per group in the survey, and beside it who mentioned the code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from codeerbank.domain.counts import Part
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.joint import GroupResult, JointRow
from codeerbank.domain.numbers import SMALL_BASE, out_of, span_of
from codeerbank.domain.paper import Bar, Chart
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Layout
from codeerbank.mixed.words import mentioned, named

_SAME = 2
"""The first columns of the table: the code, and the question with its answer."""


def source_of(row: JointRow) -> Sheet:
    """Lay out the numbers of one figure for below it: what is the same in every line stands in the caption."""
    found = figure_layout([row])
    title = _("Numbers of the figure: {code}").format(code=row.name)
    return Sheet(title, found.columns[_SAME:], [list(line)[_SAME:] for line in found.rows], notes=[how_to_read()])


def how_to_read() -> str:
    """Say what an interval of people who chose to take part is worth."""
    return _(
        "Read intervals as if people had been drawn by chance; where they chose to take part, an interval says less."
    )


def for_report(row: JointRow) -> JointRow:
    """Leave the intervals of handfuls out: beside a count of fewer than ten they suggest more than there is."""

    def plain(one: GroupResult) -> GroupResult:
        return replace(one, interval=None) if one.base < SMALL_BASE else one

    lines = [replace(line, results=[plain(one) for one in line.results]) for line in row.survey]
    return replace(row, survey=lines)


def chart_of(row: JointRow) -> Chart:
    """Draw the first linked question of a code: a dot with its interval per group, and the code's speakers beside it.

    A group too small to be shown has a label and no dot; below ten persons the interval stands without a percentage.
    """
    line = row.survey[0] if row.survey else None
    bars = []
    for result in line.results if line else ():
        if result.base or result.hidden:
            words = HIDDEN if result.hidden else f"{result.n}/{result.base}"
            share = None if result.base < SMALL_BASE else result.pct
            bars.append(Bar(named(result.group), words, share, result.interval))
    said = [
        Bar(
            named(group),
            HIDDEN if part.hidden else f"{part.n}/{part.base}",
            None if part.hidden else part.n,
        )
        for group, part in row.talk.persons.items()
        if part.base or part.hidden
    ]
    title = f"{line.question.rstrip('.')} – {line.answer}" if line else row.name
    counts = any(one.told == "counts" for one in line.results) if line else False
    axis = _("persons, out of those asked") if counts else _("% of persons, 95% interval")
    return Chart(title, bars, said, axis, _("speakers who mentioned it, out of those there"))


def figure_layout(rows: Sequence[JointRow]) -> Layout:
    """Lay out the numbers of the figures, a line per group."""
    columns = [
        _("Code"),
        _("Survey: question and answer"),
        _("Group"),
        _("n of N"),
        _("95% interval"),
        _("Mentioned by"),
    ]
    return Layout(columns, [line for row in rows for line in _lines(row)])


def _lines(row: JointRow) -> list[list[Cell]]:
    line = row.survey[0] if row.survey else None
    asked = {result.group: result for result in line.results} if line else {}
    words = f"{line.question.rstrip('.')} – {line.answer}" if line else _("not asked")
    made: list[list[Cell]] = []
    for group in dict.fromkeys([*asked, *row.talk.persons]):
        result, part = asked.get(group), row.talk.persons.get(group, Part())
        if _empty(result) and not (part.base or part.hidden):
            continue
        heading = f"{row.theme}: {row.name}" if row.depth else row.name
        made.append([heading, words, named(group), *_told(result), mentioned(part)])
    return made


def _empty(result: GroupResult | None) -> bool:
    return result is None or not (result.base or result.hidden)


def _told(result: GroupResult | None) -> list[Cell]:
    """Write count and interval of a group; what is hidden is marked in both."""
    if result is None or _empty(result):
        return [_("not asked"), None]
    if result.hidden:
        return [HIDDEN, HIDDEN]
    return [out_of(result.n, result.base, result.told == "counts"), span_of(result.interval)]
