"""Turns read to the end, memos, and what was decided about suggestions, quotes and the panel's replies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from codeerbank.domain.events import (
    FormMade,
    MemoAdded,
    MemoChanged,
    MemoRemoved,
    PanelReplied,
    QuoteReleased,
    QuoteWithdrawn,
    SuggestionDecided,
    TurnsDone,
)
from codeerbank.domain.ids import Id
from codeerbank.store.fold.noun import WIDTH, Noun, Tables
from codeerbank.store.fold.versions import GONE, carried, carried_turns, current_version, unchanged, way
from codeerbank.store.log import Record


def _mark_done(tables: Tables, record: Record) -> None:
    change = record.change
    assert isinstance(change, TurnsDone)
    document, coder = tables.thing(change.document), tables.coder(change.coder)
    span = (document << WIDTH, (document + 1 << WIDTH) - 1)
    known = tables.connection.execute("SELECT turns, version FROM document WHERE id = ?", (document,)).fetchone()
    if known is None:
        tables.unsettled(record, 0, DONE.name, change.document, "document unknown")
    elif change.version != known[1]:
        _mark_carried(tables, record, change, known[1])
    elif change.turns is None and change.done:
        tables.connection.execute(
            "INSERT INTO done SELECT id, ? FROM turn WHERE id BETWEEN ? AND ? ON CONFLICT DO NOTHING", (coder, *span)
        )
    elif change.turns is None:
        tables.connection.execute("DELETE FROM done WHERE turn BETWEEN ? AND ? AND coder = ?", (*span, coder))
    else:
        _set_done(tables, change, [number for number in change.turns if 0 < number <= known[0]])


def _mark_carried(tables: Tables, record: Record, change: TurnsDone, now: Id) -> None:
    """Mark turns of another version of the text, as far as they are there."""
    steps = way(tables, change.version, now)
    if steps is None:
        tables.unsettled(record, 0, DONE.name, change.document, GONE)
        return
    text, forward = steps[0]
    numbers = text.turns.all_old() if forward else text.turns.all_new()
    chosen = numbers if change.turns is None else numbers & frozenset(change.turns)
    if change.done:
        _set_done(tables, change, sorted(carried_turns(steps, chosen)))
    else:  # what was made of a turn that was not read after all was not read either
        everything = carried_turns(steps, numbers)
        _set_done(tables, change, sorted(everything - carried_turns(steps, numbers - chosen)))


def _set_done(tables: Tables, change: TurnsDone, numbers: Sequence[int]) -> None:
    first, coder = tables.thing(change.document) << WIDTH, tables.coder(change.coder)
    add, take = (
        "INSERT INTO done VALUES (?, ?) ON CONFLICT DO NOTHING",
        "DELETE FROM done WHERE turn = ? AND coder = ?",
    )
    tables.connection.executemany(add if change.done else take, [(first | n - 1, coder) for n in numbers])


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
            document = tables.thing(change.document)
            steps = way(tables, change.version, current_version(tables, document)) or []
            if place := carried(
                steps, change.start, change.stop
            ):  # a suggestion whose words are gone asks nothing more
                run(
                    "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (own, document, *place, tables.thing(change.code), change.coder, change.accepted, packed),
                )
        case QuoteReleased():
            _release(tables, own, record, change, packed)
        case QuoteWithdrawn(release=release):
            run("UPDATE released SET standing = 'withdrawn' WHERE id = ?", (tables.thing(release),))
        case FormMade():
            run("INSERT INTO form VALUES (?, ?, ?, ?)", (own, change.code, packed, record.position))
        case PanelReplied():
            run("INSERT INTO reply VALUES (?, ?, ?, ?)", (own, change.form, packed, record.position))


def _release(tables: Tables, own: int, record: Record, change: QuoteReleased, packed: str) -> None:
    """Keep a release; one whose words were corrected since does not count any more."""
    document = tables.thing(change.document)
    steps = way(tables, change.version, current_version(tables, document))
    stands = steps is not None and unchanged(steps, change.start, change.stop)
    start, stop = (steps and carried(steps, change.start, change.stop)) or (change.start, change.stop)
    tables.connection.execute(
        "INSERT INTO released VALUES (?, ?, ?, ?, ?, ?, ?)",
        (own, document, start, stop, packed, record.position, "released" if stands else "changed"),
    )


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
    frozenset({SuggestionDecided.KIND, QuoteReleased.KIND, QuoteWithdrawn.KIND, FormMade.KIND, PanelReplied.KIND}),
    lambda record: record.change.subject(record.id),
    _decide,
    _clear_decision,
)
