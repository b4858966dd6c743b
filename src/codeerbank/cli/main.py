"""All commands by name, and the boundary at which errors become sentences and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import click

from codeerbank.cli.at_work import project_path, projects_here
from codeerbank.cli.command import PROJECT, program_options
from codeerbank.cli.lazy import LazyGroup
from codeerbank.cli.overview import SECTIONS, screen_width, version
from codeerbank.cli.streams import hush, settle
from codeerbank.config import chosen_coder

TERMINATED = 143


@click.group(
    "codeerbank",
    cls=LazyGroup,
    sections=SECTIONS,
    invoke_without_command=True,
    params=program_options(),
    context_settings={"terminal_width": screen_width()},
)
@click.version_option(message=version())
@click.help_option("-h", "--help")
@click.pass_context
def codeerbank_(ctx: click.Context) -> int:
    """Open the screen of the only project here, or the one to begin with; with nobody to look at it, show the help."""
    if ctx.invoked_subcommand is not None:
        return 0
    chosen = PROJECT in ctx.meta or "CODEERBANK_PROJECT" in os.environ or len(projects_here()) == 1
    if sys.stdin.isatty() and sys.stdout.isatty():
        from codeerbank.cli.project import show_screen, show_start

        return show_screen(project_path(), chosen_coder(None)) if chosen else show_start(ctx)
    click.echo(ctx.get_help())
    return 0


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code."""
    settle()
    signal.signal(signal.SIGTERM, _end)
    try:
        outcome: Any = codeerbank_.main(list(arguments), prog_name="codeerbank", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        hush()
        return 0
    except BaseException as error:  # the boundary: every error ends here, in a sentence
        from codeerbank.cli.faults import report

        return report(error, "--json" in arguments, "--debug" in arguments)
    return outcome if isinstance(outcome, int) else 0


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)
