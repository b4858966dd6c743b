"""The project and its codebook; the codebook is one unit, for a code's place depends on the others."""

from __future__ import annotations

import json
from typing import Any

from codeerbank.domain.events import (
    CODEBOOK,
    CodeAdded,
    CodebookAdded,
    CodeChanged,
    CodesMerged,
    DeviceJoined,
    ProjectCreated,
)
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
        case CodesMerged() as change:
            _merge(tables, record, change)


def code_now(tables: Tables, code: int) -> int | None:
    """Give the code that counts for one: itself, or the one it went up in; None where the code is unknown."""
    found = tables.connection.execute("SELECT merged FROM code WHERE id = ?", (code,)).fetchone()
    while found is not None and found[0] is not None:
        code = found[0]
        found = tables.connection.execute("SELECT merged FROM code WHERE id = ?", (code,)).fetchone()
    return None if found is None else code


def codes_now(tables: Tables) -> dict[int, int]:
    """Give for every code the one that counts for it."""
    merged = dict(tables.connection.execute("SELECT id, merged FROM code"))
    found = {}
    for code in merged:
        now = code
        while (into := merged[now]) is not None:
            now = into
        found[code] = now
    return found


def _merge(tables: Tables, record: Record, change: CodesMerged) -> None:
    """Let codes go up in another; where two copies merged the other way round, or elsewhere, what came first stays."""
    into = code_now(tables, tables.thing(change.into))
    for row, name in enumerate(change.codes):
        code = tables.thing(name)
        found = tables.connection.execute("SELECT merged, record FROM code WHERE id = ?", (code,)).fetchone()
        if into is None or found is None:
            tables.unsettled(record, row, NOUN.name, CODEBOOK, "code unknown")
        elif code == into:
            tables.unsettled(record, row, NOUN.name, CODEBOOK, "codes merged the other way round")
        elif found[0] is not None and code_now(tables, code) != into:
            tables.unsettled(record, row, NOUN.name, CODEBOOK, "code merged into another")
        elif found[0] is None:
            tables.connection.execute("UPDATE code SET merged = ? WHERE id = ?", (into, code))
            _write(tables, code, {**json.loads(found[1]), "archived": True})


def _add(tables: Tables, identity: str, fields: dict[str, Any]) -> None:
    fields["id"] = identity
    asked, n = fields["key"], 1
    while tables.connection.execute("SELECT 1 FROM code WHERE key = ?", (fields["key"],)).fetchone():
        n += 1
        fields["key"] = f"{asked}-{n}"
    position = tables.connection.execute("SELECT count(*) FROM code").fetchone()[0]
    tables.connection.execute(
        "INSERT INTO code VALUES (?, ?, ?, ?, NULL) ON CONFLICT (id) DO NOTHING",
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
    frozenset({CodebookAdded.KIND, CodeAdded.KIND, CodeChanged.KIND, CodesMerged.KIND}),
    lambda _record: CODEBOOK,
    _apply,
    _clear,
    ("codings",),
)
