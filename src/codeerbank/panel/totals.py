"""What the panel said, added up: counts over everybody, by group only where three or more answered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.covering import small_groups
from codeerbank.domain.joint import PanelEvidence
from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.panel.answers import (
    NO,
    PARTLY,
    QUESTIONS,
    RECOGNISE,
    SECOND,
    UNKNOWN,
    YES,
    closing_number,
    words_number,
)
from codeerbank.panel.wording import wording

LEAST_MEMBERS = 3
"""A group is shown by itself only from this many members who answered."""
_RATHER = re.compile(r"\b(?:liever|rather)\s*:\s*([^;.]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuoteTotals:
    """One piece of a form: question -> letter -> members, over all it was put to and by group."""

    number: int
    text: str
    codes: Sequence[str]
    members: int
    all: Mapping[str, Mapping[str, int]]
    by_group: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    remarks: Sequence[str] = ()

    def json(self) -> dict[str, Any]:
        """Give the counts; there are no percentages of a panel."""
        return {
            "number": self.number,
            "quote": self.text,
            "codes": list(self.codes),
            "members": self.members,
            "answers": {question: dict(letters) for question, letters in self.all.items()},
            "groups": {g: {q: dict(c) for q, c in questions.items()} for g, questions in self.by_group.items()},
            "remarks": list(self.remarks),
        }


def totals(form: PanelForm, replies: Iterable[Reply]) -> list[QuoteTotals]:
    """Add up the replies to one form, quote by quote; a member's last reply counts."""
    latest = last_replies(form, replies)
    return [
        QuoteTotals(
            number=piece.number,
            text=piece.text,
            codes=form.quotes[piece.number - 1].codes if form.quotes else (),
            members=sum(piece in form.put_to(reply.member) for reply in latest),
            all=_counted(latest, piece.number, form.kind),
            by_group={
                name: _counted(members, piece.number, form.kind)
                for name, members in _large(latest, piece.number).items()
            },
            remarks=[reply.remarks[piece.number] for reply in latest if piece.number in reply.remarks],
        )
        for piece in form.pieces
    ]


def _large(replies: Iterable[Reply], number: int) -> dict[str, list[Reply]]:
    """Give the groups of which enough members answered on a piece, so that the total does not tell what the others said."""
    groups: dict[str, list[Reply]] = {}
    for reply in replies:
        if reply.answers.get(number):
            groups.setdefault(reply.group or "", []).append(reply)
    few = small_groups({name: len(members) for name, members in groups.items()}, LEAST_MEMBERS)
    return {name: members for name, members in groups.items() if name and name not in few}


def last_replies(form: PanelForm, replies: Iterable[Reply]) -> list[Reply]:
    """Give one reply a member: who answered again took the earlier answer back."""
    return list({reply.member: reply for reply in replies if reply.form == form.id}.values())


def _counted(replies: Iterable[Reply], number: int, kind: str) -> dict[str, dict[str, int]]:
    given = [reply.answers.get(number, {}) for reply in replies]
    return {q: dict(Counter(a[q] for a in given if q in a)) for q in QUESTIONS[kind] if any(q in a for a in given)}


def totals_sheet(form: PanelForm, replies: Sequence[Reply], stamp: str = "") -> Sheet:
    """Lay out the totals of one form: a row per quote, a column per answer, the remarks behind."""
    found = totals(form, replies)
    members = len(last_replies(form, replies))
    missing, other = _closing(form, replies, closing_number), _closing(form, replies, words_number)
    return Sheet(
        title=_("What the panel said: form {code}").format(code=form.code),
        columns=_columns(form),
        rows=[_row(form, total, name) for total, name in zip(found, form.panel_names, strict=True)],
        about=[(_("Members who answered"), str(members))],
        notes=[
            _("Counts of members, over the whole panel; no percentages. By group only from {n} members.").format(
                n=LEAST_MEMBERS
            ),
            *(_("Also belongs here: {words}").format(words=words) for words in missing),
            *(_("Other words: {words}").format(words=words) for words in other),
        ],
        stamp=stamp,
    )


def _columns(form: PanelForm) -> list[str]:
    """Head the columns: a form of another kind by its own questions and answers."""
    if form.kind == "quotes":
        answers = [_("Recognised"), _("A little"), _("Not recognised"), _("Does not know")]
        answers += [_("Could be guessed"), _("Maybe guessed")]
        return [_("No."), _("About"), _("Quote"), *answers, _("Remarks")]
    words = wording(form)
    answers = [f"{words['recognise']} {answer}" for answer in words["recognise_answers"][:4]]
    answers += [f"{words['guess']} {answer}" for answer in words["guess_answers"][:2]]
    return [_("No."), _("About"), words["text_heading"], *answers, _("Remarks")]


def _closing(form: PanelForm, replies: Iterable[Reply], number_of: Callable[[int], int]) -> list[str]:
    number = number_of(form.size)
    return [reply.remarks[number] for reply in last_replies(form, replies) if number in reply.remarks]


def _row(form: PanelForm, total: QuoteTotals, name: str) -> Sequence[Cell]:
    first, second = (total.all.get(question, {}) for question in QUESTIONS[form.kind])
    counts: list[Cell] = [first.get(letter, 0) for letter in (YES, PARTLY, NO, UNKNOWN)]
    counts += [second.get(letter, 0) for letter in SECOND[:2]]
    return [total.number, name, total.text, *counts, "\n".join(total.remarks) or None]


def evidence_by_code(
    forms: Sequence[PanelForm], replies: Sequence[Reply], above: Mapping[str, Sequence[str]] | None = None
) -> dict[str, PanelEvidence]:
    """Say per code how many members recognised a quote under it, how many quotes, and which words they would use.

    above   code -> the codes above it, for which its quotes count as well
    A member counts once a code: as recognising where one of its quotes was recognised, else as a little. Who skipped
    them all does not count.
    """
    best: dict[str, dict[str, str]] = {}
    words: dict[str, dict[str, None]] = {}
    quotes: dict[str, set[str]] = {}
    for form in (one for one in forms if one.kind == "quotes"):
        for reply in last_replies(form, replies):
            for number, quote in enumerate(form.quotes, 1):
                letter = reply.answers.get(number, {}).get(RECOGNISE, "")
                other = _RATHER.search(reply.remarks.get(number, ""))
                for code in dict.fromkeys(key for own in quote.codes for key in (own, *(above or {}).get(own, ()))):
                    if letter and letter in (YES, PARTLY, NO, UNKNOWN):
                        members = best.setdefault(code, {})
                        members[reply.member] = min(letter, members.get(reply.member, letter))
                        quotes.setdefault(code, set()).add(quote.id)
                    if other:
                        words.setdefault(code, {})[other[1].strip()] = None
    return {
        code: PanelEvidence(
            recognised=sum(letter == YES for letter in members.values()),
            partly=sum(letter == PARTLY for letter in members.values()),
            members=len(members),
            other_words=tuple(words.get(code, ())),
            quotes=len(quotes[code]),
        )
        for code, members in best.items()
    }
