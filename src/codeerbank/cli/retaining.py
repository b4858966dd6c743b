"""``retention``: how long what is kept, and what is due."""

from __future__ import annotations

from datetime import date

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group
from codeerbank.cli.show import done, print_json, print_table
from codeerbank.domain.consent import MATERIALS
from codeerbank.i18n import _
from codeerbank.workbench import retaining as verbs


@group("retention", _("How long what is kept, and what is due."))
def retention() -> None:
    """Hold the verbs of retention."""


@command(
    "set",
    _("Set until when some material is kept. Nothing is ever removed by itself."),
    'codeerbank retention set recordings 2027-06-30 --reason "uitgewerkt en gecontroleerd"',
    "codeerbank retention set project 2036-11-22",
    within=retention,
)
@click.argument("material", type=click.Choice(list(MATERIALS)), metavar=_("MATERIAL"))
@click.argument("until", metavar=_("DATE"))
@click.option("--reason", default="", metavar=_("TEXT"), help=_("Why so long."))
@by_coder
def set_(material: str, until: str, reason: str, coder: str | None) -> None:
    """Set a date."""
    with writing(coder) as session:
        verbs.keep_until(session, material, until, reason).result()
    done(_("{material}: kept until {day}.").format(material=_(MATERIALS[material][0]), day=until))


@command("remove", _("Take a date away: the material is gone, or the date was a mistake."),
         "codeerbank retention remove recordings", within=retention)  # fmt: skip
@click.argument("material", type=click.Choice(list(MATERIALS)), metavar=_("MATERIAL"))
@by_coder
def remove(material: str, coder: str | None) -> None:
    """Take a date away."""
    with writing(coder) as session:
        verbs.forget_date(session, material).result()
    done(_("Date of {material} taken away.").format(material=_(MATERIALS[material][0])))


@command("list", _("Show until when what is kept, what is due, and how to be rid of it."),
         "codeerbank retention list", "codeerbank retention list --due", within=retention)  # fmt: skip
@click.option("--due", "only_due", is_flag=True, help=_("Only what is due."))
@as_json
def list_retentions(only_due: bool, as_json: bool) -> None:
    """Show dates."""
    today = date.today()
    with reading() as session:
        found = verbs.due(session, today) if only_due else verbs.retentions(session)
    if as_json:
        rows = [
            {"material": one.material, "until": one.until, "reason": one.reason, "due": one.is_due(today)}
            for one in found
        ]
        print_json({"retention": rows})
        return
    headings = [_("Material"), _("Kept until"), _("Due"), _("How to be rid of it")]
    shown = (
        [
            _(MATERIALS[one.material][0]),
            one.until,
            _("yes") if one.is_due(today) else None,
            _(MATERIALS[one.material][1]),
        ]
        for one in found
    )
    print_table(headings, shown, _("Nothing is due.") if only_due else _("No dates are set."))
