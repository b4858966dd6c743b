"""Colours of codes, selection and cursor. Colour never carries meaning alone: bracket, name and underline say the same.

Hues after Okabe and Ito (Color Universal Design), the blue made lighter so that it can be read on a dark ground.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from rich.style import Style

Look = Literal["dark", "light", "terminal", "mono"]
HUES = 8

_INKS = {
    "dark": ("#e69f00", "#56b4e9", "#00b083", "#f0e442", "#6a9cf0", "#e8743b", "#cc79a7", "#bbbbbb"),
    "light": ("#8a5a00", "#005f8f", "#00694c", "#6b6200", "#1f4fa8", "#a03f00", "#8f3a6b", "#444444"),
    "terminal": ("yellow", "cyan", "green", "bright_magenta", "bright_blue", "red", "magenta", "bright_cyan"),
}
"""The terminal's own colours go by their names: what they look like is for whoever set the terminal up."""
_TINTS = {
    "dark": ("#4a3500", "#123c55", "#07483a", "#4d4a10", "#1b2f5e", "#5a2a08", "#4b2a3d", "#3a3a3a"),
    "light": ("#ffe2ad", "#cfe9fa", "#bfeadd", "#f7f3b0", "#d3e0fb", "#fbd6bf", "#f3d7e6", "#dddddd"),
}
_SELECTED = {"dark": ("#ffffff", "#3355aa"), "light": ("#ffffff", "#2f4f9f")}

PLAIN = Style.null()
"""Given to every segment that needs no style: a segment without one stops the NO_COLOR filter."""
DIM = Style(dim=True)
STRONG = Style(bold=True)


@lru_cache(maxsize=1024)
def text_style(look: Look, hue: int | None, overlap: bool, selected: bool, cursor: bool, evidence: bool) -> Style:
    """Give the style of a stretch of text that is coded in ``hue`` (None: not coded)."""
    coded = hue is not None
    if look == "mono":
        return Style(underline=coded, bold=overlap or evidence, reverse=selected != cursor)
    if cursor:
        return Style(reverse=True, bold=True)
    if look == "terminal":  # on an unknown ground only letters are coloured
        colour = _INKS[look][hue % HUES] if hue is not None else None
        return Style(color=colour, underline=coded, bold=overlap or evidence, reverse=selected)
    if selected:
        ink, ground = _SELECTED[look]
        return Style(color=ink, bgcolor=ground, underline=coded, bold=evidence)
    if hue is None:
        return Style(bold=True, color=_INKS[look][3]) if evidence else PLAIN
    return Style(bgcolor=_TINTS[look][hue % HUES], underline=True, bold=overlap or evidence)


@lru_cache(maxsize=128)
def ink(look: Look, hue: int, saved: bool = True, mine: bool = True) -> Style:
    """Give the style of a code's bracket and name; slanted while it is not yet written, faint for another coder's."""
    if look == "mono":
        return Style(bold=mine, italic=not saved)
    return Style(color=_INKS[look][hue % HUES], italic=not saved, dim=not mine)
