"""The cells of a joint display in words."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.joint import (
    GroupResult,
    JointRow,
    MeetingCount,
    PanelEvidence,
    QuoteEvidence,
    SurveyEvidence,
    TalkEvidence,
)
from codeerbank.domain.numbers import out_of, span_of
from codeerbank.domain.table import Cell
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.words import fragments_in, mentioned, named

_QUOTE = 300
_MOST_WORK, _MOST_REPORT = 8, 3
"""Answers of the survey in one cell; what stands under a theme can be many."""


def work_columns(groups: Sequence[str | None], open_answers: bool, percentages: bool = True) -> list[str]:
    """Name the columns of the working form: one per group of the survey, and what was written apart from what was said."""
    heading = _("{group}: n of N (%) [95%]") if percentages else _("{group}: n of N")
    return [
        _("Theme or code"),
        _("Survey: question and answer"),
        *(heading.format(group=named(group)) for group in groups),
        _("Conversations: speakers"),
        _("Fragments"),
        *([_("Open answers")] if open_answers else []),
        _("Quote"),
        _("Panel"),
        *closing_columns(),
    ]


def closing_columns() -> list[str]:
    """Name the last columns that all displays share."""
    return [_("How do they relate?"), _("What does this mean together?"), _("How sure?")]


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


def work_row(row: JointRow, groups: Sequence[str | None], open_answers: bool) -> Sequence[Cell]:
    """Fill the working form: every number, every interval, room for what a person decides."""
    judged = row.judgement
    talk, fragments = _talk(row.talk), row.talk.fragments
    written = [_with_fragments(row.answers)] if open_answers else []
    return [
        _heading(row),
        _questions(row),
        *(_in_group(row.survey[:_MOST_WORK], group) for group in groups),
        talk or None,
        fragments_in(fragments, row.talk.documents) if talk else None,
        *written,
        "\n".join(quote_in_words(quote) for quote in row.quotes) or None,
        panel_in_words(row.panel),
        judged.relation or judged.proposed or None,
        judged.meaning or None,
        judged.certainty or None,
    ]


def _questions(row: JointRow) -> str | None:
    """Write the questions, numbered where there are more, for their numbers stand in the columns of the groups."""
    lines = [f"{mark}{line.question.rstrip('.')} – {line.answer}" for mark, line in _marked(row.survey[:_MOST_WORK])]
    if len(row.survey) > _MOST_WORK:
        lines.append(ngettext("and {n} more answer", "and {n} more answers", len(row.survey) - _MOST_WORK))
    lines += [_("Not in this survey: {question}").format(question=question) for question in row.missing]
    return "\n".join(lines) or None


def _marked(survey: Sequence[SurveyEvidence]) -> list[tuple[str, SurveyEvidence]]:
    return [(f"{n}) " if len(survey) > 1 else "", line) for n, line in enumerate(survey, 1)]


def _in_group(survey: Sequence[SurveyEvidence], group: str | None) -> str | None:
    """Write what one group answered, a line per question."""
    lines = []
    for mark, line in _marked(survey):
        result = next((one for one in line.results if one.group == group and (one.base or one.hidden)), None)
        lines.append(mark + (_number(result, intervals=True) if result else _("not asked")))
    return "\n".join(lines) or None


def _with_fragments(talk: TalkEvidence | None) -> str | None:
    told = _talk(talk) if talk else ""
    return f"{told}\n{fragments_in(talk.fragments, talk.documents)}" if talk and told else None


def report_row(row: JointRow) -> Sequence[Cell]:
    """Fill the report form: counts without intervals, one quote, one conclusion."""
    judged = row.judgement
    talk = _said(row)
    conclusion = ". ".join(part for part in (judged.relation, judged.meaning, _sure(judged.certainty)) if part)
    return [
        _heading(row),
        _survey(row),
        "\n".join(filter(None, [talk, *(quote_in_words(quote) for quote in row.quotes[:1])])) or None,
        panel_in_words(row.panel),
        conclusion or None,
        judged.advice or None,
    ]


def _heading(row: JointRow) -> str:
    return f"{row.theme}: {row.name}" if row.depth else row.name


def _sure(certainty: str) -> str:
    return _("How sure: {certainty}").format(certainty=certainty) if certainty else ""


def _survey(row: JointRow) -> str | None:
    lines = [answer_in_words(line, intervals=False) for line in row.survey[:_MOST_REPORT]]
    if len(row.survey) > _MOST_REPORT:
        lines.append(ngettext("and {n} more answer", "and {n} more answers", len(row.survey) - _MOST_REPORT))
    lines += [_("Not in this survey: {question}").format(question=question) for question in row.missing]
    return "\n".join(lines) or None


def answer_in_words(line: SurveyEvidence, intervals: bool) -> str:
    """Write an answer with its number in every group that was asked."""
    results = [_result(result, intervals) for result in line.results]
    told = "; ".join(results) if results else _("nobody was asked")
    return f"{line.question.rstrip('.')} – {line.answer}: {told}"


def _result(result: GroupResult, intervals: bool) -> str:
    words = _number(result, intervals)
    return words if result.group is None and not result.hidden else f"{named(result.group)} {words}"


def _number(result: GroupResult, intervals: bool) -> str:
    if result.hidden:
        return HIDDEN
    words = out_of(result.n, result.base, result.told == "counts")
    return f"{words} [{span_of(result.interval)}]" if intervals and result.told == "all" else words


def _said(row: JointRow) -> str:
    """Say who mentioned it in the conversations and, apart from those, in open answers: the bases differ."""
    lines = [_talk(row.talk)]
    if row.answers:
        lines.append(_("Open answers: {told}").format(told=_talk(row.answers)))
    return "\n".join(filter(None, lines))


def _talk(talk: TalkEvidence) -> str:
    if not (talk.documents.base or talk.documents.not_yet or talk.documents.hidden):
        return ""
    parts = {group: part for group, part in talk.persons.items() if part.base or part.not_yet or part.hidden}
    said = [f"{named(group)} {mentioned(part)}" for group, part in parts.items()]
    return "; ".join(said or [_("documents {part}").format(part=mentioned(talk.documents))])


def quote_in_words(quote: QuoteEvidence) -> str:
    """Write a quote with where it comes from; a long one is cut between two words."""
    text = " ".join(quote.text.split())
    if len(text) > _QUOTE:
        text = text[: text.rfind(" ", 0, _QUOTE)] + " […]"
    source = ", ".join(part for part in (quote.group, quote.source) if part)
    return f"“{text}” ({source})" if source else f"“{text}”"


def _met(counted: MeetingCount) -> str:
    """Write what was counted about one quote in a meeting; what nobody counted is left out."""
    words = (
        (_("recognised by {n}"), counted.recognised), (_("a little by {n}"), counted.partly),
        (_("not recognised by {n}"), counted.not_recognised), (_("not known by {n}"), counted.unknown),
    )  # fmt: skip
    return ", ".join(said.format(n=n) for said, n in words if n is not None)


def panel_in_words(panel: PanelEvidence | None) -> str | None:
    """Write what the klankbordgroep made of the quotes: counts of members."""
    if panel is None:
        return None
    told = _("recognised by {n} of {members}").format(n=panel.recognised, members=panel.members)
    if not panel.members:
        told = "" if panel.meeting else _("no quote was judged")
    if panel.partly:
        told += _("; a little by {n}").format(n=panel.partly)
    if panel.quotes:
        told += " (" + ngettext("{n} quote", "{n} quotes", panel.quotes) + ")"
    if panel.other_words:
        told += _("; other word: {words}").format(words=", ".join(panel.other_words))
    if panel.meeting:
        told += _("; in a meeting: {counts}").format(counts=" / ".join(map(_met, panel.meeting)))
    if panel.decided:
        told += _("; done with it: {words}").format(words="; ".join(panel.decided))
    return told.removeprefix("; ")
