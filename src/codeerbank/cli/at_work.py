"""The project a command works on, and who is at work: found, unlocked and opened to read or to write."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from codeerbank.cli.command import PROJECT
from codeerbank.config import chosen_coder
from codeerbank.domain.visible import visible
from codeerbank.errors import KeyRefused, NotFound, UsageError
from codeerbank.i18n import _, ngettext

if TYPE_CHECKING:
    from codeerbank.workbench.session import Session

SUFFIX = ".codeerbank"
_TRIES = 3
"""So many times a passphrase may be typed."""
LOCKED = b"CDBX"
"""What an encrypted project begins with; others are opened without loading what asks for a passphrase."""


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
