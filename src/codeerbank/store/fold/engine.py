"""Folding in place, refolding units, and folding from zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from codeerbank.domain.events import (
    CODEBOOK,
    AttributesSet,
    CodeAdded,
    CodebookAdded,
    CodingAdded,
    CodingRemoved,
    DocumentAdded,
    Undone,
)
from codeerbank.domain.ids import Id, split_row_id
from codeerbank.store import log, schema
from codeerbank.store.fold import codebook, codings, documents, notes, people
from codeerbank.store.fold.noun import Noun, Tables
from codeerbank.store.log import Record

NOUNS: Sequence[Noun] = (
    codebook.PROJECT,
    people.PEOPLE,
    codebook.NOUN,
    people.SURVEY,
    documents.NOUN,
    codings.NOUN,
    notes.DONE,
    notes.MEMOS,
    notes.DECISIONS,
)
"""In the order in which they are folded: none rests on a later one."""

_BY_KIND = {kind: noun for noun in NOUNS for kind in noun.kinds}
_BY_NAME = {noun.name: noun for noun in NOUNS}
_MAKERS = (DocumentAdded, CodebookAdded, CodeAdded)
_FEW = 20
"""Up to so many events an undo refolds the single places of codings instead of their documents."""


def apply_new(tables: Tables, records: Sequence[Record]) -> None:
    """Fold the events of one new action, which are newer than all others, in place."""
    _register(tables, records)
    for record in records:
        if isinstance(record.change, Undone):
            _refold(tables, _flip(tables, record.action, record.change))
        elif noun := _BY_KIND.get(record.kind):
            noun.apply(tables, record)
            if isinstance(record.change, _MAKERS) or noun is people.PEOPLE:
                _refold(tables, _waiting(tables, record, records[0].position), keep=noun)


def absorb(tables: Tables, positions: Iterable[int]) -> None:
    """Fold events that came from another file: their units are cleared and folded again, each once."""
    tables.connection.execute("DELETE FROM branch")
    tables.connection.executemany("INSERT INTO branch VALUES (?, ?)", log.find_branches(tables.connection).items())
    came = list(positions)
    records = [r for n in range(0, len(came), 500) for r in _at(tables, came[n : n + 500])]
    _register(tables, records)
    concerned = list(records)
    for record in records:
        if isinstance(record.change, Undone):
            concerned += _flip(tables, record.action, record.change)
    _refold(tables, concerned, only_units=True)


def rebuild(tables: Tables, progress: Callable[[int, int], None] | None = None) -> None:
    """Throw the derived tables away and fold the whole log."""
    schema.drop_derived(tables.connection)
    tables.forget()
    tables.connection.executemany("INSERT INTO branch VALUES (?, ?)", log.find_branches(tables.connection).items())
    records = []
    for record in log.read(tables.connection, "e.kind = ?", (Undone.KIND,)):
        records.append(record)
    total, done = tables.connection.execute("SELECT count(*) FROM event").fetchone()[0], 0
    _register_all(tables)
    for record in records:
        _mark_undone(tables, record)
    for noun in NOUNS:
        for record in _live(tables, noun.kinds):
            noun.apply(tables, record)
            done += 1
            if progress and done % 200 == 0:
                progress(done, total)
    tables.connection.execute(
        "INSERT INTO local VALUES ('fold_version', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (str(schema.FOLD_VERSION),),
    )


def _at(tables: Tables, positions: Sequence[int]) -> list[Record]:
    return list(log.read(tables.connection, f"e.position IN ({', '.join('?' * len(positions))})", positions))


def _live(tables: Tables, kinds: Iterable[str], where: str = "1", values: Iterable[object] = ()) -> list[Record]:
    names = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    condition = f"e.kind IN ({names}) AND e.action NOT IN (SELECT id FROM action WHERE undone) AND {where}"
    return list(log.read(tables.connection, condition, values))


def _register_all(tables: Tables) -> None:
    batch: list[Record] = []
    for record in log.read(tables.connection):
        batch.append(record)
        if len(batch) == 200:
            _register(tables, batch)
            batch.clear()
    _register(tables, batch)


def _register(tables: Tables, records: Sequence[Record]) -> None:
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


def _flip(tables: Tables, action: Id, change: Undone) -> list[Record]:
    """Work out which actions stop or start to count through an undo or redo, and give their events."""
    changed = _mark(tables, action, change.actions)
    if not changed:
        return []
    marks = ", ".join("?" * len(changed))
    return list(log.read(tables.connection, f"e.action IN ({marks})", sorted(changed)))


def _mark_undone(tables: Tables, record: Record) -> None:
    assert isinstance(record.change, Undone)
    _mark(tables, record.action, record.change.actions)


def _mark(tables: Tables, action: Id, targets: Sequence[Id]) -> set[Id]:
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


def _waiting(tables: Tables, record: Record, before: int) -> list[Record]:
    """Find events of earlier actions that name what this one makes: they could not be placed until now."""
    names = {record.change.subject(record.id), *record.change.makes(record.id)} - {CODEBOOK}
    keys = [
        key for name in names for (key,) in tables.connection.execute("SELECT id FROM thing WHERE name = ?", (name,))
    ]
    marks = ", ".join("?" * len(keys))
    found = tables.connection.execute(
        f"SELECT DISTINCT event FROM touch WHERE thing IN ({marks}) AND event < ?", (*keys, before)
    )
    return _at(tables, [position for (position,) in found])


def _refold(tables: Tables, records: Iterable[Record], keep: Noun | None = None, only_units: bool = False) -> None:
    """Clear the units of these events, and all that rest on them, and fold their live events in order.

    keep        a noun that stands as it is: the events named something it has just got
    only_units  never take the short way of a single coding: many events came at once
    """
    concerned = list(records)
    units: dict[str, set[str]] = {noun.name: set() for noun in NOUNS}
    for record in concerned:
        noun = _BY_KIND.get(record.kind)
        if noun is None or noun is keep:
            continue
        short = noun is codings.NOUN and not only_units and len(concerned) <= _FEW
        if not (short and _refold_places(tables, _gestures(record))):
            units[noun.name].add(noun.unit(record))
    for noun in NOUNS:
        for unit in sorted(units[noun.name]):
            for fed, dependent in _dependents(tables, noun, unit):
                units[fed].add(dependent)
            noun.clear(tables, unit)
        for record in _events_of(tables, noun, units[noun.name]):
            noun.apply(tables, record)


def _events_of(tables: Tables, noun: Noun, units: set[str]) -> list[Record]:
    if not units:
        return []
    if noun is codebook.PROJECT:
        return _live(tables, noun.kinds)
    keys = [tables.thing(unit) for unit in sorted(units)]
    chosen: set[int] = set()
    for n in range(0, len(keys), 500):
        some = keys[n : n + 500]
        rows = tables.connection.execute(f"SELECT event FROM touch WHERE thing IN ({', '.join('?' * len(some))})", some)
        chosen.update(position for (position,) in rows)
    found = []
    ordered = sorted(chosen)
    for n in range(0, len(ordered), 500):
        some = ordered[n : n + 500]
        found += _live(tables, noun.kinds, f"e.position IN ({', '.join('?' * len(some))})", some)
    return sorted((r for r in found if noun.unit(r) in units), key=lambda record: record.order)


def _dependents(tables: Tables, noun: Noun, unit: str) -> Iterable[tuple[str, str]]:
    """Give (noun, unit) of what rests on this unit: codings on the codes of a codebook, on a document, and so on."""
    if not noun.feeds:
        return
    things = [unit]
    if noun is codebook.NOUN:
        made = _all(tables, noun.kinds)
        things = sorted({thing for record in made for thing in record.change.makes(record.id)})
    for n in range(0, len(things), 500):
        keys = [tables.thing(thing) for thing in things[n : n + 500]]
        marks = ", ".join("?" * len(keys))
        rows = tables.connection.execute(f"SELECT DISTINCT event FROM touch WHERE thing IN ({marks})", keys).fetchall()
        positions = [position for (position,) in rows]
        for m in range(0, len(positions), 500):
            for record in _at(tables, positions[m : m + 500]):
                fed = _BY_KIND.get(record.kind)
                if fed is not None and fed.name in noun.feeds:
                    yield fed.name, fed.unit(record)


def _all(tables: Tables, kinds: Iterable[str]) -> list[Record]:
    names = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    return list(log.read(tables.connection, f"e.kind IN ({names})"))


def _gestures(record: Record) -> list[Id]:
    """Give the codings that an event made or changed, each by a gesture; none for a bulk event."""
    match record.change:
        case CodingAdded():
            return [record.id]
        case AttributesSet(coding=coding):
            return [coding]
        case CodingRemoved() as change:
            return [change.coding, *change.also]
    return []


def _refold_places(tables: Tables, gestures: Sequence[Id]) -> bool:
    """Refold only the places these codings stand on; False where a bulk row shares one, so that the document must be.

    Ids on one place do not influence one another, so those that hold it now, and these, are all that is needed.
    """
    found = [codings.place_of(tables, gesture) for gesture in gestures]
    if not found or None in found:
        return False
    run = tables.connection.execute
    places = {f[0] for f in found if f}
    holders = {f[1] for f in found if f}
    for table in ("coding", "coding_also"):
        holders |= {p for place in places for (p,) in run(f"SELECT event FROM {table} WHERE {codings.AT}", place)}
    marks = ", ".join("?" * len(holders))
    kinds = run(f"SELECT DISTINCT kind FROM event WHERE position IN ({marks})", tuple(holders)).fetchall()
    if kinds != [(CodingAdded.KIND,)]:
        return False
    for place in places:
        run(f"DELETE FROM coding WHERE {codings.AT}", place)
        run(f"DELETE FROM coding_also WHERE {codings.AT}", place)
    touching = run(
        "SELECT DISTINCT b.event FROM event e JOIN thing n ON n.name = e.id JOIN touch b ON b.thing = n.id"
        f" WHERE e.position IN ({marks})",
        tuple(holders),
    )
    positions = sorted({p for (p,) in touching} | holders)
    marks = ", ".join("?" * len(positions))
    run(f"DELETE FROM unsettled WHERE event IN ({marks})", positions)
    for again in _live(tables, codings.NOUN.kinds, f"e.position IN ({marks})", positions):
        codings.NOUN.apply(tables, again)
    return True
