"""The project and its codebook; the codebook is one unit, for a code's place depends on the others."""

from __future__ import annotations

import json
from typing import Any

from codeerbank.domain.events import CODEBOOK, CodeAdded, CodebookAdded, CodeChanged, DeviceJoined, ProjectCreated
from codeerbank.store.fold.noun import Noun, Tables
from codeerbank.store.log import Record


def _apply(tables: Tables, record: Record) -> None:
    match record.change:
        case CodebookAdded() as change:
            about = {f: getattr(change, f) for f in ("name", "key", "version", "language", "attributes", "rules")}
            known = tables.connection.execute("SELECT 1 FROM codebook").fetchone()
            if not known:
                tables.connection.execute(
                    "INSERT INTO codebook VALUES (1, ?)", (json.dumps(about, ensure_ascii=False),)
                )
            for code in change.codes:
                _add(tables, str(code["id"]), dict(code))
        case CodeAdded(code, fields):
            _add(tables, code, dict(fields))
        case CodeChanged(code, changes):
            key = tables.thing(code)
            found = tables.connection.execute("SELECT record FROM code WHERE id = ?", (key,)).fetchone()
            if found is None:
                tables.unsettled(record, 0, NOUN.name, CODEBOOK, "code unknown")
                return
            fields = json.loads(found[0])
            if "name" in changes and changes["name"] != fields["name"]:
                fields["aliases"] = [*fields.get("aliases", ()), fields["name"]]
            fields.update({name: value for name, value in changes.items() if name not in ("id", "key")})
            _write(tables, key, fields)


def _add(tables: Tables, identity: str, fields: dict[str, Any]) -> None:
    fields["id"] = identity
    asked, n = fields["key"], 1
    while tables.connection.execute("SELECT 1 FROM code WHERE key = ?", (fields["key"],)).fetchone():
        n += 1
        fields["key"] = f"{asked}-{n}"
    position = tables.connection.execute("SELECT count(*) FROM code").fetchone()[0]
    tables.connection.execute(
        "INSERT INTO code VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
        (tables.thing(identity), fields["key"], position, json.dumps(fields, ensure_ascii=False)),
    )


def _write(tables: Tables, key: int, fields: dict[str, Any]) -> None:
    tables.connection.execute("UPDATE code SET record = ? WHERE id = ?", (json.dumps(fields, ensure_ascii=False), key))


def _clear(tables: Tables, unit: str) -> None:
    tables.connection.execute("DELETE FROM code")
    tables.connection.execute("DELETE FROM codebook")
    tables.connection.execute("DELETE FROM unsettled WHERE noun = ? AND unit = ?", (NOUN.name, unit))


def _begin(tables: Tables, record: Record) -> None:
    if isinstance(record.change, ProjectCreated):
        change = record.change
        tables.connection.execute(
            "INSERT INTO project VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (change.project, change.name, change.language),
        )


def _clear_project(tables: Tables, _unit: str) -> None:
    tables.connection.execute("DELETE FROM project")


PROJECT = Noun(
    "project", frozenset({ProjectCreated.KIND, DeviceJoined.KIND}), lambda _record: "project", _begin, _clear_project
)
NOUN = Noun(
    "codebook",
    frozenset({CodebookAdded.KIND, CodeAdded.KIND, CodeChanged.KIND}),
    lambda _record: CODEBOOK,
    _apply,
    _clear,
    ("codings",),
)
