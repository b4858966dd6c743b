"""``log``, ``undo`` and ``redo``: what was done, and taking it back."""

from __future__ import annotations

from typing import Any

import click

from codeerbank.cli.command import as_json, by_coder, command, limited, reading, writing
from codeerbank.cli.show import moment, print_table, say, stream_keyed
from codeerbank.i18n import _
from codeerbank.workbench import history as verbs
from codeerbank.workbench.session import ActionLine


def _record(action: ActionLine) -> dict[str, Any]:
    return {
        "number": action.number,
        "id": action.id,
        "when": action.when,
        "who": action.who,
        "words": action.words,
        "undone": action.undone,
        "undoable": action.undoable,
        "events": action.events,
    }


@command(
    "log",
    _("Show what was done, the newest first; no words of a source stand in it."),
    "codeerbank log --limit 20",
)
@limited()
@as_json
def log(limit: int | None, as_json: bool) -> None:
    """Show the actions."""
    with reading() as session:
        actions = session.read.history.actions(limit)
        if as_json:
            stream_keyed("actions", map(_record, actions))
            return
        rows = ([one.number, moment(one.when), one.who, _words(one)] for one in actions)
        print_table([_("Nr"), _("When"), _("Who"), _("What")], rows)


def _words(action: ActionLine) -> str:
    return _("{what} (undone)").format(what=action.words) if action.undone else action.words


@command(
    "undo",
    _("Take back the last thing you did in this project; everything can be taken back, one by one."),
    "codeerbank undo",
    "codeerbank undo --to 41",
)
@click.option("--to", "number", type=int, metavar="NR", help=_("Take back everything after this number of the log."))
@by_coder
def undo(number: int | None, coder: str | None) -> None:
    """Take back."""
    with writing(coder) as session:
        if number is not None:
            what = verbs.undo_to(session, number)
        else:
            what = verbs.undo(session)
        say(_("Undone: {what}").format(what=what), _("Do it again: codeerbank redo"))


@command("redo", _("Do again what undo took back."), "codeerbank redo")
@by_coder
def redo(coder: str | None) -> None:
    """Do again."""
    with writing(coder) as session:
        say(_("Done again: {what}").format(what=verbs.redo(session)), _("Undo: codeerbank undo"))
