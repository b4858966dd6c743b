"""What is open in the project, in lines for the overview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeerbank.i18n import _, ngettext
from codeerbank.tui.display import shortened

if TYPE_CHECKING:
    from codeerbank.workbench.open_points import OpenPoints

_MOST = 4
"""More coders are told as a number."""


def open_words(points: OpenPoints) -> list[str]:
    """Say who has read how much, what waits, and when the project was backed up."""
    lines = []
    if points.read and points.turns:
        most = sorted(points.read.items(), key=lambda one: -one[1])
        told = [f"{shortened(coder, 20)} {n}" for coder, n in most[:_MOST]]
        if len(most) > _MOST:
            told.append(_("and {n} more").format(n=len(most) - _MOST))
        lines.append(
            _("Read to the end, of {total} turns and answers: {coders}").format(
                total=points.turns, coders=", ".join(told)
            )
        )
    waits = []
    if points.doubts:
        waits.append(ngettext("{n} answer in doubt", "{n} answers in doubt", points.doubts))
    if points.unsettled:
        waits.append(ngettext("{n} change that found no place", "{n} changes that found no place", points.unsettled))
    if points.waiting:
        waits.append(
            ngettext("{n} released quote to look at again", "{n} released quotes to look at again", points.waiting)
        )
    if waits:
        lines.append(_("Open: {what}").format(what=", ".join(waits)))
    when = points.backed_up and points.backed_up.astimezone().strftime("%d-%m-%Y %H:%M")
    lines.append(
        _("Last backup: {when}").format(when=when)
        if when
        else _("No backup yet: one is made each day before the first change.")
    )
    return lines
