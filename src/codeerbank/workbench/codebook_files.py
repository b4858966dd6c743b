"""Codebooks as files: the shipped ones by name, and a project's own to take along."""

from __future__ import annotations

from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.resources import codebooks
from codeerbank.workbench.intake import preview
from codeerbank.workbench.output import export
from codeerbank.workbench.session import Session


def read_codebook(wanted: str | Path) -> Codebook:
    """Read a codebook by its shipped name or from a file."""
    shipped = codebooks()
    path = shipped.get(str(wanted), Path(wanted))
    if not path.exists():
        raise NotFound(
            _("There is no codebook {name}.").format(name=wanted),
            _("Give a file, or choose from: {names}").format(names=", ".join(shipped)),
            str(wanted),
        )
    read = preview(path, "codebook")
    if not isinstance(read, Codebook):
        raise UsageError(_("{file} is not a codebook.").format(file=path.name), where=str(wanted))
    return read


def write_codebook(session: Session, path: Path) -> None:
    """Write the project's codebook: TOML holds all of it, any other format is a table for people."""
    if path.suffix.lower() != ".toml":
        export(session, "codebook", path)
        return
    from codeerbank.exporters.atomic import replacing
    from codeerbank.exporters.codebook_toml import codebook_toml

    with replacing(path) as file:
        file.write(codebook_toml(session.codebook).encode())
