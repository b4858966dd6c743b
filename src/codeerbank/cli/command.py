"""What every command has in common: an example in its help, the project it works on, and who is at work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from codeerbank.config import chosen_coder
from codeerbank.domain.quote import Audience
from codeerbank.domain.visible import visible
from codeerbank.errors import Conflict, KeyRefused, NotFound, UsageError
from codeerbank.i18n import LANGUAGES, _, ngettext

if TYPE_CHECKING:
    from codeerbank.workbench.session import Session

PROJECT = "codeerbank.project"
_FORCE = "codeerbank.force"
SUFFIX = ".codeerbank"
_TRIES = 3
"""So many times a passphrase may be typed."""
LOCKED = b"CDBX"
"""What an encrypted project begins with; others are opened without loading what asks for a passphrase."""
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


def project_path(must_exist: bool = True) -> Path:
    """Find the project of this call; says what to do when there is none or more than one."""
    asked = click.get_current_context().meta.get(PROJECT) or os.environ.get("CODEERBANK_PROJECT")
    if asked:
        path = Path(asked)
        if must_exist and not path.exists():
            raise NotFound(
                _("There is no project {file}.").format(file=path.name),
                _("Make one with: codeerbank new {file}").format(file=path),
                str(path),
            )
        if path.is_dir():
            raise UsageError(
                _("This is a folder; a file is needed."),
                _("Name one with --project FILE: {names}").format(names="studie" + SUFFIX),
                asked,
            )
        return _unlocked(path)
    found = projects_here()
    if len(found) == 1:
        return _unlocked(found[0])
    if not found:
        raise UsageError(
            _("There is no project in this folder."),
            _("Name one with --project FILE, make one with codeerbank new FILE, or try codeerbank demo."),
        )
    names = ", ".join(path.name for path in found[:5])
    raise UsageError(
        ngettext("There is {n} project in this folder.", "There are {n} projects in this folder.", len(found)),
        _("Name one with --project FILE: {names}").format(names=names),
    )


def _unlocked(path: Path) -> Path:
    """Ask for the passphrase of an encrypted project; without a terminal the opening itself says how to give it."""
    try:
        with path.open("rb") as file:
            locked = file.read(len(LOCKED)) == LOCKED
    except OSError:
        return path
    if locked and sys.stdin.isatty():
        _ask_passphrase(path)
    return path


def _ask_passphrase(path: Path) -> None:
    from codeerbank.workbench.unlocking import asks, unlock

    for left in reversed(range(_TRIES)) if asks(path) else ():
        try:
            unlock(path, click.prompt(_("Passphrase of {file}").format(file=path.name), hide_input=True, err=True))
            return
        except KeyRefused as error:
            if not left:
                raise
            click.echo(visible(f"{error.message} {error.hint}"), err=True)


def projects_here() -> list[Path]:
    """Give the project files in the working folder, by name."""
    return sorted(path for path in Path.cwd().glob("*" + SUFFIX) if path.is_file())


def reading(coder: str | None = None, everything: bool = False) -> AbstractContextManager[Session]:
    """Open the project of this call to read. Who codes blind reads only their own, or ``everything`` of the file itself."""
    path = project_path()
    from codeerbank.workbench.session import open_project

    session = open_project(path, coder=chosen_coder(coder), write=False)
    return session if everything else _seen(session)


@contextmanager
def _seen(session: Session) -> Iterator[Session]:
    with session, as_coder_sees(session):
        yield session


@contextmanager
def as_coder_sees(session: Session) -> Iterator[None]:
    """Read in a session that writes: who codes blind sees only their own, and hears so; writing comes after this."""
    from codeerbank.workbench.blinding import as_seen

    tell_blind(session)
    with as_seen(session):
        yield


def tell_blind(session: Session) -> None:
    """Say to who codes blind what a list, a count or a file leaves out."""
    from codeerbank.workbench.blinding import is_blind

    if is_blind(session):
        click.echo(_("You code blind: only your own codings are shown and counted."), err=True)


def writing(coder: str | None = None) -> AbstractContextManager[Session]:
    """Open the project of this call to write; refused while somebody else has it."""
    path = project_path()
    from codeerbank.workbench.session import open_project
    from codeerbank.workbench.whose import coder_by_default

    asked = chosen_coder(coder)
    session = open_project(path, coder=asked, write=True)
    told = coder_by_default(session, asked)
    if not told:
        return session
    click.echo(visible(told), err=True)
    return _keeping(session)


@contextmanager
def _keeping(session: Session) -> Iterator[Session]:
    """Have the coder who was told about kept, once something was written here."""
    from codeerbank.workbench.whose import keep_coder

    with session:
        yield session
        keep_coder(session)
