"""What people decided about suggestions and about quotes, and what the panel said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id, split_row_id


@kind("suggestion.decided")
@dataclass(frozen=True, slots=True)
class SuggestionDecided(Change):
    """A coder accepted or refused a suggested code, with what the suggestion rested on."""

    document: Id
    start: int
    stop: int
    code: Id
    coder: str
    accepted: bool
    score: float
    evidence: Sequence[Mapping[str, Any]]
    suggester: str
    suggester_version: str
    version: Id = ""

    def names(self) -> Iterable[Id]:  # noqa: D102
        return tuple(filter(None, (self.document, self.code, self.version)))


@kind("quote.released", undoable=False)
@dataclass(frozen=True, slots=True)
class QuoteReleased(Change):
    """A named person (the actor) let these words go to an audience, and said why that is safe."""

    document: Id
    coding: Id
    start: int
    stop: int
    text: str
    codes: Sequence[str]
    audience: str
    reason: str
    group: str | None = None
    version: Id = ""

    def names(self) -> Iterable[Id]:  # noqa: D102
        return tuple(filter(None, (self.document, split_row_id(self.coding)[0], self.version)))


@kind("quote.withdrawn", undoable=False)
@dataclass(frozen=True, slots=True)
class QuoteWithdrawn(Change):
    """A released quote may not be used any more, and why; what it was used in before stays in the log."""

    release: Id
    reason: str

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.release


@kind("panel.form_made", undoable=False)
@dataclass(frozen=True, slots=True)
class FormMade(Change):
    """A form with these released quotes was made for the panel; ``code`` is what a typed answer begins with."""

    form: Id
    code: str
    title: str
    quotes: Sequence[Id]
    panel_names: Sequence[str]
    contact: str
    telephone: str
    return_by: str
    address: str = "je"

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.form

    def names(self) -> Iterable[Id]:  # noqa: D102
        return self.quotes


@kind("panel.replied")
@dataclass(frozen=True, slots=True)
class PanelReplied(Change):
    """A member answered a form: quote number (as text) -> question -> letter, and remarks by quote number."""

    form: Id
    member: str
    group: str | None = None
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.form,)
