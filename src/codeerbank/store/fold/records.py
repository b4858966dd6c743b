"""Records: of each the latest writing."""

from __future__ import annotations

import json

from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.store.fold.noun import Noun, Tables
from codeerbank.store.log import Record


def _apply(tables: Tables, record: Record) -> None:
    match record.change:
        case RecordSet(noun, name, values, about):
            packed = json.dumps(dict(values), ensure_ascii=False), json.dumps(list(about))
            tables.connection.execute(
                "INSERT INTO record VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                " noun = excluded.noun, content = excluded.content, about = excluded.about, event = excluded.event",
                (tables.thing(name), noun, *packed, record.position),
            )
        case RecordRemoved(_noun, name):
            tables.connection.execute("DELETE FROM record WHERE id = ?", (tables.thing(name),))


def _clear(tables: Tables, unit: str) -> None:
    tables.connection.execute("DELETE FROM record WHERE id = ?", (tables.thing(unit),))


NOUN = Noun(
    "records",
    frozenset({RecordSet.KIND, RecordRemoved.KIND}),
    lambda record: record.change.subject(record.id),
    _apply,
    _clear,
)
