"""``new``, ``open`` and ``status``: a project as a whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codeerbank.cli.command import PROJECT, SUFFIX, as_json, by_coder, command, project_path, reading
from codeerbank.cli.show import moment, number, print_json, print_table, say
from codeerbank.config import chosen_coder
from codeerbank.domain.codebook import Codebook
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.session import Session, create_project


@command(
    "new",
    _("Make a project: one file, for your eyes only."),
    "codeerbank new steunfiguren.codeerbank --codebook kunnen-willen-mogen --coder anna",
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--codebook", metavar="NAME|FILE", help=_("Begin with a codebook that is shipped, or with one of your own."))
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", help=_("Language of the texts."))
@by_coder
def new(file: Path, codebook: str | None, language: str, coder: str | None) -> None:
    """Make a project."""
    path = file if file.suffix == SUFFIX else file.with_name(file.name + SUFFIX)
    if path.exists():
        raise UsageError(
            _("{file} exists already; nothing was changed.").format(file=path.name), _("Choose another name."), str(path)
        )
    with create_project(path, coder=chosen_coder(coder), language=language, codebook=_codebook(codebook)) as session:
        say(_("Project made: {file}").format(file=path))
        if session.codebook.codes:
            say(ngettext("Codebook with {n} code.", "Codebook with {n} codes.", len(session.codebook.codes)))
        if warning := session.warning():
            say(warning)
        say(_("Next: codeerbank import FILE. To be rid of the project, remove the file."))
