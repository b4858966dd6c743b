"""What to do next, in one or two sentences, from how far the project is."""

from __future__ import annotations

from codeerbank.i18n import _
from codeerbank.tui.display import shortened
from codeerbank.tui.views import DocumentRow, OverviewView
from codeerbank.workbench.stamps import is_practice


def advice(view: OverviewView) -> list[str]:
    """Say what comes next; always at least one sentence."""
    if not view.documents:
        return [
            _("There is nothing to read yet. Press o and bring a transcript, a survey or a codebook in."),
            _("Or do it with a command: codeerbank import FILE"),
        ]
    said = []
    if not view.codes:
        said.append(_("The codebook is empty. Make codes while you read (c), or press o and bring a codebook in."))
    if is_practice(view.name):
        said.append(_("New here? Press Ctrl+P and type “tour”: five minutes along everything, on this practice study."))
    if row := unfinished(view):
        words = _("Go on with {name}: {done} of {turns} done. Press Enter.")
        said.append(words.format(name=shortened(row.name, 40), done=row.done, turns=row.turns))
    else:
        said.append(
            _(
                "You have read everything to the end. The joint display of words and numbers: codeerbank joint side-by-side"
            )
        )
    return said


def unfinished(view: OverviewView) -> DocumentRow | None:
    """Find the document to go on with: one begun before one not begun."""
    open_ones = [row for row in view.documents if row.done < row.turns]
    begun = [row for row in open_ones if row.done or row.codings]
    return next(iter(begun or open_ones), None)
