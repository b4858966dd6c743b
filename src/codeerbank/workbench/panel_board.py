"""The rounds of the panel at a glance: forms, what came back on each piece, and what happened when."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.ids import Id
from codeerbank.domain.panel import PanelForm, Round
from codeerbank.domain.records import Record
from codeerbank.i18n import N_, _
from codeerbank.panel.totals import QuoteTotals, last_replies, totals
from codeerbank.workbench.meeting import NOUN as TALLY
from codeerbank.workbench.meeting import Tally, tallies
from codeerbank.workbench.outcomes import NOUN as OUTCOME
from codeerbank.workbench.panel_replies import changed_since, replies_to_show
from codeerbank.workbench.panel_rounds import rounds
from codeerbank.workbench.session import Session

DECISION_WORDS: Mapping[str, str] = {
    "keep": N_("stays"),
    "amend": N_("amended"),
    "withdraw": N_("taken out"),
    "rename": N_("renamed"),
    "split": N_("split"),
}
"""Decision -> what became of it, an English id."""


@dataclass(frozen=True, slots=True)
class FormGlance:
    """A form with what came back: totals by piece, what was counted in a meeting, and pieces that no longer stand.

    decided  numbers of pieces about which the team decided -> the decision and its reason, the last one
    """

    form: PanelForm
    replies: int
    totals: Sequence[QuoteTotals]
    tallies: Mapping[int, Tally]
    changed: Collection[int]
    decided: Mapping[int, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened in a round; ``when`` is milliseconds since 1970 in UTC."""

    when: int
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Board:
    """Rounds, forms, and the log of each form and round by id."""

    rounds: Sequence[Round]
    forms: Sequence[FormGlance]
    log: Mapping[Id, Sequence[Moment]]


def board(session: Session) -> Board:
    """Bring together what is known of the rounds; called in a job of the session."""
    forms, (replies, _waiting) = session.read.panel.forms(), replies_to_show(session)
    counted, outcomes = tallies(session), session.read.records.of(OUTCOME)
    found = [
        FormGlance(
            form, len(last_replies(form, replies)), totals(form, replies),
            {one.number: one for one in counted if one.form == form.id}, set(changed_since(session, form)),
            _decided(form, outcomes),
        )
        for form in forms
    ]  # fmt: skip
    known = rounds(session)
    log = {form.id: sorted(_of_form(session, form, outcomes), key=lambda one: one.when) for form in forms}
    for one in known:
        happened = [moment for form in forms if form.round == one.id for moment in log[form.id]]
        log[one.id] = sorted([*_of_round(session, one), *happened], key=lambda moment: moment.when)
    return Board(known, found, log)


def subject_of(form: PanelForm, number: int) -> str:
    """Give what an outcome about a piece names: its release, or its words."""
    return form.quotes[number - 1].id if form.kind == "quotes" else form.texts[number - 1]


def _decided(form: PanelForm, outcomes: Sequence[Record]) -> dict[int, tuple[str, str]]:
    return {
        piece.number: (one.values["decision"], one.values["reason"])
        for one in outcomes if one.values
        for piece in form.pieces if one.values["subject"] == subject_of(form, piece.number)
    }  # fmt: skip


def _of_round(session: Session, made: Round) -> Iterator[Moment]:
    record = session.read.records.get(made.id)
    if record is not None:
        yield Moment(record.when, record.who, _("round made"))


def _of_form(session: Session, form: PanelForm, outcomes: Sequence[Record]) -> Iterator[Moment]:
    when = session.read.panel.moments()
    if form.id in when:
        yield Moment(*when[form.id], _("form {code} made").format(code=form.code))
    for reply in session.read.panel.replies(form.id):
        yield Moment(*when[reply.id], _("answer of {member}").format(member=reply.member))
    for one in session.read.records.of(TALLY):
        if one.values and one.values["form"] == form.id:
            yield Moment(
                one.when, one.who, _("counted in a meeting: piece {number}").format(number=one.values["number"])
            )
    for one in outcomes:
        for piece in form.pieces if one.values else ():
            if one.values["subject"] == subject_of(form, piece.number):
                words = _("piece {number}: {decision}, because {reason}").format(
                    number=piece.number, decision=_(DECISION_WORDS[one.values["decision"]]), reason=one.values["reason"]
                )
                yield Moment(one.when, one.who, words + (" " + _("(told back)") if one.values["said"] else ""))
