"""``audit``: numbers in printed tables that cannot be right."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli.command import as_json, command, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.i18n import _
from codeerbank.workbench import auditing


@command(
    "audit",
    _(
        "Check printed tables: numbers that cannot be right, what they should be, and what probably went wrong. Reads"
        " .json, .csv and .xlsx; needs no project."
    ),
    "codeerbank audit tabellen.csv",
    "codeerbank audit tabellen.xlsx -o controle.docx",
    "codeerbank audit tabellen.json --json",
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@to_file
@as_json
def audit(file: Path, output: Path | None, as_json: bool) -> None:
    """Check the tables in a file."""
    found = auditing.audit(file)
    hand_over(found.sheet(together=output is None), found.json, "team", output, as_json)
