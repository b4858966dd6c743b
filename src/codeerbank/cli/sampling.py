"""``sample``: how many answers a survey needs."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli.command import as_json, command, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.i18n import _
from codeerbank.workbench import sampling

_between = click.FloatRange(0, 100, min_open=True, max_open=True)


@command(
    "sample",
    _("How many answers a survey needs from a population, and the margin of those there are; needs no project."),
    "codeerbank sample 3300",
    "codeerbank sample 3300 --margin 3",
    "codeerbank sample 3300 --answers 76",
)
@click.argument("population", metavar=_("[POPULATION]"), type=click.IntRange(min=1), required=False)
@click.option("--margin", type=_between, default=5.0, show_default=True, metavar=_("POINTS"),
              help=_("How far a percentage may be off, in percentage points."))  # fmt: skip
@click.option("--share", type=_between, default=50.0, show_default=True, metavar="%",
              help=_("The percentage that is expected; 50 needs the most answers."))  # fmt: skip
@click.option("--confidence", type=_between, default=95.0, show_default=True, metavar="%",
              help=_("How sure the margin is."))  # fmt: skip
@click.option("--answers", type=click.IntRange(min=0), metavar="N",
              help=_("Also say the margin of this number of answers."))  # fmt: skip
@to_file
@as_json
def sample(
    population: int | None,
    margin: float,
    share: float,
    confidence: float,
    answers: int | None,
    output: Path | None,
    as_json: bool,
) -> None:
    """Work out a sample size."""
    found = sampling.sample(population, margin, share, confidence, answers)
    hand_over(found.sheet(), found.json, "team", output, as_json)
