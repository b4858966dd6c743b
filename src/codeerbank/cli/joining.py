"""``merge``: words beside numbers."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from codeerbank.cli.at_work import reading, tell_blind, writing
from codeerbank.cli.command import as_json, command, for_audience, refuse_taken, to_file
from codeerbank.cli.leaving import hand_over, written
from codeerbank.cli.show import print_json, say
from codeerbank.domain.counts import Measure
from codeerbank.domain.quote import Audience
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench import mixing


@command(
    "merge",
    _("Join what people said with what they ticked: how often each code was mentioned, by a variable of the survey."),
    "codeerbank merge --by groep",
    "codeerbank merge --by groep --link group --measure share -o koppeling.xlsx",
    "codeerbank merge --original enquete.sav -o enquete-met-codes.sav",
)
@click.option("--by", metavar=_("VARIABLE"), help=_("The groups beside each other."))
@click.option("--link", type=click.Choice(get_args(mixing.Linkage)),
              help=_("How words and survey are tied: per person, per group or per theme; else what the data allow."))  # fmt: skip
@click.option("--measure", type=click.Choice(get_args(Measure)), default="present", show_default=True,
              help=_("What is counted: persons, codings, codings per 1,000 words, or the share of words."))  # fmt: skip
@click.option("--original", type=click.Path(dir_okay=False, path_type=Path), metavar=_("FILE"),
              help=_("Instead of a table: write codes and recodings behind the columns of a copy (-o) of this survey file."))  # fmt: skip
@click.option("--long", "long_form", is_flag=True, help=_("One row per code and group, for programs."))
@click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))
@for_audience
@to_file
@as_json
def merge(
    by: str | None,
    original: Path | None,
    link: mixing.Linkage | None,
    measure: Measure,
    long_form: bool,
    coder: str | None,
    audience: Audience,
    output: Path | None,
    as_json: bool,
) -> None:
    """Join codes and survey."""
    if original is not None:
        if by or output is None or audience != "team":
            raise UsageError(_("--original takes -o FILE, and neither --by nor --for outside."))
        _write_back(original, output, as_json)
        return
    if by is None:
        raise UsageError(_("Say by which variable: --by VARIABLE."), _("Names: codeerbank list variables"))
    with reading() as session:
        found = mixing.merge(session, by, link, measure, coder)
        sheet = mixing.merge_for_people(session, found, audience, long_form)
        hand_over(sheet, found.json, audience, output, as_json)


def _write_back(original: Path, output: Path, as_json: bool) -> None:
    from codeerbank.workbench.writing_back import legend_beside, write_codes_back

    if legend := legend_beside(output):
        refuse_taken(legend)
    with writing() as session:
        tell_blind(session)
        done = write_codes_back(session, original, output)
    if as_json:
        print_json(
            {"file": str(output), "rows": done.rows, "met": done.met, "key": done.key, "columns": done.original,
             "added": list(done.added), "sha256": done.hash,
             "legend": str(done.legend) if done.legend else None}
        )  # fmt: skip
    else:
        say(*done.words())
        written(output, done.rows, "")
