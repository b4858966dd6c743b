"""``new`` and ``open``: a project as a whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from codeerbank.cli.at_work import SUFFIX, project_path, projects_here, writing
from codeerbank.cli.command import PROJECT, by_coder, command
from codeerbank.cli.lazy import load
from codeerbank.cli.show import say
from codeerbank.config import THEMES, chosen_coder, wants_simple_keyboard
from codeerbank.domain.codebook import Codebook
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.session import create_project

SCREEN = "codeerbank.tui.app:run"
START = "codeerbank.tui.start:run"
PRACTICE = "codeerbank.cli.demo:demo"


@command(
    "new",
    _("Make a project: one file, for your eyes only."),
    "codeerbank new steunfiguren.codeerbank --codebook kunnen-willen-mogen --coder anna",
    "codeerbank new steunfiguren.codeerbank --encrypted",
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@click.option(
    "--codebook", metavar=_("NAME|FILE"), help=_("Begin with a codebook that is shipped, or with one of your own.")
)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", help=_("Language of the texts."))
@click.option("--encrypted", is_flag=True,
              help=_("Encrypt the project; the passphrase is asked, or read from $CODEERBANK_KEY or $CODEERBANK_KEY_FILE."))  # fmt: skip
@by_coder
def new(file: Path, codebook: str | None, language: str, encrypted: bool, coder: str | None) -> None:
    """Make a project."""
    if file.name in ("", ".."):
        raise UsageError(
            _("This is a folder; a file is needed."),
            _("Make one with: codeerbank new {file}").format(file="studie" + SUFFIX),
            str(file),
        )
    path = file if file.suffix == SUFFIX else file.with_name(file.name + SUFFIX)
    if path.exists():
        raise UsageError(
            _("{file} exists already; nothing was changed.").format(file=path.name),
            _("Choose another name."),
            str(path),
        )
    if encrypted:
        choose_passphrase(path.name)
    who, book = chosen_coder(coder), _codebook(codebook)
    with create_project(path, coder=who, language=language, codebook=book, encrypted=encrypted) as session:
        say(_("Project made: {file}").format(file=path))
        if session.codebook.codes:
            say(ngettext("Codebook with {n} code.", "Codebook with {n} codes.", len(session.codebook.codes)))
        if warning := session.warning():
            say(warning)
        say(_("Next: codeerbank import FILE. To be rid of the project, remove the file."))


def choose_passphrase(name: str) -> None:
    """Ask twice for the passphrase of what is to be encrypted, unless it was given for scripts."""
    from codeerbank.workbench.unlocking import give, is_known, may_begin

    if not is_known() and sys.stdin.isatty():
        question = _("Passphrase (there is no way to get it back)")
        give(click.prompt(question, hide_input=True, confirmation_prompt=_("Once more"), err=True))
    may_begin(name)


def _codebook(wanted: str | None) -> Codebook | None:
    """Read a codebook, and what reads it, only when one is asked for."""
    if wanted is None:
        return None
    from codeerbank.workbench.codebook_files import read_codebook

    return read_codebook(wanted)


@command(
    "open",
    _("Open the screen of a project."),
    "codeerbank open steunfiguren.codeerbank --coder anna",
    "codeerbank open steunfiguren.codeerbank --theme light --simple-keyboard",
)
@click.argument("file", metavar=_("FILE"), required=False, type=click.Path(path_type=Path))
@click.option("--theme", type=click.Choice(THEMES), help=_("Colours of the screen, this time."))
@click.option(
    "--simple-keyboard",
    is_flag=True,
    help=_("For terminals in which é and other letters with accents do not come through."),
)
@click.option(
    "--blind/--seeing",
    default=None,
    help=_("Code blind: no suggestions, and nobody else's codings; --seeing ends it."),
)
@by_coder
def open_(file: Path | None, theme: str | None, simple_keyboard: bool, blind: bool | None, coder: str | None) -> int:
    """Open the screen."""
    if file is not None:
        click.get_current_context().meta[PROJECT] = str(file)
    if blind is not None:
        _keep_blind(blind, coder)
    if simple_keyboard:
        _keep_keyboard_simple()
    return show_screen(project_path(), chosen_coder(coder), theme=theme)


def _keep_blind(blind: bool, coder: str | None) -> None:
    """Keep with the coder that they code blind, or no longer."""
    from codeerbank.workbench.blinding import code_blind

    with writing(coder) as session:
        code_blind(session, blind).result()


def _keep_keyboard_simple() -> None:
    """Ask the terminal for no more than plain keys; the screen's library reads this once, when it is loaded."""
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"


def show_screen(
    path: Path,
    coder: str | None,
    document: str | None = None,
    cursor: int | None = None,
    theme: str | None = None,
    tour: bool = False,
) -> int:
    """Draw the project, at a place in a document and with the tour if asked, and give the exit code.

    The doors are strangers to each other: the screen is loaded by name, and only now.
    """
    if not _on_terminal():
        raise UsageError(_("The screen needs a terminal."), _("Without one, use the commands: codeerbank --help"))
    if wants_simple_keyboard():
        _keep_keyboard_simple()
    code: int = load(SCREEN)(path, coder, document, cursor, theme, tour)
    return code


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def show_start(ctx: click.Context) -> int:
    """Ask on the screen what to begin with: a new project, one that is here, or the practice study."""
    if wants_simple_keyboard():
        _keep_keyboard_simple()
    chosen = load(START)(projects_here(), chosen_coder(None))
    if chosen is None:
        return 0
    code: int = ctx.invoke(load(PRACTICE)) if chosen.path is None else show_screen(chosen.path, chosen.coder)
    return code
