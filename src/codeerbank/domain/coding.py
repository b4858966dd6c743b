"""A code applied to a segment by a coder, and notes about things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Origin = Literal["manual", "suggestion"]
CONSENSUS = "consensus"
"""The name under which stands what coders decided together."""


@dataclass(frozen=True, slots=True)
class Coding:
    """A code on the stretch [start, stop) of a document by one coder.

    ``code`` is the code's key, ``turn`` the number of the turn it starts in, ``created`` an ISO time in UTC (label only).
    """

    id: str
    document: str
    start: int
    stop: int
    quote: str
    code: str
    coder: str
    attributes: Mapping[str, str | list[str]] = field(default_factory=dict)
    turn: int = 0
    case: str | None = None
    speaker: str | None = None
    created: str = ""
    codebook_revision: int = 0
    origin: Origin = "manual"
    in_answer: tuple[int, int] | None = None


MemoKind = Literal["note", "definition", "theory", "method", "language", "decision", "care"]
MemoSubject = Literal["project", "document", "case", "code", "coding"]


@dataclass(frozen=True, slots=True)
class Memo:
    """A note on a project, document, case, code or coding; a ``care`` memo (zorgsignaal) never leaves the project."""

    id: str
    kind: MemoKind
    about: MemoSubject
    name: str
    text: str
    author: str
    created: str
