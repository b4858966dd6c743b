"""How the width of the pane is shared: bracket lanes, turn number, speaker, text, code names."""

from __future__ import annotations

from dataclasses import dataclass

NAMES_FROM = 98
"""The width from which code names stand in a column of their own."""
_LEAST_TEXT = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in cells, from left to right; the margin stands left of the text, where no odd character can shift it."""

    lanes: int
    number: int
    label: int
    text: int
    names: int

    @classmethod
    def within(cls, width: int, turns: int, longest_label: int) -> Columns:
        """Share ``width`` cells for a document with so many turns and such labels."""
        wide = width >= NAMES_FROM
        lanes, names = (6, 24) if wide else (3, 0)
        number = max(2, len(str(turns)))
        label = min(longest_label, 14 if wide else 10 if width >= 70 else 4)
        columns = cls(lanes, number, label, 0, names)
        return cls(lanes, number, label, max(_LEAST_TEXT, width - columns.margin - names - 2), names)

    @property
    def margin(self) -> int:
        """Cells left of the text: lanes, blank, number, done mark, blank, label, blank."""
        return self.lanes + 1 + self.number + 1 + (1 + self.label if self.label else 0) + 1
