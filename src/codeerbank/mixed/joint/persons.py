"""D6, overview by participant: per person the answers, the codes and one quote; it never leaves the team."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.joint import QuoteEvidence
from codeerbank.domain.table import Cell
from codeerbank.i18n import _
from codeerbank.mixed.joint.cells import quote_in_words
from codeerbank.mixed.joint.display import Layout


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person who stands in survey and words; ``codes`` None where the words are not read to the end."""

    person: str
    group: str | None
    answers: Mapping[str, str | None]
    codes: Collection[str] | None
    quote: QuoteEvidence | None = None
    sources: Sequence[str] = field(default_factory=tuple)

    def record(self) -> dict[str, Any]:
        """Give the row as values."""
        return {
            "person": self.person,
            "group": self.group,
            "answers": dict(self.answers),
            "codes": sorted(self.codes) if self.codes is not None else None,
            "quote": self.quote.text if self.quote else None,
            "sources": list(self.sources),
        }


def persons_layout(rows: Sequence[PersonRow], questions: Mapping[str, str], codes: Mapping[str, str]) -> Layout:
    """Lay out a row per person: answers, then a 1 or 0 per code, then one quote; empty is not coded yet."""
    columns = [_("Participant"), _("Group"), *questions.values(), *codes.values(), _("Quote")]
    return Layout(columns, [_row(row, questions, codes) for row in rows])


def _row(row: PersonRow, questions: Mapping[str, str], codes: Mapping[str, str]) -> list[Cell]:
    given = [None if row.codes is None else int(key in row.codes) for key in codes]
    quote = quote_in_words(row.quote) if row.quote else None
    return [row.person, row.group, *(row.answers.get(key) for key in questions), *given, quote]
