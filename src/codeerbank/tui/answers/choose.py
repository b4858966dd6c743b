"""Which answers one goes through, and in what order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.i18n import _
from codeerbank.tui.docmodel.find import folded
from codeerbank.tui.fuzzy import Choice
from codeerbank.workbench.answers import Answer


@dataclass(frozen=True, slots=True)
class Which:
    """What is gone through.

    state   "" all, "open" not read to the end, "done", "coded", "bare" without a code, "doubt"
    group   only answers of this group; empty: all
    words   only answers that hold these words
    order   "number", "case", "group", "length" or "text"
    """

    state: str = ""
    group: str = ""
    words: str = ""
    order: str = "number"


ORDERS = ("number", "case", "group", "length", "text")


def chosen(
    answers: Sequence[Answer],
    which: Which,
    codes: Mapping[int, Sequence[str]],
    done: Collection[int],
    doubts: Collection[int],
) -> list[Answer]:
    """Give the answers that are asked for; those that are gone through one by one stay in order of number."""
    wanted = folded(which.words).split()

    def fits(answer: Answer) -> bool:
        number = answer.number
        state = {
            "open": number not in done,
            "done": number in done,
            "coded": bool(codes.get(number)),
            "bare": not codes.get(number),
            "doubt": number in doubts,
        }.get(which.state, True)
        return state and which.group in ("", answer.group) and (not wanted or _holds(answer.text, wanted))

    return [answer for answer in answers if fits(answer)]


def ordered(answers: Sequence[Answer], order: str) -> list[Answer]:
    """Sort answers for the table."""
    keys = {
        "case": lambda a: (a.case,),
        "group": lambda a: (a.group or "", a.number),
        "length": lambda a: (-len(a.text), a.number),
        "text": lambda a: (folded(a.text), a.number),
    }
    return sorted(answers, key=keys[order]) if order in keys else list(answers)


def which_choices(groups: Collection[str]) -> list[Choice]:
    """Offer what one can go through; words that are typed are looked for in the answers."""
    states = (
        ("", _("all answers")),
        ("open", _("not yet done")),
        ("done", _("done")),
        ("coded", _("with a code of yours")),
        ("bare", _("without a code of yours")),
        ("doubt", _("in doubt")),
    )
    found = [Choice(f"state={state}", words) for state, words in states]
    return found + [Choice(f"group={group}", _("group {group}").format(group=group)) for group in sorted(groups)]


def _holds(text: str, wanted: Sequence[str]) -> bool:
    plain = folded(text)
    return all(word in plain for word in wanted)
