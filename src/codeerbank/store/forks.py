"""Forks: two files that went on from one copy write the same sequence numbers of one device."""

from __future__ import annotations

import sqlite3

from codeerbank.domain.ids import Id, derived_id
from codeerbank.store.log import ROOT, digest


def find_branches(connection: sqlite3.Connection) -> dict[int, Id]:
    """Give the device as which each event of a forked tail counts, by position; computed alike by every reader.

    Two files that went on from the same copy write the same sequence numbers; after their last common chain value each
    tail counts as a device named after the old one and the tail's first chain value.
    """
    forked = [
        d
        for (d,) in connection.execute(
            "SELECT DISTINCT device FROM event GROUP BY device, sequence HAVING count(*) > 1"
        )
    ]
    found: dict[int, Id] = {}
    for device in forked:
        ends: dict[bytes, tuple[int, Id]] = {ROOT: (0, device)}
        rows = connection.execute(
            "SELECT position, sequence, header_hash, body_hash, chain FROM event WHERE device = ? ORDER BY sequence, chain",
            (device,),
        ).fetchall()
        after: dict[bytes, list[tuple[int, bytes]]] = {}
        by_sequence: dict[int, list[bytes]] = {0: [ROOT]}
        for position, sequence, header_hash, body_hash, chain in rows:
            before = by_sequence.get(sequence - 1, [])
            previous = next((c for c in before if digest(c, header_hash, body_hash) == chain), ROOT)
            after.setdefault(previous, []).append((position, chain))
            by_sequence.setdefault(sequence, []).append(chain)
        waiting = [ROOT]
        while waiting:
            previous = waiting.pop()
            nexts = after.get(previous, [])
            for position, chain in nexts:
                counts_as = derived_id(device, chain.hex()) if len(nexts) > 1 else ends[previous][1]
                ends[chain] = (position, counts_as)
                if counts_as != device:
                    found[position] = counts_as
                waiting.append(chain)
    return found


def line(connection: sqlite3.Connection, device: Id, before: int) -> list[Id]:
    """Give the parts of a device's chain that this file itself wrote on, the first one first; one unless the device forked.

    Where a chain forks, this file's own tail is the one that arrived first; ``before`` leaves out what arrived later.
    """
    forked = "SELECT 1 FROM branch b JOIN event e ON e.position = b.event WHERE e.device = ? LIMIT 1"
    if not connection.execute(forked, (device,)).fetchone():
        return [device]
    rows = connection.execute(
        "SELECT coalesce(b.device, e.device), e.header_hash, e.body_hash, e.chain FROM event e"
        " LEFT JOIN branch b ON b.event = e.position WHERE e.device = ? AND e.position < ? ORDER BY e.position",
        (device, before),
    )
    found: list[Id] = []
    end = ROOT
    for part, header_hash, body_hash, chain in rows:
        if digest(end, header_hash, body_hash) == chain:
            end = chain
            found += [part] if part not in found else []
    return found


def written_as(connection: sqlite3.Connection, device: Id) -> Id:
    """Give the device as which the events of a forked tail were written; a device that is no such tail is its own."""
    row = connection.execute(
        "SELECT e.device FROM branch b JOIN event e ON e.position = b.event WHERE b.device = ? LIMIT 1", (device,)
    ).fetchone()
    return str(row[0]) if row else device
