"""Words on their way out of the team."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Audience = Literal["team", "outside"]


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
