"""``suggest``: codes proposed with the words they rest on; nothing becomes data before a person decides."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import Command, as_json, by_coder, command, limited, to_file
from codeerbank.cli.leaving import WIDEST, written
from codeerbank.cli.overview import screen_width
from codeerbank.cli.progress import Bar
from codeerbank.cli.records import suggestion_record
from codeerbank.cli.show import print_json, stream_keyed
from codeerbank.cli.suggestion_lines import Reasons, print_suggestions
from codeerbank.domain.suggestion import Suggestion
from codeerbank.i18n import _
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggesting import Workers, asked_texts, best, each_suggestion, ready_suggester


class SuggestGroup(click.Group, Command):
    """``suggest`` by itself proposes; with a word after it, it does that."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the options, and then what can come after."""
        Command.format_options(self, ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group(
    "suggest",
    cls=SuggestGroup,
    invoke_without_command=True,
    subcommand_metavar=_("[COMMAND]"),
    help=_(
        "Propose codes with the words they rest on. Left out is what you refused or coded already; nothing is written. "
        "With --limit the surest come first, else the order of the texts is kept."
    ),
    short_help=_("Propose codes with the words they rest on."),
    examples=(
        "codeerbank suggest --document groep-1 --limit 20 --why",
        "codeerbank suggest --question toelichting --workers 2 -o suggesties.csv",
    ),
)
@click.option("--document", metavar="D", help=_("Only for this document."))
@click.option("--question", metavar="Q", help=_("Only for this open question."))
@click.option(
    "--why", "explained", is_flag=True, help=_("Say of each what it rests on, and show the nearest coded texts.")
)
@click.option("--suggester", metavar=_("NAME"), help=_("By this suggester; else the one the project uses."))
@click.option("--workers", type=click.IntRange(1, 64), default=1, metavar="N", help=_("Share the work over processes."))
@click.option("--dask", metavar=_("ADDRESS"), default="", help=_("Share the work over a Dask cluster."))
@limited()
@by_coder
@to_file
@as_json
@click.pass_context
def suggest(
    ctx: click.Context,
    document: str | None,
    question: str | None,
    explained: bool,
    suggester: str | None,
    workers: int,
    dask: str,
    limit: int | None,
    coder: str | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Propose codes, streaming."""
    if ctx.invoked_subcommand:
        return
    with reading(coder) as session, Bar(_("Reading for suggestions")) as bar:
        asked_texts(session, document, question)  # learning takes a while: a name mistyped is said before it
        ready = ready_suggester(session, suggester)
        found: Iterator[Suggestion] = each_suggestion(
            session, document, question, ready, bar.show, Workers(workers, dask)
        )
        found = found if limit is None else iter(best(found, limit))
        if output is not None:
            _write(session, found, output, as_json)
        elif as_json:
            reasons = Reasons(session, ready) if explained else None
            stream_keyed("suggestions", (_record(one, reasons) for one in found))
            if reasons:
                reasons.tell()
        else:
            print_suggestions(session, ready, found, explained)


def _write(session: Session, found: Iterator[Suggestion], output: Path, as_json: bool) -> None:
    from codeerbank.workbench.suggestion_sheet import write_suggestions

    rows, stamp = write_suggestions(session, found, output)
    if as_json:
        print_json({"file": str(output), "rows": rows, "stamp": stamp})
    else:
        written(output, rows, stamp)


def _record(one: Suggestion, reasons: Reasons | None) -> dict[str, object]:
    from codeerbank.workbench.suggestion_words import why_json

    record = suggestion_record(one)
    return {**record, "why": why_json(reasons.of(one))} if reasons else record


@command(
    "evaluate",
    _("Measure how good the suggestions are on what was coded, with whole documents or respondents held out."),
    "codeerbank suggest evaluate",
    "codeerbank suggest evaluate -o suggesties.html",
    within=suggest,
)
@click.option("--suggester", metavar=_("NAME"), help=_("By this suggester; else the one the project uses."))
@click.option("--no-curve", is_flag=True, help=_("Without the learning curve: half the time."))
@by_coder
@to_file
@as_json
def evaluate(suggester: str | None, no_curve: bool, coder: str | None, output: Path | None, as_json: bool) -> None:
    """Measure."""
    from codeerbank.workbench.output import as_text
    from codeerbank.workbench.quality_sheets import quality_sheets, write_quality
    from codeerbank.workbench.suggestion_quality import measure, quality_record

    with reading(coder) as session, Bar(_("Measuring the suggestions")) as bar:
        found = quality_record(measure(session, suggester, not no_curve, bar.show))
        if output is not None:
            write_quality(output, session, found)
            sheets = quality_sheets(session, found)
            written(output, len(found["codes"]), sheets[0].stamp)
        elif as_json:
            print_json(found)
        else:
            width = screen_width(WIDEST)
            sys.stdout.write("\n\n".join(as_text(one, width) for one in quality_sheets(session, found)) + "\n")
