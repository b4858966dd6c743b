"""Quotes to choose from for a row of a display."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codeerbank.mixed.joint.voices import Stance, Voice, listen
from codeerbank.workbench.grouping import groups_by
from codeerbank.workbench.session import Session
from codeerbank.workbench.verdicts import findings
from codeerbank.workbench.voices import voices

MOST = 40


@dataclass(frozen=True, slots=True)
class QuoteChoice:
    """A coding that can be quoted; ``proposed`` says why it would be a good one: typical or contrasting."""

    id: str
    document: str
    start: int
    text: str
    source: str
    group: str | None
    direction: str = ""
    reaction: str = ""
    proposed: str = ""


def quote_choices(session: Session, row: str, by: str = "group", sensitive: bool = False) -> Sequence[QuoteChoice]:
    """Give the quotes under the code of a row, or the codes of a finding: typical ones first, then contrasting, then the rest."""
    own = next((one.codes for one in findings(session).values() if one.key.casefold() == row.strip().casefold()), None)
    keys = list(own) if own is not None else [session.code(row).key]
    book = session.codebook
    wanted = {code.key for code in book.codes if set(book.upwards(code)) & set(keys)}
    there = [
        one
        for one in voices(session, groups_by(session, by), sensitive=sensitive)
        if one.code in wanted and one.quotable
    ]
    stance = Stance()
    for heard in listen(book, there).values():
        stance = heard if len(heard.documents) >= len(stance.documents) else stance
    typical, other = stance.typical(), stance.contrasting()
    rank = {one.coding: "typical" for one in typical} | ({other.coding: "contrasting"} if other else {})
    once = {(one.document, one.start, one.text): one for one in reversed(there)}
    ordered = sorted(once.values(), key=lambda one: (-len(rank.get(one.coding, "")), one.document, one.start))
    return [_choice(one, rank.get(one.coding, "")) for one in ordered[:MOST]]


def _choice(voice: Voice, proposed: str) -> QuoteChoice:
    return QuoteChoice(
        voice.coding, voice.document, voice.start, " ".join(voice.text.split()), voice.source, voice.group,
        voice.direction, voice.reaction, proposed,
    )  # fmt: skip
