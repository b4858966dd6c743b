"""``variables``: what each question of the survey is about, who somebody is or what somebody thinks; and saying so."""

from __future__ import annotations

from typing import cast

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.show import done, print_json, print_table
from codeerbank.domain.survey import VariableKind
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench.disclosing import declare, described, kind_in_words

GUESS = "guess"


@command(
    "variables",
    _("Show what each variable is about, and say so: background (who somebody is) or opinion (what somebody thinks)."),
    "codeerbank variables",
    "codeerbank variables aandeel_zaken contactfrequentie --kind background",
    "codeerbank variables aandeel_zaken --kind guess",
)
@click.argument("names", metavar=_("[VARIABLE]..."), nargs=-1)
@click.option("--kind", type=click.Choice(["opinion", "background", GUESS]),
              help=_("What they are about; guess takes back what was said."))  # fmt: skip
@by_coder
@as_json
def variables(names: tuple[str, ...], kind: str | None, coder: str | None, as_json: bool) -> None:
    """Show or describe variables."""
    if kind is not None and not names:
        raise UsageError(_("Name the variables."), _("Names: codeerbank variables"))
    if kind is None:
        _show(names, as_json)
        return
    with writing(coder) as session:
        action = declare(session, names, None if kind == GUESS else cast(VariableKind, kind)).result()
        told = [(one.name, kind_in_words(about)) for one, about in described(session, names)]
    if as_json:
        print_json({"action": action, "variables": list(names)})
        return
    done("\n".join(f"{name}: {words}" for name, words in told))


def _show(names: tuple[str, ...], as_json: bool) -> None:
    with reading() as session:
        found = described(session, names)
    if as_json:
        print_json(
            {
                "variables": [
                    {"name": one.name, "label": one.label, "level": one.level, "kind": about.kind,
                     "declared": about.declared}
                    for one, about in found
                ]
            }
        )  # fmt: skip
        return
    heads = [_("Variable"), _("About"), _("Label")]
    print_table(heads, [[one.name, kind_in_words(about), one.question or one.label] for one, about in found])
