"""``status``: the project at a glance, in the time it takes to read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import click

from codeerbank.cli.at_work import project_path
from codeerbank.cli.command import as_json, command
from codeerbank.cli.show import moment, print_json, print_table, say
from codeerbank.config import chosen_coder
from codeerbank.domain.consent import MATERIALS
from codeerbank.domain.numbers import number
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.workbench.glance import glance, synced_folder


@command("status", _("Show what is in the project and what has been done."), "codeerbank status")
@as_json
def status(as_json: bool) -> None:
    """Show the project at a glance."""
    path = project_path()
    found: dict[str, Any] = glance(path, chosen_coder(None))
    if found.pop("blind"):
        click.echo(_("You code blind: only your own codings are shown and counted."), err=True)
    last, today = found.pop("last"), date.today().isoformat()
    overdue = sorted(one for one, until in found.pop("kept_until").items() if until < today)
    when = datetime.fromtimestamp(last[0] / 1000, UTC).isoformat(timespec="seconds") if last else None
    if as_json:
        print_json(
            {
                "file": str(path),
                **found,
                "last_action": {"when": when, "who": last[1]} if last else None,
                "overdue": overdue,
            }
        )
        return
    say(f"{found['project']}  ({path})", "")
    rows: list[Sequence[Cell]] = [
        [_("Documents"), number(found["documents"])],
        [_("Words"), number(found["words"])],
        [_("Cases"), number(found["cases"])],
        [_("Codes"), number(found["codes"])],
        [_("Codings"), number(found["codings"])],
        [_("Coders"), ", ".join(found["coders"]) or None],
        [_("Last change"), f"{moment(when)}, {last[1]}" if when else None],
    ]
    if found["unsettled"]:
        rows.append([_("Changes that could not be placed"), number(found["unsettled"])])
    print_table([_("Part"), _("In the project")], rows)
    if overdue:
        names = ", ".join(_(MATERIALS[one][0]) for one in overdue if one in MATERIALS)
        say("", _("Kept longer than agreed: {names}. Look at: codeerbank retention list").format(names=names))
    if folder := synced_folder(path):
        words = _(
            "This project lies in {folder}, a folder that is copied while you work; keep it on this computer's own disk."
        )
        say("", words.format(folder=folder))
