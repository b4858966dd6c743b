"""The practice study, built and worked through from transcript to joint display, told as it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.i18n import _
from codeerbank.resources import codebooks
from codeerbank.workbench.demo_coding import RESEARCHER, SECOND, SHARP, bring_in, code, compare, decide
from codeerbank.workbench.demo_folder import built_aside, free_place
from codeerbank.workbench.demo_outcomes import WRITTEN, ask_panel, audit_tables, leave
from codeerbank.workbench.demo_story import WIDTH, Say, Story
from codeerbank.workbench.intake import preview
from codeerbank.workbench.session import create_project, open_project
from codeerbank.workbench.stamps import practice_stamp

FILE = "oefenstudie.codeerbank"
NAME = "Oefenstudie steunfiguren"


@dataclass(frozen=True, slots=True)
class Built:
    """A finished practice study, and the place where its screen opens."""

    path: Path
    document: str
    cursor: int


def run_demo(folder: Path, say: Say, width: int = WIDTH) -> Built:
    """Build the practice study in a folder and do the whole job on it, told in lines of at most ``width`` characters.

    A folder that holds a practice study already, or files of the same names, is left as it is: the new one goes into a
    folder beside it. Broken off halfway, nothing is left.
    """
    place = free_place(folder, (FILE, *WRITTEN))
    if place.absolute() != folder.absolute():
        words = _("{folder} holds a practice study already, or files of the same names; this one goes into {new}.")
        say(words.format(folder=folder, new=place))
    with built_aside(place, FILE) as draft:
        cursor, files = _build(draft, Story(say, width))
    _goodbye(say, place / FILE, [file.name for file in files])
    return Built(place / FILE, SHARP[0], cursor)


def _build(place: Path, story: Story) -> tuple[int, Sequence[Path]]:
    """Do the whole job in a folder; gives the place of the sharpest words and the files written beside the project."""
    book = preview(codebooks()["kunnen-willen-mogen"], "codebook")
    assert isinstance(book, Codebook)
    with create_project(place / FILE, NAME, RESEARCHER, codebook=book) as session:
        story.say(f"{NAME} – {practice_stamp(session)}")
        bring_in(session, story, FILE)
        coded = [code(session)]
    with open_project(place / FILE, SECOND) as session:
        coded.append(code(session))
    with open_project(place / FILE, RESEARCHER) as session:
        at = compare(session, story, coded)
        decide(session, story)
        audit_tables(story)
        return at, [ask_panel(session, place, story), *leave(session, place, story)]


def _goodbye(say: Say, path: Path, files: Sequence[str]) -> None:
    say("")
    say(_("Written in {folder}:").format(folder=path.parent))
    for name in (path.name, *files):
        say(f"  {name}")
    say(_("Next: codeerbank open {file} --coder anna").format(file=path))


__all__ = ["FILE", "RESEARCHER", "WIDTH", "Built", "Say", "run_demo"]
