"""What the screen looks like: dark, light, the terminal's own colours, or none; chosen once and kept for this user."""

from __future__ import annotations

from contextlib import suppress
from typing import cast

from textual.app import ReturnType
from textual.filter import Monochrome

from codeerbank.config import THEMES, chosen_theme, keep_setting
from codeerbank.tui.colours import Look
from codeerbank.tui.quiet import QuietApp

_TEXTUAL = {"dark": "textual-dark", "light": "textual-light", "terminal": "ansi-dark", "mono": "textual-dark"}


class DressedApp(QuietApp[ReturnType]):
    """An app that looks as its user wishes; NO_COLOR goes before every wish."""

    def __init__(self, theme: str | None = None) -> None:
        super().__init__()
        self._greys = Monochrome()
        self._worn = THEMES[0]
        self.wear(chosen_theme(theme))

    @property
    def look(self) -> Look:
        """By which colours the widgets draw that draw by hand."""
        return cast("Look", "mono" if self.no_color else self._worn)

    def wear(self, theme: str) -> None:
        """Look like this from now on."""
        if self._greys in self._filters:
            self._filters.remove(self._greys)
        if theme == "mono" and not self.no_color:
            self._filters.append(self._greys)
        self._worn = theme
        self.theme = _TEXTUAL[theme]


def keep(setting: str, value: str) -> None:
    """Keep a choice for the next time; where that cannot be, it holds until the program stops."""
    with suppress(OSError, ValueError):
        keep_setting(setting, value)
