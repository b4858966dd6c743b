"""What a merge of codes would do, in words."""

from __future__ import annotations

from collections.abc import Iterator

from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _, ngettext, plural
from codeerbank.tui.screens.preview import Plan
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.merging import Merge


def merge_plan(found: Merge) -> Plan:
    """Tell it all; the codings that overlap are listed."""
    columns = (
        Column(_("Nr"), 3, right=True), Column(_("Code"), 8), Column(_("Coder"), 8),
        Column(_("Document"), 12, share=1, most=24), Column(_("Fragment"), 16, share=3),
    )  # fmt: skip
    lines, whole = [], {}
    for n, group in enumerate(found.overlaps, 1):
        for one in group:
            lines.append(Line(one.id, (str(n), one.code, one.coder, one.document, one_line(one.quote))))
            whole[one.id] = visible(f"“{one.quote}”")
    foot = _("Enter: merge   Esc: leave it")
    if found.overlaps:
        other = _("Space: keep overlaps as they are") if found.join else _("Space: make one coding of each overlap")
        foot += "   " + other
    names = ", ".join(code.key for code in found.codes)
    return Plan(
        _("Merge {codes} into {into}?").format(codes=names, into=found.into.key),
        list(_told(found)),
        foot,
        columns,
        lines,
        whole,
    )


def _told(found: Merge) -> Iterator[str]:
    for key, n in found.codings:
        words = plural("{code}: {n} coding goes to {into}.", "{code}: {n} codings go to {into}.", n)
        yield words.format(code=key, n=n, into=found.into.key)
    if found.meeting:
        yield ngettext(
            "{n} coding meets one on the same words; they become one, with the memos of both.",
            "{n} codings meet one on the same words; each two become one, with the memos of both.",
            found.meeting,
        ).format(n=found.meeting)
    if found.children:
        codes = ", ".join(code.key for code in found.children)
        yield _("Below {into} come: {codes}.").format(into=found.into.key, codes=codes)
    if n := len(found.overlaps):
        yield (
            ngettext("{n} overlap becomes one coding:", "{n} overlaps become one coding each:", n)
            if found.join
            else ngettext("{n} overlap stays as it is:", "{n} overlaps stay as they are:", n)
        ).format(n=n)
    else:
        yield _("No codings overlap.")
