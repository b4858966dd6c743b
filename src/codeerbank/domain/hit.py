"""What a search gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codeerbank.domain.quote import Quote
from codeerbank.domain.text import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A turn or an answer that was found; ``marks`` are the stretches of its text that made it be found, in order."""

    quote: Quote
    marks: Sequence[Span] = ()
