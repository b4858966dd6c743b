"""Which things each event touches, which action it belongs to, and which actions count."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.events import Undone
from codeerbank.domain.ids import Id, split_row_id
from codeerbank.store import log
from codeerbank.store.fold.noun import Tables
from codeerbank.store.log import Record


def register_all(tables: Tables) -> None:
    """Register the whole log and work out which actions count."""
    batch: list[Record] = []
    for record in log.read(tables.connection):
        batch.append(record)
        if len(batch) == 200:
            register(tables, batch)
            batch.clear()
    register(tables, batch)
    for record in log.read(tables.connection, "e.kind = ?", (Undone.KIND,)):
        if isinstance(record.change, Undone):
            mark_undone(tables, record.action, record.change.actions)


def register(tables: Tables, records: Sequence[Record]) -> None:
    """Note which things each event touches, and the action it belongs to."""
    touches = [
        (tables.thing(thing), record.position)
        for record in records
        for thing in {
            record.change.subject(record.id),
            split_row_id(record.change.subject(record.id))[0],
            *record.change.names(),
        }
    ]
    tables.connection.executemany("INSERT INTO touch VALUES (?, ?) ON CONFLICT DO NOTHING", touches)
    natures: dict[Id, str] = {}
    for record in records:
        nature = _nature(tables, record)
        if natures.get(record.action) != "fixed":
            natures[record.action] = nature
    tables.connection.executemany(_NEW_ACTION, [(action, nature, action) for action, nature in natures.items()])


_NEW_ACTION = """INSERT INTO action (id, number, nature, undone) SELECT ?, coalesce(max(number), 0) + 1, ?, EXISTS (
  SELECT 1 FROM undoing u JOIN action a ON a.id = u.by_action WHERE u.target = ? AND NOT a.undone
) FROM action WHERE true ON CONFLICT (id) DO UPDATE SET nature = 'fixed' WHERE excluded.nature = 'fixed'"""


def _nature(tables: Tables, record: Record) -> str:
    if not isinstance(record.change, Undone):
        return "do" if record.change.UNDOABLE else "fixed"
    target = tables.connection.execute("SELECT nature FROM action WHERE id = ?", (record.change.actions[0],)).fetchone()
    return "redo" if target and target[0] == "undo" else "undo"


def mark_undone(tables: Tables, action: Id, targets: Sequence[Id]) -> set[Id]:
    """Note that an action undoes others; gives those that stop or start to count through it."""
    tables.connection.executemany(
        "INSERT INTO undoing VALUES (?, ?) ON CONFLICT DO NOTHING", [(target, action) for target in targets]
    )
    changed: set[Id] = set()
    waiting = list(targets)
    while waiting:
        target = waiting.pop()
        was = tables.connection.execute("SELECT undone FROM action WHERE id = ?", (target,)).fetchone()
        now = tables.connection.execute(
            "SELECT count(*) FROM undoing u JOIN action a ON a.id = u.by_action WHERE u.target = ? AND NOT a.undone",
            (target,),
        ).fetchone()[0]
        if was is None or bool(was[0]) == bool(now):
            continue
        tables.connection.execute("UPDATE action SET undone = ? WHERE id = ?", (bool(now), target))
        changed.add(target)
        waiting += [
            t for (t,) in tables.connection.execute("SELECT target FROM undoing WHERE by_action = ?", (target,))
        ]
    return changed
