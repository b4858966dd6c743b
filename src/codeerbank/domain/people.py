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
class Participant:
    """A row of a list of participants: the person behind a label.

    document    the text that the label stands in; empty where only one text has it
    case        the pseudonym; None: one is made
    attributes  what else is known, by the name of its column
    line        the line of the file, for messages
    """

    label: str
    document: str = ""
    case: str | None = None
    group: str | None = None
    role: Role = "participant"
    attributes: Mapping[str, str] = field(default_factory=dict)
    line: int = 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """A label in one document; ``case`` is the pseudonym of the person behind it, where that is known."""

    label: str
    role: Role = "unknown"
    case: str | None = None
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody in one document: who speaks under a label there, or answers, how often, and how often that was coded."""

    document: str
    label: str | None
    role: Role
    case: str | None
    turns: int
    codings: int
