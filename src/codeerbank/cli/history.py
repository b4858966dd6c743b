"""``log``, ``undo`` and ``redo``: what was done, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, limited
from codeerbank.cli.show import moment, print_table, say, stream_keyed, what_was_done
from codeerbank.domain.table import Cell
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import history as verbs

MOST_NAMED = 3


def _record(action: verbs.ActionLine) -> dict[str, Any]:
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
        rows: Iterable[Sequence[Cell]] = (
            [one.number, moment(one.when), one.who, what_was_done(one.words, one.undone)] for one in actions
        )
        print_table([_("Nr"), _("When"), _("Who"), _("What")], rows)


@command(
    "undo",
    _("Take back the last thing you did in this project; everything can be taken back, one by one."),
    "codeerbank undo",
    "codeerbank undo --to 41",
    "codeerbank undo --only 38",
)
@click.option("--to", "number", type=int, metavar=_("NR"), help=_("Take back everything after this number of the log."))
@click.option("--only", type=int, metavar=_("NR"), help=_("Take back this number of the log alone."))
@by_coder
def undo(number: int | None, only: int | None, coder: str | None) -> None:
    """Take back."""
    if number is not None and only is not None:
        raise UsageError(_("Choose --to or --only, not both."))
    with writing(coder) as session:
        if only is not None:
            step = verbs.undo_one(session, only)
        else:
            step = verbs.undo(session) if number is None else verbs.undo_to(session, number)
        _tell(step.result(), _("Undone: {what}"), _("Do it again: codeerbank redo"))


@command("redo", _("Do again what undo took back."), "codeerbank redo")
@by_coder
def redo(coder: str | None) -> None:
    """Do again."""
    with writing(coder) as session:
        _tell(verbs.redo(session).result(), _("Done again: {what}"), _("Undo: codeerbank undo"))


def _tell(step: verbs.StepDone, sentence: str, next_step: str) -> None:
    say(*(sentence.format(what=words) for words in step.words))
    say(*(_("Passed over, it cannot be undone: {what}").format(what=words) for words in step.passed[:MOST_NAMED]))
    if (rest := len(step.passed) - MOST_NAMED) > 0:
        say(ngettext("and {n} more", "and {n} more", rest))
    say(next_step)
