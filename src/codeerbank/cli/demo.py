"""``demo``: the practice study, from transcript to joint display."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from codeerbank.cli.command import command
from codeerbank.cli.overview import screen_width
from codeerbank.cli.project import show_screen
from codeerbank.cli.show import say
from codeerbank.i18n import _

FOLDER = "oefenstudie"


@command(
    "demo",
    _("Build the practice study in a folder and go through the whole job on it: import, coding, suggestions, undo, "
      "the klankbordgroep, the joint display. On a terminal the screen opens at the end. All its words are invented."),
    "codeerbank demo",
    "codeerbank demo oefenmap --no-ui",
)  # fmt: skip
@click.argument("folder", required=False, default=FOLDER, metavar=_("FOLDER"), type=click.Path(path_type=Path))
@click.option("--no-ui", is_flag=True, help=_("Do not open the screen at the end."))
def demo(folder: Path, no_ui: bool) -> int:
    """Show the whole job."""
    from codeerbank.workbench.demo import RESEARCHER, WIDTH, run_demo

    built = run_demo(folder, say, screen_width(WIDTH))
    if not no_ui and sys.stdin.isatty() and sys.stdout.isatty():
        click.pause(_("Press a key to open the screen."), err=True)
        return show_screen(built.path, RESEARCHER, built.document, built.cursor, tour=True)
    return 0
