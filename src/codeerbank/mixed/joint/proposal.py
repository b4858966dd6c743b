"""A verdict proposed by rule; a person decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codeerbank.domain.frequency import Interval
from codeerbank.domain.numbers import SMALL_BASE
from codeerbank.domain.verdicts import Claim, Direction, Finding, Relation
from codeerbank.i18n import _
from codeerbank.mixed.statistics.intervals import wilson_percentages

HALF = 50.0


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rule makes of two claims; ``relation`` is empty where it can say nothing."""

    relation: Relation | None
    why: str

    @property
    def sentence(self) -> str:
        """Say why."""
        return {
            "survey_not_asked": _("the survey did not ask"),
            "survey_silent": _("the survey says nothing on it"),
            "talk_not_asked": _("it was not brought up in the conversations"),
            "talk_silent": _("nobody mentioned it"),
            "shown_only": _("people reacted to a figure that was shown; that confirms nothing"),
            "shown_divided": _("people reacted to a figure that was shown, and were divided"),
            "groups_differ": _("the directions agree for some groups only"),
            "small_base": _("fewer than 10 persons: adds at most"),
            "no_number": _("a figure without numbers: adds at most"),
            "undecided": _("the interval holds the neutral value, or the direction is unknown: adds at most"),
            "adds": _("the words bring a condition, a reason or a group of their own"),
            "same": _("both point the same way"),
            "opposite": _("they point opposite ways"),
        }[self.why]


def propose(survey: Claim, talk: Claim) -> Proposal:
    """Propose how two strands relate.

    Shown is not found: who reacts to a figure recognises it or does not. Below ten persons or without a number it adds
    at most; where the interval holds the neutral value too, unless groups part ways. What people say of their own
    accord confirms when it points the same way, contradicts when it points the other way, differs when that is so for
    some groups only.
    """
    if silent := _silent(survey, talk):
        return Proposal("absent", silent)
    if talk.shown:
        return _reaction(talk.direction)
    if small := _small(survey):
        return Proposal("adds", small)
    if _groups_differ(survey, talk):
        return Proposal("differs", "groups_differ")
    if "?" in (survey.direction, talk.direction):
        return Proposal("adds", "undecided")
    if talk.adds or "0" in (survey.direction, talk.direction):
        return Proposal("adds", "adds")
    if survey.direction == talk.direction:
        return Proposal("confirms", "same")
    return Proposal("contradicts", "opposite")


def _silent(survey: Claim, talk: Claim) -> str:
    if not survey.direction:
        return "survey_silent" if survey.asked else "survey_not_asked"
    if not talk.direction:
        return "talk_silent" if talk.asked else "talk_not_asked"
    return ""


def _reaction(direction: Direction) -> Proposal:
    if direction in ("+", "-"):
        return Proposal("recognised" if direction == "+" else "not_recognised", "shown_only")
    return Proposal(None, "shown_divided")


def _groups_differ(survey: Claim, talk: Claim) -> bool:
    both = [
        (survey.groups[group], talk.groups[group])
        for group in survey.groups
        if group in talk.groups and {survey.groups[group], talk.groups[group]} <= {"+", "-"}
    ]
    return len({one == other for one, other in both}) == 2


def _small(survey: Claim) -> str:
    if not survey.base:
        return "no_number"
    return "small_base" if survey.base < SMALL_BASE else ""


def direction_of(n: int, base: int, neutral: float = HALF) -> Direction:
    """Say which way a share points: ``?`` below ten persons and where its interval holds the neutral value."""
    interval: Interval | None = wilson_percentages(n, base)
    if interval is None:
        return ""
    if base < SMALL_BASE or interval[0] <= neutral <= interval[1]:
        return "?"
    return "+" if interval[0] > neutral else "-"


def turned(direction: Direction) -> Direction:
    """Give the opposite direction."""
    opposite: dict[Direction, Direction] = {"+": "-", "-": "+"}
    return opposite.get(direction, direction)


def majority(agreeing: int, against: int) -> Direction:
    """Say which way most of these persons point: ``0`` where they are divided, empty where there are none."""
    if not agreeing and not against:
        return ""
    return "0" if agreeing == against else "+" if agreeing > against else "-"


def together(directions: Sequence[Direction]) -> Direction:
    """Give the direction that all share; ``?`` where they do not."""
    there = {one for one in directions if one}
    return next(iter(there)) if len(there) == 1 else "?" if there else ""


def claims_of(finding: Finding) -> tuple[Claim, Claim]:
    """Read the claims of a finding that people wrote down; counts weigh more than the direction that was written."""
    written = _direction(finding.survey_direction)
    counted = direction_of(finding.n, finding.base, finding.neutral) if finding.base else written
    survey = Claim(counted if written else "", finding.base, asked=bool(finding.survey))
    talk = Claim(_direction(finding.talk_direction), shown=finding.shown, adds=finding.adds, asked=bool(finding.talk))
    return survey, talk


def _direction(words: str) -> Direction:
    known: dict[str, Direction] = {"+": "+", "0": "0", "-": "-", "?": "?"}
    return known.get(words, "")
