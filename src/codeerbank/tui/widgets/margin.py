"""The margin of a line: brackets of the codings in their lanes, the turn's number and speaker, and code names."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment

from codeerbank.tui.colours import DIM, PLAIN, STRONG, Look, ink
from codeerbank.tui.display import shortened
from codeerbank.tui.docmodel.columns import Columns
from codeerbank.tui.docmodel.intervals import Laid
from codeerbank.tui.views import CodingView, TurnHead

DONE = "✓"
_LEAST = 9
"""Cells a name needs to be worth drawing."""
DIRECTIONS = {"hinders": "−", "helps": "+", "both": "±"}
"""Signs beside a code's name; neutral has none."""


def brackets(laid: Sequence[Laid[CodingView]], start: int, stop: int, lanes: int, look: Look) -> list[Segment]:
    """Draw one cell per lane; a plus in the last one stands for codings that have no lane."""
    cells = [Segment(" ", PLAIN)] * lanes
    beyond = False
    for coding, lane in laid:
        if lane >= lanes:
            beyond = True
            continue
        begins, ends = coding.start >= start, coding.stop <= stop
        sign = "╶" if begins and ends else "┌" if begins else "└" if ends else "│"
        cells[lane] = Segment(sign, ink(look, coding.hue, coding.saved, coding.mine))
    if beyond:
        cells[-1] = Segment("+", STRONG)
    return cells


def head(turn: TurnHead | None, columns: Columns) -> Segment:
    """Draw a turn's number, whether it is done, and who speaks; None stands for a line further on in the turn."""
    if turn is None:
        return Segment(" " * (columns.margin - columns.lanes), PLAIN)
    label = f" {shortened(turn.label, columns.label):<{columns.label}}" if columns.label else ""
    words = f" {turn.number:>{columns.number}}{DONE if turn.done else ' '}{label} "
    return Segment(words, DIM)


def names(laid: Sequence[Laid[CodingView]], start: int, stop: int, cells: int, look: Look) -> list[Segment]:
    """Name the codings that begin on this line, as many as fit: the coder's own first, others' in short."""
    here = sorted((c for c, _ in laid if start <= c.start < max(stop, start + 1)), key=lambda coding: not coding.mine)
    drawn: list[Segment] = []
    for n, coding in enumerate(here):
        if cells < _LEAST:
            drawn.append(Segment("…", DIM))
            break
        room = cells - 1 if n + 1 == len(here) else max(_LEAST, cells - _LEAST - 1)
        words = shortened(name_of(coding) if coding.mine else _in_short(coding), room)
        drawn.append(Segment(words + " ", ink(look, coding.hue, coding.saved, coding.mine)))
        cells -= len(words) + 1
    return drawn


def _in_short(coding: CodingView) -> str:
    return f"{coding.code if len(coding.code) < _LEAST else coding.name} ({coding.coder})"


def name_of(coding: CodingView) -> str:
    """Give a coding's name with its direction, and its coder when that is someone else."""
    sign = DIRECTIONS.get(coding.direction, "")
    return coding.name + (f" {sign}" if sign else "") + ("" if coding.mine else f" ({coding.coder})")
