"""``export`` and ``release``: what leaves the project, and the words that may leave the team."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import click

from codeerbank.cli.command import as_json, by_coder, command, for_audience, reading, to_file, writing
from codeerbank.cli.leaving import written
from codeerbank.cli.show import done, print_json
from codeerbank.domain.quote import Audience
from codeerbank.errors import ProjectLocked, UsageError
from codeerbank.i18n import _
from codeerbank.workbench import output as verbs
from codeerbank.workbench.session import Session


@command(
    "export",
    _("Write codings, quotes, cases, codebook, survey, memos or events to a file; the suffix picks the format."),
    "codeerbank export codings -o coderingen.csv",
    "codeerbank export quotes --for outside -o citaten.xlsx",
)
@click.argument("what", type=click.Choice(list(verbs.EXPORTS)), metavar=_("NOUN"))
@for_audience
@to_file
@as_json
def export(what: str, audience: Audience, output: Path | None, as_json: bool) -> None:
    """Write a file."""
    if output is None:
        raise UsageError(_("Say where to: -o FILE."), _("The suffix picks the format: .csv .xlsx .html .txt .md .json"))
    with _session(audience) as session:
        rows = verbs.export(session, what, output, audience)
        stamp = verbs.stamp_for(session, audience)
    if as_json:
        print_json({"file": str(output), "rows": rows, "stamp": stamp})
    else:
        written(output, rows, stamp)


def _session(audience: Audience) -> AbstractContextManager[Session]:
    """Open to write, for the line in the log; what stays in the team may be taken along while a screen has the project."""
    try:
        return writing()
    except ProjectLocked:
        if audience == "outside":
            raise
        return reading()
