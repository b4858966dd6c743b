"""Every noun of the project that can be listed: how it is read, its columns for people, and by what it is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codeerbank.cli.records import (
    code_record,
    coding_record,
    document_record,
    memo_record,
    speaker_words,
    suggestion_record,
    turn_record,
)
from codeerbank.cli.show import moment, pairs
from codeerbank.domain.coding import Coding
from codeerbank.domain.table import Cell
from codeerbank.i18n import N_, _
from codeerbank.workbench.session import Session

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of a noun is asked for."""

    document: str | None
    code: str | None
    coder: str | None
    limit: int | None
    older: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """How one noun is read, its columns for people (heading, an English id, and how to get the cell), and by what it is chosen."""

    records: Callable[[Session, Choice], Iterable[Record]]
    columns: Mapping[str, Callable[[Record], Cell]]
    chosen_by: Sequence[str] = ()


def _field(key: str) -> Callable[[Record], Cell]:
    def cell(record: Record) -> Cell:
        value: Cell = record[key]
        return value

    return cell


def _documents(session: Session, choice: Choice) -> Iterator[Record]:
    found = [session.read.documents.named(choice.document)] if choice.document else session.read.documents.all()
    yield from map(document_record, found)


def _turns(session: Session, choice: Choice) -> Iterator[Record]:
    names = [choice.document] if choice.document else [document.name for document in session.read.documents.all()]
    for name in names:
        yield from map(turn_record, session.read.documents.each_turn(name))


def _cases(session: Session, _choice: Choice) -> Iterator[Record]:
    for case in session.read.cases.all():
        yield {"id": case.name, "group": case.group, "attributes": dict(case.attributes)}


def _codes(session: Session, _choice: Choice) -> Iterator[Record]:
    counts = session.read.codings.counts()
    for code in session.codebook.codes:
        yield code_record(session.codebook, code, counts.get(code.key, 0))


def _codings(session: Session, choice: Choice) -> Iterator[Record]:
    code = session.code(choice.code).key if choice.code else None
    if choice.older:
        from codeerbank.workbench.revisions import older_codings

        return map(coding_record, older_codings(session, code, choice.coder, choice.document))
    found: Iterable[Coding] = session.read.codings.each(
        code=code, coder=choice.coder, document=choice.document, limit=choice.limit
    )
    return map(coding_record, found)


def _variables(session: Session, _choice: Choice) -> Iterator[Record]:
    from codeerbank.workbench.deriving import all_variables
    from codeerbank.workbench.disclosing import Kinds

    kinds = Kinds(session)
    for variable, rule in all_variables(session):
        about = kinds.of(variable.name)
        yield {
            "name": variable.name,
            "label": variable.label,
            "level": variable.level,
            "n_valid": variable.n_valid,
            "n_missing": variable.n_missing,
            "labels": dict(variable.labels),
            "question": variable.question,
            "kind": about.kind,
            "kind_declared": about.declared,
            **({"made_of": rule.kind} if rule else {}),
        }


def _memos(session: Session, _choice: Choice) -> Iterator[Record]:
    return map(memo_record, session.read.memos.all())


def _unsettled(session: Session, _choice: Choice) -> Iterator[Record]:
    for event, row, reason in session.read.about.unsettled():
        action = session.read.history.action_of(event)
        yield {
            "event": event,
            "row": row,
            "reason": reason,
            "who": action.who,
            "when": action.when,
            "words": action.words,
        }


def _events(session: Session, choice: Choice) -> Iterator[Record]:
    return session.read.history.events(choice.limit)


def _suggestions(session: Session, choice: Choice) -> Iterator[Record]:
    from codeerbank.workbench.suggesting import each_suggestion

    return map(suggestion_record, each_suggestion(session, choice.document))


def _indented(record: Record) -> Cell:
    return "  " * int(record["depth"]) + str(record["name"])


NOUNS: Mapping[str, Noun] = {
    "documents": Noun(
        _documents,
        {
            N_("Document"): _field("name"),
            N_("Kind"): lambda record: _kind(str(record["kind"])),
            N_("Words"): _field("words"),
            N_("Turns"): _field("turns"),
            N_("Speakers"): lambda record: speaker_words(record["speakers"]),
        },
        ("document",),
    ),
    "turns": Noun(
        _turns,
        {
            N_("Document"): _field("document"),
            N_("Turn"): _field("turn"),
            N_("Start"): _field("start"),
            N_("Speaker"): lambda record: record["speaker"] or record["case"],
            N_("Done by"): lambda record: ", ".join(record["done_by"]),
            N_("Text"): _field("text"),
        },
        ("document",),
    ),
    "cases": Noun(
        _cases,
        {
            N_("Participant"): _field("id"),
            N_("Group"): _field("group"),
            N_("Attributes"): lambda record: pairs(record["attributes"]),
        },
    ),
    "codes": Noun(
        _codes,
        {
            N_("Key"): _field("key"),
            N_("Code"): _indented,
            N_("Codings"): _field("codings"),
            N_("Definition"): _field("definition"),
        },
    ),
    "codings": Noun(
        _codings,
        {
            N_("Id"): _field("id"),
            N_("Document"): _field("document"),
            N_("Place"): lambda record: f"{record['start']}-{record['stop']}",
            N_("Code"): _field("code"),
            N_("Coder"): _field("coder"),
            N_("Attributes"): lambda record: pairs(record["attributes"]),
            N_("Fragment"): _field("quote"),
        },
        ("document", "code", "coder"),
    ),
    "variables": Noun(
        _variables,
        {
            N_("Variable"): _field("name"),
            N_("Level"): lambda record: _level(str(record["level"])),
            N_("Valid"): _field("n_valid"),
            N_("Missing"): _field("n_missing"),
            N_("Label"): lambda record: record["label"] or record["question"],
        },
    ),
    "memos": Noun(
        _memos,
        {
            N_("When"): lambda record: moment(record["created"]),
            N_("Who"): _field("author"),
            N_("About"): lambda record: f"{_about(str(record['about']))} {record['name']}".strip(),
            N_("Memo"): _field("text"),
        },
    ),
    "suggestions": Noun(
        _suggestions,
        {
            N_("Document"): _field("document"),
            N_("Place"): lambda record: f"{record['start']}-{record['stop']}",
            N_("Code"): _field("code"),
            N_("Because of"): lambda record: ", ".join(dict.fromkeys(one["words"] for one in record["evidence"])),
            N_("Fragment"): _field("quote"),
        },
        ("document",),
    ),
    "unsettled": Noun(
        _unsettled,
        {
            N_("When"): lambda record: moment(record["when"]),
            N_("Who"): _field("who"),
            N_("What"): _field("words"),
            N_("Why it could not be placed"): lambda record: _(str(record["reason"])),
        },
    ),
    "events": Noun(
        _events,
        {
            N_("Nr"): _field("sequence"),
            N_("Who"): _field("actor"),
            N_("Kind"): _field("kind"),
            N_("Event"): _field("id"),
            N_("Subject"): _field("subject"),
        },
    ),
}


def _kind(kind: str) -> str:
    return {"transcript": _("transcript"), "open_question": _("open question"), "summary": _("summary")}.get(kind, kind)


def _level(level: str) -> str:
    names = {
        "nominal": _("nominal"),
        "ordinal": _("ordinal"),
        "scale": _("scale"),
        "text": _("text"),
        "multiple": _("multiple response"),
    }
    return names.get(level, level)


def _about(about: str) -> str:
    names = {
        "project": _("project"),
        "document": _("document"),
        "case": _("participant"),
        "code": _("code"),
        "coding": _("coding"),
    }
    return names.get(about, about)
