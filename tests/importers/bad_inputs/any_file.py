"""What is no file, or no file that may be read, whatever its suffix."""

from __future__ import annotations

import os
from pathlib import Path

from tests.importers.bad_inputs.case import BadInput, rejected

_EVERY = (".txt", ".docx", ".csv", ".xlsx", ".sav", ".pdf", ".toml")


def _nothing(path: Path) -> None:
    assert not path.exists()


def _folder(path: Path) -> None:
    path.mkdir()


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _socket(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _empty(path: Path) -> None:
    path.touch()


def _holes(path: Path) -> None:
    """A file of 600 MB that takes no room."""
    with path.open("wb") as file:
        file.truncate(600 * 1024**2)


CASES: list[BadInput] = [
    rejected("weg.txt", "missing", _nothing, "bestaat niet", placed=True),
    rejected("map.csv", "folder", _folder, "map", placed=True),
    rejected("pijp.txt", "pipe", _pipe, "geen gewoon bestand", placed=True),
    rejected("kring.docx", "link to itself", _loop, "verwijst naar zichzelf", placed=True),
    rejected("nullen.txt", "device", _socket, "geen gewoon bestand", placed=True),
    rejected("groot.txt", "600 MB", _holes, "groter dan", placed=True),
    rejected("wat.onbekend", "suffix nobody reads", lambda: "hoi", ".onbekend"),
    rejected("zonder", "no suffix", lambda: "hoi", "zonder"),
    *(rejected(f"leeg{suffix}", "empty", _empty, "leeg", placed=True) for suffix in _EVERY),
]
