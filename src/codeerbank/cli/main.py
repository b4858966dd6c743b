"""All commands by name, and the boundary at which errors become sentences and exit codes."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Any

import click

import codeerbank
from codeerbank.cli.command import PROJECT, program_options, project_path, projects_here, screen_width
from codeerbank.cli.lazy import Entry, LazyGroup
from codeerbank.config import chosen_coder
from codeerbank.i18n import N_, _

TERMINATED = 143
_HERE = "codeerbank.cli."
SECTIONS = {
    N_("Begin"): {
        "demo": Entry(_HERE + "demo:demo", N_("Build the practice study and go through the whole job on it.")),
        "new": Entry(_HERE + "project:new", N_("Make a project.")),
        "open": Entry(_HERE + "project:open_", N_("Open the screen.")),
        "status": Entry(_HERE + "project:status", N_("Show what is in the project and what has been done.")),
        "import": Entry(_HERE + "intake:import_", N_("Bring in transcripts, surveys, codebooks or codings.")),
        "list": Entry(_HERE + "listing:list_", N_("List documents, codings, codes, variables and more.")),
    },
    N_("Read and code"): {
        "code": Entry(_HERE + "coding:code", N_("Give codes to text, change them and take them away.")),
        "memo": Entry(_HERE + "memos:memo", N_("Write and read memos.")),
        "codebook": Entry(_HERE + "codebook:codebook", N_("Look at, check and change the codebook.")),
        "suggest": Entry(_HERE + "suggesting:suggest", N_("Propose codes with the words they rest on.")),
        "search": Entry(_HERE + "reading:search", N_("Find words in what was said and written.")),
        "quotes": Entry(_HERE + "reading:quotes", N_("Show coded fragments.")),
    },
    N_("Count and join"): {
        "table": Entry(_HERE + "tables:table", N_("A frequency table of a survey question.")),
        "crosstab": Entry(_HERE + "tables:crosstab", N_("Codes or answers, crossed with a variable.")),
        "merge": Entry(_HERE + "joining:merge", N_("Join what people said with what they ticked.")),
        "joint": Entry(_HERE + "joining:joint", N_("Joint display: figures and quotes side by side.")),
    },
    N_("Share"): {
        "release": Entry(_HERE + "output:release", N_("Allow a quote to leave the team.")),
        "panel": Entry(_HERE + "panel:panel", N_("Forms for the klankbordgroep and their answers.")),
        "export": Entry(_HERE + "output:export", N_("Write codings, quotes, cases, survey or codebook to a file.")),
    },
    N_("Keep"): {
        "log": Entry(_HERE + "history:log", N_("Show what was done, by whom and when.")),
        "undo": Entry(_HERE + "history:undo", N_("Take back the last thing you did.")),
        "redo": Entry(_HERE + "history:redo", N_("Do again what was taken back.")),
        "backup": Entry(_HERE + "care:backup", N_("Make a checked copy of the project.")),
        "restore": Entry(_HERE + "care:restore", N_("Put a backup in the place of the project.")),
        "check": Entry(_HERE + "care:check", N_("Check that the project is whole.")),
        "doctor": Entry(_HERE + "care:doctor", N_("Check the installation on this computer.")),
        "plugins": Entry(_HERE + "care:plugins", N_("Show what can be read, written and suggested with.")),
    },
}


@click.group(
    "codeerbank",
    cls=LazyGroup,
    sections=SECTIONS,
    invoke_without_command=True,
    params=program_options(),
    options_metavar=_("[OPTIONS]"),
    context_settings={"terminal_width": screen_width()},
    subcommand_metavar=_("COMMAND [ARGS]..."),
    help=_(
        "Code focus groups and open answers, and join them with the survey.\n\n"
        "Without a command: open the screen of the only project in this folder."
    ),
)
@click.version_option(codeerbank.__version__, message="codeerbank %(version)s", help=_("Show the version."))
@click.help_option("-h", "--help", help=_("Show this help."))
@click.pass_context
def codeerbank_(ctx: click.Context) -> int:
    """Open the screen when there is one project here and a person to look at it; else show the help."""
    if ctx.invoked_subcommand is not None:
        return 0
    chosen = PROJECT in ctx.meta or "CODEERBANK_PROJECT" in os.environ or len(projects_here()) == 1
    if chosen and sys.stdin.isatty() and sys.stdout.isatty():
        from codeerbank.cli.project import show_screen

        return show_screen(project_path(), chosen_coder(None))
    click.echo(ctx.get_help())
    return 0


def run(arguments: Sequence[str]) -> int:
    """Run the program with these arguments and give its exit code."""
    _settle_streams()
    signal.signal(signal.SIGTERM, _end)
    try:
        outcome: Any = codeerbank_.main(list(arguments), prog_name="codeerbank", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BrokenPipeError:
        # The reader (a pager, head) has seen enough; keep the interpreter from complaining about the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except BaseException as error:  # the boundary: every error ends here, in a sentence
        from codeerbank.cli.faults import report

        return report(error, "--json" in arguments, "--debug" in arguments)
    return outcome if isinstance(outcome, int) else 0


def _settle_streams() -> None:
    """Never fail over a character: UTF-8 into files and pipes, escapes for what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(TERMINATED)
