"""The program's own help and version: what it knows of itself without loading click, let alone a command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from codeerbank import __version__
from codeerbank.i18n import LANGUAGES, N_, _

_HERE = "codeerbank.cli."
SECTIONS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    N_("Begin"): {
        "demo": (_HERE + "demo:demo", N_("Build the practice study and go through the whole job on it.")),
        "new": (_HERE + "project:new", N_("Make a project.")),
        "open": (_HERE + "project:open_", N_("Open the screen.")),
        "status": (_HERE + "status:status", N_("Show what is in the project and what has been done.")),
        "import": (_HERE + "intake:import_", N_("Bring in transcripts, surveys, codebooks or codings.")),
        "list": (_HERE + "listing:list_", N_("List documents, codings, codes, variables and more.")),
    },
    N_("Read and code"): {
        "code": (_HERE + "coding:code", N_("Give codes to text, change them and take them away.")),
        "correct": (_HERE + "correcting:correct", N_("Correct a text that was coded; its codings go along.")),
        "memo": (_HERE + "memos:memo", N_("Write and read memos.")),
        "codebook": (_HERE + "codebook:codebook", N_("Look at, check and change the codebook.")),
        "suggest": (_HERE + "suggesting:suggest", N_("Propose codes with the words they rest on.")),
        "model": (_HERE + "models:model", N_("Choose what suggestions are made with.")),
        "participants": (_HERE + "participants:participants", N_("Show who took part, and say who they are.")),
        "audio": (_HERE + "audio:audio", N_("Name a recording, and hear a turn.")),
        "search": (_HERE + "reading:search", N_("Find words in what was said and written.")),
        "quotes": (_HERE + "reading:quotes", N_("Show coded fragments.")),
        "basket": (_HERE + "basket:basket", N_("Keep a list of quotes for a report.")),
    },
    N_("Count and join"): {
        "agree": (_HERE + "agreeing:agree", N_("How far coders agree, and where they do not.")),
        "table": (_HERE + "tables:table", N_("A frequency table of a survey question.")),
        "crosstab": (_HERE + "tables:crosstab", N_("Codes or answers, crossed with a variable.")),
        "variables": (_HERE + "variables:variables", N_("Say what a question is about: opinion or background.")),
        "recode": (_HERE + "recoding:recode", N_("Make variables of others, and weights.")),
        "merge": (_HERE + "joining:merge", N_("Join what people said with what they ticked.")),
        "joint": (_HERE + "deciding:joint", N_("Joint display: figures and quotes side by side.")),
        "audit": (_HERE + "auditing:audit", N_("Find numbers in printed tables that cannot be right.")),
        "sample": (_HERE + "sampling:sample", N_("How many answers a survey needs.")),
    },
    N_("Share"): {
        "pseudonymise": (
            _HERE + "pseudonymise:pseudonymise",
            N_("Find names in the texts, decide about them, replace them."),
        ),
        "release": (_HERE + "releasing:release", N_("Allow a quote to leave the team.")),
        "panel": (_HERE + "panel_people:panel", N_("Forms for the klankbordgroep and their answers.")),
        "export": (_HERE + "output:export", N_("Write codings, quotes, cases, survey or codebook to a file.")),
    },
    N_("Keep"): {
        "consent": (_HERE + "consenting:consent", N_("Who agreed to what, and who did not.")),
        "retention": (_HERE + "retaining:retention", N_("How long what is kept, and what is due.")),
        "withdraw": (_HERE + "withdrawing:withdraw", N_("Forget a person who takes consent back.")),
        "log": (_HERE + "history:log", N_("Show what was done, by whom and when.")),
        "undo": (_HERE + "history:undo", N_("Take back the last thing you did.")),
        "redo": (_HERE + "history:redo", N_("Do again what was taken back.")),
        "backup": (_HERE + "care:backup", N_("Make a checked copy of the project.")),
        "restore": (_HERE + "care:restore", N_("Put a backup in the place of the project.")),
        "check": (_HERE + "care:check", N_("Check that the project is whole.")),
        "doctor": (_HERE + "care:doctor", N_("Check the installation on this computer.")),
        "plugins": (_HERE + "care:plugins", N_("Show what can be read, written and suggested with.")),
    },
}
"""Section -> command -> (where it lives, its line in the help as an English id)."""
OPTIONS = (
    ("--project", N_("FILE"), N_("The project; else $CODEERBANK_PROJECT, else the only *.codeerbank in this folder.")),
    ("--lang", "|".join(LANGUAGES), N_("Language of the output.")),
    ("--debug", "", N_("On a fault of the program: write where it arose to a private file.")),
    ("--version", "", N_("Show the version.")),
    ("-h, --help", "", N_("Show this help.")),
)
MARGIN, GAP = 2, 2
NARROWEST, WIDEST = 40, 100


def answer(arguments: Sequence[str]) -> str | None:
    """Give what was asked when it was only help or the version, in whatever language; None when there is more to it."""
    asked = list(arguments)
    if "--lang" in asked[:-1] and asked[(at := asked.index("--lang")) + 1] in LANGUAGES:
        del asked[at : at + 2]
    if asked == ["--version"]:
        return version()
    return overview(screen_width()) if asked in (["--help"], ["-h"]) else None


def version() -> str:
    """Say which program this is."""
    return f"codeerbank {__version__}"


def overview(width: int) -> str:
    """Write the help of the program: what it is, its options, and its commands by section."""
    usage = _("Usage: codeerbank [OPTIONS] COMMAND [ARGUMENTS]")
    lines = [usage, ""]
    for paragraph in (
        _("Code focus groups and open answers, and join them with the survey."),
        _("Without a command: open the screen of the only project in this folder, or begin one."),
        _("Each command explains itself: codeerbank COMMAND --help"),
    ):
        lines += [*_folded(paragraph, width, MARGIN), ""]
    options = [(f"{name} {_(value) if value else ''}".rstrip(), _(words)) for name, value, words in OPTIONS]
    lines += [_("Options:"), *_columns(options, width), ""]
    widest = max(len(name) for section in SECTIONS.values() for name in section)
    for title, section in SECTIONS.items():
        rows = [(name.ljust(widest), _(words)) for name, (_place, words) in section.items()]
        lines += [_(title) + ":", *_columns(rows, width), ""]
    return "\n".join(lines[:-1])


def screen_width(widest: int = WIDEST) -> int:
    """Give the width to write in: the terminal's, within reason (shutil, which also knows it, loads every compressor)."""
    try:
        columns = int(os.environ.get("COLUMNS") or 0) or os.get_terminal_size().columns
    except (OSError, ValueError):
        columns = 80
    return max(NARROWEST, min(columns, widest))


def _columns(rows: Sequence[tuple[str, str]], width: int) -> Iterable[str]:
    """Set names and words side by side."""
    start = MARGIN + max(len(name) for name, _words in rows) + GAP
    for name, words in rows:
        first, *rest = _folded(words, width, start)
        yield " " * MARGIN + name + first[MARGIN + len(name) :]
        yield from rest


def _folded(text: str, width: int, start: int) -> list[str]:
    """Break a text at blanks into lines that begin at column ``start``."""
    lines = [" " * start]
    for word in text.split():
        if len(lines[-1]) + len(word) > width and lines[-1].strip():
            lines.append(" " * start)
        lines[-1] += word + " "
    return [line.rstrip() for line in lines]
