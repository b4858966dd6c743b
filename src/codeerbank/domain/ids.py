"""Identities: time-ordered UUIDs for what people make, derived ones for rows of a bulk event."""

from __future__ import annotations

import os
import time
from typing import TypeAlias
from uuid import UUID, uuid5

Id: TypeAlias = str
"""A UUID in canonical text form, or ``<uuid>.<row>`` for a row of a bulk event."""

_NAMESPACE = UUID("3b0f6a1e-6f0c-5d4c-9a55-7d1c0e9b4f21")


def new_id() -> Id:
    """Make a version 7 UUID (RFC 9562): milliseconds first, so that ids sort by the time they were made."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & (2**48 - 1)) << 80 | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(UUID(int=value))


def derived_id(*parts: str) -> Id:
    """Make the same UUID from the same parts on every machine (version 5)."""
    return str(uuid5(_NAMESPACE, "\x1f".join(parts)))


def row_id(event: Id, row: int) -> Id:
    """Name row ``row`` of bulk event ``event``."""
    return f"{event}.{row}"


def split_row_id(identity: Id) -> tuple[Id, int]:
    """Give the event of an id and its row; a gesture's id is its own event, row 0."""
    event, dot, row = identity.partition(".")
    return (event, int(row)) if dot and row.isdigit() else (event, 0)
