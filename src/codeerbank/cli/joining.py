"""``merge``: words beside numbers."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from codeerbank.cli.command import as_json, command, for_audience, reading, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.domain.counts import Measure
from codeerbank.domain.quote import Audience
from codeerbank.i18n import _
from codeerbank.workbench import mixing


@command(
    "merge",
    _("Join what people said with what they ticked: how often each code was mentioned, by a variable of the survey."),
    "codeerbank merge --by groep",
    "codeerbank merge --by groep --link group --measure share -o koppeling.xlsx",
)
@click.option("--by", required=True, metavar=_("VARIABLE"), help=_("The groups beside each other."))
@click.option("--link", type=click.Choice(get_args(mixing.Linkage)),
              help=_("How words and survey are tied: per person, per group or per theme; else what the data allow."))  # fmt: skip
@click.option("--measure", type=click.Choice(get_args(Measure)), default="present", show_default=True,
              help=_("What is counted: persons, codings, codings per 1,000 words, or the share of words."))  # fmt: skip
@click.option("--long", "long_form", is_flag=True, help=_("One row per code and group, for programs."))
@click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))
@for_audience
@to_file
@as_json
def merge(
    by: str,
    link: mixing.Linkage | None,
    measure: Measure,
    long_form: bool,
    coder: str | None,
    audience: Audience,
    output: Path | None,
    as_json: bool,
) -> None:
    """Join codes and survey."""
    with reading() as session:
        found = mixing.merge(session, by, link, measure, coder)
        sheet = mixing.merge_for_people(session, found, audience, long_form)
        hand_over(sheet, found.json, audience, output, as_json)
