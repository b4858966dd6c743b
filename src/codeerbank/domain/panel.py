"""The klankbordgroep: forms of released quotes, what members said, and totals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.quote import ReleasedQuote


@dataclass(frozen=True, slots=True)
class PanelForm:
    """A printed form: a short id, its numbered quotes, and whom to call; ``code`` is what a typed answer names first."""

    id: str
    code: str
    title: str
    quotes: Sequence[ReleasedQuote]
    panel_names: Sequence[str]
    contact: str
    telephone: str
    return_by: str
    address: str = "je"


@dataclass(frozen=True, slots=True)
class Reply:
    """One member's answers to one form: per quote number the chosen letters, and remarks."""

    form: str
    member: str
    group: str | None
    answers: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    remarks: Mapping[int, str] = field(default_factory=dict)
