"""``table`` and ``crosstab``: counts with their base."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from codeerbank.cli.command import as_json, command, for_audience, reading, to_file, weighted
from codeerbank.cli.leaving import hand_over
from codeerbank.domain.quote import Audience
from codeerbank.i18n import _
from codeerbank.workbench import mixing

of_kind = click.option(
    "--kind", type=click.Choice(get_args(mixing.VariableKind)),
    help=_("With --for outside: an opinion hides small groups, background hides small cells; else by the name."),
)  # fmt: skip


@command(
    "table",
    _("A frequency table of a survey question, with the base of every number."),
    "codeerbank table oordeel",
    "codeerbank table oordeel --by groep",
    "codeerbank table drempels --by groep -o drempels.xlsx",
)
@click.argument("variable", metavar=_("VARIABLE"))
@click.option("--by", metavar=_("VARIABLE"), help=_("The groups beside each other."))
@weighted
@for_audience
@of_kind
@to_file
@as_json
def table(
    variable: str,
    by: str | None,
    weight: str | None,
    audience: Audience,
    kind: mixing.VariableKind | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Count the answers to one question."""
    with reading() as session:
        found = mixing.table(session, variable, by, weight)
        sheet = mixing.table_for_people(session, found, audience, kind)
        hand_over(sheet, found.json, audience, output, as_json)


@command(
    "crosstab",
    _(
        "Codes, or the answers to a question, crossed with a variable. Codes count persons unless --unit says otherwise."
    ),
    "codeerbank crosstab --rows codes --by groep",
    "codeerbank crosstab --rows codes --by document --unit segments",
    "codeerbank crosstab --rows oordeel --by groep",
)
@click.option("--rows", required=True, metavar=_("codes|VARIABLE"), help=_("The codes, or a survey question."))
@click.option("--by", required=True, metavar=_("VARIABLE"), help=_("The groups beside each other."))
@click.option("--unit", type=click.Choice(get_args(mixing.CrossUnit)), default="cases", show_default=True,
              help=_("What is counted for a code."))  # fmt: skip
@click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))
@weighted
@for_audience
@of_kind
@to_file
@as_json
def crosstab(
    rows: str,
    by: str,
    unit: mixing.CrossUnit,
    coder: str | None,
    weight: str | None,
    audience: Audience,
    kind: mixing.VariableKind | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Cross codes or answers with a variable."""
    with reading() as session:
        found = mixing.crosstab(session, rows, by, unit, weight, coder)
        sheet = mixing.table_for_people(session, found, audience, kind)
        hand_over(sheet, found.json, audience, output, as_json)
