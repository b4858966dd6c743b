"""Codebooks as a whole: from a file or shipped, checked against the survey, and taken along."""

from __future__ import annotations

from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.codebook_rules import Finding, codebook_findings, told
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.resources import codebooks
from codeerbank.workbench.intake import preview
from codeerbank.workbench.output import export
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.strands import shipped_items


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


def remarks_on(session: Session) -> list[str]:
    """Say what is wrong or thin in the project's codebook."""
    return list(map(told, findings(session)))


def findings(session: Session) -> list[Finding]:
    """Give what is wrong or thin, with the codes it is about; links are looked up where the project holds a survey."""
    questions = Questions(session)
    if not questions.by_name:
        return list(codebook_findings(session.codebook))
    linked = {link.get("item", "") for code in session.codebook.codes for link in code.links}
    items = {name for name in linked if questions.find(name)}
    return list(codebook_findings(session.codebook, items | shipped_items(session.codebook).keys()))


def write_codebook(session: Session, path: Path) -> None:
    """Write the project's codebook: TOML holds all of it, any other format is a table for people."""
    if path.suffix.lower() != ".toml":
        export(session, "codebook", path)
        return
    from codeerbank.exporters.atomic import replacing
    from codeerbank.exporters.codebook_toml import codebook_toml

    with replacing(path) as file:
        file.write(codebook_toml(session.codebook).encode())
