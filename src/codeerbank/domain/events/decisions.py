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
    """A named person (the actor) let these words go to an audience, and said why that is safe.

    quote       the record of the quote it was prepared as; the release counts while that says so
    purpose     what the words are to be used for
    checked_by  the second person who looked at them
    despite     checks that spoke against it and were passed over by name: see ``domain.quote.CHECKS``
    """

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
    quote: Id = ""
    purpose: str = ""
    checked_by: str = ""
    despite: Sequence[str] = field(default_factory=list)

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
    """A form was made for the panel; ``code`` is what a typed answer begins with.

    quotes       the released quotes on it, none on a form of another kind
    panel_names  what each piece is about, in plain words
    address      how readers are addressed
    form_kind    words, questions, quotes, findings or next
    texts        the pieces of a form of another kind than quotes
    pieces       a random id for each piece: what the files say instead of where words come from
    left_out     member -> numbers of their own quotes, which their form does not have
    digest       of all that is asked, to know an altered form by
    """

    form: Id
    code: str
    title: str
    quotes: Sequence[Id]
    panel_names: Sequence[str]
    contact: str
    telephone: str
    return_by: str
    address: str = "je"
    form_kind: str = "quotes"
    texts: Sequence[str] = field(default_factory=list)
    pieces: Sequence[Id] = field(default_factory=list)
    left_out: Mapping[str, Sequence[int]] = field(default_factory=dict)
    digest: str = ""
    round: Id = ""
    send_to: str = ""

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.form

    def names(self) -> Iterable[Id]:  # noqa: D102
        return self.quotes


@kind("panel.replied")
@dataclass(frozen=True, slots=True)
class PanelReplied(Change):
    """A member answered a form: quote number (as text) -> question -> letter, and remarks by quote number.

    source   what the answer file is known by, so that the same one is not read twice; empty for a typed line
    """

    form: Id
    member: str
    group: str | None = None
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    remarks: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.form,)
