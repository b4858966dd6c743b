"""Subtitle files, .vtt and .srt alike: cues with their lines; what is damaged keeps its words and is told.

Read here and not with a library: the one for .srt takes minutes over a long row of digits or of blank lines, and the one
for .vtt drops the words of a cue whose time is damaged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from codeerbank.i18n import _, ngettext

_ROLLING = 0.5
_FEW = 3
_TIME = r"(?:(\d{1,3})[:.])?(\d{1,2})[:.](\d{1,2})(?:[.,:](\d{1,9}))?"
_TIMING = re.compile(rf"\s{{0,40}}{_TIME}\s{{0,9}}-{{1,2}}>\s{{0,9}}\d")
_LIKE_TIMING = re.compile(r"\s{0,40}\d(?:[\d:.,]{0,20}\s{0,9}-{1,2}>|\S{0,20}?\s{0,9}-->\s{0,9}\d)")
_NUMBER = re.compile(r"\s*\d{1,9}(?:\.\d{0,9})?\s*")
_NO_WORDS = re.compile(r"[\d:.,\s>-]*")
_ASIDE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: when it starts in seconds, where that can be read, and its lines as written."""

    start: float | None
    lines: tuple[str, ...]


def read_cues(text: str, web: bool) -> tuple[list[Cue], list[str]]:
    """Give the cues of a subtitle file (``web``: a .vtt), and what a person should know about it."""
    lines = text.split("\n")
    timings = [n for n, line in enumerate(lines) if "->" in line and _LIKE_TIMING.match(line)]
    cues = [
        Cue(_seconds(lines[at]), tuple(_payload(lines[at + 1 : end], web, end == len(lines))))
        for at, end in pairwise([*timings, len(lines)])
    ]
    return cues, list(_remarks(cues, lines, web)) if cues else []


def rolled_out(cues: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """Take out what captions that roll over the screen repeat of the cue before; gives how many cues repeated something.

    Only a file in which at least half of the cues repeat is changed: people say the same thing twice as well.
    """
    fresh = [list(cues[0])] if cues else []
    fresh += [_new_lines(before, after) for before, after in pairwise(cues)]
    repeats = sum(len(new) < len(cue) or new != list(cue) for new, cue in zip(fresh, cues, strict=True))
    if repeats >= _FEW and repeats >= _ROLLING * (len(cues) - 1):
        return fresh, repeats
    return [list(cue) for cue in cues], 0


def _new_lines(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Give the lines of a cue that the one before did not show, and of a line that grows only what was added."""
    for size in range(min(len(before), len(after)), 0, -1):
        if list(before[-size:]) == list(after[:size]):
            return list(after[size:])
    if before and after and before[-1] and after[0].startswith(before[-1] + " "):
        return [after[0][len(before[-1]) + 1 :], *after[1:]]
    return list(after)


def _seconds(timing: str) -> float | None:
    match = _TIMING.match(timing)
    if not match:
        return None
    hours, minutes, seconds, fraction = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction or 0}")


def _payload(lines: list[str], web: bool, last: bool) -> Iterator[str]:
    """Give the spoken lines between two time lines: not the name or number of the next cue, nor notes and styles."""
    if lines and not last and _names_next(lines, web):
        lines = lines[:-1]
    for n, block in enumerate(_blocks(lines)):
        aside = web and block[0].split(None, 1)[0] in _ASIDE
        cut_off = last and n > 0 and _NO_WORDS.fullmatch("".join(block))
        if not aside and not cut_off:
            yield from block


def _names_next(lines: Sequence[str], web: bool) -> bool:
    """Say whether the last line is the number, or in a .vtt the name, of the cue that follows."""
    named = web and bool(lines[-1].strip()) and len(lines) > 1 and not lines[-2].strip()
    return named or bool(_NUMBER.fullmatch(lines[-1]))


def _blocks(lines: Sequence[str]) -> Iterator[list[str]]:
    """Cut lines at the empty ones."""
    block: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []


def _remarks(cues: Sequence[Cue], lines: Sequence[str], web: bool) -> Iterator[str]:
    if web and not lines[0].startswith("WEBVTT"):
        yield _("The file does not begin with WEBVTT; it was read all the same.")
    if n := sum(cue.start is None for cue in cues):
        yield ngettext(
            "The time of {n} cue cannot be read; its words were kept.",
            "The time of {n} cues cannot be read; their words were kept.",
            n,
        )
    known = [(n, cue.start) for n, cue in enumerate(cues, 1) if cue.start is not None]
    back = [after[0] for before, after in pairwise(known) if after[1] < before[1]]
    if back:
        words = _("Time runs backwards at cue {n}; the order of the file was kept.")
        yield words.format(n=back[0])
