"""``participants``: who took part, what is known of them, and changing that."""

from __future__ import annotations

from typing import Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group, limited
from codeerbank.cli.show import done, pairs, print_json, print_table, say, stream_json
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import participants as verbs
from codeerbank.workbench import searching


@group("participants", _("Show who took part, and say who they are."))
def participants() -> None:
    """Hold the verbs of participants."""


@command(
    "list",
    _(
        "List participants and speakers: role, group, consent, how often they spoke or answered and how often that was coded."
    ),
    "codeerbank participants list",
    "codeerbank participants list --group ouder --json",
    within=participants,
)
@click.option("--group", "wanted", metavar=_("GROUP"), help=_("Only this group."))
@click.option("--role", type=click.Choice(verbs.ROLES), help=_("Only this role."))
@limited()
@as_json
def list_participants(wanted: str | None, role: str | None, limit: int | None, as_json: bool) -> None:
    """List people."""
    with reading() as session:
        found = [
            one for one in verbs.participants(session)
            if wanted in (None, one.group) and (role is None or role in one.roles)
        ][:limit]  # fmt: skip
    if as_json:
        stream_json(map(_record, found))
        return
    columns = [_("Participant"), _("Role"), _("Group"), _("Consent"), _("Turns"), _("Codings"), _("Attributes")]
    rows = (
        [one.name, _roles(one), one.group, one.consent or None, one.turns, one.codings, pairs(one.attributes)]
        for one in found
    )
    print_table(columns, rows)


@command(
    "show",
    _("Show what one person said and wrote, with its codes."),
    "codeerbank participants show g1-ouder-1",
    within=participants,
)
@click.argument("name", metavar=_("NAME"))
@click.option("--document", metavar="D", help=_("The document, where a label stands in more than one."))
@limited(50)
@as_json
def show(name: str, document: str | None, limit: int, as_json: bool) -> None:
    """Show one person."""
    with reading() as session:
        person = verbs.person_named(session, name, document)
        hits = list(searching.each_hit(session, searching.search(session, person.query), limit)) if person.turns else []
    turns = [
        {"document": h.quote.document, "turn": h.quote.turn, "text": h.quote.text, "codes": list(h.quote.codes)}
        for h in hits
    ]
    if as_json:
        print_json({**_record(person), "said": turns})
        return
    known = filter(None, (_roles(person), person.group, pairs(person.attributes)))
    say(f"{person.name}: " + " · ".join(known))
    said = ngettext("{n} turn or answer", "{n} turns and answers", person.turns)
    say(said + ", " + ngettext("{n} coding", "{n} codings", person.codings), "")
    for hit in hits:
        quote = hit.quote
        where = _("{document}, turn {n}").format(document=quote.document, n=quote.turn)
        say(f"“{one_line(quote.text)}”", "  " + " · ".join(filter(None, (where, ", ".join(quote.codes)))), "")


@command(
    "change",
    _("Say who somebody is: role, group, pseudonym or attributes. An empty value takes it away."),
    "codeerbank participants change 'Tom Ligthaardt' --role moderator",
    "codeerbank participants change g1-ouder-1 --rename moeder-1 --set rol=moeder",
    "codeerbank participants change g1-ouder-1 --set leeftijdsklasse=35-50",
    within=participants,
)
@click.argument("name", metavar=_("NAME"))
@click.option("--document", metavar="D", help=_("The document, where a label stands in more than one."))
@click.option("--role", type=click.Choice(verbs.ROLES), help=_("What they do in the conversation."))
@click.option("--group", metavar=_("GROUP"), help=_("Their group or perspective."))
@click.option("--rename", metavar=_("NAME"), help=_("Another pseudonym; of a label without one the first."))
@click.option(
    "--set", "traits", multiple=True, metavar=_("KEY=VALUE"), help=_("An attribute; may be given more than once.")
)
@by_coder
def change(
    name: str, document: str | None, role: str | None, group: str | None, rename: str | None, traits: tuple[str, ...],
    coder: str | None,
) -> None:  # fmt: skip
    """Change what is known of a person."""
    if any("=" not in one or not one.partition("=")[0].strip() for one in traits):
        raise UsageError(_("An attribute is written as key=value."))
    known = {key.strip(): value.strip() for key, _equals, value in (one.partition("=") for one in traits)}
    with writing(coder) as session:
        person = verbs.person_named(session, name, document)
        verbs.describe_person(session, person, verbs.Description(rename, role, group, known)).result()
    done(_("{name} described anew.").format(name=rename or name))


def _roles(person: verbs.Person) -> str:
    return ", ".join(_(verbs.ROLE_WORDS[role]) for role in person.roles)


def _record(person: verbs.Person) -> dict[str, Any]:
    return {
        "name": person.name, "known": bool(person.id), "roles": list(person.roles), "group": person.group,
        "attributes": dict(person.attributes), "consent": person.consent or None, "turns": person.turns,
        "codings": person.codings,
        "speaks": [{"document": one.document, "label": one.label, "role": one.role} for one in person.voices],
    }  # fmt: skip
