"""For whom a table is, and what of it they may see: one table of rules for every table that leaves the house."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from codeerbank.domain.quote import Audience


@dataclass(frozen=True, slots=True)
class Rule:
    """What one audience may see; 0 hides nothing.

    group        opinions: a group of fewer persons is not shown
    cell         background: a count from 1 to one less is not shown, nor what would give it away
    percentages  whether shares, intervals and tests are told, or counts alone
    unanimous    whether a group that is of one mind is shown; it is named in any case
    """

    group: int = 0
    cell: int = 0
    percentages: bool = True
    unanimous: bool = True


COMMISSIONER = Rule(group=5, cell=5)
RULES: Mapping[Audience, Rule] = {
    "team": Rule(),
    "commissioner": COMMISSIONER,
    "panel": Rule(group=5, cell=5, percentages=False),
    "public": Rule(group=10, cell=10, unanimous=False),
    "outside": COMMISSIONER,
}
"""Who reads it -> what they may see. Readers outside who are not further known see what a commissioner sees."""


def rule_for(audience: Audience) -> Rule:
    """Give the rule of an audience."""
    return RULES[audience]
