"""A meeting of the panel: how many say what about each piece of a form, as counts for all who are there together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.joint import MeetingCount, PanelEvidence
from codeerbank.domain.panel import PanelForm
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.panel.answers import NO, PARTLY, RECOGNISE, UNKNOWN, YES, letters_of
from codeerbank.panel.wording import wording
from codeerbank.workbench.session import Session

NOUN = "tally"
MOST = 200
"""So many people at most say the same in a meeting."""
_CHOICES = 4
"""Answers that are counted: who skips a piece says nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """A closed question of a form; ``answers`` are letters with their words, in order."""

    key: str
    words: str
    answers: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted and said about one piece: question -> letter -> people."""

    id: Id
    form: Id
    number: int
    counts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    remark: str = ""

    def people(self, question: str, letter: str) -> int | None:
        """Say how many gave an answer; None where nobody counted."""
        return self.counts.get(question, {}).get(letter)


def questions(form: PanelForm) -> list[Question]:
    """Give the two closed questions of a form in the words of its readers."""
    words = wording(form)
    return [
        Question(key, words[told], list(zip(letters, words[f"{told}_answers"], strict=False))[:_CHOICES])
        for (key, letters), told in zip(letters_of(form.kind).items(), ("recognise", "guess"), strict=True)
    ]


def warning_words(form: PanelForm) -> str:
    """Give what is said before a piece that is hard to hear."""
    return str(wording(form)["sensitive"])


def tallies(session: Session) -> list[Tally]:
    """List what was counted in meetings."""
    return [
        Tally(one.id, one.values["form"], one.values["number"], one.values["counts"], one.values["remark"])
        for one in session.read.records.of(NOUN) if one.values
    ]  # fmt: skip


def keep_tally(session: Session, form: Id, number: int, question: str, letter: str, people: int | None) -> Future[Id]:
    """Keep how many people gave an answer to a question about a piece; None takes the count away."""
    if people is not None and not 0 <= people <= MOST:
        raise UsageError(
            _("{n} people cannot be counted here.").format(n=people), _("From 0 to {n}.").format(n=MOST), str(people)
        )

    def job() -> Id:
        found = _piece(session, form, number)
        counts = {key: dict(letters) for key, letters in found.counts.items()}
        given = {key: value for key, value in counts.get(question, {}).items() if key != letter}
        counts[question] = given if people is None else {**given, letter: people}
        return session.write(_record(found, counts, found.remark))

    return session.later(job)


def keep_said(session: Session, form: Id, number: int, words: str) -> Future[Id]:
    """Keep what was said about a piece, in the place of what was kept before; empty words take it away."""

    def job() -> Id:
        found = _piece(session, form, number)
        return session.write(_record(found, found.counts, words.strip()))

    return session.later(job)


def _piece(session: Session, form: Id, number: int) -> Tally:
    """Give what was counted about a piece so far. Raises NotFound for one that is not on the form."""
    made = next((one for one in session.read.panel.forms() if one.id == form), None)
    if made is None or not 1 <= number <= made.size:
        raise NotFound(_("There is no piece {number} on this form.").format(number=number), "", str(number))
    kept = (one for one in tallies(session) if (one.form, one.number) == (form, number))
    return next(kept, Tally(derived_id(NOUN, form, str(number)), form, number))


def _record(piece: Tally, counts: Mapping[str, Mapping[str, int]], remark: str) -> RecordSet:
    kept = {key: dict(letters) for key, letters in counts.items() if letters}
    return RecordSet(NOUN, piece.id, {"form": piece.form, "number": piece.number, "counts": kept, "remark": remark})


def counts_in_words(form: PanelForm, counts: Mapping[str, Mapping[str, int]], all_asked: bool = True) -> list[str]:
    """Say what was counted, a line a question; nothing of a question nobody counted.

    ``all_asked``  an answer that is not there was given by nobody; else nobody counted it, and it is left out
    """
    return [
        f"{one.words} " + ", ".join(
            f"{words} {counts[one.key].get(letter, 0)}" for letter, words in one.answers
            if all_asked or letter in counts[one.key]
        )
        for one in questions(form) if counts.get(one.key)
    ]  # fmt: skip


def with_meetings(session: Session, evidence: Mapping[str, PanelEvidence]) -> dict[str, PanelEvidence]:
    """Add what was counted in meetings about quotes to what members made of the quotes under the same codes."""
    forms = {one.id: one for one in session.read.panel.forms() if one.kind == "quotes"}
    upwards = {code.key: session.codebook.upwards(code) for code in session.codebook.codes}
    found = dict(evidence)
    for tally in tallies(session):
        counts = tally.counts.get(RECOGNISE)
        if counts and (form := forms.get(tally.form)):
            counted = MeetingCount(*(counts.get(letter) for letter in (YES, PARTLY, NO, UNKNOWN)))
            own = form.quotes[tally.number - 1].codes
            for key in dict.fromkeys(up for code in own for up in upwards.get(code, (code,))):
                known = found.get(key, PanelEvidence(0, 0, 0))
                found[key] = replace(known, meeting=(*known.meeting, counted))
    return found
