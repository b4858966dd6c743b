"""``model``: what suggestions are made with."""

from __future__ import annotations

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group
from codeerbank.cli.show import done, print_json, print_table
from codeerbank.i18n import N_, _

_KINDS = {
    "suggester": N_("suggester"),
    "vectors": N_("sentence vectors"),
    "pipeline": N_("lemmas"),
    "withholding": N_("withholding"),
}


@group("model", _("Choose what suggestions are made with; the choice is the project's."))
def model() -> None:
    """Group the commands."""


@command("list", _("Show what can be chosen, and what is used."), "codeerbank model list", within=model)
@as_json
def list_(as_json: bool) -> None:
    """List."""
    from codeerbank.workbench.suggestion_choices import models

    with reading() as session:
        found = models(session)
    if as_json:
        rows = [
            {"kind": m.kind, "name": m.name, "description": m.words, "installed": m.installed, "used": m.used}
            for m in found
        ]
        print_json({"models": rows})
        return
    print_table(
        (_("Kind"), _("Name"), _("What it is"), _("State")),
        [
            (
                _(_KINDS[m.kind]),
                m.name,
                _(m.words),
                _("in use") if m.used else "" if m.installed else _("not installed"),
            )
            for m in found
        ],
    )


@command(
    "use",
    _("Choose a suggester, sentence vectors, a spaCy pipeline, or whether suggestions are withheld on some turns."),
    "codeerbank model use nl_core_news_sm",
    "codeerbank model use lsa",
    within=model,
)
@click.argument("name", metavar=_("NAME"))
@by_coder
def use(name: str, coder: str | None) -> None:
    """Choose."""
    from codeerbank.workbench.suggestion_choices import use_model

    with writing(coder) as session:
        use_model(session, name).result()
    done(_("Suggestions are made with {name} from now on.").format(name=name))
