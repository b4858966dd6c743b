"""Paths as people type, paste and drag them, and filling in what was begun."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path


def paths_in(typed: str) -> list[Path]:
    """Read a line as one path, or as several with blanks between them and quotes around those that hold blanks."""
    typed = typed.strip()
    whole = _path(typed.strip("'\""))
    if not typed or whole.exists():
        return [whole]
    try:
        parts = shlex.split(typed, posix=os.name != "nt")
    except ValueError:  # a quote that is not closed
        return [whole]
    found = [_path(part.strip("'\"")) for part in parts]
    return found if any(path.exists() for path in found) else [whole]


def completed(typed: str) -> tuple[str, Sequence[str]]:
    """Fill in a path as far as only one name fits; gives that with the names that fit."""
    folder, begun = os.path.split(typed)
    place = _path(folder)
    try:
        names = sorted(
            entry.name + os.sep * entry.is_dir()
            for entry in os.scandir(place)
            if entry.name.casefold().startswith(begun.casefold()) and (begun or not entry.name.startswith("."))
        )
    except (OSError, ValueError):
        return typed, ()
    same = _beginning(names)
    if len(same) < len(begun):  # names that differ in case only from what was typed
        return typed, names
    return typed[: len(typed) - len(begun)] + same, names


def _beginning(names: Sequence[str]) -> str:
    """Give what all names begin with."""
    first, last = min(names, default=""), max(names, default="")
    return next((first[:n] for n, letter in enumerate(first) if letter != last[n : n + 1]), first)


def _path(written: str) -> Path:
    path = Path(written or ".")
    try:
        return path.expanduser()
    except RuntimeError:  # a ~ of nobody
        return path
