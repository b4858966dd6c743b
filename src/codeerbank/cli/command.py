"""What every command has in common: examples in its help, and the options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from codeerbank.domain.quote import Audience
from codeerbank.errors import Conflict
from codeerbank.i18n import LANGUAGES, _

if TYPE_CHECKING:
    pass

PROJECT = "codeerbank.project"
_FORCE = "codeerbank.force"
_SHOWN_BY_A_GROUP = 3
MOST = 2**31 - 1
"""No list is longer."""
Function = TypeVar("Function", bound=Callable[..., Any])


class Command(click.Command):
    """A command with examples in its help, that takes the program's own options before or after its name."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs["options_metavar"] = _("[OPTIONS]")
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.params.extend(program_options())

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Close the help with the examples, one a line."""
        with formatter.section(_("Example")):
            for example in self.examples:
                formatter.write(" " * formatter.current_indent + example + "\n")


def program_options() -> list[click.Parameter]:
    """Give the options that mean the same everywhere; the program's own help explains them."""
    return [
        click.Option(["--project"], metavar=_("FILE"), callback=_keep_project, expose_value=False, hidden=True),
        click.Option(["--lang"], type=click.Choice(LANGUAGES), expose_value=False, hidden=True),
        click.Option(["--debug"], is_flag=True, expose_value=False, hidden=True),
    ]


def _keep_project(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.meta[PROJECT] = value


def command(
    name: str, help: str, *examples: str, within: click.Group | None = None
) -> Callable[[Callable[..., Any]], Command]:
    """Make a function a command, of the program or of a group; ``examples`` are whole lines as a user types them."""

    def decorate(function: Callable[..., Any]) -> Command:
        made = click.command(name, cls=Command, help=help, short_help=_first_sentence(help), examples=examples)(
            function
        )
        if within is not None:
            within.add_command(made)
        return made

    return decorate


def _first_sentence(text: str) -> str:
    sentence, stop, _rest = text.partition(". ")
    return sentence + "." if stop else text


class Group(click.Group):
    """A group whose help ends with an example of each of its first commands."""

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Close the help with examples, one a line."""
        commands = [one for one in self.commands.values() if isinstance(one, Command)]
        with formatter.section(_("Example")):
            for one in commands[:_SHOWN_BY_A_GROUP]:
                formatter.write(" " * formatter.current_indent + one.examples[0] + "\n")


def group(name: str, help: str, alone: bool = False) -> Callable[[Callable[..., Any]], click.Group]:
    """Make a function a group of commands; ``alone``: without one of them the function itself does the work."""
    return click.group(
        name,
        cls=Group,
        help=help,
        params=program_options(),
        invoke_without_command=alone,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
    )


def as_json(function: Function) -> Function:
    """Add ``--json`` to a command that reads."""
    return click.option("--json", "as_json", is_flag=True, help=_("For programs: JSON with stable keys."))(function)


def limited(default: int | None = None) -> Callable[[Function], Function]:
    """Add ``--limit`` to a command that lists."""
    return click.option(
        "--limit", type=click.IntRange(min=1), default=default, callback=_no_more, metavar="N",
        help=_("At most this many lines."),
    )  # fmt: skip


def _no_more(_ctx: click.Context, _parameter: click.Parameter, value: int | None) -> int | None:
    return None if value is None else min(value, MOST)


def by_coder(function: Function) -> Function:
    """Add ``--coder`` to a command that writes or is about one person's work."""
    return click.option("--coder", metavar=_("NAME"), help=_("Who does this; else the coder of the project."))(function)


def for_audience(function: Function) -> Function:
    """Add ``--for`` to a command whose result may leave the team."""
    return click.option(
        "--for", "audience", type=click.Choice(get_args(Audience)), default="team", show_default=True,
        help=_("For whom: small groups and cells are hidden, and only released quotes are taken, for all but the team."),
    )(function)  # fmt: skip


def to_file(function: Function) -> Function:
    """Add ``-o`` to a command that makes a table."""
    words = _("Write to a file; the suffix picks the format (.csv .xlsx .docx .html .txt .md .json).")
    return to_file_as(words)(function)


def to_file_as(words: str) -> Callable[[Function], Function]:
    """Add ``-o``, explained in these words, and ``--force``: without it no file that is there is written over."""
    force = click.option(
        "--force", is_flag=True, is_eager=True, expose_value=False, callback=_keep_force,
        help=_("Write over a file that is there."),
    )  # fmt: skip
    output = click.option("-o", "output", callback=_to_path, metavar=_("FILE"), help=words)
    return lambda function: output(force(function))


def refuse_taken(*paths: Path) -> None:
    """Refuse to write where a file is already, unless ``--force`` was given."""
    taken = next((path for path in paths if path.is_file()), None)
    if taken is not None and not click.get_current_context().meta.get(_FORCE):
        raise Conflict(
            _("{file} is there already; nothing was written.").format(file=taken),
            _("Choose another name, or write over it with --force."),
            str(taken),
        )


def weighted(function: Function) -> Function:
    """Add ``--weight`` to a command that counts persons."""
    return click.option("--weight", metavar=_("VARIABLE"), help=_("The variable that holds each person's weight."))(
        function
    )


def _keep_force(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    ctx.meta[_FORCE] = value


def _to_path(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> Path | None:
    if value is None:
        return None
    refuse_taken(Path(value))
    return Path(value)
