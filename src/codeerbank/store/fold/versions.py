"""Versions of a text: which one a document has now, and the way from any of them to any other.

A correction says which version it was made on, so that versions form a tree. What was said about one of them is carried
up to the version both have in common, and from there down to the one that counts; also where the correction itself was
undone, or gave way to one made elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from codeerbank.domain.events import (
    Change,
    CodingAdded,
    CodingsAdded,
    CodingsJoined,
    DocumentCorrected,
    QuoteReleased,
    SuggestionDecided,
    TurnsDone,
)
from codeerbank.domain.ids import Id
from codeerbank.domain.text_map import TextMap, TurnMap
from codeerbank.store import log
from codeerbank.store.fold.noun import Tables

GONE = "its words were corrected away"
OTHER_TEXT = "another correction came first"
_ON_A_TEXT = (CodingAdded, CodingsAdded, CodingsJoined, TurnsDone, SuggestionDecided, QuoteReleased)


@dataclass(frozen=True, slots=True)
class TextVersion:
    """What a correction says about addresses and turns."""

    base: Id
    there: TextMap
    back: TextMap
    turns: TurnMap


Step: TypeAlias = tuple[TextVersion, bool]
"""A correction, and whether it is gone through from its base to its own text."""


def current_version(tables: Tables, document: int) -> Id:
    """Give the version of the text that a document has now; empty where it is as it came in."""
    row = tables.connection.execute("SELECT version FROM document WHERE id = ?", (document,)).fetchone()
    return str(row[0]) if row else ""


def on_current_text(tables: Tables, change: Change) -> Change:
    """Let a change that speaks of addresses or turns say of which version of the text: the one that it was seen on."""
    if isinstance(change, _ON_A_TEXT) and not change.version:
        row = tables.connection.execute(
            "SELECT d.version FROM document d JOIN thing g ON g.id = d.id WHERE g.name = ?", (change.document,)
        ).fetchone()
        return replace(change, version=row[0]) if row and row[0] else change
    return change


def way(tables: Tables, of: Id, to: Id) -> list[Step] | None:
    """Give the corrections that lie between two versions; None where one of them is not known here."""
    up, down = _line(tables, of), _line(tables, to)
    if up is None or down is None:
        return None
    while up and down and up[-1][0] == down[-1][0]:
        up.pop()
        down.pop()
    return [(text, False) for _name, text in up] + [(text, True) for _name, text in reversed(down)]


def carried(steps: Sequence[Step], start: int, stop: int) -> tuple[int, int] | None:
    """Carry a stretch along; None where its words are gone."""
    place: tuple[int, int] | None = (start, stop)
    for text, forward in steps:
        if place is None:
            return None
        place = (text.there if forward else text.back).carry(*place)
    return place if place and place[0] < place[1] else None


def unchanged(steps: Sequence[Step], start: int, stop: int) -> bool:
    """Say whether the words of a stretch stayed as they were all along."""
    for text, forward in steps:
        chosen = text.there if forward else text.back
        if not chosen.unchanged(start, stop):
            return False
        start, stop = chosen.cover(start, stop)
    return True


def carried_turns(steps: Sequence[Step], numbers: frozenset[int]) -> frozenset[int]:
    """Carry turns that were read along: one is read when all it was made of was."""
    for text, forward in steps:
        numbers = text.turns.forward(numbers) if forward else text.turns.back(numbers)
    return numbers


def _line(tables: Tables, version: Id) -> list[tuple[Id, TextVersion]] | None:
    """Give a version and those it was made on, the newest first."""
    found: list[tuple[Id, TextVersion]] = []
    while version:
        text = _read(tables, version)
        if text is None or any(name == version for name, _text in found):
            return None
        found.append((version, text))
        version = text.base
    return found


def _read(tables: Tables, version: Id) -> TextVersion | None:
    if isinstance(known := tables.texts.get(version), TextVersion):
        return known
    row = tables.connection.execute(
        "SELECT e.position FROM thing g JOIN touch t ON t.thing = g.id JOIN event e ON e.position = t.event"
        " WHERE g.name = ? AND e.kind = ?",
        (version, DocumentCorrected.KIND),
    ).fetchall()
    for record in log.read(tables.connection, f"e.position IN ({', '.join('?' * len(row))})", [p for (p,) in row]):
        change = record.change
        if isinstance(change, DocumentCorrected) and change.version == version:
            there = TextMap(change.kept)
            found = TextVersion(change.base, there, there.inverse(), TurnMap(change.turns))
            tables.texts[version] = found
            return found
    return None
