"""What was read of a survey, in lines: its key and group, and every question with its answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codeerbank.i18n import _, ngettext
from codeerbank.tui.display import shortened
from codeerbank.tui.intake.entry import Entry
from codeerbank.tui.intake.row import Act, Row
from codeerbank.workbench.intake_summary import ColumnPreview, SurveyPreview


def question_rows(survey: SurveyPreview, number: int, width: int) -> Iterator[Row]:
    """Write down the questions, those to be coded first."""
    asked = [column for column in survey.columns if column.level == "open"]
    closed = [column for column in survey.columns if column.level != "open"]
    yield from _questions(_("Open questions, to be coded: {n}"), asked, number, width)
    yield from _questions(_("Closed questions: {n}"), closed, number, width)


def setting_rows(entry: Entry, survey: SurveyPreview, number: int) -> Iterator[Row]:
    """Write down how many answered, and what can be said about the survey as a whole."""
    options = entry.options
    yield Row("  " + ngettext("{n} respondent", "{n} respondents", survey.respondents))
    yield Row("  " + _("Key of the respondents: {column}").format(column=shortened(survey.key, 40)), Act("key", number))
    group = shortened(survey.group, 40) or _("none")
    yield Row("  " + _("Column with the group: {column}").format(column=group), Act("group", number))
    words = options.questionnaire.name if options.questionnaire else _("none")
    yield Row("  " + _("Questionnaire with it: {name}").format(name=shortened(words, 40)), Act("questionnaire", number))
    personal = _("are taken along") if options.with_personal else _("are left out")
    yield Row("  " + _("Columns that may hold personal data: {what}").format(what=personal), Act("personal", number))
    newer = _("yes") if options.update else _("no")
    yield Row(
        "  " + _("Newer export of a survey in this project: {answer}").format(answer=newer), Act("update", number)
    )


def _questions(title: str, columns: Sequence[ColumnPreview], number: int, width: int) -> Iterator[Row]:
    yield Row("  " + title.format(n=len(columns)), strong=True)
    for column in columns:
        yield Row(_question(column, width), Act("column", number, column.name))


def _question(column: ColumnPreview, width: int) -> str:
    levels = {
        "open": _("open question"),
        "nominal": _("nominal"),
        "ordinal": _("ordinal"),
        "scale": _("scale"),
        "text": _("text"),
        "multiple": _("multiple response"),
    }
    words = column.words if column.words != column.name else ""
    about = " · ".join(part for part in (words, column.answers) if part)
    name = f"    {shortened(column.name, 20):<21}{levels[column.level]:<15}{column.answered:>6}  "
    return name + shortened(about, max(0, width - len(name)))
