"""What the user set for this computer: looks and names only; what changes numbers lives in the project.

This is read before the first word of help: no pathlib, and TOML only when there is a file.
"""
# ruff: noqa: PTH103, PTH105, PTH111, PTH120, PTH123

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence

from codeerbank.errors import UsageError

DEFAULT_LANGUAGE = "nl"
UNREADABLE_SETTINGS = "The settings file cannot be read as TOML."
"""An English id: this floor knows no languages, the door translates what it shows."""
_KNOWN = {"nl", "en"}
THEMES = ("dark", "light", "terminal", "mono")
"""What the screen can look like; the first one where nobody says otherwise."""


def settings_file() -> str:
    """Give the path of the user's settings: below $XDG_CONFIG_HOME or ~/.config, on Windows %APPDATA%."""
    if sys.platform == "win32":
        root = os.environ.get("APPDATA") or os.path.expanduser("~/AppData/Roaming")
    else:
        root = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    return f"{root}/codeerbank/config.toml"


def settings() -> Mapping[str, str]:
    """Read ``config.toml`` (keys ``language``, ``coder``, ``theme``, ``simple_keyboard``); empty when there is none.

    Every value is given as a word; yes and no as ``true`` and ``false``.
    """
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
    words = {key: str(value).lower() if isinstance(value, bool) else value for key, value in values.items()}
    return {key: value for key, value in words.items() if isinstance(value, str)}


def keep_setting(key: str, value: str) -> None:
    """Write one setting, and leave everything else in the file as it stands. Raises OSError where that cannot be."""
    path = settings_file()
    try:
        with open(path, encoding="utf-8-sig") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        lines = []
    other = [line for line in lines if line.partition("=")[0].strip() != key]
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    draft = f"{path}.{os.getpid()}.new"
    with open(draft, "w", encoding="utf-8") as file:
        # first: what stands below the head of a table belongs to that table
        file.write("\n".join([f'{key} = "{value}"', *other]) + "\n")
    os.replace(draft, path)


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


def chosen_theme(asked: str | None = None) -> str:
    """Pick what the screen looks like: as asked, then the settings, then dark."""
    try:
        theme = asked or settings().get("theme", "")
    except UsageError:
        theme = ""
    return theme if theme in THEMES else THEMES[0]


def wants_simple_keyboard() -> bool:
    """Say whether the settings ask for a keyboard without the newer protocol, in which dead keys fail here and there."""
    try:
        return settings().get("simple_keyboard") == "true"
    except UsageError:
        return False


def chosen_coder(asked: str | None) -> str | None:
    """Pick the coder: the one asked for, then $CODEERBANK_CODER, then the settings; None leaves it to the project."""
    return asked or os.environ.get("CODEERBANK_CODER") or settings().get("coder")


def _known(language: str) -> str:
    return language if language in _KNOWN else DEFAULT_LANGUAGE
