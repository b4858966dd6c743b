"""Tests that are not made, whoever asks: the numbers would say something else than they seem to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from codeerbank.errors import Conflict
from codeerbank.i18n import _

Strand = Literal["survey", "interview", "focus_group"]
"""Where persons come from: each answered alone, on paper or aloud, or all spoke in one room."""

DEPENDENT = "speakers_of_one_conversation_are_dependent"
UNLINKED = "strands_are_not_linked_by_person"
POOLED = "answers_of_one_person_are_dependent"


class NotTestable(Conflict):
    """A p-value that is refused; ``reason`` names why."""

    kind = "not_testable"

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence, refusal.instead)
        self.reason = refusal.reason


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why no p-value is given here, and what can be done instead."""

    reason: str

    @property
    def sentence(self) -> str:
        """Say why there is no test."""
        return {
            DEPENDENT: _(
                "No test: people in one conversation respond to each other, so its speakers are not independent cases."
            ),
            UNLINKED: _(
                "No test: the survey and the conversations are not linked by person, so there are no pairs to compare."
            ),
            POOLED: _("No test: answers of one person are counted several times here, so they are not independent."),
        }[self.reason]

    @property
    def instead(self) -> str:
        """Say what can be done instead."""
        return {
            DEPENDENT: _("Describe it: how many speakers of how many, in how many conversations."),
            UNLINKED: _("Put the two beside each other in a joint display."),
            POOLED: _("Test each option apart, with a correction for their number."),
        }[self.reason]


def refusal_of(
    strand: Strand, other: Strand | None = None, linkage: str | None = None, pooled: bool = False
) -> Refusal | None:
    """Say whether a test is refused; None when it may be made.

    strand, other   where the rows come from, and the columns when that is elsewhere
    linkage         what ties two strands: ``person``, ``group`` or ``theme``; None for nothing
    pooled          the answers of a person to one question are counted as if they were persons
    Speakers of focus groups are never tested. Across strands a test needs persons that are in both.
    """
    if other is not None and other != strand and linkage != "person":
        return Refusal(UNLINKED)
    if "focus_group" in (strand, other):
        return Refusal(DEPENDENT)
    return Refusal(POOLED) if pooled else None


def require_testable(
    strand: Strand, other: Strand | None = None, linkage: str | None = None, pooled: bool = False
) -> None:
    """Raise NotTestable, with the reason in words, where a test is refused."""
    if refusal := refusal_of(strand, other, linkage, pooled):
        raise NotTestable(refusal)
