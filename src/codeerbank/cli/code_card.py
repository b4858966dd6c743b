"""One code with all its rules, as coders read it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

from codeerbank.cli.overview import screen_width
from codeerbank.cli.show import moment, say
from codeerbank.domain.codebook import Code, Codebook
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

WIDEST = 100


def say_code(session: Session, code: Code) -> None:
    """Print what coders need to know of a code, and what was decided about it."""
    book = session.codebook
    said = [memo for memo in session.read.memos.all() if memo.about == "code" and memo.name == code.key]
    parts: list[tuple[str, Iterable[str]]] = [
        (_("Definition"), filter(None, [code.definition])),
        (_("Name for the klankbordgroep"), filter(None, [code.panel_name])),
        (_("Former names"), filter(None, [", ".join(code.aliases)])),
        (_("Include"), code.include),
        (_("Exclude"), [_sent(book, line) for line in code.exclude]),
        (_("Examples"), [f"“{line}”" for line in code.examples]),
        (_("Counter-examples"), [_sent(book, line, "“{}”") for line in code.counter_examples]),
        (_("Cue words"), filter(None, [", ".join(code.cues)])),
        (_("Cue words against"), filter(None, [", ".join(code.cues_against)])),
        (_("Questions in the survey"), [_question(link) for link in code.links if link.get("strand") == "survey"]),
        (_("Memos and decisions"), [f"{moment(one.created)} {one.author}: {one.text}" for one in said]),
    ]
    width = screen_width(WIDEST)
    say(f"{code.key}  {' > '.join(book.path(code))}", "")
    for title, lines in parts:
        if lines := list(lines):
            say(title)
            for line in lines:
                say(*textwrap.wrap(line, width, initial_indent="  ", subsequent_indent="    ", break_on_hyphens=False))


def _sent(book: Codebook, line: Mapping[str, str], shape: str = "{}") -> str:
    """Write what goes to another code, with that code's name."""
    words = shape.format(line.get("text", ""))
    key = line.get("code", "")
    other = book.get(key)
    return f"{words} → {key}{f' {other.name}' if other else ''}" if key else words


def _question(link: Mapping[str, str]) -> str:
    return link.get("question") or link.get("item", "")
