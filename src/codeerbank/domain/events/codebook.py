"""Changes to the codebook; a code's key never changes, everything else may."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id

CODEBOOK: Id = "codebook"
"""The subject of changes to the codebook as a whole; a project has one."""


@kind("codebook.added")
@dataclass(frozen=True, slots=True)
class CodebookAdded(Change):
    """A whole codebook came in: records of its codes, each with an ``id``, in order."""

    name: str
    codes: Sequence[Mapping[str, Any]]
    key: str = ""
    version: str = ""
    language: str = "nl"
    attributes: Sequence[Mapping[str, Any]] = field(default_factory=list)
    rules: Sequence[Mapping[str, str]] = field(default_factory=list)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return CODEBOOK

    def makes(self, own: Id) -> Iterable[Id]:  # noqa: D102
        return [record["id"] for record in self.codes]


@kind("code.added")
@dataclass(frozen=True, slots=True)
class CodeAdded(Change):
    """A code was made; ``record`` holds its fields as in the codebook's file format."""

    code: Id
    record: Mapping[str, Any]

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.code

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (CODEBOOK,)


@kind("code.changed")
@dataclass(frozen=True, slots=True)
class CodeChanged(Change):
    """Fields of a code got new values: renamed, moved (``parent``), archived, redefined."""

    code: Id
    changes: Mapping[str, Any]

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.code

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (CODEBOOK,)


@kind("codes.merged")
@dataclass(frozen=True, slots=True)
class CodesMerged(Change):
    """Codes went up in another: their codings, also those that come later from another copy, count under ``into``."""

    into: Id
    codes: Sequence[Id]

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (CODEBOOK, self.into, *self.codes)
