"""Commands that are imported when they are asked for, so that one command does not pay for the others."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from typing import Any

import click

from codeerbank.cli.overview import overview
from codeerbank.cli.streams import hush


def load(place: str) -> Any:
    """Import what ``module:name`` points at."""
    module, _colon, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


class LazyGroup(click.Group):
    """A group that knows its commands by a table of sections and imports only the one that is run."""

    def __init__(self, *args: Any, sections: Mapping[str, Mapping[str, tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {name: place for section in sections.values() for name, (place, _help) in section.items()}

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Name the commands in the order of the work."""
        return list(self.places)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        command: click.Command = load(place)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that has seen enough is no refusal, which click would make of it."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            hush()
            return 0

    def format_help(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help that needs no command to be imported, the same as without click."""
        formatter.write(overview(formatter.width) + "\n")
