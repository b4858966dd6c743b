"""Turns read to the end, memos, and what was decided about suggestions, quotes and the panel's replies."""

from __future__ import annotations

import json
from dataclasses import asdict

from codeerbank.domain.events import (
    FormMade,
    MemoAdded,
    MemoChanged,
    MemoRemoved,
    PanelReplied,
    QuoteReleased,
    SuggestionDecided,
    TurnsDone,
)
from codeerbank.store.fold.noun import WIDTH, Noun, Tables
from codeerbank.store.log import Record


def _mark_done(tables: Tables, record: Record) -> None:
    change = record.change
    assert isinstance(change, TurnsDone)
    document, coder = tables.thing(change.document), tables.coder(change.coder)
    span = (document << WIDTH, (document + 1 << WIDTH) - 1)
    known = tables.connection.execute("SELECT turns FROM document WHERE id = ?", (document,)).fetchone()
    if known is None:
        tables.unsettled(record, 0, DONE.name, change.document, "document unknown")
    elif change.turns is None and change.done:
        tables.connection.execute(
            "INSERT INTO done SELECT id, ? FROM turn WHERE id BETWEEN ? AND ? ON CONFLICT DO NOTHING", (coder, *span)
        )
    elif change.turns is None:
        tables.connection.execute("DELETE FROM done WHERE turn BETWEEN ? AND ? AND coder = ?", (*span, coder))
    else:
        keys = [(span[0] | number - 1, coder) for number in change.turns if 0 < number <= known[0]]
        add, take = (
            "INSERT INTO done VALUES (?, ?) ON CONFLICT DO NOTHING",
            "DELETE FROM done WHERE turn = ? AND coder = ?",
        )
        tables.connection.executemany(add if change.done else take, keys)


def _clear_done(tables: Tables, unit: str) -> None:
    document = tables.thing(unit)
    tables.connection.execute(
        "DELETE FROM done WHERE turn BETWEEN ? AND ?", (document << WIDTH, (document + 1 << WIDTH) - 1)
    )
    tables.connection.execute("DELETE FROM unsettled WHERE noun = ? AND unit = ?", (DONE.name, unit))


def _done_unit(record: Record) -> str:
    assert isinstance(record.change, TurnsDone)
    return record.change.document


def _memo(tables: Tables, record: Record) -> None:
    run = tables.connection.execute
    match record.change:
        case MemoAdded(noun, about, text, memo_kind):
            run(
                "INSERT INTO memo VALUES (?, ?, ?, ?, ?, ?)",
                (tables.thing(record.id), memo_kind, noun, about, text, record.position),
            )
        case MemoChanged(memo, text):
            run("UPDATE memo SET text = ? WHERE id = ?", (text, tables.thing(memo)))
        case MemoRemoved(memo):
            run("DELETE FROM memo WHERE id = ?", (tables.thing(memo),))


def _clear_memo(tables: Tables, unit: str) -> None:
    tables.connection.execute("DELETE FROM memo WHERE id = ?", (tables.thing(unit),))


def _decide(tables: Tables, record: Record) -> None:
    own = tables.thing(record.change.subject(record.id))
    run, change = tables.connection.execute, record.change
    packed = json.dumps(asdict(change), ensure_ascii=False)  # type: ignore[call-overload]
    match change:
        case SuggestionDecided():
            place = (tables.thing(change.document), change.start, change.stop, tables.thing(change.code))
            run(
                "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (own, *place, change.coder, change.accepted, packed),
            )
        case QuoteReleased():
            place = (tables.thing(change.document), change.start, change.stop)  # type: ignore[assignment]
            run("INSERT INTO released VALUES (?, ?, ?, ?, ?, ?)", (own, *place, packed, record.position))
        case FormMade():
            run("INSERT INTO form VALUES (?, ?, ?, ?)", (own, change.code, packed, record.position))
        case PanelReplied():
            run("INSERT INTO reply VALUES (?, ?, ?, ?)", (own, change.form, packed, record.position))


def _clear_decision(tables: Tables, unit: str) -> None:
    for table in ("decision", "released", "form", "reply"):
        tables.connection.execute(f"DELETE FROM {table} WHERE id = ?", (tables.thing(unit),))


DONE = Noun("done", frozenset({TurnsDone.KIND}), _done_unit, _mark_done, _clear_done)
MEMOS = Noun(
    "memos",
    frozenset({MemoAdded.KIND, MemoChanged.KIND, MemoRemoved.KIND}),
    lambda record: record.change.subject(record.id),
    _memo,
    _clear_memo,
)
DECISIONS = Noun(
    "decisions",
    frozenset({SuggestionDecided.KIND, QuoteReleased.KIND, FormMade.KIND, PanelReplied.KIND}),
    lambda record: record.change.subject(record.id),
    _decide,
    _clear_decision,
)
