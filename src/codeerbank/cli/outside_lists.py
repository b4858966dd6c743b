"""Lists that a researcher keeps outside the project: names to look for, one a line."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli.command import Function
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _


def with_lists(function: Function) -> Function:
    """Add the lists of names a researcher keeps outside the project."""
    participants = click.option(
        "--participants",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("Names to look for, one a line; not kept."),
    )
    institutions = click.option(
        "--institutions", type=click.Path(path_type=Path), metavar=_("FILE"),
        help=_("Schools and institutions to look for, one a line; not kept."),
    )  # fmt: skip
    return participants(institutions(function))


def lines_of(path: Path | None) -> list[str]:
    """Read the lines of a text file that a researcher keeps outside the project; none without a file."""
    if path is None:
        return []
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(_("There is no file {file}.").format(file=path.name), "", str(path)) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            _("{file} is not a text file.").format(file=path.name), _("Save it as text (UTF-8)."), str(path)
        ) from error
    return [line.strip() for line in text.splitlines() if line.strip()]
