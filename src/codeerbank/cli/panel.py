"""``panel``: forms for the klankbordgroep, what came back, and the totals."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli.command import as_json, by_coder, command, group, reading, to_file, to_file_as, writing
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import panel as verbs
from codeerbank.workbench.session import Session


@group("panel", _("Forms for the klankbordgroep and their answers."))
def panel() -> None:
    """Hold the verbs of the panel."""


@command(
    "form",
    _("Make a form of the quotes released for the panel: one page to print or to read on a phone, without a network."),
    'codeerbank panel form -o formulier.html --contact "Anna de Wit" --telephone 0612345678 --return-by 2026-12-15',
    within=panel,
)
@click.option("--contact", required=True, metavar=_("NAME"), help=_("Whom to call with a question."))
@click.option("--telephone", required=True, metavar=_("NUMBER"), help=_("The telephone number of the contact person."))
@click.option("--return-by", required=True, metavar=_("YYYY-MM-DD"), help=_("Day on which the answer should be back."))
@click.option("--title", default="", metavar=_("TEXT"), help=_("A title above the form."))
@click.option(
    "--address", type=click.Choice(["je", "u"]), default="je", show_default=True, help=_("How readers are addressed.")
)
@to_file_as(_("The page to write, .html."))
@by_coder
@as_json
def form(
    contact: str,
    telephone: str,
    return_by: str,
    title: str,
    address: str,
    output: Path | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Make a form."""
    if output is None:
        raise UsageError(_("Say where to: -o FILE."), _("For instance: -o formulier.html"))
    with writing(coder) as session:
        made = verbs.make_form(session, output, contact, telephone, return_by, title=title, address=address).result()
    if as_json:
        record = {"form": made.form.code, "file": str(made.path), "quotes": len(made.form.quotes)}
        print_json({**record, "warnings": list(made.warnings)})
        return
    quotes = ngettext("{n} quote", "{n} quotes", len(made.form.quotes))
    say(_("Form {code}, {quotes}: {file}").format(code=made.form.code, quotes=quotes, file=made.path))
    say(*(f"  {warning}" for warning in made.warnings))
    say(_("This cannot be undone: the form stays in the log."))


@command(
    "read",
    _("Take in what a member answered: the line from the form, as it was sent, dictated or written."),
    'codeerbank panel read --typed "K3: 1ax 2c 3b; 2: bij ons ging het anders" --member lid-4 --group ouder',
    within=panel,
)
@click.option("--typed", required=True, metavar=_("TEXT"), help=_("The line, form code first."))
@click.option("--member", required=True, metavar=_("NAME"), help=_("A number or pseudonym of the member, no name."))
@click.option("--group", "perspective", metavar=_("NAME"), help=_("The member's perspective."))
@by_coder
@as_json
def read(typed: str, member: str, perspective: str | None, coder: str | None, as_json: bool) -> None:
    """Take in one answer."""
    with writing(coder) as session:
        reply = verbs.read_typed(session, typed, member, perspective).result()
        again = sum(one.member == reply.member for one in session.read.panel.replies(reply.form)) > 1
    if as_json:
        record = {"form": reply.form, "member": reply.member, "group": reply.group}
        print_json({**record, "answers": reply.answers, "remarks": reply.remarks})
        return
    kept = _("Answer of {member} kept, in the place of an earlier one.") if again else _("Answer of {member} kept.")
    say(
        kept.format(member=reply.member),
        ngettext("{n} quote answered", "{n} quotes answered", len(reply.answers)),
        ngettext("{n} remark", "{n} remarks", len(reply.remarks)),
        _("Undo: codeerbank undo"),
    )


@command(
    "outcome",
    _("Keep what the team decided about a code after a round, with the reason; the code can get another name by it."),
    'codeerbank panel outcome W4.1 --panel-name "Bang dat het anders wordt tussen ons" --reason "zo zeggen jongeren het zelf"',
    within=panel,
)
@click.argument("code", metavar=_("CODE"))
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("What was decided and why, also what was not done."))
@click.option("--name", default="", metavar=_("TEXT"), help=_("A new name."))
@click.option("--panel-name", default="", metavar=_("TEXT"), help=_("Its name in plain words for the klankbordgroep."))
@by_coder
def outcome(code: str, reason: str, name: str, panel_name: str, coder: str | None) -> None:
    """Keep an outcome."""
    with writing(coder) as session:
        done(session.read.history.words(verbs.outcome(session, code, reason, name, panel_name).result()))


@command(
    "log",
    _("Show the forms that were made, or what came back on one of them."),
    "codeerbank panel log",
    "codeerbank panel log K3",
    within=panel,
)
@click.argument("form", required=False, metavar=_("FORM"))
@to_file
@as_json
def log(form: str | None, output: Path | None, as_json: bool) -> None:
    """Show forms, or the totals of one."""
    with reading() as session:
        if form:
            sheet = verbs.totals_for_people(session, form)
            hand_over(sheet, lambda: _sheet_record(sheet), "team", output, as_json)
            return
        _forms(session, as_json)


def _forms(session: Session, as_json: bool) -> None:
    replies = session.read.panel.replies()
    rows = [
        {
            "form": one.code,
            "title": one.title,
            "quotes": len(one.quotes),
            "return_by": one.return_by,
            "replies": len({reply.member for reply in replies if reply.form == one.id}),
        }
        for one in session.read.panel.forms()
    ]
    if as_json:
        print_json({"forms": rows})
        return
    headings = [_("Form"), _("Title"), _("Quotes"), _("Back by"), _("Answers")]
    print_table(headings, ([str(value) for value in row.values()] for row in rows), _("No form has been made yet."))


def _sheet_record(sheet: Sheet) -> dict[str, object]:
    return {
        "title": sheet.title,
        "stamp": sheet.stamp,
        "columns": list(sheet.columns),
        "rows": [list(row) for row in sheet.rows],
        "notes": list(sheet.notes),
    }
