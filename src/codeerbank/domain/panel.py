"""The klankbordgroep: rounds, forms, what members said, and totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.ids import Id
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.i18n import N_

KINDS: Mapping[str, str] = {
    "words": N_("words"),
    "questions": N_("questions"),
    "quotes": N_("quotes"),
    "findings": N_("findings"),
    "next": N_("what next"),
}
"""What a round or form asks about -> its words, an English id."""
BODIES: Mapping[str, str] = {
    "klankbordgroep": N_("klankbordgroep"),
    "projectgroep": N_("project group"),
    "jongerenraad": N_("youth council"),
}
"""A group that is asked -> what it is called, an English id."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that is asked about on a form.

    id         random, the same in every file of the form
    sensitive  readers are warned before they read it
    """

    number: int
    id: Id
    text: str
    about: str
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class PanelForm:
    """A form: a short id, its numbered pieces, and whom to call; ``code`` is what a typed answer names first.

    quotes    what is asked about on a form of the kind ``quotes``; on the others ``texts`` are
    left_out  member -> numbers of quotes of their own, which their form does not have
    digest    of all that is asked, to know an altered form by
    send_to   where to send the answer file; else to the telephone of the contact person
    """

    id: str
    code: str
    title: str
    quotes: Sequence[ReleasedQuote]
    panel_names: Sequence[str]
    contact: str
    telephone: str
    return_by: str
    address: str = "je"
    kind: str = "quotes"
    texts: Sequence[str] = ()
    ids: Sequence[Id] = ()
    left_out: Mapping[str, Sequence[int]] = field(default_factory=dict)
    digest: str = ""
    round: Id = ""
    send_to: str = ""

    @property
    def pieces(self) -> list[Piece]:
        """Give what is asked about, in order; a form of before pieces had ids goes by numbers."""
        ids = self.ids or [str(number) for number in range(1, self.size + 1)]
        words = [(quote.text, quote.sensitive) for quote in self.quotes] if self.kind == "quotes" else [
            (text, False) for text in self.texts
        ]  # fmt: skip
        return [
            Piece(number, identity, text, about, sensitive)
            for number, (identity, (text, sensitive), about) in enumerate(
                zip(ids, words, self.panel_names, strict=True), 1
            )
        ]

    @property
    def size(self) -> int:
        """Count what is asked about."""
        return len(self.quotes) if self.kind == "quotes" else len(self.texts)

    def put_to(self, member: str) -> list[Piece]:
        """Give what this member is asked about: no quotes of their own."""
        own = self.left_out.get(member, ())
        return [piece for piece in self.pieces if piece.number not in own]


@dataclass(frozen=True, slots=True)
class Reply:
    """One member's answers to one form: per number the chosen letters, and remarks.

    id, source  of its event, and what the answer file is known by; empty before it is kept
    """

    form: str
    member: str
    group: str | None
    answers: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)
    source: str = ""
    id: Id = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a panel, by a number or a pseudonym; ``case`` is the participant of the study it is as well."""

    name: str
    role: str = ""
    group: str | None = None
    body: str = "klankbordgroep"
    case: Id | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """One time that a body was asked about something; ``members`` are names."""

    id: Id
    name: str
    kind: str
    body: str
    members: Sequence[str] = ()
