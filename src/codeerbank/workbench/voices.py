"""Reads what people said under the codes, with the attributes that give it a direction."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from codeerbank.domain.codebook import Code
from codeerbank.domain.document import DocumentKind
from codeerbank.domain.joint import QuoteEvidence
from codeerbank.i18n import _
from codeerbank.mixed.hearing import person_of
from codeerbank.mixed.joint.voices import Voice
from codeerbank.workbench.grouping import Groups
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import SensitivePlaces
from codeerbank.workbench.strands import ALL_KINDS


def voices(
    session: Session,
    groups: Groups,
    kinds: Collection[DocumentKind] = ALL_KINDS,
    coder: str | None = None,
    sensitive: bool = False,
) -> Iterator[Voice]:
    """Go through the codings in documents of these kinds; what moderators say is left out."""
    documents = [one for one in session.read.documents.all() if one.kind in kinds]
    names = {one.name for one in documents}
    written = {one.name for one in documents if one.kind == "open_question"}
    led = {(one.name, who.label) for one in documents for who in one.speakers if who.role == "moderator"}
    own = {case.name: case.group for case in session.read.cases.all()}
    marked = None if sensitive else SensitivePlaces(session)
    answer, turn = _("{document}, answer {n}"), _("{document}, turn {n}")
    for row in session.read.codings.rows(coder=coder):
        identity, document, start, stop, text, code, _coder, given, number, case, label = row[:11]
        if document not in names or (document, label) in led:
            continue
        where = answer if document in written else turn
        yield Voice(
            identity, code, document, start, person_of(document, case, label),
            groups.by_name.get(case or "") or own.get(case or ""), text, where.format(document=document, n=number),
            _one(given, "direction"), _one(given, "survey_reaction"), _one(given, "prompted"),
            quotable=marked is None or not marked.touch(document, start, stop),
        )  # fmt: skip


def _one(given: dict[str, str | list[str]], key: str) -> str:
    value = given.get(key, "")
    return value if isinstance(value, str) else ""


def as_quote(voice: Voice) -> QuoteEvidence:
    """Make a quote of a voice, for the team."""
    return QuoteEvidence(voice.text, voice.source, voice.group, coding=voice.coding)


def sense_of(code: Code) -> str:
    """Say what agreeing with the questions a code is linked to says of it; empty where that is unknown or differs."""
    found = {link["sense"] for link in code.links if link.get("sense")}
    return found.pop() if len(found) == 1 else ""
