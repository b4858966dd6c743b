"""``panel member``, ``panel round`` and ``panel remarks``: who is asked, when, and what they wrote before others see it."""

from __future__ import annotations

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.panel import panel
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.panel import BODIES, KINDS
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import panel_replies, panel_rounds


@command(
    "member",
    _("Keep a member of a panel by a number or pseudonym, or list the members."),
    "codeerbank panel member lid-4 --role moeder --group ouder --case g2-ouder-1",
    "codeerbank panel member",
    within=panel,
)
@click.argument("name", required=False, metavar=_("NAME"))
@click.option(
    "--role", default="", metavar=_("TEXT"), help=_("What the member is: mother, young person, professional.")
)
@click.option("--group", "perspective", metavar=_("NAME"), help=_("The member's perspective."))
@click.option("--body", type=click.Choice(list(BODIES)), default="klankbordgroep", show_default=True,
              help=_("The panel."))  # fmt: skip
@click.option("--case", default="", metavar=_("PARTICIPANT"),
              help=_("The participant of the study it is as well: their own quotes stay off their form."))  # fmt: skip
@by_coder
@as_json
def member(
    name: str | None, role: str, perspective: str | None, body: str, case: str, coder: str | None, as_json: bool
) -> None:
    """Keep or list members."""
    if name:
        with writing(coder) as session:
            action = panel_rounds.keep_member(session, name, role, perspective, body, case).result()
            done(session.read.history.words(action))
        return
    with reading() as session:
        found = panel_rounds.members(session)
        named = {one.id: one.name for one in session.read.cases.all()}
    rows = [
        {"name": one.name, "role": one.role, "group": one.group, "body": one.body, "case": named.get(one.case or "")}
        for one in found
    ]
    if as_json:
        print_json({"members": rows})
        return
    headings = [_("Member"), _("Role"), _("Group"), _("Panel"), _("Participant")]
    cells = ([str(value or "") for value in {**row, "body": _(BODIES[row["body"] or ""])}.values()] for row in rows)
    print_table(headings, cells, _("No member is known yet."))


@command(
    "round",
    _("Keep a round (what is asked, of whom), or list the rounds."),
    'codeerbank panel round "ronde 2" --kind quotes --body klankbordgroep --member lid-1 --member lid-4',
    within=panel,
)
@click.argument("name", required=False, metavar=_("NAME"))
@click.option(
    "--kind", type=click.Choice(list(KINDS)), default="quotes", show_default=True, help=_("What is asked about.")
)
@click.option("--body", type=click.Choice(list(BODIES)), default="klankbordgroep", show_default=True,
              help=_("The panel."))  # fmt: skip
@click.option("--member", "invited", multiple=True, metavar=_("NAME"),
              help=_("Who is asked; may be given more than once. Else all members of the panel."))  # fmt: skip
@by_coder
@as_json
def round_(name: str | None, kind: str, body: str, invited: tuple[str, ...], coder: str | None, as_json: bool) -> None:
    """Keep or list rounds."""
    if name:
        with writing(coder) as session:
            action = panel_rounds.keep_round(session, name, kind, body, invited).result()
            also = panel_rounds.who_also_spoke(session, panel_rounds.round_named(session, name).members)
            say(*([also] if also else []))
            done(session.read.history.words(action))
        return
    with reading() as session:
        found = panel_rounds.rounds(session)
    if as_json:
        print_json({"rounds": [{"name": one.name, "kind": one.kind, "body": one.body, "members": list(one.members)}
                               for one in found]})  # fmt: skip
        return
    rows = ([one.name, _(KINDS[one.kind]), _(BODIES[one.body]), ", ".join(one.members)] for one in found)
    print_table([_("Round"), _("About"), _("Panel"), _("Members")], rows, _("No round is known yet."))


@command(
    "remarks",
    _("Look at what members wrote before others see it: remarks go into no file until somebody did."),
    "codeerbank panel remarks",
    "codeerbank panel remarks --clear",
    'codeerbank panel remarks 5d1c0e9b --words "dan weet ik om wie het gaat"',
    within=panel,
)
@click.argument("identity", metavar="ID", required=False)
@click.option("--keep", is_flag=True, help=_("It may be seen as it is."))
@click.option("--words", metavar=_("TEXT"), help=_("The words as they may be seen, names taken out."))
@click.option("--hide", is_flag=True, help=_("It stays in the team."))
@click.option("--clear", is_flag=True, help=_("You looked at all in which nothing was found that may name somebody."))
@by_coder
@as_json
def remarks(
    identity: str | None, keep: bool, words: str | None, hide: bool, clear: bool, coder: str | None, as_json: bool
) -> None:
    """Look at remarks."""
    if clear:
        with writing(coder) as session:
            n = panel_replies.look_at_clear(session).result()
        done(ngettext("{n} remark looked at", "{n} remarks looked at", n))
        return
    if identity:
        if keep + hide + (words is not None) != 1:
            raise UsageError(_("Say what may be seen: --keep, --words TEXT or --hide."))
        with writing(coder) as session:
            panel_replies.look_at_remark(session, identity, "" if hide else words).result()
        done(ngettext("{n} remark looked at", "{n} remarks looked at", 1))
        return
    with reading() as session:
        found = panel_replies.remarks(session)
    if as_json:
        print_json({"remarks": [{"id": one.id, "form": one.form, "member": one.member, "number": one.number,
                                 "words": one.words, "found": list(one.found), "shown": one.shown} for one in found]})  # fmt: skip
        return
    for one in found:
        say(
            f"{one.form} {one.number} · {one_line(one.member)} · {_state(one)}",
            f"  “{one_line(one.words)}”",
            f"  {one.id}",
            "",
        )
    if not found:
        say(_("Nobody wrote a remark."))


def _state(remark: panel_replies.Remark) -> str:
    if remark.shown is None:
        names = ", ".join(remark.found)
        return _("look at it: {names}").format(names=names) if names else _("not looked at yet")
    if not remark.shown:
        return _("stays in the team")
    return (
        _("may be seen") if remark.shown == remark.words else _("may be seen as “{words}”").format(words=remark.shown)
    )
