"""Codes applied, taken away and described; turns read to the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id, derived_id, split_row_id


@kind("coding.added")
@dataclass(frozen=True, slots=True)
class CodingAdded(Change):
    """One gesture: a code on the stretch [start, stop) of a version of a document, with the words it covers; null: erased.

    version  the correction whose text the addresses are of; empty: the text as it came in
    """

    document: Id
    start: int | None
    stop: int | None
    code: Id
    coder: str
    quote: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    origin: str = "manual"
    version: Id = ""

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.document, self.code, *_texts(self.version))


@kind("coding.removed")
@dataclass(frozen=True, slots=True)
class CodingRemoved(Change):
    """A coding was taken away: every id that the person saw on that place, so that one made elsewhere stays."""

    coding: Id
    document: Id
    also: Sequence[Id] = field(default_factory=list)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.coding

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.document, split_row_id(self.coding)[0], *self.also)


@kind("coding.attributes_set")
@dataclass(frozen=True, slots=True)
class AttributesSet(Change):
    """Attributes of a coding got new values; None takes one away."""

    coding: Id
    document: Id
    attributes: Mapping[str, Any]

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.coding

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.document, split_row_id(self.coding)[0])


@kind("codings.added")
@dataclass(frozen=True, slots=True)
class CodingsAdded(Change):
    """Codings in bulk on one document or question, as columns of equal length; a null row was erased.

    codes, coders   per row an index into ``code_ids`` and ``coder_names``
    attributes      key -> one value per row, "" for none
    """

    document: Id
    starts: Sequence[int | None]
    stops: Sequence[int | None]
    code_ids: Sequence[Id]
    codes: Sequence[int]
    coder_names: Sequence[str]
    coders: Sequence[int]
    attributes: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    version: Id = ""

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (*self.code_ids, *_texts(self.version))

    def makes(self, own: Id) -> Iterable[Id]:  # noqa: D102
        return (own,)


@kind("turns.done")
@dataclass(frozen=True, slots=True)
class TurnsDone(Change):
    """A coder has read these turns (numbers from 1; None: all of the document) to the end, or takes that back."""

    document: Id
    coder: str
    turns: Sequence[int] | None = None
    done: bool = True
    version: Id = ""

    def subject(self, own: Id) -> Id:  # noqa: D102
        return derived_id("done", self.document, self.coder)

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.document, *_texts(self.version))


@kind("codings.recoded")
@dataclass(frozen=True, slots=True)
class CodingsRecoded(Change):
    """Codings of one document got another code; they keep their ids, their attributes and the memos on them."""

    document: Id
    codings: Sequence[Id]
    code: Id

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.code, *_with_events(self.codings))

    def makes(self, own: Id) -> Iterable[Id]:  # noqa: D102
        return self.codings


@kind("codings.joined")
@dataclass(frozen=True, slots=True)
class CodingsJoined(Change):
    """Codings of one document that overlapped became one on [start, stop), which keeps all their ids."""

    document: Id
    codings: Sequence[Id]
    start: int
    stop: int
    version: Id = ""

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (*_with_events(self.codings), *_texts(self.version))

    def makes(self, own: Id) -> Iterable[Id]:  # noqa: D102
        return self.codings


def _texts(version: Id) -> tuple[Id, ...]:
    """Name the corrected text that addresses are of, if it is one."""
    return (version,) if version else ()


def _with_events(codings: Sequence[Id]) -> list[Id]:
    """Name codings, and the bulk events that those of a row are of."""
    return list(dict.fromkeys([*codings, *(split_row_id(coding)[0] for coding in codings)]))
