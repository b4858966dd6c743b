"""``codebook``: looking at the codes, checking and changing them, taking them along."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import click

from codeerbank.cli import codebook_changes
from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.code_card import say_code
from codeerbank.cli.command import as_json, by_coder, command, group, limited, to_file
from codeerbank.cli.leaving import written
from codeerbank.cli.records import code_record
from codeerbank.cli.show import done, moment, print_json, print_table, say, stream_keyed, what_was_done
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.codebook_rules import check_codebook
from codeerbank.domain.table import Cell
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import codebook as verbs
from codeerbank.workbench.codebook_files import read_codebook, remarks_on, write_codebook
from codeerbank.workbench.stamps import stamp_for


@group("codebook", _("Look at, check and change the codebook."))
def codebook() -> None:
    """Hold the verbs of the codebook."""


@command(
    "show",
    _("Show the tree of codes with their number of codings, or one code with all its rules."),
    "codeerbank codebook show",
    "codeerbank codebook show M2.1",
    within=codebook,
)
@click.argument("code", metavar=_("CODE"), required=False)
@as_json
def show(code: str | None, as_json: bool) -> None:
    """Show the tree or one code."""
    with reading() as session:
        book = session.codebook
        if code:
            found = session.code(code)
            if as_json:
                print_json({**found.record(), "path": " > ".join(book.path(found))})
            else:
                say_code(session, found)
            return
        counts = session.read.codings.counts()
        if as_json:
            codes = [code_record(book, one, counts.get(one.key, 0)) for one in book.codes]
            print_json({"key": book.key, "name": book.name, "version": book.version, "codes": codes})
            return
        say(f"{book.name} {book.version}".strip())
        print_table([_("Key"), _("Code"), _("Codings")], _tree(book, counts), _("There are no codes yet."))


def _tree(book: Codebook, counts: Any) -> Iterator[Sequence[Cell]]:
    for one in book.codes:
        name = "  " * book.depth(one) + one.name
        if one.merged_into:
            name = _("{name} (merged into {into})").format(name=name, into=one.merged_into)
        elif one.archived:
            name = _("{name} (archived)").format(name=name)
        yield [one.key, name, counts.get(one.key, 0)]


def _rules(function: Any) -> Any:
    """Add the options for a code's own fields."""
    for option in (
        click.option(
            "--cue", "cues", multiple=True, metavar=_("WORDS"), help=_("Cue words for suggestions; may be repeated.")
        ),
        click.option("--example", "examples", multiple=True, metavar=_("TEXT"), help=_("An example; may be repeated.")),
        click.option(
            "--include", "include", multiple=True, metavar=_("TEXT"), help=_("What belongs here; may be repeated.")
        ),
        click.option("--color", metavar="#RRGGBB", help=_("Colour on the screen.")),
        click.option("--panel-name", metavar=_("TEXT"), help=_("Its name in plain words for the klankbordgroep.")),
        click.option("--definition", metavar=_("TEXT"), help=_("What the code means.")),
    ):
        function = option(function)
    return function


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    """Keep the fields that were said on the command line."""
    return {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items() if value}


@command(
    "add",
    _("Make a code. Its key is made from the name unless you give one, and never changes."),
    'codeerbank codebook add "geen tijd" --key M1.6 --parent M1 --definition "Te weinig uren voor contact"',
    within=codebook,
)
@click.argument("name", metavar=_("NAME"))
@click.option("--key", metavar=_("KEY"), help=_("A short key, such as M1.6."))
@click.option("--parent", metavar="C", help=_("The code it stands below; else it is a theme."))
@_rules
@by_coder
def add(name: str, key: str | None, parent: str | None, coder: str | None, **fields: Any) -> None:
    """Make a code."""
    with writing(coder) as session:
        written = verbs.add_code(session, name, key, parent, **_given(fields))
        done(session.read.history.words(written.result()))


@command(
    "edit",
    _("Change the name or the rules of a code; its former name can still be found."),
    'codeerbank codebook edit M1.1 --name "te weinig tijd" --cue "geen tijd"',
    within=codebook,
)
@click.argument("code", metavar=_("CODE"))
@click.option("--name", metavar=_("TEXT"), help=_("A new name."))
@_rules
@by_coder
def edit(code: str, coder: str | None, **fields: Any) -> None:
    """Change a code."""
    changes = _given(fields)
    if not changes:
        raise UsageError(_("Say what to change, for instance --name or --definition."))
    with writing(coder) as session:
        done(session.read.history.words(verbs.change_code(session, code, changes).result()))


@command(
    "move",
    _("Hang a code, with all below it, under another code, or at the top."),
    "codeerbank codebook move M2.3 --to M1",
    "codeerbank codebook move M2 --to-top",
    within=codebook,
)
@click.argument("code", metavar=_("CODE"))
@click.option("--to", "parent", metavar="C", help=_("The code it goes below."))
@click.option("--to-top", is_flag=True, help=_("It becomes a theme."))
@by_coder
def move(code: str, parent: str | None, to_top: bool, coder: str | None) -> None:
    """Move a code."""
    if bool(parent) == to_top:
        raise UsageError(_("Say where it goes: --to C or --to-top."))
    with writing(coder) as session:
        done(session.read.history.words(verbs.move_code(session, code, parent).result()))


codebook.add_command(codebook_changes.merge)
codebook.add_command(codebook_changes.split)
codebook.add_command(codebook_changes.compare)


@command(
    "archive",
    _("Put a code away: its codings stay, new ones are refused."),
    "codeerbank codebook archive M3.4",
    within=codebook,
)
@click.argument("code", metavar=_("CODE"))
@by_coder
def archive(code: str, coder: str | None) -> None:
    """Put a code away."""
    with writing(coder) as session:
        done(session.read.history.words(verbs.archive_code(session, code).result()))


@command(
    "restore",
    _("Bring back a code that was put away."),
    "codeerbank codebook restore M3.4",
    within=codebook,
)
@click.argument("code", metavar=_("CODE"))
@by_coder
def restore(code: str, coder: str | None) -> None:
    """Bring a code back."""
    with writing(coder) as session:
        done(session.read.history.words(verbs.archive_code(session, code, archived=False).result()))


@command(
    "history",
    _("Show how the codebook came to be: every change, by whom and when."),
    "codeerbank codebook history",
    "codeerbank codebook history M2.1",
    within=codebook,
)
@click.argument("code", metavar=_("CODE"), required=False)
@limited()
@as_json
def history(code: str | None, limit: int | None, as_json: bool) -> None:
    """Show the changes."""
    with reading() as session:
        subject = session.code(code).id if code else None
        revisions = session.read.revisions
        actions = revisions.touching(subject) if subject else [one.action for one in reversed(revisions.all())]
        found = map(session.read.history.action, dict.fromkeys(actions))
        records: Iterable[dict[str, Any]] = (
            {"when": one.when, "who": one.who, "words": one.words, "undone": one.undone} for one in found
        )
        chosen = islice(records, limit)
        if as_json:
            stream_keyed("changes", chosen)
            return
        rows: Iterable[Sequence[Cell]] = (
            [moment(one["when"]), one["who"], what_was_done(one["words"], one["undone"])] for one in chosen
        )
        print_table([_("When"), _("Who"), _("What")], rows)


@command(
    "check",
    _("Check that the codebook hangs together and that two coders could apply it."),
    "codeerbank codebook check",
    "codeerbank codebook check mijn-codeboek.toml",
    within=codebook,
)
@click.argument("file", metavar=_("FILE"), required=False, type=click.Path(path_type=Path))
@as_json
def check(file: Path | None, as_json: bool) -> None:
    """Name what is wrong or thin."""
    if file is not None:
        found = check_codebook(read_codebook(file))
    else:
        with reading() as session:
            found = remarks_on(session)
    if as_json:
        print_json({"remarks": found})
        return
    say(*(f"  {line}" for line in found))
    say(
        ngettext("{n} remark.", "{n} remarks.", len(found))
        if found
        else _("The codebook hangs together; every code in use has its rules and examples.")
    )


@command(
    "export",
    _("Write the codebook to a file. .toml holds everything and can be read back; other formats are for people."),
    "codeerbank codebook export -o codeboek.toml",
    "codeerbank codebook export -o codeboek.xlsx",
    within=codebook,
)
@to_file
@as_json
def export(output: Path | None, as_json: bool) -> None:
    """Write the codebook."""
    if output is None:
        raise UsageError(_("Say where to: -o FILE."))
    with reading() as session:
        write_codebook(session, output)
        codes = len(session.codebook.codes)
        stamp = stamp_for(session, "team")
    if as_json:
        print_json({"file": str(output), "rows": codes, "stamp": stamp})
    else:
        written(output, codes, stamp)
