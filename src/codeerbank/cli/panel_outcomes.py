"""``panel outcome`` and ``panel log``: what was decided after a round, the letter back, and what came in so far."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, to_file, to_file_as
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.panel import KINDS
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import panel as verbs
from codeerbank.workbench.letter_back import write_letter
from codeerbank.workbench.outcomes import KINDS as KINDS_OF_OUTCOME
from codeerbank.workbench.outcomes import Decision, Outcome, decide
from codeerbank.workbench.session import Session


@command(
    "outcome",
    _(
        "Keep what the team decided after a round, with the reason, and what members are told about it; or write the letter back."
    ),
    'codeerbank panel outcome W4.1 --panel-name "Bang dat het anders wordt tussen ons" --reason "zo zeggen jongeren het zelf"',
    'codeerbank panel outcome 019a7f2e --about quote --decision withdraw --reason "een lid wil het eruit"',
    'codeerbank panel outcome K3.1 --reason "te smal" --said "Meedoen telt ook" --did "Breder" --not-done "Geen eigen code: te weinig"',
    "codeerbank panel outcome --letter -o brief.docx",
)
@click.argument("subject", metavar=_("CODE"), required=False)
@click.option("--about", "kind", type=click.Choice(list(KINDS_OF_OUTCOME)), default="word", show_default=True,
              help=_("What it is about: a code or word, a released quote (its id), a question or a finding."))  # fmt: skip
@click.option("--decision", type=click.Choice(["keep", "amend", "withdraw", "rename", "split"]),
              help=_("What was decided; else rename where a new name is given, and keep where none is."))  # fmt: skip
@click.option("--reason", default="", metavar=_("TEXT"), help=_("What was decided and why, also what was not done."))
@click.option("--name", default="", metavar=_("TEXT"), help=_("A new name."))
@click.option("--panel-name", default="", metavar=_("TEXT"), help=_("Its name in plain words for the klankbordgroep."))
@click.option("--text", default="", metavar=_("TEXT"), help=_("The new text of a question."))
@click.option("--said", default="", metavar=_("TEXT"), help=_("For the letter: what members said."))
@click.option("--did", default="", metavar=_("TEXT"), help=_("For the letter: what you did."))
@click.option("--not-done", default="", metavar=_("TEXT"), help=_("For the letter: what you did not do, and why."))
@click.option("--letter", is_flag=True, help=_("Write the letter back, with -o FILE (.docx or .html)."))
@click.option("--title", default="", metavar=_("TEXT"), help=_("A title above the letter."))
@to_file_as(_("The letter to write."))
@by_coder
def outcome(
    subject: str | None, letter: bool, output: Path | None, coder: str | None, decision: Decision | None, title: str, **given: Any
) -> None:  # fmt: skip
    """Keep an outcome, or write the letter."""
    if letter:
        _letter(output, title)
        return
    if not subject:
        raise UsageError(_("Say what it is about: a code, or with --about a quote, a question or a finding."))
    renamed = given["name"] or given["panel_name"]
    made = Outcome(subject=subject, decision=decision or ("rename" if renamed else "keep"), **given)
    with writing(coder) as session:
        done(session.read.history.words(decide(session, made).result()))


def _letter(output: Path | None, title: str) -> None:
    if output is None:
        raise UsageError(_("Say where to: -o FILE."), _("A letter ends in .docx or .html."))
    with reading() as session:
        told = write_letter(session, output, title)
    say(ngettext("Letter with {n} answer", "Letter with {n} answers", told) + f" -> {output}")


@command(
    "log",
    _("Show the forms that were made, or what came back on one of them."),
    "codeerbank panel log",
    "codeerbank panel log K3",
)
@click.argument("form", required=False, metavar=_("FORM"))
@to_file
@as_json
def log(form: str | None, output: Path | None, as_json: bool) -> None:
    """Show forms, or the totals of one."""
    with reading() as session:
        if form:
            sheet = verbs.totals_for_people(session, form, output is not None)
            hand_over(sheet, lambda: _sheet_record(sheet), "team", output, as_json)
            return
        _forms(session, as_json)


def _forms(session: Session, as_json: bool) -> None:
    replies = session.read.panel.replies()
    rows = [
        {
            "form": one.code,
            "title": one.title,
            "kind": one.kind,
            "quotes": one.size,
            "return_by": one.return_by,
            "replies": len({reply.member for reply in replies if reply.form == one.id}),
        }
        for one in session.read.panel.forms()
    ]
    if as_json:
        print_json({"forms": rows})
        return
    headings = [_("Form"), _("Title"), _("About"), _("Pieces"), _("Back by"), _("Answers")]
    print_table(
        headings,
        ([str(value) for value in {**row, "kind": _(KINDS[str(row["kind"])])}.values()] for row in rows),
        _("No form has been made yet."),
    )


def _sheet_record(sheet: Sheet) -> dict[str, object]:
    return {
        "title": sheet.title,
        "stamp": sheet.stamp,
        "columns": list(sheet.columns),
        "rows": [list(row) for row in sheet.rows],
        "notes": list(sheet.notes),
    }
