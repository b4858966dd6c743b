"""The header block that all joint displays share: what the numbers rest on, and how far they were checked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from statistics import median

from codeerbank.domain.joint import JointRow, SurveyEvidence
from codeerbank.domain.numbers import SMALL_BASE, number, percentage
from codeerbank.domain.published import Figure, Printed, PublishedColumn, PublishedRow, PublishedTable
from codeerbank.domain.quote import Audience
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.audit.check import audit_tables
from codeerbank.workbench.reliability import agreement
from codeerbank.workbench.session import Session

_LOW = 0.40


def agreement_line(session: Session, codes: Collection[str], audience: Audience = "team") -> str:
    """Say how far coders agree on the codes that are used here, by name to the team; with one, that nobody did it twice."""
    try:
        found = agreement(session, samples=0)
    except UsageError as error:
        if audience != "team":  # the reason names who coded
            return _("not compared")
        return _("not compared: {why}").format(why=error.message)
    figures = [one.kappa.value for one in found.codes if one.code in codes]
    known = sorted(round(value, 2) + 0.0 for value in figures if value is not None)  # never -0.00
    names = ", ".join(found.coders) if audience == "team" else ngettext("{n} coder", "{n} coders", len(found.coders))
    who = _("{who}; {n} units read twice").format(who=names, n=number(found.n_units))
    if not known:
        return f"{who}; " + _("kappa cannot be calculated")
    words = _("kappa per code {low} to {high}, median {middle} ({n} codes; {few} below {bound})")
    few = sum(value < _LOW for value in known)
    return f"{who}; " + words.format(
        low=number(known[0], 2), high=number(known[-1], 2), middle=number(median(known), 2), n=len(known),
        few=few, bound=number(_LOW, 2),
    )  # fmt: skip


def audit_line(rows: Iterable[JointRow]) -> str:
    """Compute the percentages of the survey that are printed here again from their counts, as for printed tables."""
    lines = dict.fromkeys(line for row in rows for line in row.survey)
    report = audit_tables([_as_printed(line) for line in lines])
    done = ngettext("{n} percentage computed again", "{n} percentages computed again", report.checked)
    if not report.flags:
        return f"{done}: " + _("nothing that cannot be right")
    return f"{done}: " + ngettext("{n} number cannot be right", "{n} numbers cannot be right", len(report.flags))


def _as_printed(line: SurveyEvidence) -> PublishedTable:
    columns, cells = [], {}
    for place, result in enumerate(line.results):
        key = str(place)
        printed = Printed.read(percentage(result.n, result.base)) if result.base >= SMALL_BASE else None
        columns.append(PublishedColumn(key, result.group or key, result.base))
        cells[key] = Figure(result.n, printed, result.base)
    return PublishedTable(line.variable, line.question, columns, [PublishedRow("1", line.answer, cells)])
