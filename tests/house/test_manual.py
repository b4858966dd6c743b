import re
from pathlib import Path

import click
import pytest

from codeerbank.cli.main import codeerbank_
from codeerbank.cli.overview import SECTIONS
from tests.house.sources import ROOT

MANUAL, ENGLISH = ROOT / "docs" / "handleiding", ROOT / "docs" / "manual"
PAGES = [*sorted(MANUAL.glob("*.md")), *sorted(ENGLISH.glob("*.md"))]
PART = re.compile(r"^### codeerbank (.+)$", re.MULTILINE)
IN_CODE = re.compile(r"^codeerbank ([a-z-]+)(?: ([a-z-]+))?", re.MULTILINE)


def commands() -> dict[str, click.Command]:
    context = click.Context(codeerbank_)
    found: dict[str, click.Command] = {}
    for name in (name for section in SECTIONS.values() for name in section):
        command = codeerbank_.get_command(context, name)
        assert command
        inner = (
            {f"{name} {sub}": one for sub, one in command.commands.items()} if isinstance(command, click.Group) else {}
        )
        if not inner or getattr(command, "invoke_without_command", False):
            found[name] = command
        found |= inner
    return found


def test_the_manual_describes_every_command_and_no_other() -> None:
    assert PART.findall((MANUAL / "opdrachten.md").read_text(encoding="utf-8")) == list(commands())


def test_the_manual_names_every_option_of_a_command() -> None:
    parts = PART.split((MANUAL / "opdrachten.md").read_text(encoding="utf-8"))
    described = dict(zip(parts[1::2], parts[2::2], strict=True))
    for name, command in commands().items():
        options = [o for o in command.params if isinstance(o, click.Option) and not o.hidden]
        missing = [option.opts[-1] for option in options if f"`{option.opts[-1]}" not in described[name]]
        assert not missing, name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_in_the_manual_are_commands_that_exist(page: Path) -> None:
    known = set(commands())
    blocks = page.read_text(encoding="utf-8").split("```")[1::2]
    for name, sub in IN_CODE.findall("\n".join(blocks)):
        assert name in known or f"{name} {sub}" in known, (page.name, name, sub)


@pytest.mark.parametrize("manual", [MANUAL, ENGLISH], ids=lambda manual: manual.name)
def test_the_contents_page_names_every_page(manual: Path) -> None:
    contents = (manual / "README.md").read_text(encoding="utf-8")
    assert not [
        name for page in manual.glob("*.md") if (name := page.name) != "README.md" and f"({name})" not in contents
    ]
