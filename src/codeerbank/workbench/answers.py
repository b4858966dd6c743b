"""Open answers: reading a question's answers with what was done to them, and coding several at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from codeerbank.domain.document import Turn
from codeerbank.domain.events import AttributesSet, Change, CodingRemoved, RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.survey import AnswerState
from codeerbank.errors import Conflict
from codeerbank.i18n import _
from codeerbank.workbench.coding import Attributes, checked, coding_added
from codeerbank.workbench.recoding import recode
from codeerbank.workbench.session import Session

DOUBT = "doubt"


@dataclass(frozen=True, slots=True)
class Answer:
    """One respondent's answer; ``number`` counts from 1 in the question, addresses are those of the question."""

    number: int
    case: str
    group: str | None
    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """A question, its answers, and what one coder did to them: codes by number, numbers done and in doubt."""

    name: str
    question: str
    answers: Sequence[Answer]
    codes: Mapping[int, Sequence[str]]
    done: frozenset[int]
    doubts: frozenset[int]


def answer_sheet(session: Session, name: str) -> AnswerSheet:
    """Read a question with its answers; in a threaded session only inside ``later``. Answers that were replaced stay out."""
    read = session.read
    groups = {case.name: case.group for case in read.cases.all()}
    turns = [turn for turn in read.documents.each_turn(name) if turn.case is not None]
    answers = [
        Answer(turn.number, turn.case or "", groups.get(turn.case or ""), turn.said, turn.stop, turn.text)
        for turn in turns
    ]
    there = {answer.number for answer in answers}
    codes: dict[int, list[str]] = {}
    for coding in read.codings.of(name, session.coder):
        if coding.code not in codes.setdefault(coding.turn, []):
            codes[coding.turn].append(coding.code)
    return AnswerSheet(
        name, read.documents.question_words(name) or name, answers, codes,
        frozenset(read.documents.done(name).get(session.coder, set()) & there), frozenset(_doubts(session, name)),
    )  # fmt: skip


def closed_answers(session: Session, names: Iterable[str]) -> dict[str, list[tuple[str, str]]]:
    """Give per respondent (question, answer) for these closed questions; those not asked or not answered are left out."""
    labels = {variable.name: variable for variable in session.read.survey.variables(counted=False)}
    found: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        variable = labels[name]
        for case, state, value in session.read.survey.column_by_name(name):
            if state == AnswerState.VALUE and value is not None:
                found.setdefault(case, []).append((variable.label or name, variable.labels.get(value, value)))
    return found


def code_answers(session: Session, question: str, numbers: Sequence[int], code: str) -> Future[Id | None]:
    """Give a code to whole answers, as one action; those that have it are passed over, None when all have."""

    def job() -> Id | None:
        held = {(c.start, c.stop) for c in session.read.codings.of(question, session.coder) if c.code == code}
        answers = _turns(session, question, numbers)
        wanted = [(t.said, t.stop) for t in answers if t.stop > t.said and (t.said, t.stop) not in held]
        changes = [coding_added(session, question, start, stop, code) for start, stop in wanted]
        return session.write(*changes) if changes else None

    return session.later(job)


def uncode_answers(session: Session, question: str, numbers: Sequence[int], code: str) -> Future[Id]:
    """Take a code of this coder away from answers, wherever it lies in them, as one action."""

    def job() -> Id:
        document, wanted = session.read.documents.identity(question), set(numbers)
        changes: list[Change] = [
            CodingRemoved(coding.id, document, session.read.codings.others_at(coding))
            for coding in session.read.codings.of(question, session.coder)
            if coding.code == code and coding.turn in wanted
        ]
        if not changes:
            raise Conflict(_("This code is not there any more."))
        return session.write(*changes)

    return session.later(job)


def recode_answers(session: Session, question: str, numbers: Sequence[int], code: str, instead: str) -> Future[Id]:
    """Let this coder's codings of one code on answers stand under another code, as one action."""

    def job() -> Id:
        wanted = set(numbers)
        found = [
            coding.id
            for coding in session.read.codings.of(question, session.coder)
            if coding.code == code and coding.turn in wanted
        ]
        if not found:
            raise Conflict(_("This code is not there any more."))
        return recode(session, found, instead).result()

    return session.later(job)


def describe_answers(
    session: Session, question: str, numbers: Sequence[int], code: str, attributes: Attributes
) -> Future[Id]:
    """Give attributes to the codings of one code on answers, as one action."""

    def job() -> Id:
        document, given = session.read.documents.identity(question), checked(session.codebook, attributes)
        wanted = set(numbers)
        changes = [
            AttributesSet(coding.id, document, given)
            for coding in session.read.codings.of(question, session.coder)
            if coding.code == code and coding.turn in wanted
        ]
        if not changes:
            raise Conflict(_("This code is not there any more."))
        return session.write(*changes)

    return session.later(job)


def doubt_answers(session: Session, question: str, numbers: Sequence[int], doubted: bool = True) -> Future[Id]:
    """Note that this coder is in doubt about answers, or no longer; to come back to them later."""

    def job() -> Id:
        document = session.read.documents.identity(question)
        changes: list[Change] = []
        for number in numbers:
            record = derived_id(DOUBT, document, str(number), session.coder)
            values = {"document": document, "turn": number, "coder": session.coder}
            changes.append(RecordSet(DOUBT, record, values) if doubted else RecordRemoved(DOUBT, record))
        return session.write(*changes)

    return session.later(job)


def _turns(session: Session, question: str, numbers: Sequence[int]) -> list[Turn]:
    return [turn for number in numbers for turn in session.read.documents.turns(question, number, number)]


def _doubts(session: Session, name: str) -> list[int]:
    document = session.read.documents.identity(name)
    return [
        int(record.values["turn"])
        for record in session.read.records.of(DOUBT)
        if (record.values.get("document"), record.values.get("coder")) == (document, session.coder)
    ]
