"""Write the command reference of the English manual from what ``--help`` says.

    python tools/write_commands.py            write docs/manual/commands.md
    python tools/write_commands.py --check    end with 1 when the page is not what this would write

What a person wrote stays: the lines above the first section, and in each part whatever follows its options, such as
the keys of its JSON. A command that is new gets its part in its place; write its JSON below the options.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from codeerbank.i18n import _, use_language

PAGE = Path(__file__).resolve().parent.parent / "docs" / "manual" / "commands.md"
_PART = re.compile(r"^### codeerbank (.+)$", re.MULTILINE)
_SECTION = re.compile(r"^## .+$", re.MULTILINE)


def page(before: str) -> str:
    """Give the page anew, with what a person wrote in the page as it was."""
    from codeerbank.cli.main import codeerbank_
    from codeerbank.cli.overview import SECTIONS

    pieces = _PART.split(before)
    kept = {name: _written_by_hand(text) for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
    parts = [_SECTION.split(before)[0].strip()]
    context = click.Context(codeerbank_)
    for title, names in SECTIONS.items():
        parts.append(f"## {_(title)}")
        for name in names:
            parts += [
                part
                for full, command in _commands(name, codeerbank_.get_command(context, name))
                for part in (f"### codeerbank {full}", *_described(command, context), *kept.get(full, ()))
            ]
    return "\n\n".join(parts) + "\n"


def _written_by_hand(part: str) -> list[str]:
    paragraphs = [paragraph for paragraph in _SECTION.split(part)[0].strip().split("\n\n") if paragraph]
    return paragraphs[2:] if paragraphs[1:] and paragraphs[1].startswith("- ") else paragraphs[1:]


def _commands(name: str, command: click.Command | None) -> Iterator[tuple[str, click.Command]]:
    """Give a command, or what is in a group of them, by its whole name."""
    inner = command.commands if isinstance(command, click.Group) else {}
    if command is not None and (not inner or getattr(command, "invoke_without_command", False)):
        yield name, command
    yield from ((f"{name} {sub}", one) for sub, one in inner.items())


def _described(command: click.Command, context: click.Context) -> list[str]:
    options = [line for parameter in command.params for line in _option(parameter, context)]
    return [" ".join((command.help or "").split()), *(["\n".join(options)] if options else [])]


def _option(parameter: click.Parameter, context: click.Context) -> Iterator[str]:
    """Describe an argument or an option in a line; ``--json`` is described below by its keys."""
    if isinstance(parameter, click.Argument):
        yield f"- `{parameter.make_metavar(context)}`"
    elif isinstance(parameter, click.Option) and not parameter.hidden and parameter.name != "as_json":
        names = "`, `".join([*parameter.opts, *parameter.secondary_opts])
        value = "" if parameter.is_flag else " " + parameter.make_metavar(context).strip("[]")
        yield f"- `{names}{value}`: {' '.join((parameter.help or '').split())}"


def main(arguments: list[str]) -> int:
    """Write or check the page."""
    use_language("en")
    before = PAGE.read_text(encoding="utf-8")
    after = page(before)
    if "--check" in arguments:
        return int(after != before)
    PAGE.write_text(after, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
