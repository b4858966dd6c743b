"""What came of what the panel said: decided per word, quote, question or finding."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Literal

from codeerbank.domain.events import Change, CodeChanged, MemoAdded, QuoteWithdrawn, RecordSet, VariableDescribed
from codeerbank.domain.ids import Id, new_id, split_row_id
from codeerbank.domain.joint import PanelEvidence
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import N_, _
from codeerbank.store.read.waves import HeldColumn, Waves
from codeerbank.workbench.session import Session

NOUN = "outcome"
Kind = Literal["word", "quote", "question", "finding"]
Decision = Literal["keep", "amend", "withdraw", "rename", "split"]
KINDS: dict[Kind, str] = {
    "word": N_("a word"),
    "quote": N_("a quote"),
    "question": N_("a question"),
    "finding": N_("a finding"),
}
DECISIONS: dict[Kind, Sequence[Decision]] = {
    "word": ("keep", "rename", "split"),
    "quote": ("keep", "amend", "withdraw"),
    "question": ("keep", "amend"),
    "finding": ("keep", "amend", "withdraw"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the team decided on one thing.

    subject          a code, the id of a release, a question or a finding, by name
    said             what members said, in plain words; empty: it is not told back in the letter
    did, not_done    what was done with it, and what was not, with the reason
    name, panel_name, text   new names of a code, and the new text of a question
    """

    kind: Kind
    subject: str
    decision: Decision
    reason: str
    said: str = ""
    did: str = ""
    not_done: str = ""
    name: str = ""
    panel_name: str = ""
    text: str = ""


def decide(session: Session, made: Outcome) -> Future[Id]:
    """Keep an outcome as one action: the codebook, the quotes and the questions follow it.

    Raises UsageError without a reason, and where something is told back without saying what was not done.
    """
    _check(made)

    def job() -> Id:
        subject, changes = _follow(session, made)
        values = {name: getattr(made, name) for name in made.__slots__} | {"subject": subject}
        return session.write(*changes, RecordSet(NOUN, new_id(), values, [subject]))

    return session.later(job)


def _check(made: Outcome) -> None:
    if not made.reason.strip():
        raise UsageError(_("An outcome needs a reason."), _("Say what was decided and why, also what was not done."))
    if made.decision not in DECISIONS[made.kind]:
        raise UsageError(
            _("Of {kind} one cannot decide: {decision}.").format(kind=_(KINDS[made.kind]), decision=made.decision),
            _("Choose from: {names}").format(names=", ".join(DECISIONS[made.kind])),
        )
    if made.said.strip() and not (made.did.strip() and made.not_done.strip()):
        raise UsageError(
            _("Who told you something reads what you did, and what you did not do and why."),
            _("Give --did and --not-done as well."),
        )
    if made.kind == "question" and made.decision == "amend" and not made.text.strip():
        raise UsageError(_("Give the new text of the question."), "--text")


def _follow(session: Session, made: Outcome) -> tuple[Id, list[Change]]:
    """Give the id of what it is about, and the changes that follow from the decision."""
    reason = made.reason.strip()
    match made.kind:
        case "word":
            code = session.code(made.subject)
            given = {"name": made.name.strip(), "panel_name": made.panel_name.strip()}
            changed = {field: words for field, words in given.items() if words and words != getattr(code, field)}
            memo = MemoAdded("code", code.id, reason, "decision")
            return code.id, [*([CodeChanged(code.id, changed)] if changed else []), memo]
        case "quote":
            release = _released(session, made.subject)
            return release, [QuoteWithdrawn(release, reason)] if made.decision != "keep" else []
        case "question":
            return _question(session, made)
        case "finding":
            return made.subject.strip(), []


def _released(session: Session, given: str) -> Id:
    found = [
        quote.id for quote, standing, coding in session.read.quotes.releases_with_codings()
        if standing != "withdrawn" and (quote.id.startswith(given.strip()) or coding.startswith(given.strip()))
    ]  # fmt: skip
    if not found or not given.strip():
        raise NotFound(
            _("There is no released quote {id}.").format(id=given),
            _("Look at: codeerbank quotes --for outside --json"),
            given,
        )
    return found[-1]


def _question(session: Session, made: Outcome) -> tuple[Id, list[Change]]:
    """Give a question's id, and its new text; the answers and the words of the answers stay."""
    variable = next((one for one in session.read.survey.variables(counted=False) if one.name == made.subject), None)
    held = next((one for one in questions_held(session) if one.name == made.subject), None)
    if variable is None or held is None:
        raise NotFound(
            _("There is no variable {name}.").format(name=made.subject),
            _("Names: codeerbank list variables"),
            made.subject,
        )
    if made.decision == "keep":
        return held.identity, []
    return held.identity, [VariableDescribed(held.identity, made.text.strip(), dict(variable.labels))]


def questions_held(session: Session) -> list[HeldColumn]:
    """List the closed questions of the survey with their ids."""
    frames = {split_row_id(case.id)[0] for case in session.read.cases.all()}
    return [one for one in Waves(session.project.connection).columns(frames) if not one.is_open]


def outcomes(session: Session) -> list[Outcome]:
    """List what was decided, the oldest first."""
    return [Outcome(**record.values) for record in session.read.records.of(NOUN)]


def with_outcomes(session: Session, evidence: dict[str, PanelEvidence]) -> dict[str, PanelEvidence]:
    """Add what was done with a word, as members are told it, to what they made of the quotes under that code."""
    keys = {code.id: code.key for code in session.codebook.codes}
    found = dict(evidence)
    for one in outcomes(session):
        if one.kind == "word" and one.did.strip() and (key := keys.get(one.subject)):
            known = found.get(key, PanelEvidence(0, 0, 0))
            found[key] = replace(known, decided=(*known.decided, one.did.strip()))
    return found
