"""``backup``, ``restore``, ``check``, ``doctor`` and ``plugins``: keeping the project and the program whole."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from codeerbank.cli.at_work import project_path, reading, writing
from codeerbank.cli.command import as_json, command
from codeerbank.cli.progress import Bar
from codeerbank.cli.project import choose_passphrase
from codeerbank.cli.show import print_json, print_table, say
from codeerbank.errors import CodeerbankError, UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import history as verbs
from codeerbank.workbench.installation import Check, every_plugin, installation, readable_by_others
from codeerbank.workbench.retaining import due_line

DAMAGED = 4
MOST_LINES = 12


@command(
    "backup",
    _("Make a copy of the project beside it, opened and checked before it counts."),
    "codeerbank backup",
    "codeerbank backup --encrypted",
)
@click.option(
    "--encrypted", is_flag=True, help=_("Encrypt the copy with a passphrase; put back, it makes the project encrypted.")
)
def backup(encrypted: bool) -> None:
    """Make a backup."""
    if encrypted:
        choose_passphrase(project_path().name)
    with writing() as session:
        made = (verbs.encrypted_backup if encrypted else verbs.backup)(session).result()
    say(_("Backup made: {file}").format(file=made), _("Put it back with: codeerbank restore {file}").format(file=made))


@command(
    "restore",
    _("Put a backup in the place of the project. What stood there is kept beside it. Cannot be undone with undo."),
    "codeerbank restore --list",
    "codeerbank restore steunfiguren.codeerbank.backups/20261121T101500000000-daily.codeerbank",
)
@click.argument("backup", metavar=_("FILE"), required=False, type=click.Path(path_type=Path))
@click.option("--list", "listing", is_flag=True, help=_("Show the backups there are."))
@click.option("--yes", is_flag=True, help=_("Do not ask."))
@as_json
def restore(backup: Path | None, listing: bool, yes: bool, as_json: bool) -> None:
    """Put a backup back."""
    path = project_path(must_exist=False)
    kept = verbs.kept_backups(path)
    if listing:
        if as_json:
            print_json({"backups": [str(one) for one in kept]})
        else:
            print_table([_("Backups, the newest first")], ([str(one)] for one in kept), _("There are no backups yet."))
        return
    if backup is None:
        raise UsageError(_("Say which backup."), _("Look at them with: codeerbank restore --list"))
    chosen = next((one for one in kept if one.name == backup.name), backup) if not backup.exists() else backup
    _ask(path, chosen, yes)
    aside = verbs.restore(path, chosen)
    if as_json:
        print_json({"project": str(path), "restored": str(chosen), "kept": str(aside)})
        return
    say(_("{file} stands in the place of the project again.").format(file=chosen.name))
    if aside != path:
        say(_("What stood there is kept as {file}.").format(file=aside))
    if plain := verbs.open_copies(path):
        say(_("These are not encrypted. Remove them when you need them no more:"), *(f"  {one}" for one in plain))


def _ask(path: Path, chosen: Path, yes: bool) -> None:
    """Let a person confirm; a script says --yes."""
    if yes:
        return
    question = _("Put {backup} in the place of {project}?").format(backup=chosen.name, project=path.name)
    if not sys.stdin.isatty():
        raise UsageError(question, _("In a script add --yes."))
    if not click.confirm(question, err=True):
        raise click.Abort


@command(
    "check",
    _("Check that the project is whole: the file, the log, the texts and the quotes."),
    "codeerbank check",
    "codeerbank check --rebuild",
)
@click.option("--rebuild", is_flag=True, help=_("Also make the tables anew from the log, and mend what differs."))
@as_json
@click.pass_context
def check(ctx: click.Context, rebuild: bool, as_json: bool) -> None:
    """Look the project over."""
    with writing() if rebuild else reading(everything=True) as session, Bar(_("Checking")) as bar:
        found = verbs.check(session, rebuild, bar.show).result()
        mended = rebuild and all(one.mendable for one in found)
    if as_json:
        findings = [{"what": one.what, "where": one.where, "mendable": one.mendable} for one in found]
        print_json({"whole": not found or mended, "findings": findings, "rebuilt": rebuild})
    elif not found:
        say(_("The project is whole."))
    else:
        say(ngettext("{n} thing is not as it should be:", "{n} things are not as they should be:", len(found)))
        say(*(f"  {one.what}" + (f" ({one.where})" if one.where else "") for one in found[:MOST_LINES]))
        say(_advice(mended, all(one.mendable for one in found)))
    if found and not mended:
        ctx.exit(DAMAGED)


def _advice(mended: bool, mendable: bool) -> str:
    if mended:
        return _("It was put right from the log; a backup of how it was lies beside the project.")
    if mendable:
        return _("Put it right with: codeerbank check --rebuild")
    return _("Take the newest good backup: codeerbank restore --list")


@command("doctor", _("Check the installation on this computer, and where the project lies."), "codeerbank doctor")
@as_json
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Look at the installation."""
    checks = installation()
    good = all(one.good or one.optional for one in checks)
    if as_json:
        print_json({"good": good, "checks": [asdict(one) for one in checks]})
    else:
        print_table(
            [_("Part"), _("Found"), _("In order")],
            ([one.what, one.found, _in_order(one)] for one in checks),
        )
        for warning in _warnings():
            say("", warning)
        say("", _("Everything is in order.") if good else _("Install the program again; what is missing stands above."))
    if not good:
        ctx.exit(2)


def _in_order(check: Check) -> str:
    if check.good:
        return _("yes")
    return _("optional") if check.optional else _("NO")


def _warnings() -> list[str]:
    """Say what is unsafe about the project in this folder, if there is one, and what is kept longer than agreed."""
    try:
        with reading() as session:
            return list(filter(None, (session.warning(), due_line(session), readable_by_others(session.path))))
    except CodeerbankError:
        return []


@command("plugins", _("Show what can be read, written and suggested with."), "codeerbank plugins")
@as_json
def plugins(as_json: bool) -> None:
    """Show the plug-ins."""
    found = every_plugin()
    if as_json:
        records = [
            {
                "kind": one.kind,
                "name": one.name,
                "package": one.package,
                "description": one.description,
                "suffixes": list(one.suffixes),
                "problem": one.problem,
            }
            for one in found
        ]
        print_json({"plugins": records})
        return
    kinds = {"importer": _("reads"), "exporter": _("writes"), "suggester": _("suggests")}
    print_table(
        [_("What"), _("Name"), _("Files"), _("About")],
        ([kinds[one.kind], one.name, " ".join(one.suffixes), one.problem or _(one.description)] for one in found),
    )
