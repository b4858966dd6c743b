"""Things that are written as a whole: a verdict, a round, a consent, a derived variable. The latest writing counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id


@kind("record.set")
@dataclass(frozen=True, slots=True)
class RecordSet(Change):
    """A thing of some noun (see ``domain.records``) was written, or written anew.

    record  its id
    values  all of it, JSON-ready; empty where an erasure took it
    about   ids of what it speaks of: cases, codings, documents, codes; an erased one takes the values along
    """

    noun: str
    record: Id
    values: Mapping[str, Any]
    about: Sequence[Id] = field(default_factory=list)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.record


@kind("record.removed")
@dataclass(frozen=True, slots=True)
class RecordRemoved(Change):
    """A thing of some noun was taken away."""

    noun: str
    record: Id

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.record
