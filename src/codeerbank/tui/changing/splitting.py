"""What a split of a code would do, in words."""

from __future__ import annotations

from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _, plural
from codeerbank.tui.screens.preview import Plan
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.recoding import Split


def split_plan(found: Split) -> Plan:
    """Tell how many codings go where, and list them."""
    columns = (
        Column(_("Goes to"), 14, share=1, most=30), Column(_("Document"), 12, share=1, most=24),
        Column(_("Fragment"), 16, share=3),
    )  # fmt: skip
    told, lines, whole = [], [], {}
    goes = [*found.assigned.items(), ("", found.left)]
    for name, codings in goes:
        n = len(codings)
        if name:
            words = plural("{n} coding goes to {code}.", "{n} codings go to {code}.", n)
        else:
            words = plural("{n} coding stays with {code}.", "{n} codings stay with {code}.", n)
        told.append(words.format(n=n, code=name or found.code.key))
        for one in codings:
            lines.append(Line(one.id, (name or found.code.key, one.document, one_line(one.quote)), faint=not name))
            whole[one.id] = visible(f"“{one.quote}”")
    if not found.left:
        told.append(_("{code} is empty then, and archived.").format(code=found.code.key))
    foot = _("Enter: split   Esc: leave it")
    return Plan(_("Split {code}?").format(code=found.code.key), told, foot, columns, lines, whole)
