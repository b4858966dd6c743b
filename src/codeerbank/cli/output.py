"""``export`` and ``release``: what leaves the project, and the words that may leave the team."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, get_args

import click

from codeerbank.cli.command import as_json, by_coder, command, for_audience, reading, refuse_taken, to_file_as, writing
from codeerbank.cli.leaving import written
from codeerbank.cli.show import print_json, say
from codeerbank.domain.quote import Audience
from codeerbank.errors import ProjectLocked, UsageError
from codeerbank.i18n import _
from codeerbank.workbench import output as verbs
from codeerbank.workbench.export_choices import CsvKind, ExportChoices
from codeerbank.workbench.panel import AUDIENCES, withdraw_release
from codeerbank.workbench.panel import release as release_words
from codeerbank.workbench.session import Session


@command(
    "export",
    _(
        "Write codings, quotes, cases, matrix, codebook, survey, memos or events to a file; the suffix picks the format."
    ),
    "codeerbank export codings -o coderingen.csv",
    "codeerbank export cases --counts -o personen.xlsx",
    "codeerbank export matrix --by document -o matrix.xlsx",
    "codeerbank export survey -o enquete.sav",
    "codeerbank export quotes -o citaten.docx",
    "codeerbank export quotes --for outside -o citaten.xlsx",
)
@click.argument("what", type=click.Choice(list(verbs.EXPORTS)), metavar=_("NOUN"))
@for_audience
@click.option("--csv", type=click.Choice(get_args(CsvKind)), default="machine", show_default=True,
              help=_("A .csv for programs (comma, point) or for people (semicolon, decimal comma)."))  # fmt: skip
@click.option("--dictionary", is_flag=True, help=_("Also write what the columns mean, in FILE-dictionary.csv."))
@click.option("--counts", is_flag=True, help=_("cases: the number of fragments beside every 0 and 1."))
@click.option(
    "--by", metavar=_("VARIABLE"), default="", help=_("matrix: document, or the variable that makes the groups.")
)
@click.option("--limit", type=click.IntRange(min=1), default=3, show_default=True, metavar="N",
              help=_("matrix: quotes in a cell at most."))  # fmt: skip
@click.option("--coder", multiple=True, metavar=_("NAME"),
              help=_("cases, survey: columns for this coder; may be given more than once. Else for any coder."))  # fmt: skip
@click.option("--question", metavar="Q", default="", help=_("survey: only the codings on this open question."))
@click.option("--sensitive", is_flag=True, help=_("matrix, quotes to read: words marked as sensitive too."))
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
        if audience == "outside":
            raise
        return reading()


@command(
    "release",
    _(
        "Let the words under a coding leave the team, with your name and a reason. Cannot be undone: it stays in the log."
    ),
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --reason "niemand herkenbaar"',
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --to outside --words "... mijn [tante] ..." --reason "naam weg"',
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --withdraw --reason "herkend door een collega"',
)
@click.argument("identity", metavar="ID")
@click.option("--to", "audience", type=click.Choice(AUDIENCES), default="panel", show_default=True,
              help=_("Who may see it: the klankbordgroep, or everybody outside the team."))  # fmt: skip
@click.option("--reason", required=True, metavar=_("TEXT"), help=_("Why these words give nobody away."))
@click.option("--withdraw", is_flag=True, help=_("Take a release back: by its id, or that of its coding."))
@click.option("--words", metavar=_("TEXT"), help=_("The words as they may be seen, names taken out."))
@click.option("--sensitive", is_flag=True, help=_("The team chose to release words that are marked as sensitive."))
@click.option("--checked", is_flag=True, help=_("You looked: the names and numbers in these words give nobody away."))
@by_coder
@as_json
def release(
    identity: str, audience: str, reason: str, withdraw: bool, words: str | None, sensitive: bool, checked: bool,
    coder: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Release one quote, or take a release back."""
    with writing(coder) as session:
        if withdraw:
            action = withdraw_release(session, identity, reason).result()
        else:
            # the recognisers are only loaded for what goes out
            from codeerbank.workbench.pseudonyms import words_to_release

            words = words_to_release(session, identity, words, checked).result()
            action = release_words(session, identity, audience, reason, words, sensitive).result()
        who, what = session.coder, session.read.history.words(action)
    if as_json:
        told = {"withdrawn_by": who} if withdraw else {"audience": audience, "released_by": who}
        print_json({"action": action, **told})
        return
    stays = _("The words no longer count as released; forms made before keep them.")
    say(
        f"{what} ({who})",
        stays if withdraw else _("This cannot be undone: the release stays in the log."),
    )
