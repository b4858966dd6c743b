"""``merge`` and ``joint``: words beside numbers."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from codeerbank.cli.command import as_json, command, for_audience, group, reading, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.domain.counts import Measure
from codeerbank.domain.joint import JointForm
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


@group("joint", _("Joint display: figures and quotes side by side."))
def joint() -> None:
    """Hold the displays."""


@command(
    "side-by-side",
    _("Survey, conversations and klankbordgroep in one row per theme and code."),
    "codeerbank joint side-by-side",
    "codeerbank joint side-by-side --by groep --depth 1 --form report -o joint.html",
    "codeerbank joint side-by-side --for outside -o joint.xlsx",
    within=joint,
)
@click.option(
    "--by", default="group", show_default=True, metavar=_("VARIABLE"), help=_("The groups beside each other.")
)
@click.option("--depth", type=click.IntRange(0, 5), metavar="N", help=_("How far down the codebook; 0 is themes only."))
@click.option("--form", type=click.Choice(get_args(JointForm)), default="work", show_default=True,
              help=_("work shows every column, report at most six."))  # fmt: skip
@click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))
@click.option("--sensitive", is_flag=True, help=_("In the team: show quotes that are marked as sensitive too."))
@for_audience
@to_file
@as_json
def side_by_side(
    by: str,
    depth: int | None,
    form: JointForm,
    coder: str | None,
    sensitive: bool,
    audience: Audience,
    output: Path | None,
    as_json: bool,
) -> None:
    """Put survey, conversations and panel side by side."""
    with reading() as session:
        found = mixing.side_by_side(session, by, audience, depth, coder, sensitive=sensitive)
        hand_over(found.sheet(form), found.json, audience, output, as_json)
