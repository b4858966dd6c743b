"""What the screen of open answers says, as plain text fit for a screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codeerbank.domain.visible import visible
from codeerbank.i18n import _, ngettext
from codeerbank.tui.answers.desk import AnswerDesk
from codeerbank.tui.code_slots import CodeSlots
from codeerbank.tui.display import shortened
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.answers import Answer

_LISTED = 6
"""So many answers that say the same are shown below each other."""
Closed = Mapping[str, Sequence[tuple[str, str]]]


def where_words(desk: AnswerDesk) -> str:
    """Say which answer this is, whose, and how far one is."""
    listed, here = desk.listed(), desk.here()
    said = [_("answer {number} of {total}").format(number=here.number if here else 0, total=len(desk.sheet.answers))]
    if len(listed) != len(desk.sheet.answers):
        place = next((n for n, answer in enumerate(listed, 1) if here and answer.number == here.number), None)
        said.append(_("{n} of {total} chosen").format(n=place or "–", total=len(listed)))
    said.append(_("{n} done").format(n=len(desk.done)))
    if here:
        said += [part for part in (here.case, here.group or "") if part]
        said += [_("done ✓")] if here.number in desk.done else []
        said += [_("doubt ?")] if here.number in desk.doubts else []
    return " " + " · ".join(map(visible, said))


def same_words(desk: AnswerDesk) -> str:
    """List the answers that say the same, so that one sees what is coded along."""
    same = desk.same()
    if len(same) < 2:
        return _("No other answer says the same.") if desk.together else ""
    words = (
        ngettext("Coded together: {n} answer", "Coded together: {n} answers", len(same))
        if desk.together
        else _("{n} answers say the same; = codes them together")
    )
    lines = [words.format(n=len(same))]
    if desk.together:
        lines += [f"  {answer.case}: “{shortened(answer.text, 90)}”" for answer in same[:_LISTED]]
        if len(same) > _LISTED:
            lines.append(_("  and {n} more").format(n=len(same) - _LISTED))
    return "\n".join(lines)


def closed_words(closed: Closed, here: Answer) -> str:
    """Give what this respondent answered to the closed questions one chose to see."""
    return "\n".join(f"{shortened(q, 60)}: {shortened(a, 60)}" for q, a in closed.get(here.case, ()))


def mine_words(desk: AnswerDesk) -> str:
    """Name the codes this answer has."""
    here = desk.here()
    held = desk.codes.get(here.number, ()) if here else ()
    return " " + ("  ".join("✓ " + desk.names.name(key) for key in held) if held else _("No code yet."))


def slot_words(desk: AnswerDesk, slots: CodeSlots, cells: int) -> str:
    """Name as many codes with their digit as fit; those this answer has carry a mark."""
    here = desk.here()
    held = desk.codes.get(here.number, ()) if here else ()
    keys = list(slots)
    each = max(11, (cells - 2) // max(1, len(keys)) - 5)
    words = [
        f"{n}{'✓' if key in held else ' '}{shortened(desk.names.bare(key), each)}" for n, key in enumerate(keys, 1)
    ]
    while words and len("  ".join(words)) > cells - 2:
        words.pop()
    return " " + "  ".join(words)


def table(desk: AnswerDesk, answers: Sequence[Answer]) -> tuple[Sequence[Column], list[Line]]:
    """Lay the answers out in a table."""
    columns = (
        Column(_("Nr"), 5, right=True), Column(_("Who"), 8, share=1, most=14), Column(_("Group"), 6, share=1, most=14),
        Column("", 2), Column(_("Codes"), 12, share=2, most=40), Column(_("Answer"), 20, share=5),
    )  # fmt: skip
    return columns, [_line(desk, answer) for answer in answers]


def _line(desk: AnswerDesk, answer: Answer) -> Line:
    number = answer.number
    signs = ("✓" if number in desk.done else " ") + ("?" if number in desk.doubts else "")
    codes = ", ".join(desk.codes.get(number, ()))
    return Line(str(number), (str(number), answer.case, answer.group or "", signs, codes, answer.text))
