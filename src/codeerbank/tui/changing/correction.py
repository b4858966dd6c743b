"""What a correction of a text would do, in words."""

from __future__ import annotations

from collections.abc import Iterator

from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _, ngettext
from codeerbank.tui.screens.preview import Plan
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.correcting import FATES, CodingFate, Correction


def correction_plan(found: Correction) -> Plan:
    """Tell it all: every coding that moves, changes, shrinks or is lost, the gravest first."""
    names = {"lost": _("lost"), "shortened": _("shorter"), "changed": _("other words"), "moved": _("moves along")}
    ordered = [one for fate in FATES for one in found.codings if one.fate == fate]
    columns = (
        Column(_("What"), 14), Column(_("Code"), 8), Column(_("Coder"), 8), Column(_("Turn"), 5, right=True),
        Column(_("Was"), 10, share=1), Column(_("Becomes"), 10, share=1),
    )  # fmt: skip
    lines = [
        Line(
            str(n),
            (
                names[one.fate],
                one.coding.code,
                one.coding.coder,
                str(one.coding.turn),
                _quote(one),
                one_line(one.after),
            ),
            strong=one.fate == "lost",
        )
        for n, one in enumerate(ordered)
    ]
    whole = {
        str(n): visible(f"“{one.coding.quote}”") + "\n→ " + (visible(f"“{one.after}”") if one.after else names["lost"])
        for n, one in enumerate(ordered)
    }
    foot = _("Enter: correct the text   Esc: leave it as it is   arrows: look at the codings")
    return Plan(
        _("Correct {document}?").format(document=found.document), list(_told(found)), foot, columns, lines, whole
    )


def _quote(one: CodingFate) -> str:
    return one_line(one.coding.quote)


def _told(found: Correction) -> Iterator[str]:
    yield from map(visible, found.remarks)
    words = _("{document}: {before} turns become {after}; {letters} characters become {new}.")
    (before, after), (letters, new) = found.turns, found.characters
    yield words.format(document=found.document, before=before, after=after, letters=letters, new=new)
    words = _(
        "Codings: {same} stay as they are, {moved} move along, {changed} get other words, {shortened} get shorter,"
        " {lost} are lost."
    )
    yield words.format(same=found.same, **{fate: found.count(fate) for fate in FATES})
    come, go = found.speakers
    if come or go:
        yield _("Speakers: {come} come, {go} go.").format(come=", ".join(come) or "-", go=", ".join(go) or "-")
    for coder, (was, becomes) in found.done.items():
        if was != becomes:
            said = _("Read to the end by {coder}: {before} turns, then {after}.")
            yield said.format(coder=coder, before=was, after=becomes)
    for quote in found.releases:
        yield _("No longer released, for its words change: “{words}”").format(words=one_line(quote))
    if found.memos:
        yield ngettext(
            "{n} memo is on a coding that is lost; it stays in the list of memos.",
            "{n} memos are on codings that are lost; they stay in the list of memos.",
            found.memos,
        ).format(n=found.memos)
