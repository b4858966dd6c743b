"""What is marked: where the cursor stands, where marking began, and how a unit key changes both."""

from __future__ import annotations

from dataclasses import dataclass, replace

from codeerbank.tui.docmodel.units import Unit, Units


@dataclass(frozen=True, slots=True)
class Selection:
    """A cursor and, when something is marked, the other end of it.

    marking   movement extends (the space key), for terminals that do not pass on Shift with an arrow
    used      a code was applied to it: the next unit key goes on to the next unit, a digit still codes this one
    """

    cursor: int
    anchor: int | None = None
    marking: bool = False
    used: bool = False

    @property
    def span(self) -> tuple[int, int] | None:
        """The marked stretch, or None when nothing is."""
        if self.anchor is None or self.anchor == self.cursor:
            return None
        return (self.anchor, self.cursor) if self.anchor < self.cursor else (self.cursor, self.anchor)

    def moved(self, offset: int, extend: bool = False) -> Selection:
        """Put the cursor elsewhere; ``extend`` keeps the other end, anything else drops what was marked."""
        if extend or self.marking:
            return replace(self, cursor=offset, anchor=self.cursor if self.anchor is None else self.anchor, used=False)
        return Selection(offset)

    def marked(self, start: int, stop: int, used: bool = False) -> Selection:
        """Mark [start, stop)."""
        return Selection(stop, start, used=used)

    def toggled(self) -> Selection:
        """Begin marking here, or stop and keep what is marked."""
        if self.marking:
            return replace(self, marking=False)
        return replace(self, marking=True, anchor=self.cursor if self.span is None else self.anchor, used=False)


def grown(selection: Selection, units: Units, unit: Unit, within_turn: bool = False) -> Selection:
    """Mark the unit at the cursor; a selection grows to whole units first and then takes the next one in.

    ``within_turn`` keeps it inside one turn: no coding crosses two answers to a survey question.
    """
    span = selection.span
    if span is None:
        return selection.marked(*units.bounds(selection.cursor, unit))
    start, stop = span
    if selection.used:
        return selection.marked(*units.bounds(_after(units, stop, unit), unit))
    whole = units.bounds(start, unit)[0], units.bounds(max(start, stop - 1), unit)[1]
    whole = min(whole[0], start), max(whole[1], stop)
    if whole != span:
        return selection.marked(*whole)
    further = _after(units, stop, unit)
    if within_turn and units.speech.turn_at(further) != units.speech.turn_at(start):
        return selection.marked(start, stop)
    return selection.marked(start, max(stop, units.bounds(further, unit)[1]))


def shrunk(selection: Selection, units: Units, unit: Unit) -> Selection:
    """Give the last unit of what is marked back; the last one left stays."""
    span = selection.span
    if span is None:
        return selection
    start, stop = span
    cut = units.bounds(max(start, stop - 1), unit)[0]
    if cut <= start:
        return selection.marked(start, stop)
    before = units.previous(cut, unit)
    return selection.marked(start, min(cut, max(units.bounds(before, unit)[1], start + 1)))


def _after(units: Units, stop: int, unit: Unit) -> int:
    """Give an address in the unit that follows ``stop``."""
    turn = units.speech.turn_at(max(0, stop - 1))
    if unit != "turn" and stop < units.speech.stops[turn] and units.bounds(stop, unit)[1] > stop:
        return stop
    return units.next(max(0, stop - 1), "turn")


def changed(before: Selection, after: Selection) -> list[tuple[int, int]]:
    """Give the stretches that look different after a step: what must be drawn anew."""
    old, new = before.span, after.span
    cursors = [(before.cursor, before.cursor), (after.cursor, after.cursor)]
    if old == new:
        return cursors
    if old is None or new is None:
        return [*cursors, old or new or cursors[0]]
    return [*cursors, *((min(p, q), max(p, q)) for p, q in zip(old, new, strict=True) if p != q)]
