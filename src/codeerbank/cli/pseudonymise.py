"""``pseudonymise``: find what may give people away, decide about it, and let texts out with other words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import click

from codeerbank.cli import pseudonymised
from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group, limited
from codeerbank.cli.outside_lists import lines_of, with_lists
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import pseudonyms as verbs
from codeerbank.workbench.pseudonymised import (
    Pseudonyms,
)
from codeerbank.workbench.pseudonyms import Proposal
from codeerbank.workbench.session import Session


@group("pseudonymise", _("Find names and other words that give people away, decide about them, and replace them."))
def pseudonymise() -> None:
    """Hold the verbs of pseudonymising."""


@command(
    "propose",
    _("Show what may give somebody away and was not decided about yet. A question mark: look at it."),
    "codeerbank pseudonymise propose",
    "codeerbank pseudonymise propose groep-1-online --participants namen.txt",
    "codeerbank pseudonymise propose --accept-sure --only name --only phone",
    within=pseudonymise,
)
@click.argument("document", required=False, metavar=_("DOCUMENT"))
@with_lists
@click.option(
    "--accept-sure", is_flag=True, help=_("Replace everything without a question mark by the words proposed.")
)
@click.option("--only", multiple=True, type=click.Choice(verbs.TYPES), metavar=_("TYPE"),
              help=_("Only what is of this type: {types}. May be given more than once.").format(types=", ".join(verbs.TYPES)))  # fmt: skip
@limited()
@by_coder
@as_json
def propose(
    document: str | None,
    participants: Path | None,
    institutions: Path | None,
    accept_sure: bool,
    only: Sequence[str],
    limit: int | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """List proposals, or accept the sure ones."""
    with writing(coder) if accept_sure else reading(coder) as session:
        found = verbs.propose(session, document, lines_of(participants), lines_of(institutions)).result()
        found = [one for one in found if not only or one.type in only]
        sure = [one for one in found if one.sure]
        if accept_sure:
            verbs.accept(session, sure).result()
            found = [one for one in found if not one.sure]
    shown = found[:limit]
    if as_json:
        print_json({"accepted": len(sure) if accept_sure else 0, "proposals": [_record(one) for one in shown]})
        return
    if accept_sure:
        say(ngettext("{n} place replaced", "{n} places replaced", len(sure)), _("Undo: codeerbank undo"))
    columns = [_("Document"), _("Place"), "", _("Words"), _("Becomes"), _("In the text")]
    print_table(columns, map(_row, shown), _("Nothing is left to decide about."))


def _row(one: Proposal) -> list[str]:
    around = f"{one.before}[{one.words}]{one.after}".replace("\n", " ")
    return [one.document, f"{one.start}-{one.stop}", "" if one.sure else "?", one.words, one.pseudonym, around]


def _record(one: Proposal) -> dict[str, object]:
    return {
        "document": one.document,
        "start": one.start,
        "stop": one.stop,
        "words": one.words,
        "type": one.type,
        "sure": one.sure,
        "pseudonym": one.pseudonym,
    }


@command(
    "review",
    _("Decide about one place; without a place you are asked about each in turn."),
    "codeerbank pseudonymise review",
    'codeerbank pseudonymise review groep-1-online 108-115 --decision replace --as "[gespreksleider]"',
    "codeerbank pseudonymise review groep-1-online 108-115 --decision never",
    within=pseudonymise,
)
@click.argument("document", required=False, metavar=_("DOCUMENT"))
@click.argument("place", required=False, metavar=_("PLACE"))
@click.option("--decision", type=click.Choice(get_args(verbs.Decision)),
              help=_("Replace or keep this place; always or never replace these words, wherever they stand."))  # fmt: skip
@click.option(
    "--as", "pseudonym", default="", metavar=_("TEXT"), help=_("The words that stand in; else those proposed.")
)
@with_lists
@by_coder
def review(
    document: str | None,
    place: str | None,
    decision: str | None,
    pseudonym: str,
    participants: Path | None,
    institutions: Path | None,
    coder: str | None,
) -> None:
    """Decide."""
    with writing(coder) as session:
        if place is None:
            _ask(session, verbs.propose(session, document, lines_of(participants), lines_of(institutions)).result())
            return
        if decision is None or document is None:
            raise UsageError(
                _("Say what to do with it: --decision."),
                _("Choose from: {names}").format(names=", ".join(get_args(verbs.Decision))),
            )
        first, _dash, last = place.partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            raise UsageError(
                _("A place is two numbers, such as 120-126."), _("Look at: codeerbank pseudonymise propose"), place
            )
        action = verbs.decide(session, document, int(first), int(last), decision, pseudonym).result()
        done(session.read.history.words(action))


def _ask(session: Session, proposals: Sequence[Proposal]) -> None:
    """Go through what is open, one after another, until there is no more or the user stops."""
    choices = dict(zip(_("rkans"), (*get_args(verbs.Decision), None), strict=True))
    asked = 0
    for one in proposals:
        if not Pseudonyms(session).open(one.document, one.start, one.stop, one.words):
            continue
        say(
            "",
            visible(f"{one.document} {one.start}-{one.stop}: {one.before}[{one.words}]{one.after}".replace("\n", " ")),
        )
        say(_("Becomes: {words}").format(words=visible(one.pseudonym)))
        question = _("(r)eplace, (k)eep, (a)lways replace, (n)ever, (s)top")
        answer = choices[
            click.prompt(question, type=click.Choice(list(choices), case_sensitive=False), show_choices=False)
        ]
        if answer is None:
            break
        pseudonym = one.pseudonym
        if answer in ("replace", "always"):
            pseudonym = click.prompt(_("Words that stand in"), default=one.pseudonym)
        verbs.decide(session, one.document, one.start, one.stop, answer, pseudonym, one.type).result()
        asked += 1
    say(ngettext("{n} place decided about", "{n} places decided about", asked), _("Undo: codeerbank undo"))


pseudonymise.add_command(pseudonymised.list_)
pseudonymise.add_command(pseudonymised.apply)
pseudonymise.add_command(pseudonymised.key)
