"""The manual in Dutch and the manual in English are kept together: page by page the same parts, commands and keys."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

DUTCH, ENGLISH = ROOT / "docs" / "handleiding", ROOT / "docs" / "manual"
LINKED = (DUTCH, ENGLISH, ROOT / "docs" / "method", ROOT)
PAGES = {
    "README": "README",
    "beginnen": "getting-started",
    "bewaren": "keeping",
    "codeboek": "codebook",
    "codeerinstructie": "coding-instructions",
    "coderen": "coding",
    "controleren": "audit",
    "joint-displays": "joint-displays",
    "klankbordgroep": "panel",
    "koppelen": "joining",
    "materiaal": "material",
    "meenemen": "export",
    "opdrachten": "commands",
    "overeenstemming": "agreement",
    "privacy": "privacy",
    "scherm": "screen",
    "suggesties": "suggestions",
    "tabellen": "tables",
    "zoeken": "search",
}
BY_TASK = [(dutch, english) for dutch, english in PAGES.items() if dutch != "opdrachten"]
COMMAND = re.compile(r"^(?:codeerbank|\.venv|python3) ?.*$", re.MULTILINE)
OPTION = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
IN_TEXT = re.compile(r"`(--[a-z-]+)[^`]*`")
KEY = re.compile(r"`([^`\s])`|\b(F\d{1,2}|Ctrl\+[A-Z]|Enter|Esc|Tab|Backspace|Shift)\b")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")
JSON = re.compile(r"`(\{[^`]*\})`")
PART = re.compile(r"^### codeerbank (.+)$", re.MULTILINE)


def words(folder: Path, page: str) -> str:
    return (folder / f"{page}.md").read_text(encoding="utf-8")


def in_code(text: str) -> list[list[str]]:
    """Give each command in the blocks of code as its name and options; the values may be in either language."""
    lines = COMMAND.findall("\n".join(text.split("```")[1::2]))
    return [[*re.findall(r"^[a-z]+|(?<= )[a-z]+", line)[:2], *OPTION.findall(line)] for line in lines]


def options_in_text(text: str) -> set[str]:
    return set(IN_TEXT.findall("".join(text.split("```")[0::2]))) - {"--lang"}


def keys(text: str) -> set[str]:
    plain = "".join(text.split("```")[0::2])
    return {letter or name for letter, name in KEY.findall(plain)}


def shape(text: str) -> list[int]:
    """Give how deep each heading is, and how many rows of tables and points of lists stand below it."""
    parts = re.split(r"^(#+) ", "".join(text.split("```")[0::2]), flags=re.MULTILINE)
    count = [len(re.findall(r"^(?:\|| *- |\d+\. )", part, re.MULTILINE)) for part in parts[2::2]]
    return [number for pair in zip(map(len, parts[1::2]), count, strict=True) for number in pair]


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\s-]", "", heading.lower()).strip().replace(" ", "-")


def test_every_page_of_the_one_manual_has_its_counterpart_in_the_other() -> None:
    assert sorted(PAGES) == sorted(page.stem for page in DUTCH.glob("*.md"))
    assert sorted(PAGES.values()) == sorted(page.stem for page in ENGLISH.glob("*.md"))


@pytest.mark.parametrize(("dutch", "english"), BY_TASK)
def test_a_page_has_the_same_parts_in_both_languages(dutch: str, english: str) -> None:
    assert shape(words(ENGLISH, english)) == shape(words(DUTCH, dutch)), "change both pages"


@pytest.mark.parametrize(("dutch", "english"), BY_TASK)
def test_a_page_names_the_same_commands_in_both_languages(dutch: str, english: str) -> None:
    ours, theirs = words(ENGLISH, english), words(DUTCH, dutch)
    assert in_code(ours) == in_code(theirs)
    assert options_in_text(ours) == options_in_text(theirs)


@pytest.mark.parametrize(("dutch", "english"), BY_TASK)
def test_a_page_names_the_same_keys_in_both_languages(dutch: str, english: str) -> None:
    assert keys(words(ENGLISH, english)) == keys(words(DUTCH, dutch))


@pytest.mark.parametrize(
    "page",
    [page for folder in LINKED for page in sorted(folder.glob("*.md"))],
    ids=lambda page: str(page.relative_to(ROOT)),
)
def test_a_link_leads_to_a_page_and_to_a_heading_on_it(page: Path) -> None:
    for place, part in LINK.findall(page.read_text(encoding="utf-8")):
        target = page.parent / place if place else page
        assert target.exists(), place
        if part:
            assert part in map(anchor, HEADING.findall(target.read_text(encoding="utf-8"))), (place, part)


def test_the_english_command_reference_says_what_help_says() -> None:
    tool = ROOT / "tools" / "write_commands.py"
    ended = subprocess.run([sys.executable, str(tool), "--check"], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr or "run: python tools/write_commands.py"


def test_both_command_references_give_the_same_keys_of_json() -> None:
    dutch, english = PART.split(words(DUTCH, "opdrachten")), PART.split(words(ENGLISH, "commands"))
    assert english[1::2] == dutch[1::2]
    for name, ours, theirs in zip(dutch[1::2], english[2::2], dutch[2::2], strict=True):
        assert [" ".join(span.split()) for span in JSON.findall(ours)] == [
            " ".join(span.split()) for span in JSON.findall(theirs)
        ], name
