"""Documents, their speakers and turns, and the full-text index of what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from codeerbank.domain.events import AnswersAppended, DocumentAdded, SpeakerChanged
from codeerbank.domain.text import count_words
from codeerbank.store.fold.noun import WIDTH, Noun, Tables
from codeerbank.store.fold.replaced import add_turns, append_answers, text_hash
from codeerbank.store.log import Record


def _apply(tables: Tables, record: Record) -> None:
    match record.change:
        case DocumentAdded() as change:
            _add(tables, record, change)
        case AnswersAppended() as change:
            if problem := append_answers(tables, record, change):
                tables.unsettled(record, 0, NOUN.name, change.document, problem)
        case SpeakerChanged() as change:
            changed = tables.connection.execute(
                "UPDATE speaker SET role = coalesce(?, role), case_name = coalesce(?, case_name) WHERE document = ? AND label = ?",
                (change.role, change.case, tables.thing(change.document), change.label),
            )
            if not changed.rowcount:
                tables.unsettled(record, 0, NOUN.name, change.document, "speaker unknown")


def _add(tables: Tables, record: Record, change: DocumentAdded) -> None:
    document = tables.thing(change.document)
    speakers = []
    for speaker in change.speakers:
        inserted = tables.connection.execute(
            "INSERT INTO speaker (document, label, role, case_name) VALUES (?, ?, ?, ?)",
            (document, speaker["label"], speaker.get("role") or "unknown", speaker.get("case")),
        )
        speakers.append(inserted.lastrowid or 0)
    speech = [change.text[said:stop] for said, stop in zip(change.said, change.stops, strict=True)]
    rows = list(_turns(tables, record, change, document, speakers, speech))
    add_turns(tables, rows, speech)
    tables.connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document,
            change.name,
            change.document_kind,
            len(change.text),
            sum(row[7] for row in rows),
            len(rows),
            change.source,
            change.question,
            record.position,
        ),
    )


def _turns(
    tables: Tables, record: Record, change: DocumentAdded, document: int, speakers: list[int], speech: list[str]
) -> Iterator[tuple[Any, ...]]:
    text, starts, salt, first = change.text, change.starts, record.salt, document << WIDTH
    marks = {int(turn): json.dumps(spans) for turn, spans in change.marks.items()}
    people = tables.thing(change.frame) << WIDTH if change.frame else 0
    cases = [people | case for case in change.cases] if change.frame else [0] * len(starts)
    who = [speakers[n] if n >= 0 else 0 for n in change.speaker] or [0] * len(starts)
    ends = [*starts[1:], len(text)] if starts else []
    columns = zip(starts, ends, change.said, change.stops, who, cases, speech, strict=True)
    for n, (start, end, said, stop, speaker, case, words) in enumerate(columns):
        piece = text[start:end]
        yield (
            first | n, document, start, said, stop, speaker, case,
            count_words(words), marks.get(n, ""), bytearray(text_hash(salt, piece)), piece, record.position,
        )  # fmt: skip


def _clear(tables: Tables, unit: str) -> None:
    document = tables.thing(unit)
    span = (document << WIDTH, (document + 1 << WIDTH) - 1)
    tables.connection.execute(
        "INSERT INTO speech_index (speech_index, rowid, text) SELECT 'delete', id, text FROM speech WHERE id BETWEEN ? AND ?",
        span,
    )
    tables.connection.execute("DELETE FROM turn WHERE id BETWEEN ? AND ?", span)
    tables.connection.execute("DELETE FROM speaker WHERE document = ?", (document,))
    tables.connection.execute("DELETE FROM document WHERE id = ?", (document,))
    tables.connection.execute("DELETE FROM unsettled WHERE noun = ? AND unit = ?", (NOUN.name, unit))


NOUN = Noun(
    "documents",
    frozenset({DocumentAdded.KIND, AnswersAppended.KIND, SpeakerChanged.KIND}),
    lambda record: record.change.subject(record.id),
    _apply,
    _clear,
    ("codings", "done"),
)
