"""``panel``: members and rounds, forms for the klankbordgroep, what came back, and the totals."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli import panel_outcomes
from codeerbank.cli.at_work import writing
from codeerbank.cli.command import as_json, by_coder, command, group, refuse_taken, to_file_as
from codeerbank.cli.show import print_json, say
from codeerbank.domain.panel import KINDS, Reply
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import panel as verbs
from codeerbank.workbench.panel_forms import Ask, FormReport, files_of
from codeerbank.workbench.panel_rounds import who_also_spoke


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


panel.add_command(panel_outcomes.outcome)
panel.add_command(panel_outcomes.log)
