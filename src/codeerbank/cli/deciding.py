"""``joint decide``, ``finding`` and ``advise``: what people conclude, kept with who said it and when."""

from __future__ import annotations

from typing import Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.displays import joint
from codeerbank.cli.overview import screen_width
from codeerbank.cli.show import done, print_json, say
from codeerbank.domain.verdicts import CERTAINTIES, RELATIONS, STATUSES, relations_in_words
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench import displays, verdicts
from codeerbank.workbench.output import as_text
from codeerbank.workbench.quote_choices import quote_choices


@command(
    "decide",
    _(
        "Decide how figures and words relate in a row, and what that means. Without options: show the row, what the rule"
        " proposes, and quotes to choose from."
    ),
    "codeerbank joint decide M2.1",
    'codeerbank joint decide M2.1 --verdict contradicts --reason "wie het gezin helpt ziet een regel" --certainty low',
    'codeerbank joint decide M2.1 --together "er is een gebrek aan afspraken" --rival "wie niet meedeed"',
    within=joint,
)
@click.argument("row", metavar=_("ROW"))
@click.option("--verdict", "relation", type=click.Choice(RELATIONS), help=_("How they relate."))
@click.option("--also", "second", type=click.Choice(RELATIONS), help=_("A second verdict, where two hold at once."))
@click.option("--reason", metavar=_("TEXT"), help=_("Why; required where they contradict each other."))
@click.option("--silence", type=click.Choice(verdicts.SILENCES), help=_("Why a strand is silent."))
@click.option("--together", "meaning", metavar=_("TEXT"), help=_("What it means together."))
@click.option("--rival", metavar=_("TEXT"), help=_("What else could explain it."))
@click.option("--certainty", type=click.Choice(CERTAINTIES), help=_("How sure."))
@click.option("--why", metavar=_("TEXT"), help=_("Why so sure, or not."))
@click.option("--valid-for", metavar=_("TEXT"), help=_("The group or setting it holds for."))
@click.option("--chosen", metavar=_("TEXT"), help=_("explain: why this outcome asks for an explanation."))
@click.option("--change", metavar=_("TEXT"), help=_("explain: how the words change the outcome."))
@click.option(
    "--quote",
    "quotes",
    multiple=True,
    metavar="ID",
    help=_("A coding to quote in this row; may be given more than once."),
)
@click.option("--withdraw", is_flag=True, help=_("Take the verdict on this row away."))
@by_coder
@as_json
def decide(row: str, withdraw: bool, coder: str | None, as_json: bool, **given: Any) -> None:
    """Keep a verdict."""
    given["quotes"] = list(given["quotes"]) or None
    if withdraw and any(value is not None for value in given.values()):
        raise UsageError(
            _("--withdraw takes the verdict away; nothing is decided beside it."), _("Leave one of the two out.")
        )
    if withdraw:
        with writing(coder) as session:
            verdicts.withdraw(session, row).result()
        done(_("The verdict on {row} was taken away.").format(row=row))
        return
    if not any(value is not None for value in given.values()):
        _look(row, as_json)
        return
    with writing(coder) as session:
        made = verdicts.decide(session, row, **given).result()
    if as_json:
        print_json({"row": row} | {key: value for key, value in made.values().items() if key != "row"})
        return
    told = relations_in_words(made)
    if made.relation and not made.rival:
        say(_("No other explanation was written down yet: --rival TEXT"))
    done(_("Decided about {row}: {verdict}").format(row=row, verdict=told or _("no verdict yet")))


def _look(row: str, as_json: bool) -> None:
    with reading() as session:
        found = displays.display(session, "convergence", displays.Asked(codes=[row]))
        quotes = quote_choices(session, row)
    if as_json:
        print_json(
            found.json() | {"choices": [{"id": one.id, "text": one.text, "source": one.source} for one in quotes]}
        )
        return
    sheet = found.sheet()
    say(*as_text(sheet, screen_width()).splitlines())
    say("", _("Quotes to choose from (--quote ID):"))
    for one in quotes:
        say(f"  {one.id}  {one.source}: “{one.text}”")
    say("", _('Decide: codeerbank joint decide {row} --verdict adds --together "..." --rival "..."').format(row=row))


@command(
    "finding",
    _("Make a row of your own for the convergence matrix, such as one on published figures without respondents."),
    'codeerbank joint finding "heeft een steunfiguur" --survey "jongeren" --n 11 --of 11 --survey-direction + '
    '--talk "3 van de 14 niet" --talk-direction -',
    "codeerbank joint finding F2 --remove",
    within=joint,
)
@click.argument("statement", metavar=_("TEXT"))
@click.option("--survey", metavar=_("TEXT"), help=_("What the survey says."))
@click.option("--n", "n", type=click.IntRange(0), metavar="N", help=_("How many persons said so."))
@click.option(
    "--of", "base", type=click.IntRange(0), metavar="N", help=_("Of how many; leave it out where no number is known.")
)
@click.option(
    "--neutral", type=click.IntRange(0, 100), metavar="PCT", help=_("The percentage that says neither; else 50.")
)
@click.option("--survey-direction", type=click.Choice(verdicts.DIRECTIONS), help=_("Which way the survey points."))
@click.option("--talk", metavar=_("TEXT"), help=_("What the conversations say."))
@click.option("--talk-direction", type=click.Choice(verdicts.DIRECTIONS), help=_("Which way the conversations point."))
@click.option("--shown", is_flag=True, default=None, help=_("It was said of a figure that was shown."))
@click.option(
    "--adds", is_flag=True, default=None, help=_("The words bring a condition, a reason or a group of their own.")
)
@click.option(
    "--code", "codes", multiple=True, metavar=_("CODE"), help=_("A code it is about; may be given more than once.")
)
@click.option("--remove", is_flag=True, help=_("Take the finding with this key away."))
@by_coder
def finding(statement: str, remove: bool, coder: str | None, **given: Any) -> None:
    """Keep a finding."""
    with writing(coder) as session:
        if remove:
            verdicts.remove_finding(session, statement).result()
            done(_("Finding {key} was taken away.").format(key=statement))
            return
        made = verdicts.add_finding(session, statement, **given).result()
    done(_("Finding {key}: {statement}").format(key=made.key, statement=made.statement))


@command(
    "advise",
    _("Write advice that follows from a row; or change it by its own key: for whom, whose task, when, how far."),
    'codeerbank joint advise M2.1 "Maak een richtlijn over delen." --whom organisaties --owner beleid --when 2026-12-01',
    "codeerbank joint advise A1 --status agreed",
    "codeerbank joint advise A1 --remove",
    within=joint,
)
@click.argument("row", metavar=_("ROW"))
@click.argument("text", required=False, metavar=_("TEXT"))
@click.option("--whom", metavar=_("TEXT"), help=_("For whom."))
@click.option("--owner", metavar=_("TEXT"), help=_("Whose task it is."))
@click.option("--when", metavar=_("DATE"), help=_("When it should be done, as year-month-day."))
@click.option("--status", type=click.Choice(STATUSES), help=_("How far it is."))
@click.option("--remove", is_flag=True, help=_("Take the advice with this key away."))
@by_coder
def advise(row: str, text: str | None, remove: bool, coder: str | None, **given: Any) -> None:
    """Keep advice."""
    with writing(coder) as session:
        if remove:
            verdicts.remove_advice(session, row).result()
            done(_("Advice {key} was taken away.").format(key=row))
            return
        known = {one.key.casefold() for one in verdicts.advice(session).values()}
        if row.strip().casefold() in known:
            made = verdicts.change_advice(session, row, text=text, **given).result()
        else:
            made = verdicts.add_advice(session, row, text or "", **given).result()
    done(_("Advice {key}: {text}").format(key=made.key, text=made.text))
