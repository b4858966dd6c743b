"""The project itself and the installations that write to it."""

from __future__ import annotations

from dataclasses import dataclass

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id


@kind("project.created", undoable=False)
@dataclass(frozen=True, slots=True)
class ProjectCreated(Change):
    """A project was begun; ``language`` is that of its texts."""

    project: Id
    name: str
    language: str = "nl"

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.project


@kind("project.device_joined", undoable=False)
@dataclass(frozen=True, slots=True)
class DeviceJoined(Change):
    """A copy of the file is being written to elsewhere; ``predecessor`` is the device it was copied from."""

    device: Id
    predecessor: Id | None = None

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.device


CLIPBOARD = "clipboard"
"""What an ``Exported`` calls words that somebody copied from the screen; ``rows`` are characters then, and there is no file."""


@kind("project.exported", undoable=False)
@dataclass(frozen=True, slots=True)
class Exported(Change):
    """Something left the project: what, for whom, how many rows, under which file name (no folder).

    identical   columns that were read back from the file and found as they had come in
    """

    what: str
    audience: str
    rows: int
    file: str
    identical: int = 0
