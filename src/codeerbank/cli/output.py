"""``export`` and ``release``: what leaves the project, and the words that may leave the team."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, get_args

import click

from codeerbank.cli.at_work import reading, tell_blind, writing
from codeerbank.cli.command import as_json, command, for_audience, refuse_taken, to_file_as
from codeerbank.cli.leaving import written
from codeerbank.cli.show import print_json, say
from codeerbank.domain.quote import Audience
from codeerbank.errors import ProjectLocked, UsageError
from codeerbank.i18n import _
from codeerbank.workbench import output as verbs
from codeerbank.workbench.export_choices import CsvKind, ExportChoices
from codeerbank.workbench.session import Session


@command(
    "export",
    _(
        "Write codings, quotes, cases, matrix, codebook, survey, memos, events or a report to a file; the suffix picks the"
        " format."
    ),
    "codeerbank export codings -o coderingen.csv",
    "codeerbank export cases --counts -o personen.xlsx",
    "codeerbank export matrix --by document -o matrix.xlsx",
    "codeerbank export survey -o enquete.sav",
    "codeerbank export quotes -o citaten.docx",
    "codeerbank export quotes --for outside -o citaten.xlsx",
    "codeerbank export report -o rapport.docx",
)
@click.argument("what", type=click.Choice([*verbs.EXPORTS, verbs.REPORT]), metavar=_("NOUN"))
@for_audience
@click.option("--csv", type=click.Choice(get_args(CsvKind)), default="machine", show_default=True,
              help=_("A .csv for programs (comma, point) or for people (semicolon, decimal comma)."))  # fmt: skip
@click.option("--dictionary", is_flag=True, help=_("Also write what the columns mean, in FILE-dictionary.csv."))
@click.option("--counts", is_flag=True, help=_("cases: the number of fragments beside every 0 and 1."))
@click.option(
    "--by",
    metavar=_("VARIABLE"),
    default="",
    help=_("matrix, report: the variable that makes the groups; matrix: or document."),
)
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
              help=_("matrix: quotes in a cell at most."))  # fmt: skip
@click.option("--coder", multiple=True, metavar=_("NAME"),
              help=_("cases, survey: columns for this coder; may be given more than once. Else for any coder."))  # fmt: skip
@click.option("--question", metavar="Q", default="", help=_("survey: only the codings on this open question."))
@click.option("--sensitive", is_flag=True, help=_("matrix, report, quotes to read: words marked as sensitive too."))
@to_file_as(_("Write to a file; the suffix picks the format (.csv .xlsx .sav .docx .html .txt .md .json)."))
@as_json
def export(what: str, audience: Audience, output: Path | None, as_json: bool, **asked: Any) -> None:
    """Write a file."""
    if output is None:
        raise UsageError(
            _("Say where to: -o FILE."), _("The suffix picks the format: .csv .xlsx .sav .docx .html .txt .md .json")
        )
    choices = ExportChoices(**asked)
    refuse_taken(*verbs.beside(output, choices))
    with _session(audience) as session:
        tell_blind(session)
        report = verbs.export(session, what, output, audience, choices)
    if as_json:
        files = [str(file) for file in report.files]
        print_json(
            {
                "file": str(output),
                "rows": report.rows,
                "stamp": report.stamp,
                "files": files,
                "remarks": list(report.remarks),
            }
        )
        return
    say(*report.remarks)
    written(output, report.rows, report.stamp, report.files[1:])


def _session(audience: Audience) -> AbstractContextManager[Session]:
    """Open to write, for the line in the log; what stays in the team may be taken along while a screen has the project."""
    try:
        return writing()
    except ProjectLocked:
        if audience != "team":
            raise
        return reading(everything=True)  # the export itself knows what a blind coder may take along
