"""Lists beside the tree: places of a code, its history, what differs between two versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from codeerbank.domain.coding import Coding
from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _, ngettext
from codeerbank.tui.codebook.fields import NAMES
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.history import ActionLine
from codeerbank.workbench.revisions import CodeDifference


@dataclass(frozen=True, slots=True)
class Beside:
    """A list: its title, columns and lines, what is said of each line in full, and the codings that lines stand for."""

    title: str
    columns: Sequence[Column]
    lines: Sequence[Line]
    whole: Mapping[str, str]
    codings: Mapping[str, Coding] = field(default_factory=dict)
    older: bool = False


def places(title: str, codings: Iterable[Coding], older: bool = False) -> Beside:
    """List codings with the words they cover; ``older`` ones wait for a second look."""
    found = {coding.id: coding for coding in codings}
    columns = (
        Column(_("Code"), 6), Column(_("Document"), 12, share=1, most=24), Column(_("Turn"), 5, right=True),
        Column(_("Who"), 8), Column(_("Fragment"), 16, share=3),
    )  # fmt: skip
    lines = [
        Line(one.id, (one.code, one.document, str(one.turn), one.coder, one_line(one.quote))) for one in found.values()
    ]
    whole = {one.id: visible(f"“{one.quote}”") for one in found.values()}
    return Beside(f"{title} · {_fragments(len(lines))}", columns, lines, whole, found, older)


def _fragments(n: int) -> str:
    return ngettext("{n} fragment", "{n} fragments", n).format(n=n)


def history(title: str, actions: Sequence[ActionLine]) -> Beside:
    """List what was done to a code."""
    columns = (Column(_("When"), 16), Column(_("Who"), 8), Column(_("What"), 16, share=1))
    lines, whole = [], {}
    for one in actions:
        words = _("{what} (undone)").format(what=one.words) if one.undone else one.words
        when = datetime.fromisoformat(one.when).astimezone().strftime("%d-%m-%Y %H:%M")
        lines.append(Line(str(one.number), (when, one.who, words), faint=one.undone))
        whole[str(one.number)] = words
    return Beside(title, columns, lines, whole)


def compared(title: str, found: Sequence[CodeDifference]) -> Beside:
    """List what differs between two versions of the codebook."""
    names = {
        "added": _("made"), "gone": _("not there any more"), "archived": _("archived"), "restored": _("brought back"),
        "merged": _("merged into another"), "renamed": _("renamed"), "moved": _("moved"), "changed": _("changed"),
    }  # fmt: skip
    columns = (
        Column(_("Code"), 6), Column(_("What"), 18), Column(_("Was"), 10, share=1), Column(_("Becomes"), 10, share=1),
    )  # fmt: skip
    lines, whole = [], {}
    for n, one in enumerate(found):
        what = _(NAMES.get(one.field, one.field)) if one.field else names[one.what]
        lines.append(Line(str(n), (one.code, what, one_line(one.before), one_line(one.after))))
        whole[str(n)] = visible(f"{one.code} {what}: {one.before or '-'}\n→ {one.after or '-'}")
    return Beside(title if lines else f"{title}: " + _("the codebook is the same"), columns, lines, whole)
