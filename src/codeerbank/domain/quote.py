"""Words on their way out of the team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codeerbank.i18n import N_

Audience = Literal["team", "commissioner", "panel", "public", "outside"]
"""Who reads what is made; ``outside`` is anybody outside the team of whom no more is said."""
STATES: Mapping[str, str] = {
    "draft": N_("draft"),
    "pseudonymised": N_("pseudonymised"),
    "checked": N_("checked"),
    "released": N_("released"),
}
"""How far a quote is on its way out, in order -> its words, an English id."""
CHECKS: Mapping[str, str] = {
    "names": N_("names or numbers may be left"),
    "guess": N_("somebody could guess who said it"),
    "minor": N_("said by somebody under 18"),
    "sensitive": N_("marked as sensitive"),
    "consent": N_("consent does not cover it"),
}
"""What may speak against a release and can be passed over by name -> its words, an English id."""


def released_to(audience: Audience) -> str:
    """Name the releases that an audience outside the team may see: the panel has its own."""
    return "panel" if audience == "panel" else "outside"


@dataclass(frozen=True, slots=True)
class Quote:
    """A coded segment in context, for the team only."""

    document: str
    start: int
    stop: int
    turn: int
    case: str | None
    text: str
    codes: Sequence[str]
    speaker: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class ReleasedQuote:
    """Words that a named person allowed to leave: made by the store alone, from a release in the log."""

    id: str
    text: str
    codes: Sequence[str]
    group: str | None
    audience: str
    reason: str
    released_by: str
    released_on: str
    purpose: str = ""
    checked_by: str = ""
    despite: Sequence[str] = ()

    @property
    def sensitive(self) -> bool:
        """Say whether readers are to be warned before they read it."""
        return "sensitive" in self.despite
