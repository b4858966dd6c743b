"""What the user set for this computer: looks and names only; what changes numbers lives in the project.

This is read before the first word of help: no pathlib, and TOML only when there is a file.
"""
# ruff: noqa: PTH111, PTH123

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from codeerbank.errors import UsageError

DEFAULT_LANGUAGE = "nl"
UNREADABLE_SETTINGS = "The settings file cannot be read as TOML."
"""An English id: this floor knows no languages, the door translates what it shows."""
_KNOWN = {"nl", "en"}


def settings_file() -> str:
    """Give the path of the user's settings: below $XDG_CONFIG_HOME or ~/.config, on Windows %APPDATA%."""
    if sys.platform == "win32":
        root = os.environ.get("APPDATA") or os.path.expanduser("~/AppData/Roaming")
    else:
        root = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return f"{root}/codeerbank/config.toml"


def settings() -> Mapping[str, str]:
    """Read ``config.toml`` (keys ``language`` and ``coder``); empty when there is none."""
    path = settings_file()
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:  # a folder of that name, not yours to read, not UTF-8
        raise UsageError(UNREADABLE_SETTINGS, where=path) from error
    import tomllib

    try:
        values = tomllib.loads(text)
    except ValueError as error:
        raise UsageError(UNREADABLE_SETTINGS, where=path) from error
    return {key: value for key, value in values.items() if isinstance(value, str)}


def chosen_language(arguments: Sequence[str]) -> str:
    """Pick the language: ``--lang`` anywhere among the arguments, then $CODEERBANK_LANG, then the settings, then Dutch."""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument.startswith("--lang="):
            return _known(argument.partition("=")[2])
        if argument == "--lang" and place + 1 < len(arguments):
            return _known(arguments[place + 1])
    if asked := os.environ.get("CODEERBANK_LANG"):
        return _known(asked)
    try:
        return _known(settings().get("language", DEFAULT_LANGUAGE))
    except UsageError:
        return DEFAULT_LANGUAGE


def chosen_coder(asked: str | None) -> str | None:
    """Pick the coder: the one asked for, then $CODEERBANK_CODER, then the settings; None leaves it to the project."""
    return asked or os.environ.get("CODEERBANK_CODER") or settings().get("coder")


def _known(language: str) -> str:
    return language if language in _KNOWN else DEFAULT_LANGUAGE
