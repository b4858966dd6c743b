"""``panel``: members and rounds, forms for the klankbordgroep, what came back, and the totals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codeerbank.cli.command import (
    as_json,
    by_coder,
    command,
    group,
    reading,
    refuse_taken,
    to_file,
    to_file_as,
    writing,
)
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.panel import KINDS, Reply
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import panel as verbs
from codeerbank.workbench.letter_back import write_letter
from codeerbank.workbench.outcomes import KINDS as KINDS_OF_OUTCOME
from codeerbank.workbench.outcomes import Decision, Outcome, decide
from codeerbank.workbench.panel_forms import Ask, FormReport, files_of
from codeerbank.workbench.panel_rounds import who_also_spoke
from codeerbank.workbench.session import Session


@group("panel", _("Forms for the klankbordgroep and their answers."))
def panel() -> None:
    """Hold the verbs of the panel."""


@command(
    "form",
    _(
        "Make a form of the quotes released for the panel, or of words, questions, findings or plans: one page that works on "
        "a phone, on paper and without a network, a Word file or a workbook."
    ),
    'codeerbank panel form -o formulier.html --contact "Anna de Wit" --telephone 0612345678 --return-by 2026-12-15',
    "codeerbank panel form -o plannen.html --kind next --items plannen.txt --contact Anna --telephone 0612345678 --return-by 2026-12-15",
    within=panel,
)
@click.option("--contact", required=True, metavar=_("NAME"), help=_("Whom to call with a question."))
@click.option("--telephone", required=True, metavar=_("NUMBER"), help=_("The telephone number of the contact person."))
@click.option("--return-by", required=True, metavar=_("YYYY-MM-DD"), help=_("Day on which the answer should be back."))
@click.option(
    "--send-to", default="", metavar=_("ADDRESS"), help=_("Where to send the answer file, such as an e-mail address.")
)
@click.option("--title", default="", metavar=_("TEXT"), help=_("A title above the form."))
@click.option(
    "--address", type=click.Choice(["je", "u"]), default="je", show_default=True, help=_("How readers are addressed.")
)
@click.option("--round", "round_", default="", metavar=_("NAME"), help=_("The round it is for; its kind counts."))
@click.option(
    "--kind", type=click.Choice(list(KINDS)), default="quotes", show_default=True, help=_("What is asked about.")
)
@click.option("--item", "items", multiple=True, metavar=_("TEXT"),
              help=_("words, questions, findings, next: one thing to ask about; may be given more than once."))  # fmt: skip
@click.option(
    "--items", "file", type=click.Path(path_type=Path), metavar=_("FILE"), help=_("The same from a file, one a line.")
)
@click.option("--code", "codes", multiple=True, metavar="C", help=_("words: the plain name of this code."))
@click.option("--quotes", "most", type=click.IntRange(1, 100), default=8, show_default=True, metavar="N",
              help=_("Quotes at most; those that no form had before go first."))  # fmt: skip
@click.option("--sensitive", is_flag=True, help=_("Put on what is marked as sensitive too; it is announced."))
@click.option("--also", multiple=True, type=click.Choice(["html", "docx", "xlsx"]),
              help=_("The same form in another format beside it; may be given more than once."))  # fmt: skip
@click.option("--known", type=click.Choice(["yes", "no"]), help=_("Does the panel know the people who are quoted?"))
@click.option("--checked", is_flag=True, help=_("You looked: what seems a name in the items names nobody."))
@to_file_as(_("The form to write: .html, .docx or .xlsx."))
@by_coder
@as_json
def form(
    contact: str, telephone: str, return_by: str, send_to: str, title: str, address: str, round_: str, kind: str,
    items: tuple[str, ...], file: Path | None, codes: tuple[str, ...], most: int, sensitive: bool, also: tuple[str, ...],
    known: str | None, checked: bool, output: Path | None, coder: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Make a form."""
    if output is None:
        raise UsageError(_("Say where to: -o FILE."), _("For instance: -o formulier.html"))
    texts = (*items, *(_lines(file) if file else ()))
    ask = Ask(kind, texts, codes, round_, most, sensitive, send_to, also, checked)
    refuse_taken(*files_of(output, ask)[1:])
    with writing(coder) as session:
        made = verbs.make_form(
            session, output, contact, telephone, return_by, title=title, address=address, ask=ask
        ).result()
        also_spoke = who_also_spoke(session)
    if as_json:
        record = {"form": made.form.code, "file": str(made.path), "files": [str(one) for one in made.files]}
        print_json({**record, "kind": made.form.kind, "quotes": made.form.size, "warnings": list(made.warnings)})
        return
    _say_made(made, known, also_spoke)


def _lines(file: Path) -> list[str]:
    from codeerbank.workbench.reading_lines import lines_of

    return lines_of(file)


def _say_made(made: FormReport, known: str | None, also_spoke: str) -> None:
    size = made.form.size
    quotes = ngettext("{n} quote", "{n} quotes", size)
    if made.form.kind != "quotes":
        quotes = ngettext("{n} thing to ask about", "{n} things to ask about", size)
    say(_("Form {code}, {quotes}: {file}").format(code=made.form.code, quotes=quotes, file=made.path))
    say(*(f"  {one}" for one in made.files[1:]))
    say(*(f"  {warning}" for warning in made.warnings))
    if made.form.kind == "quotes" and known != "no":
        say("  " + _("Does the panel know these people? Then ask of every quote once more who could be guessed by it."))
        say(*([f"  {also_spoke}"] if also_spoke else []))
    for member, numbers in made.form.left_out.items():
        told = _("{member} has a form of their own, without {numbers}: their own words.")
        say("  " + told.format(member=one_line(member), numbers=", ".join(map(str, numbers))))
    say(_("This cannot be undone: the form stays in the log."))


@command(
    "read",
    _(
        "Take in what a member answered: the file that the form saved, a form filled in in Word or Excel, or the line from the "
        "form, as it was sent, dictated or written."
    ),
    "codeerbank panel read antwoorden-K3.json --member lid-4",
    'codeerbank panel read --typed "K3: 1ax 2c 3b; 2: bij ons ging het anders" --member lid-4 --group ouder',
    within=panel,
)
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar=_("FILE"))
@click.option("--typed", metavar=_("TEXT"), help=_("The line, form code first."))
@click.option("--member", required=True, metavar=_("NAME"), help=_("A number or pseudonym of the member, no name."))
@click.option("--group", "perspective", metavar=_("NAME"), help=_("The member's perspective."))
@click.option(
    "--form", "expected", default="", metavar=_("FORM"), help=_("Take answers to this form only, such as K3.")
)
@click.option("--again", is_flag=True, help=_("In the place of what this member answered before."))
@by_coder
@as_json
def read(
    file: Path | None, typed: str | None, member: str, perspective: str | None, expected: str, again: bool,
    coder: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Take in one answer."""
    from codeerbank.workbench.panel_replies import read_answers, remarks

    if (file is None) == (typed is None):
        raise UsageError(_("Give an answer file, or a line with --typed."))
    with writing(coder) as session:
        if file is None:
            reply = verbs.read_typed(session, typed or "", member, perspective, again, expected).result()
        else:
            reply = read_answers(session, file, member, perspective, again, expected).result()
        code = next(one.code for one in session.read.panel.forms() if one.id == reply.form)
        waiting = [one for one in remarks(session, code) if one.member == reply.member and one.shown is None]
    if as_json:
        record = {"form": reply.form, "member": reply.member, "group": reply.group}
        print_json({**record, "answers": reply.answers, "remarks": reply.remarks})
        return
    _say_read(reply, again)
    if found := [name for one in waiting for name in one.found]:
        say(
            _("A remark may name somebody: {names}. Look at it: codeerbank panel remarks").format(
                names=", ".join(found)
            )
        )
    say(_("Undo: codeerbank undo"))


def _say_read(reply: Reply, again: bool) -> None:
    kept = _("Answer of {member} kept, in the place of an earlier one.") if again else _("Answer of {member} kept.")
    say(kept.format(member=reply.member))
    for number in sorted({*reply.answers, *reply.remarks}):
        letters = "".join(reply.answers.get(number, {}).values())
        words = one_line(reply.remarks.get(number, ""))
        say(f"  {number}{letters}" + (f": {words}" if words else ""))
    say(ngettext("{n} quote answered", "{n} quotes answered", len(reply.answers)),
        ngettext("{n} remark", "{n} remarks", len(reply.remarks)))  # fmt: skip


@command(
    "outcome",
    _(
        "Keep what the team decided after a round, with the reason, and what members are told about it; or write the letter back."
    ),
    'codeerbank panel outcome W4.1 --panel-name "Bang dat het anders wordt tussen ons" --reason "zo zeggen jongeren het zelf"',
    'codeerbank panel outcome 019a7f2e --about quote --decision withdraw --reason "een lid wil het eruit"',
    'codeerbank panel outcome K3.1 --reason "te smal" --said "Meedoen telt ook" --did "Breder" --not-done "Geen eigen code: te weinig"',
    "codeerbank panel outcome --letter -o brief.docx",
    within=panel,
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
    within=panel,
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
