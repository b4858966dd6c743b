"""``withdraw``: forgetting a person who takes consent back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from codeerbank.cli.at_work import writing
from codeerbank.cli.command import as_json, by_coder, command, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.show import print_json, print_table, say
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import withdrawal as verbs
from codeerbank.workbench.traces import Mention, Traces, spoken_of

LEFT_BEHIND = 3
WHY = 70


@command(
    "withdraw",
    _("Forget a person who takes consent back: everywhere in the project and its backups. Cannot be undone."),
    "codeerbank withdraw J03 --dry-run",
    "codeerbank withdraw J03 --also groep-1-online:14 --names",
    "codeerbank withdraw J03 --yes -o intrekking.docx",
)
@click.argument("case", metavar=_("CASE"))
@click.option("--dry-run", is_flag=True, help=_("Only show what there is of this person; change nothing."))
@click.option(
    "--called", multiple=True, metavar=_("NAME"), help=_("Another name to look for; may be given more than once.")
)
@click.option("--also", multiple=True, metavar=_("PLACE"),
              help=_("A place of somebody else that goes as well, from the list: groep-1:14; may be given more than once."))  # fmt: skip
@click.option("--names", is_flag=True, help=_("Take the name out of what others said; the rest of their words stays."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@to_file
@by_coder
@as_json
def withdraw(
    case: str, dry_run: bool, called: tuple[str, ...], also: tuple[str, ...], names: bool, yes: bool,
    output: Path | None, coder: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Forget a person."""
    with writing(coder) as session:
        traces = verbs.find(session, case, called).result()
        if dry_run or not as_json:
            _list(traces, as_json)
        if dry_run:
            return 0
        _ask(yes)
        done = verbs.withdraw(session, traces, also, names).result()
        sheet = verbs.report(session, done)
        hand_over(sheet, lambda: _record(sheet, done), "team", output, as_json)
        return LEFT_BEHIND if done.within else 0


def _list(traces: Traces, as_json: bool) -> None:
    """Show what there is, and what a person has to decide about."""
    if as_json:
        others = [{"place": one.ref, "why": one.why, "words": one.words} for one in traces.mentions]
        backups = [path.name for path in traces.backups]
        print_json({"counts": traces.counts, "others": others, "exports": list(traces.exports), "backups": backups})
        return
    print_table([_("Of this person"), _("Number")], spoken_of(traces.counts))
    if traces.mentions:
        why = {"names": _("names"), "follows": _("follows"), "remark": _("about a quote")}
        rows: list[Sequence[str]] = [(one.ref, why[one.why], _short(one)) for one in traces.mentions]
        say(
            "",
            _("Others speak of this person here, or right after. Decide for each; take one along with --also PLACE."),
        )
        print_table([_("Place"), _("Why"), _("Words")], rows)
    if traces.backups:
        words = ngettext("{n} earlier copy is removed:", "{n} earlier copies are removed:", len(traces.backups))
        say("", words, *(f"  {path.name}" for path in traces.backups))
    say("")


def _short(mention: Mention) -> str:
    words = " ".join(mention.words.split())
    return words if len(words) <= WHY else words[: WHY - 1] + "…"


def _ask(yes: bool) -> None:
    """Let a person confirm; a script says --yes."""
    if yes:
        return
    question = _("Forget this person for good? There is no way back.")
    if not sys.stdin.isatty():
        raise UsageError(question, _("In a script add --yes."))
    if not click.confirm(question, err=True):
        raise click.Abort


def _record(sheet: Sheet, done: verbs.Withdrawn) -> dict[str, object]:
    left = [{"file": str(one.path), "words": one.words, "name": one.named} for one in (*done.within, *done.outside)]
    return {
        "action": done.action,
        "removed": dict(done.counts),
        "unreached": list(done.unreached),
        "searched": done.looked,
        "left": left,
        "stamp": sheet.stamp,
    }
