"""``joint``: the eight displays of figures and words, and what people decide about their rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import as_json, command, for_audience, group, to_file, to_file_as
from codeerbank.cli.leaving import hand_over, written
from codeerbank.cli.show import print_json
from codeerbank.domain.joint import JointForm
from codeerbank.domain.visible import visible
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench import displays
from codeerbank.workbench.figures import FIGURE_SUFFIXES, write_figure


@group("joint", _("Joint display: figures and quotes side by side."), alone=True)
@click.pass_context
def joint(ctx: click.Context) -> None:
    """Hold the displays; without the name of one, show the one this study begins with."""
    if ctx.invoked_subcommand is None:
        with reading() as session:
            kind = displays.default_kind(session)
        _show(kind, "work", None, False, False)


def _asked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add what all displays can be asked for."""
    for option in (
        click.option("--by", default="group", show_default=True, metavar=_("VARIABLE"),
                     help=_("The groups beside each other.")),
        click.option("--code", "codes", multiple=True, metavar=_("CODE"),
                     help=_("Only this code or finding; may be given more than once.")),
        click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any.")),
        click.option("--sensitive", is_flag=True, help=_("In the team: show quotes that are marked as sensitive too.")),
    ):  # fmt: skip
        function = option(function)
    return function


def _formed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the form, and the long table for programs."""
    for option in (
        click.option("--form", type=click.Choice(get_args(JointForm)), default="work", show_default=True,
                     help=_("work shows every column, report at most six.")),
        click.option("--long", "long_form", is_flag=True, help=_("One row per number, quote and conclusion, for programs.")),
    ):  # fmt: skip
        function = option(function)
    return function


def _show(
    kind: displays.DisplayKind, form: JointForm, output: Path | None, as_json: bool, long_form: bool, **asked: Any
) -> None:
    """Make a display and hand it over; warnings go beside it."""
    wanted = displays.Asked(**asked)
    if long_form and wanted.audience != "team":
        raise UsageError(_("The long table stays in the team."), _("Leave --long out."))
    with reading() as session:
        found = displays.display(session, kind, wanted)
        sheet = displays.long_sheet(found) if long_form else found.sheet(form)
        hand_over(sheet, found.json, wanted.audience, output, as_json)
    for warning in found.warnings:
        click.echo(visible(_("Warning: {what}").format(what=warning)), err=True)


@command(
    "side-by-side",
    _("Survey, conversations and klankbordgroep in one row per theme and code."),
    "codeerbank joint side-by-side",
    "codeerbank joint side-by-side --by groep --depth 1 --form report -o joint.html",
    "codeerbank joint side-by-side --for outside -o joint.xlsx",
    within=joint,
)
@_asked
@click.option("--depth", type=click.IntRange(0, 5), metavar="N", help=_("How far down the codebook; 0 is themes only."))
@_formed
@for_audience
@to_file
@as_json
def side_by_side(**asked: Any) -> None:
    """Put survey, conversations and panel side by side."""
    _show("side-by-side", **asked)


@command(
    "themes",
    _("Codes against the groups of a question; a test only where words and survey are tied by person."),
    "codeerbank joint themes",
    "codeerbank joint themes --by werkervaring --link person -o cijfers-per-thema.docx",
    within=joint,
)
@_asked
@click.option("--link", type=click.Choice(["person", "group"]),
              help=_("How words and survey are tied: per person, per group or per theme; else what the data allow."))  # fmt: skip
@_formed
@for_audience
@to_file
@as_json
def themes(**asked: Any) -> None:
    """Show figures by theme."""
    _show("themes", **asked)


@command(
    "crosswalk",
    _("What each strand asked on each code, and where one of them did not: before the field work, and after."),
    "codeerbank joint crosswalk -o vragen-per-thema.xlsx",
    within=joint,
)
@_asked
@_formed
@for_audience
@to_file
@as_json
def crosswalk(**asked: Any) -> None:
    """Show questions by theme."""
    _show("crosswalk", **asked)


@command(
    "convergence",
    _("Per finding what figures and words say, how they relate, and what was decided about it."),
    "codeerbank joint convergence",
    "codeerbank joint convergence --code M2.1 --code F1",
    "codeerbank joint convergence --form report -o convergentie.docx",
    within=joint,
)
@_asked
@_formed
@for_audience
@to_file
@as_json
def convergence(**asked: Any) -> None:
    """Show the convergence matrix."""
    _show("convergence", **asked)


@command(
    "explain",
    _("Outcomes of the survey that ask for an explanation, and what people said when they saw them."),
    "codeerbank joint explain --form report -o verklaring.docx",
    within=joint,
)
@_asked
@_formed
@for_audience
@to_file
@as_json
def explain(**asked: Any) -> None:
    """Show figures explained."""
    _show("explain", **asked)


@command(
    "persons",
    _("Per participant who stands in survey and words: answers, codes and one quote. For the team alone."),
    "codeerbank joint persons --code M2.1 --code K1.1",
    within=joint,
)
@_asked
@_formed
@for_audience
@to_file
@as_json
def persons(**asked: Any) -> None:
    """Show the overview by participant."""
    _show("persons", **asked)


@command(
    "figure",
    _("A figure of one code with its table: share and interval per group, and who mentioned it."),
    "codeerbank joint figure M2.1",
    "codeerbank joint figure M2.1 -o privacy.png",
    "codeerbank joint figure M2.1 --for outside -o privacy.docx",
    within=joint,
)
@click.argument("code", metavar=_("CODE"))
@click.option(
    "--by", default="group", show_default=True, metavar=_("VARIABLE"), help=_("The groups beside each other.")
)
@click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))
@for_audience
@to_file_as(_("Write to a file: .png, .svg or .docx has the figure with its table, others the table."))
@as_json
def figure(code: str, output: Path | None, as_json: bool, **asked: Any) -> None:
    """Draw a figure."""
    wanted = displays.Asked(**asked)
    with reading() as session:
        chart, found = displays.chart(session, code, wanted)
    if output is None or output.suffix.lower() not in FIGURE_SUFFIXES:
        hand_over(found.sheet(), found.json, wanted.audience, output, as_json)
        return
    sheet = found.sheet("report")
    write_figure(output, chart, sheet)
    rows = len(list(sheet.rows))
    if as_json:
        print_json({"file": str(output), "rows": rows, "stamp": sheet.stamp})
    else:
        written(output, rows, sheet.stamp)


@command(
    "advice",
    _("From finding to advice: for whom, whose task, when, and how far it is."),
    "codeerbank joint advice",
    "codeerbank joint advice --form report -o adviezen.docx",
    within=joint,
)
@_asked
@_formed
@for_audience
@to_file
@as_json
def advice(**asked: Any) -> None:
    """Show the advice."""
    _show("advice", **asked)
