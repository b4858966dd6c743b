"""``agree``: how far coders agree, and where they do not."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import as_json, command, for_audience, limited, to_file
from codeerbank.cli.leaving import WIDEST, written
from codeerbank.cli.overview import screen_width
from codeerbank.cli.show import print_json
from codeerbank.domain.quote import Audience
from codeerbank.domain.table import Sheet
from codeerbank.i18n import _
from codeerbank.workbench.double_coding import UNITS, UnitKind
from codeerbank.workbench.output import as_text, write_file
from codeerbank.workbench.reliability import agreement
from codeerbank.workbench.reliability_json import agreement_json
from codeerbank.workbench.reliability_sheets import LEVELS, Level, agreement_sheets, difference_sheet


@command(
    "agree",
    _(
        "How far coders agree: per code, per subtheme and over all. Only what two of them read to the end (Done) counts."
    ),
    "codeerbank agree",
    "codeerbank agree --coders anna,bram --unit sentence --by subtheme",
    "codeerbank agree --list --code M3.1",
    "codeerbank agree --unit character -o overeenstemming.xlsx",
)
@click.option("--coders", metavar=_("NAME,NAME"), default="", help=_("Who are compared; else all but the consensus."))
@click.option(
    "--unit", type=click.Choice(UNITS), help=_("What is compared; else turns, or answers if there are no turns.")
)
@click.option("--code", metavar=_("CODE"), help=_("Only this code; with --list also what stands below it."))
@click.option("--document", metavar=_("DOCUMENT"), help=_("Only this document."))
@click.option("--by", type=click.Choice(LEVELS), default="code", show_default=True, help=_("What a row stands for."))
@click.option("--list", "with_list", is_flag=True, help=_("Where they differ, the worst first, with the words."))
@limited()
@for_audience
@to_file
@as_json
def agree(
    coders: str,
    unit: UnitKind | None,
    code: str | None,
    document: str | None,
    by: Level,
    with_list: bool,
    limit: int | None,
    audience: Audience,
    output: Path | None,
    as_json: bool,
) -> None:
    """Compare coders."""
    who = [name.strip() for name in coders.split(",") if name.strip()]
    with reading() as session:
        asked = session.code(code).key if code else None
        found = agreement(session, who, unit, None if with_list else asked, document)
        width = None if output else screen_width(WIDEST)
        sheets = (
            [difference_sheet(session, found, asked, audience, limit)]
            if with_list
            else agreement_sheets(session, found, by, audience, width)
        )
    if output is not None:
        _to_file(output, sheets, as_json)
    elif as_json:
        print_json(agreement_json(found, asked, with_list))
    else:
        sys.stdout.write("\n\n".join(as_text(sheet, screen_width(WIDEST)) for sheet in sheets) + "\n")


def _to_file(output: Path, sheets: Sequence[Sheet], as_json: bool) -> None:
    sheets = [replace(sheet, rows=list(sheet.rows)) for sheet in sheets]
    write_file(output, sheets)
    rows, stamp = len(list(sheets[0].rows)), sheets[0].stamp
    if as_json:
        print_json({"file": str(output), "rows": rows, "stamp": stamp})
    else:
        written(output, rows, stamp)
