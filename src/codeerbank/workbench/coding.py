"""Applying codes, taking them away, and saying what was read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.events import AttributesSet, CodingAdded, CodingRemoved, TurnsDone
from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

Attributes = Mapping[str, str | Sequence[str] | None]


def apply_code(
    session: Session,
    document: str,
    start: int,
    stop: int,
    code: str,
    attributes: Attributes | None = None,
    coder: str | None = None,
) -> Future[Id]:
    """Apply a code to [start, stop) of a document.

    Refused outside its text, across answers, and for a code put away. Where this coder gave the code to the same words
    before, what was said of that coding stays, save the attributes that are given now.
    """
    return session.later(lambda: session.write(_new(session, document, start, stop, code, attributes, coder)))


def _new(
    session: Session, document: str, start: int, stop: int, code: str, attributes: Attributes | None, coder: str | None
) -> CodingAdded:
    added = coding_added(session, document, start, stop, code, attributes, coder)
    held = session.read.codings.held(document, start, stop, session.code(code).key, added.coder)
    return replace(added, attributes={**held, **added.attributes})


def coding_added(
    session: Session, document: str, start: int, stop: int, code: str, attributes: Attributes | None = None, coder: str | None = None,
    origin: str = "manual",
) -> CodingAdded:  # fmt: skip
    """Check a coding against the text and the codebook, and give the change that makes it."""
    found = session.code(code)
    if found.merged_into:
        raise Conflict(
            _("Code {code} was merged into {into}.").format(code=found.key, into=found.merged_into),
            _("Use {into}.").format(into=found.merged_into),
        )
    if found.archived:
        raise Conflict(
            _("Code {code} was put away.").format(code=found.key),
            _("Bring it back with: codeerbank codebook restore {code}").format(code=found.key),
        )
    identity, kind, characters = session.read.documents.extent(document)
    if not 0 <= start < stop <= characters:
        raise UsageError(
            _("{start}-{stop} lies outside {document}, which has {n} characters.").format(
                start=start, stop=stop, document=document, n=characters
            ),
            _("Addresses count from 0; the stop is one past the last character."),
            document,
        )
    if kind == "open_question" and session.read.documents.crosses_turns(document, start, stop):
        raise UsageError(
            _("{start}-{stop} runs over more than one answer, or lies in one that was replaced.").format(
                start=start, stop=stop
            ),
            _("Code each answer by itself, as it is now."),
            document,
        )
    words = session.read.documents.slice(document, start, stop)
    return CodingAdded(
        identity,
        start,
        stop,
        found.id,
        coder or session.coder,
        words,
        checked(session.codebook, attributes or {}),
        origin,
    )


def apply_code_to_answer(
    session: Session, case: str, question: str | None, span: tuple[int, int] | None, code: str, attributes: Attributes | None = None,
    coder: str | None = None,
) -> Future[Id]:  # fmt: skip
    """Apply a code to a respondent's answer: to all of it, or to a span counted from the start of that answer."""

    def job() -> Id:
        document = session.read.documents.question(question)
        answer = session.read.documents.turn_of(document, session.read.cases.named(case).name)
        start, stop = (answer.said + span[0], answer.said + span[1]) if span else (answer.said, answer.stop)
        return session.write(_new(session, document, start, stop, code, attributes, coder))

    return session.later(job)


def checked(codebook: Codebook, attributes: Attributes) -> dict[str, Any]:
    """Check attributes of a coding against the codebook; a value may be given by its key or its Dutch name."""
    found: dict[str, Any] = {}
    for key, value in attributes.items():
        attribute = codebook.attribute(key)
        if attribute is None:
            known = ", ".join(a.key for a in codebook.attributes)
            raise UsageError(
                _("There is no attribute {name}.").format(name=key), _("There are: {names}.").format(names=known), key
            )
        given = [] if value is None else [value] if isinstance(value, str) else list(value)
        names = {v["key"]: v["key"] for v in attribute.values} | {v["name"]: v["key"] for v in attribute.values}
        wrong = [v for v in given if names and v not in names]
        if wrong or (len(given) > 1 and attribute.choice == "one"):
            known = ", ".join(v["key"] for v in attribute.values)
            raise UsageError(
                _("{value} is no value of {name}.").format(value=", ".join(wrong or given), name=key),
                _("There are: {names}.").format(names=known),
                key,
            )
        values = [names.get(v, v) for v in given]
        found[key] = None if not values else values[0] if attribute.choice == "one" else values
    return found


def remove_coding(session: Session, identity: Id) -> Future[Id]:
    """Take a coding away, and whatever ids stand on the same place with it."""

    def job() -> Id:
        coding = session.read.codings.get(identity)
        document = session.read.documents.identity(coding.document)
        return session.write(CodingRemoved(coding.id, document, session.read.codings.others_at(coding)))

    return session.later(job)


def set_attributes(session: Session, identity: Id, attributes: Attributes) -> Future[Id]:
    """Give attributes of a coding new values; None takes one away."""

    def job() -> Id:
        coding = session.read.codings.get(identity)
        document = session.read.documents.identity(coding.document)
        return session.write(AttributesSet(coding.id, document, checked(session.codebook, attributes)))

    return session.later(job)


def mark_done(
    session: Session, document: str, turns: Sequence[int] | None = None, coder: str | None = None, done: bool = True
) -> Future[Id]:
    """Say that a coder has read turns (None: all of the document) to the end: from then on, no coding there is a zero."""

    def job() -> Id:
        about = session.read.documents.named(document)
        wrong = [n for n in turns or () if not 1 <= n <= about.turns]
        if wrong:
            raise UsageError(_("{document} has turns 1 to {n}.").format(document=document, n=about.turns), "", document)
        return session.write(
            TurnsDone(about.id, coder or session.coder, list(turns) if turns is not None else None, done)
        )

    return session.later(job)


def was_done(
    session: Session,
    document: str | None,
    case: str | None = None,
    question: str | None = None,
    coder: str | None = None,
) -> bool:
    """Say whether a coder read anything of a document, or this respondent's answer, to the end."""

    def job() -> bool:
        read = session.read.documents
        if case is None:
            return bool(read.done(str(document)).get(coder or session.coder))
        name = read.question(question)
        number = read.turn_of(name, session.read.cases.named(case).name).number
        return number in read.done(name).get(coder or session.coder, ())

    return session.later(job).result()


def mark_answer_done(
    session: Session, case: str, question: str | None, coder: str | None = None, done: bool = True
) -> Future[Id]:
    """Say that a coder has read one respondent's answer to the end."""

    def job() -> Id:
        document = session.read.documents.question(question)
        number = session.read.documents.turn_of(document, session.read.cases.named(case).name).number
        return session.write(
            TurnsDone(session.read.documents.identity(document), coder or session.coder, [number], done)
        )

    return session.later(job)
