"""Commands that are imported when they are asked for, so that help and version cost no more than click itself."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from codeerbank.i18n import _


class Entry(NamedTuple):
    """Where a command lives (``module:name``) and its line in the help, as an English id."""

    place: str
    help: str


def load(place: str) -> Any:
    """Import what ``module:name`` points at."""
    module, _colon, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


class LazyGroup(click.Group):
    """A group that knows its commands by a table of sections and imports only the one that is run."""

    def __init__(self, *args: Any, sections: Mapping[str, Mapping[str, Entry]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        self.entries = {name: entry for section in sections.values() for name, entry in section.items()}

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands in the order of the work."""
        return list(self.entries)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = load(entry.place)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table, section by section, without importing anything."""
        widest = max(map(len, self.entries))
        for title, section in self.sections.items():
            with formatter.section(_(title)):
                formatter.write_dl([(name.ljust(widest), _(entry.help)) for name, entry in section.items()])
