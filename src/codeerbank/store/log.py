"""The log: changes in their envelopes, chained per device by hashes; the one primary table."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from codeerbank.domain.events import Change, known, read_body
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import Conflict
from codeerbank.i18n import _

HEADER = ("id", "project", "device", "sequence", "clock", "wall", "actor", "action", "kind", "version", "subject")
STORED = (*HEADER, "body", "salt", "header_hash", "body_hash", "chain", "kept_hash")
_INSERT = f"INSERT INTO event ({', '.join(STORED)}) VALUES ({', '.join('?' * len(STORED))})"
_COMPRESS_FROM = 65536
_ROOT = b""


def digest(*parts: object) -> bytes:
    """Hash parts with SHA-256, each as bytes behind its length, so that no two lists of parts run together."""
    found = sha256()
    for part in parts:
        stored = part if isinstance(part, bytes) else b"" if part is None else str(part).encode()
        found.update(len(stored).to_bytes(8, "big"))
        found.update(stored)
    return found.digest()


def pack(body: Mapping[str, Any]) -> bytes:
    """Write a body as JSON bytes, compressed where that pays; the first byte says which."""
    plain = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"z" + zlib.compress(plain, 1) if len(plain) >= _COMPRESS_FROM else b"j" + plain


def unpack(stored: bytes) -> dict[str, Any]:
    """Read a body as ``pack`` wrote it."""
    plain = zlib.decompress(stored[1:]) if stored[:1] == b"z" else stored[1:]
    body: dict[str, Any] = json.loads(plain.decode("utf-8", "surrogatepass"))
    return body


@dataclass(frozen=True, slots=True)
class Record:
    """A change with what the fold needs of its envelope; ``order`` is its place among all events of the project."""

    position: int
    id: Id
    device: str
    sequence: int
    clock: int
    wall: int
    actor: str
    action: Id
    kind: str
    change: Change
    salt: bytes

    @property
    def order(self) -> tuple[int, str, int]:
        """Events count in this order: clock, device, sequence."""
        return (self.clock, self.device, self.sequence)


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes: the project, this installation's device, and the coder."""

    project: Id
    device: Id
    actor: str


@dataclass(slots=True)
class Tail:
    """Where the log of one device ends, and the highest clock seen of any device."""

    sequence: int
    chain: bytes
    clock: int


def tail_of(connection: sqlite3.Connection, device: Id) -> Tail:
    """Read where a device's log ends; a new device starts at sequence 0."""
    last = connection.execute(
        "SELECT sequence, chain FROM event WHERE device = ? ORDER BY sequence DESC LIMIT 1", (device,)
    ).fetchone()
    clock = connection.execute("SELECT max(clock) FROM event").fetchone()[0] or 0
    return Tail(last[0] if last else 0, last[1] if last else _ROOT, clock)


def write(
    connection: sqlite3.Connection,
    author: Author,
    tail: Tail,
    action: Id,
    events: Iterable[tuple[Id, Change]],
    now: int,
) -> list[Record]:
    """Append the events of one action; ``now`` is the wall clock in milliseconds, a label and a lower bound of the clock."""
    records = []
    for identity, change in events:
        tail.sequence += 1
        tail.clock = max(now << 16, tail.clock + 1)
        subject = change.subject(identity)
        header = (
            identity, author.project, author.device, tail.sequence, tail.clock, now,
            author.actor, action, change.KIND, change.VERSION, subject,
        )  # fmt: skip
        salt, body = os.urandom(16), pack(change.body())
        header_hash, body_hash = digest(*header), digest(salt, body)
        tail.chain = digest(tail.chain, header_hash, body_hash)
        position = connection.execute(
            _INSERT, (*header, body, salt, header_hash, body_hash, tail.chain, None)
        ).lastrowid
        records.append(
            Record(
                position or 0,
                identity,
                author.device,
                tail.sequence,
                tail.clock,
                now,
                author.actor,
                action,
                change.KIND,
                change,
                salt,
            )
        )
    return records


_SELECT = """SELECT e.position, e.id, coalesce(b.device, e.device), e.sequence, e.clock, e.wall, e.actor, e.action, e.kind,
  e.version, e.body, e.salt FROM event e LEFT JOIN branch b ON b.event = e.position"""
_ORDER = " ORDER BY e.clock, coalesce(b.device, e.device), e.sequence"


def read(connection: sqlite3.Connection, where: str = "", values: Iterable[object] = ()) -> Iterator[Record]:
    """Read full events in fold order; stubs and kinds this program does not know are left out."""
    condition = f" WHERE e.body IS NOT NULL AND ({where})" if where else " WHERE e.body IS NOT NULL"
    for row in connection.execute(_SELECT + condition + _ORDER, tuple(values)):
        position, identity, device, sequence, clock, wall, actor, action, kind, version, body, salt = row
        if known(kind, version):
            change = read_body(kind, version, unpack(body))
            yield Record(position, identity, device, sequence, clock, wall, actor, action, kind, change, salt or b"")


def unknown_kinds(connection: sqlite3.Connection) -> list[str]:
    """Name the kinds of events that a newer program wrote: they are kept, but nothing may be written after them."""
    kinds = connection.execute("SELECT DISTINCT kind, version FROM event WHERE kind IS NOT NULL")
    return sorted(kind for kind, version in kinds if not known(kind, version))


def log_hash(connection: sqlite3.Connection) -> dict[Id, tuple[int, str]]:
    """Give each device's last sequence and chain value: two stores with equal answers hold the same log."""
    rows = connection.execute(
        "SELECT coalesce(b.device, e.device), max(e.sequence), e.chain FROM event e LEFT JOIN branch b ON b.event = e.position"
        " GROUP BY coalesce(b.device, e.device)"
    )
    return {device: (sequence, chain.hex()) for device, sequence, chain in rows}


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
        ends: dict[bytes, tuple[int, Id]] = {_ROOT: (0, device)}
        rows = connection.execute(
            "SELECT position, sequence, header_hash, body_hash, chain FROM event WHERE device = ? ORDER BY sequence, chain",
            (device,),
        ).fetchall()
        after: dict[bytes, list[tuple[int, bytes]]] = {}
        by_sequence: dict[int, list[bytes]] = {0: [_ROOT]}
        for position, sequence, header_hash, body_hash, chain in rows:
            before = by_sequence.get(sequence - 1, [])
            previous = next((c for c in before if digest(c, header_hash, body_hash) == chain), _ROOT)
            after.setdefault(previous, []).append((position, chain))
            by_sequence.setdefault(sequence, []).append(chain)
        waiting = [_ROOT]
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
    end = _ROOT
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


def rows_since(connection: sqlite3.Connection, known_log: Mapping[Id, tuple[int, str]]) -> list[tuple[object, ...]]:
    """Give stored events (columns of STORED) that a copy with this ``log_hash`` lacks, in fold order.

    A device is left out only up to a chain value both have, so that tails written apart are given whole.
    """
    shared: dict[str, int] = {}
    for _device, (sequence, chain) in known_log.items():
        row = connection.execute(
            "SELECT device FROM event WHERE chain = ? AND sequence = ?", (bytes.fromhex(chain), sequence)
        ).fetchone()
        if row:
            shared[row[0]] = max(shared.get(row[0], 0), sequence)
    columns = ", ".join(f"e.{name}" for name in STORED)
    rows = connection.execute(f"SELECT {columns} FROM event e ORDER BY e.clock, e.device, e.sequence")
    forked = {
        device for (device,) in connection.execute("SELECT e.device FROM branch b JOIN event e ON e.position = b.event")
    }
    return [row for row in rows if row[2] in forked or row[3] > shared.get(row[2], 0)]


def insert(connection: sqlite3.Connection, project: Id, rows: Iterable[Sequence[object]]) -> list[int]:
    """Put events of another copy in the log as they are; gives the positions of those that were new.

    Raises Conflict for an event of another project, one whose hashes do not fit, and one with a gap before it.
    """
    positions = []
    for row in sorted(rows, key=lambda r: (str(r[2]), r[3])):
        stored = dict(zip(STORED, row, strict=True))
        if stored["project"] != project:
            raise Conflict(
                _("The two files are not copies of one project."), _("Combine only copies of the same project.")
            )
        _check_row(stored)
        known_row = connection.execute("SELECT kept_hash FROM event WHERE id = ?", (stored["id"],)).fetchone()
        if known_row is None:
            _check_chain(connection, stored)
            positions.append(connection.execute(_INSERT, row).lastrowid or 0)
    return positions


def row_is_whole(stored: Mapping[str, Any]) -> bool:
    """Say whether a stored event's hashes fit its header and body; a redacted body has a hash of its own."""
    if digest(*(stored[name] for name in HEADER)) != stored["header_hash"]:
        return False
    if stored["kept_hash"] is not None:
        return bool(digest(b"", stored["body"]) == stored["kept_hash"])
    return bool(digest(stored["salt"], stored["body"]) == stored["body_hash"])


def _check_row(stored: Mapping[str, Any]) -> None:
    if not row_is_whole(stored):
        raise Conflict(
            _("Change {number} of device {device} in the other file was altered.").format(
                number=stored["sequence"], device=stored["device"]
            ),
            _("Ask for a fresh copy of that file."),
        )


def _check_chain(connection: sqlite3.Connection, stored: Mapping[str, Any]) -> None:
    sequence, device = stored["sequence"], stored["device"]
    before = [_ROOT] if sequence == 1 else [
        c for (c,) in connection.execute("SELECT chain FROM event WHERE device = ? AND sequence = ?", (device, sequence - 1))
    ]  # fmt: skip
    if not any(digest(c, stored["header_hash"], stored["body_hash"]) == stored["chain"] for c in before):
        raise Conflict(
            _("The other file misses change {number} of device {device}, or its chain is broken.").format(
                number=sequence - 1, device=device
            ),
            _("Ask for a fresh copy of that file."),
        )
