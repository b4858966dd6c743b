"""People: the cases that join words and numbers, and the speakers who carry a label in one document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Role = Literal["participant", "moderator", "unknown"]


@dataclass(frozen=True, slots=True)
class Case:
    """A participant or respondent, by pseudonym."""

    id: str
    name: str
    group: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label in one document; ``case`` is the pseudonym of the person behind it, where that is known."""

    label: str
    role: Role = "unknown"
    case: str | None = None
    turns: int = 0
