"""``recode list``, ``recode remove`` and ``recode syntax``: the variables that were made."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, refuse_taken, to_file_as
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.i18n import _, plural
from codeerbank.workbench import deriving as verbs


@command("list", _("List what was made, and of what."), "codeerbank recode list")
@as_json
def list_(as_json: bool) -> None:
    """List the recodings."""
    with reading() as session:
        rules = verbs.recodings(session)
    if as_json:
        print_json({"recodings": [rule.values() | {"id": rule.id} for rule in rules]})
        return
    heads = [_("Variable"), _("Recoding"), _("Made of"), _("Values")]
    print_table(
        heads, [[r.name, r.kind, ", ".join([*r.sources, *r.totals]), ", ".join(r.labels.values())] for r in rules]
    )


@command(
    "remove",
    _("Take a recoding away; what it was made of stays."),
    "codeerbank recode remove leeftijdsklasse",
)
@click.argument("name", metavar=_("NAME"))
@by_coder
@as_json
def remove(name: str, coder: str | None, as_json: bool) -> None:
    """Remove a recoding."""
    with writing(coder) as session:
        action = verbs.remove(session, name).result()
    if as_json:
        print_json({"action": action})
        return
    done(_("The recoding {name} was taken away.").format(name=name))


@command("syntax", _("Write all recodings as SPSS syntax."), "codeerbank recode syntax -o hercoderingen.sps")
@to_file_as(_("The file to write, such as hercoderingen.sps."))
@as_json
def syntax(output: Path | None, as_json: bool) -> None:
    """Write SPSS syntax."""
    path = output or Path("hercoderingen.sps")
    if output is None:
        refuse_taken(path)
    with reading() as session:
        n = verbs.syntax(session, path)
    if as_json:
        print_json({"file": str(path), "recodings": n})
        return
    words = plural("{n} recoding written to {file}.", "{n} recodings written to {file}.", n)
    say(words.format(n=n, file=path))
