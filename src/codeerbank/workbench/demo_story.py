"""Telling what the practice study goes through: numbered headings, and below each what there is to see."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from codeerbank.domain.joint import JointRow
from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Display

WIDTH = 96
"""Longer lines are hard to read; a narrow terminal asks for shorter ones."""

Say = Callable[[str], None]


@dataclass(slots=True)
class Story:
    """Says what is done: a numbered heading, and below it what there is to see."""

    say: Say
    width: int
    number: int = 0

    def part(self, heading: str) -> None:
        """Begin the next part."""
        self.number += 1
        self.say("")
        for line in textwrap.wrap(f"{self.number}. {heading}", self.width, subsequent_indent="   "):
            self.say(line)

    def tell(self, words: str, deeper: int = 0) -> None:
        """Say something in the part that was begun."""
        margin = " " * (3 + 3 * deeper)
        for line in textwrap.wrap(words, self.width, initial_indent=margin, subsequent_indent=margin):
            self.say(line)


def tell_theme(display: Display, shown: Sequence[JointRow], code: str, story: Story) -> None:
    """Tell in one line how many people in the conversations spoke of a theme, by group."""
    talk = list(display.sheet("report").columns).index(_("Conversations"))
    rows = zip(display.sheet("report").rows, shown, strict=True)
    for heading, line in ((cells[0], cells[talk]) for cells, one in rows if one.code == code):
        counts = str(line or "").partition("\n")[0]
        story.tell(_("{theme}, in the conversations: {counts}").format(theme=heading, counts=counts))


def tell_row(display: Display, shown: Sequence[JointRow], code: str, story: Story) -> None:
    """Tell one row of the display in the form of a report."""
    sheet = display.sheet("report")
    rows = [row for row, one in zip(sheet.rows, shown, strict=True) if one.code == code]
    for heading, *cells in rows:
        story.tell(str(heading))
        for column, cell in zip(sheet.columns[1:], cells, strict=True):
            first, *rest = str(cell or "").splitlines() or [""]
            if first:
                story.tell(f"{column}: {first}", 1)
            for line in rest:
                story.tell(line, 2)
