"""The words that open an encrypted project: from the environment, from a file, or given by whoever was asked."""

from __future__ import annotations

import os
from pathlib import Path

from codeerbank.errors import KeyRefused
from codeerbank.i18n import _

VARIABLE, FILE = "CODEERBANK_KEY", "CODEERBANK_KEY_FILE"
_asked: list[str] = []


def remember(words: str) -> None:
    """Keep the words that a person typed, for as long as this process lives; they are written nowhere."""
    _asked[:] = [words]


def forget() -> None:
    """Drop the words that a person typed: they do not fit."""
    _asked.clear()


def known() -> str | None:
    """Give the words, if anybody gave them; KeyRefused where the file named for them cannot be read."""
    if _asked:
        return _asked[0]
    if words := os.environ.get(VARIABLE):
        return words
    if not (named := os.environ.get(FILE)):
        return None
    try:
        return Path(named).read_text(encoding="utf-8-sig").strip() or None
    except (OSError, ValueError) as error:
        raise KeyRefused(
            _("The file with the passphrase cannot be read."), _("Look at {name}.").format(name=FILE), named
        ) from error


def environment() -> dict[str, str]:
    """Give the environment for a process of our own that opens a copy of the project."""
    return {**os.environ, **({VARIABLE: _asked[0]} if _asked else {})}


def needed(name: str) -> str:
    """Give the words; KeyRefused says how to give them."""
    if words := known():
        return words
    raise KeyRefused(
        _("{name} is encrypted: its passphrase is needed.").format(name=name),
        _("Open it in a terminal, which asks for it; in a script set {variable} or {file}.").format(
            variable=VARIABLE, file=FILE
        ),
        name,
    )
