"""The cells of a joint display in words."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.joint import (
    GroupResult,
    JointRow,
    Least,
    PanelEvidence,
    QuoteEvidence,
    SurveyEvidence,
    TalkEvidence,
)
from codeerbank.domain.numbers import out_of, span_of
from codeerbank.domain.table import Cell
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.words import fewer_than, fragments_in, mentioned, named

_QUOTE = 300
_MOST_WORK, _MOST_REPORT = 8, 3
"""Answers of the survey in one cell; what stands under a theme can be many."""


def work_columns() -> list[str]:
    """Name the columns of the working form."""
    return [
        _("Theme or code"),
        _("Survey"),
        _("Conversations"),
        _("Quote"),
        _("Panel"),
        _("What does this mean together?"),
        _("How do they relate?"),
        _("How sure?"),
    ]


def report_columns() -> list[str]:
    """Name the six columns of the report form."""
    return [
        _("Theme"),
        _("Survey"),
        _("Conversations"),
        _("Panel"),
        _("What does this mean together?"),
        _("Advice, for whom"),
    ]


def work_row(row: JointRow, least: Least) -> Sequence[Cell]:
    """Fill the working form: every number, every interval, room for what a person decides."""
    judged = row.judgement
    return [
        _heading(row),
        _survey(row, least.respondents, intervals=True),
        _said(row, least, numbers=True) or None,
        "\n".join(quote_in_words(quote) for quote in row.quotes) or None,
        panel_in_words(row.panel),
        judged.meaning or None,
        judged.relation or judged.proposed or None,
        judged.certainty or None,
    ]


def report_row(row: JointRow, least: Least) -> Sequence[Cell]:
    """Fill the report form: counts without intervals, one quote, one conclusion."""
    judged = row.judgement
    talk = _said(row, least, numbers=False)
    conclusion = ". ".join(part for part in (judged.relation, judged.meaning, _sure(judged.certainty)) if part)
    return [
        _heading(row),
        _survey(row, least.respondents, intervals=False),
        "\n".join(filter(None, [talk, *(quote_in_words(quote) for quote in row.quotes[:1])])) or None,
        panel_in_words(row.panel),
        conclusion or None,
        judged.advice or None,
    ]


def _heading(row: JointRow) -> str:
    return f"{row.theme}: {row.name}" if row.depth else row.name


def _sure(certainty: str) -> str:
    return _("How sure: {certainty}").format(certainty=certainty) if certainty else ""


def _survey(row: JointRow, least_base: int, intervals: bool) -> str | None:
    most = _MOST_WORK if intervals else _MOST_REPORT
    lines = [answer_in_words(line, least_base, intervals) for line in row.survey[:most]]
    if len(row.survey) > most:
        lines.append(_("and {n} more answers").format(n=len(row.survey) - most))
    lines += [_("Not in this survey: {question}").format(question=question) for question in row.missing]
    return "\n".join(lines) or None


def answer_in_words(line: SurveyEvidence, least_base: int, intervals: bool) -> str:
    """Write an answer with its number in every group that was asked."""
    results = [_result(result, least_base, intervals) for result in line.results]
    told = "; ".join(results) if results else _("nobody was asked")
    return f"{line.question.rstrip('.')} – {line.answer}: {told}"


def _result(result: GroupResult, least_base: int, intervals: bool) -> str:
    if result.base < least_base:
        return f"{named(result.group)} {fewer_than(least_base)}"
    group = f"{named(result.group)} " if result.group is not None else ""
    words = group + out_of(result.n, result.base)
    return f"{words} [{span_of(result.interval)}]" if intervals else words


def _said(row: JointRow, least: Least, numbers: bool) -> str:
    """Say who mentioned it in the conversations and, apart from those, in open answers: the bases differ."""
    lines = [_talk(row.talk, least.speakers, numbers)]
    if row.answers:
        lines.append(_("Open answers: {told}").format(told=_talk(row.answers, least.respondents, numbers)))
    return "\n".join(filter(None, lines))


def _talk(talk: TalkEvidence, least: int, numbers: bool) -> str:
    if not talk.documents.base and not talk.documents.not_yet:
        return ""
    parts = {group: part for group, part in talk.persons.items() if part.base or part.not_yet}
    said = [
        f"{named(group)} {mentioned(part) if part.base + part.not_yet >= least else fewer_than(least)}"
        for group, part in parts.items()
    ]
    if not said:
        said = [_("documents {part}").format(part=mentioned(talk.documents))]
    told = "; ".join(said)
    return f"{told}\n{fragments_in(talk.fragments, talk.documents.n)}" if numbers else told


def quote_in_words(quote: QuoteEvidence) -> str:
    """Write a quote with where it comes from; a long one is cut between two words."""
    text = " ".join(quote.text.split())
    if len(text) > _QUOTE:
        text = text[: text.rfind(" ", 0, _QUOTE)] + " […]"
    source = ", ".join(part for part in (quote.group, quote.source) if part)
    return f"“{text}” ({source})" if source else f"“{text}”"


def panel_in_words(panel: PanelEvidence | None) -> str | None:
    """Write what the klankbordgroep made of the quotes: counts of members."""
    if panel is None:
        return None
    told = _("recognised by {n} of {members}").format(n=panel.recognised, members=panel.members)
    if not panel.members:
        told = _("no quote was judged")
    if panel.partly:
        told += _("; a little by {n}").format(n=panel.partly)
    if panel.quotes:
        told += " (" + ngettext("{n} quote", "{n} quotes", panel.quotes) + ")"
    if panel.other_words:
        told += _("; other word: {words}").format(words=", ".join(panel.other_words))
    if panel.decided:
        told += _("; done with it: {words}").format(words="; ".join(panel.decided))
    return told
