"""Documents, their speakers and turns, and the full-text index of what was said."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from codeerbank.domain.events import AnswersAppended, DocumentAdded, DocumentCorrected, SpeakerChanged
from codeerbank.domain.redaction import FILLER
from codeerbank.domain.text import blanked, count_words
from codeerbank.store.fold.noun import WIDTH, Noun, Tables
from codeerbank.store.fold.replaced import add_turns, append_answers, text_hash
from codeerbank.store.fold.versions import OTHER_TEXT
from codeerbank.store.log import Record


def _apply(tables: Tables, record: Record) -> None:
    match record.change:
        case DocumentAdded() as change:
            _add(tables, record, change)
        case AnswersAppended() as change:
            if problem := append_answers(tables, record, change):
                tables.unsettled(record, 0, NOUN.name, change.document, problem)
        case DocumentCorrected() as change:
            _correct(tables, record, change)
        case SpeakerChanged(label=label) if not label.strip(FILLER):
            pass  # about somebody who was forgotten
        case SpeakerChanged() as change:
            changed = tables.connection.execute(
                "UPDATE speaker SET role = coalesce(?, role), case_name = coalesce(?, case_name) WHERE document = ? AND label = ?",
                (change.role, change.case, tables.thing(change.document), change.label),
            )
            if not changed.rowcount:
                tables.unsettled(record, 0, NOUN.name, change.document, "speaker unknown")


def _add(tables: Tables, record: Record, change: DocumentAdded) -> None:
    document = tables.thing(change.document)
    words = _add_text(tables, record, change, document, {})
    tables.connection.execute(
        "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
        (
            document,
            change.name,
            change.document_kind,
            len(change.text),
            words,
            len(change.starts),
            change.source,
            change.question,
            record.position,
        ),
    )


def _correct(tables: Tables, record: Record, change: DocumentCorrected) -> None:
    """Put a corrected text in the place of the one it was made on; what is known of a speaker stays."""
    document, run = tables.thing(change.document), tables.connection.execute
    found = run("SELECT version FROM document WHERE id = ?", (document,)).fetchone()
    if found is None or found[0] not in (change.base, change.version):
        problem = "document unknown" if found is None else OTHER_TEXT
        tables.unsettled(record, 0, NOUN.name, change.document, problem)
    elif found[0] != change.version:  # else another copy made the same correction
        known = {
            label: (role, case)
            for label, role, case in run("SELECT label, role, case_name FROM speaker WHERE document = ?", (document,))
        }
        _clear_text(tables, document)
        words = _add_text(tables, record, change, document, known)
        run(
            "UPDATE document SET version = ?, characters = ?, words = ?, turns = ? WHERE id = ?",
            (change.version, len(change.text), words, len(change.starts), document),
        )


def _add_text(
    tables: Tables,
    record: Record,
    change: DocumentAdded | DocumentCorrected,
    document: int,
    known: Mapping[str, tuple[str, str | None]],
) -> int:
    """Add the speakers and turns of a text; gives its words."""
    speakers = []
    for speaker in change.speakers:
        label = str(speaker["label"])
        role, case = known.get(label, (speaker.get("role") or "unknown", speaker.get("case")))
        inserted = tables.connection.execute(
            "INSERT INTO speaker (document, label, role, case_name) VALUES (?, ?, ?, ?)", (document, label, role, case)
        )
        speakers.append(inserted.lastrowid or 0)
    speech = [change.text[said:stop] for said, stop in zip(change.said, change.stops, strict=True)]
    rows = list(_turns(tables, record, change, document, speakers, speech))
    add_turns(tables, rows, speech)
    return sum(row[7] for row in rows)


def _turns(
    tables: Tables,
    record: Record,
    change: DocumentAdded | DocumentCorrected,
    document: int,
    speakers: list[int],
    speech: list[str],
) -> Iterator[tuple[Any, ...]]:
    text, starts, salt, first = change.text, change.starts, record.salt, document << WIDTH
    marks = {int(turn): spans for turn, spans in change.marks.items()}
    cases = [0] * len(starts)
    if isinstance(change, DocumentAdded) and change.frame:
        people = tables.thing(change.frame) << WIDTH
        cases = [people | case for case in change.cases]
    who = [speakers[n] if n >= 0 else 0 for n in change.speaker] or [0] * len(starts)
    ends = [*starts[1:], len(text)] if starts else []
    columns = zip(starts, ends, change.said, change.stops, who, cases, speech, strict=True)
    for n, (start, end, said, stop, speaker, case, words) in enumerate(columns):
        piece, spans = text[start:end], marks.get(n)
        counted = count_words(words if spans is None else blanked(words, said, spans))
        yield (
            first | n, document, start, said, stop, speaker, case, counted, "" if spans is None else json.dumps(spans),
            bytearray(text_hash(salt, piece)), piece, record.position,
        )  # fmt: skip


def _clear(tables: Tables, unit: str) -> None:
    document = tables.thing(unit)
    _clear_text(tables, document)
    tables.connection.execute("DELETE FROM document WHERE id = ?", (document,))
    tables.connection.execute("DELETE FROM unsettled WHERE noun = ? AND unit = ?", (NOUN.name, unit))


def _clear_text(tables: Tables, document: int) -> None:
    span = (document << WIDTH, (document + 1 << WIDTH) - 1)
    tables.connection.execute(
        "INSERT INTO speech_index (speech_index, rowid, text) SELECT 'delete', id, text FROM speech WHERE id BETWEEN ? AND ?",
        span,
    )
    tables.connection.execute("DELETE FROM turn WHERE id BETWEEN ? AND ?", span)
    tables.connection.execute("DELETE FROM speaker WHERE document = ?", (document,))


NOUN = Noun(
    "documents",
    frozenset({DocumentAdded.KIND, AnswersAppended.KIND, DocumentCorrected.KIND, SpeakerChanged.KIND}),
    lambda record: record.change.subject(record.id),
    _apply,
    _clear,
    ("codings", "done", "decisions"),
)
