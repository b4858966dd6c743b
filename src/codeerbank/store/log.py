"""The log: changes in their envelopes, chained per device by hashes; the one primary table."""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from codeerbank.domain.events import Change, known, read_body
from codeerbank.domain.ids import Id
from codeerbank.errors import ProjectDamaged
from codeerbank.i18n import _

HEADER = ("id", "project", "device", "sequence", "clock", "wall", "actor", "action", "kind", "version", "subject")
STORED = (*HEADER, "body", "salt", "header_hash", "body_hash", "chain", "kept_hash")
INSERT = f"INSERT INTO event ({', '.join(STORED)}) VALUES ({', '.join('?' * len(STORED))})"
_COMPRESS_FROM = 65536
ROOT = b""
"""What the chain of a device begins with."""


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
    words = json.dumps(body, ensure_ascii=False, separators=(",", ":"), default=list)  # an array is written as a list
    plain = words.encode("utf-8", "surrogatepass")
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
    return Tail(last[0] if last else 0, last[1] if last else ROOT, clock)


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
        position = connection.execute(INSERT, (*header, body, salt, header_hash, body_hash, tail.chain, None)).lastrowid
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
            change = _change(kind, version, body)
            yield Record(position, identity, device, sequence, clock, wall, actor, action, kind, change, salt or b"")


def _change(kind: str, version: int, body: bytes) -> Change:
    try:
        return read_body(kind, version, unpack(body))
    except (ValueError, TypeError, LookupError, AttributeError, zlib.error) as error:
        raise ProjectDamaged(
            _("A change in the log of this project was altered after it was written."),
            _("See which one with: codeerbank check. Then put a backup back."),
        ) from error


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


def row_is_whole(stored: Mapping[str, Any]) -> bool:
    """Say whether a stored event's hashes fit its header and body; a redacted body has a hash of its own."""
    if digest(*(stored[name] for name in HEADER)) != stored["header_hash"]:
        return False
    if stored["kept_hash"] is not None:
        return bool(digest(b"", stored["body"]) == stored["kept_hash"])
    return bool(digest(stored["salt"], stored["body"]) == stored["body_hash"])
