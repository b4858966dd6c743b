"""Folding in place, refolding units, and folding from zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from codeerbank.domain.events import (
    CODEBOOK,
    AnswersAppended,
    Change,
    CodeAdded,
    CodebookAdded,
    CodesMerged,
    DocumentAdded,
    DocumentCorrected,
    Undone,
)
from codeerbank.domain.ids import Id
from codeerbank.store import forks, log, schema
from codeerbank.store.fold import codebook, codings, documents, notes, people, records
from codeerbank.store.fold.actions import mark_undone, register, register_all
from codeerbank.store.fold.noun import Noun, Tables
from codeerbank.store.fold.places import gestures, refold_places
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
    records.NOUN,
)
"""In the order in which they are folded: none rests on a later one."""

_BY_KIND = {kind: noun for noun in NOUNS for kind in noun.kinds}
_MAKERS = (DocumentAdded, CodebookAdded, CodeAdded)
_MANY = 500
"""So many values are bound in one query."""
_FEW = 20
"""Up to so many events an undo refolds the single places of codings instead of their documents."""


def apply_new(tables: Tables, records: Sequence[Record]) -> None:
    """Fold the events of one new action, which are newer than all others, in place."""
    register(tables, records)
    for record in records:
        if isinstance(record.change, Undone):
            _refold(tables, _flip(tables, record.action, record.change))
        elif noun := _BY_KIND.get(record.kind):
            noun.apply(tables, record)
            if isinstance(record.change, _MAKERS) or noun is people.PEOPLE:
                _refold(tables, _waiting(tables, record, records[0].position), keep=noun)
            elif _moves_codings(record.change):
                _refold(tables, _waiting(tables, record, records[0].position), keep=noun, only_units=True)


def _moves_codings(change: Change) -> bool:
    """Say whether codings that stand already come to stand elsewhere by this."""
    if isinstance(change, AnswersAppended):
        return bool(change.replaces or change.withdrawn)
    return isinstance(change, DocumentCorrected | CodesMerged)


def absorb(tables: Tables, positions: Iterable[int]) -> None:
    """Fold events that came from another file: their units are cleared and folded again, each once."""
    before = dict(tables.connection.execute("SELECT event, device FROM branch"))
    branches = forks.find_branches(tables.connection)
    tables.connection.execute("DELETE FROM branch")
    tables.connection.executemany("INSERT INTO branch VALUES (?, ?)", branches.items())
    came = set(positions)
    records = _records(tables, came)
    register(tables, records)
    # what counts as another device's now may have changed places with an event of the same clock
    concerned = records + _records(tables, {p for p, part in branches.items() if part != before.get(p)} - came)
    for record in records:
        if isinstance(record.change, Undone):
            concerned += _flip(tables, record.action, record.change)
    _refold(tables, concerned, only_units=True)


def rebuild(tables: Tables, progress: Callable[[int, int], None] | None = None) -> None:
    """Throw the derived tables away and fold the whole log."""
    schema.mend_log(tables.connection)
    schema.drop_derived(tables.connection)
    tables.forget()
    tables.connection.executemany("INSERT INTO branch VALUES (?, ?)", forks.find_branches(tables.connection).items())
    total, done = tables.connection.execute("SELECT count(*) FROM event").fetchone()[0], 0
    register_all(tables)
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


def _records(tables: Tables, positions: Iterable[int]) -> list[Record]:
    some = sorted(positions)
    found = [record for n in range(0, len(some), _MANY) for record in _at(tables, some[n : n + _MANY])]
    return sorted(found, key=lambda record: record.order)


def _live(tables: Tables, kinds: Iterable[str], where: str = "1", values: Iterable[object] = ()) -> Iterator[Record]:
    names = ", ".join(f"'{kind}'" for kind in sorted(kinds))
    condition = f"e.kind IN ({names}) AND e.action NOT IN (SELECT id FROM action WHERE undone) AND {where}"
    return log.read(tables.connection, condition, values)


def _flip(tables: Tables, action: Id, change: Undone) -> list[Record]:
    """Work out which actions stop or start to count through an undo or redo, and give their events."""
    changed = mark_undone(tables, action, change.actions)
    if not changed:
        return []
    marks = ", ".join("?" * len(changed))
    return list(log.read(tables.connection, f"e.action IN ({marks})", sorted(changed)))


def _waiting(tables: Tables, record: Record, before: int) -> list[Record]:
    """Find events of earlier actions that name what this one makes: they could not be placed until now."""
    change = record.change
    moved = _merged_with(tables, change.into) if isinstance(change, CodesMerged) else ()
    names = {change.subject(record.id), *change.makes(record.id), *moved} - {CODEBOOK}
    keys = [
        key for name in names for (key,) in tables.connection.execute("SELECT id FROM thing WHERE name = ?", (name,))
    ]
    marks = ", ".join("?" * len(keys))
    found = tables.connection.execute(
        f"SELECT DISTINCT event FROM touch WHERE thing IN ({marks}) AND event < ?", (*keys, before)
    )
    return _records(tables, [position for (position,) in found])


def _merged_with(tables: Tables, into: Id) -> set[Id]:
    """Name the codes that count as another one: those that went up in one that goes up now come along."""
    now = codebook.code_now(tables, tables.thing(into))
    codes = [code for code, counts_as in codebook.codes_now(tables).items() if counts_as == now != code]
    names = dict(tables.connection.execute("SELECT g.id, g.name FROM code c JOIN thing g ON g.id = c.id"))
    return {names[code] for code in codes}


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
        if not (short and refold_places(tables, gestures(record), partial(_live, tables, noun.kinds))):
            units[noun.name].add(noun.unit(record))
    for noun in NOUNS:
        named = sorted(units[noun.name])
        before = _codes(tables) if noun is codebook.NOUN and named else set()
        for unit in named:
            noun.clear(tables, unit)
        for record in _events_of(tables, noun, units[noun.name]):
            noun.apply(tables, record)
        things = sorted({code for code, _now in before ^ _codes(tables)}) if noun is codebook.NOUN and named else named
        for fed, dependent in _dependents(tables, noun, things):
            units[fed].add(dependent)


def _codes(tables: Tables) -> set[tuple[str, int]]:
    """Name the codes there are, each with the one that counts for it: codings rest on that, not on what a code is called."""
    names = dict(tables.connection.execute("SELECT g.id, g.name FROM code c JOIN thing g ON g.id = c.id"))
    return {(names[code], now) for code, now in codebook.codes_now(tables).items()}


def _events_of(tables: Tables, noun: Noun, units: set[str]) -> list[Record]:
    if not units:
        return []
    if noun is codebook.PROJECT:
        return list(_live(tables, noun.kinds))
    keys = [tables.thing(unit) for unit in sorted(units)]
    chosen: set[int] = set()
    for n in range(0, len(keys), _MANY):
        some = keys[n : n + _MANY]
        rows = tables.connection.execute(f"SELECT event FROM touch WHERE thing IN ({', '.join('?' * len(some))})", some)
        chosen.update(position for (position,) in rows)
    found: list[Record] = []
    ordered = sorted(chosen)
    for n in range(0, len(ordered), _MANY):
        some = ordered[n : n + _MANY]
        found += _live(tables, noun.kinds, f"e.position IN ({', '.join('?' * len(some))})", some)
    return sorted((r for r in found if noun.unit(r) in units), key=lambda record: record.order)


def _dependents(tables: Tables, noun: Noun, things: Sequence[Id]) -> Iterable[tuple[str, str]]:
    """Give (noun, unit) of what rests on these things: codings on codes and documents, answers on respondents."""
    for n in range(0, len(things) if noun.feeds else 0, _MANY):
        keys = [tables.thing(thing) for thing in things[n : n + _MANY]]
        marks = ", ".join("?" * len(keys))
        rows = tables.connection.execute(f"SELECT DISTINCT event FROM touch WHERE thing IN ({marks})", keys).fetchall()
        positions = [position for (position,) in rows]
        for m in range(0, len(positions), _MANY):
            for record in _at(tables, positions[m : m + _MANY]):
                fed = _BY_KIND.get(record.kind)
                if fed is not None and fed.name in noun.feeds:
                    yield fed.name, fed.unit(record)
