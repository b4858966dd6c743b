"""What people conclude from figures and words together: a verdict on a row, a finding of their own, a piece of advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Literal, Self, get_args

from codeerbank.domain.records import Record
from codeerbank.i18n import _

Relation = Literal["confirms", "adds", "contradicts", "differs", "absent", "recognised", "not_recognised"]
Certainty = Literal["high", "middle", "low"]
Silence = Literal["", "not_asked", "not_mentioned"]
Direction = Literal["+", "0", "-", "?", ""]
"""Agrees, neither, disagrees, cannot be said; empty: the strand is silent."""
Status = Literal["proposed", "agreed", "begun", "done", "dropped"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
STATUSES: tuple[Status, ...] = get_args(Status)
VERDICT, FINDING, ADVICE = "verdict", "finding", "advice"
"""The nouns under which they are kept; see ``domain.records``."""


class _Kept:
    """Writes itself as the values of a record, and reads itself from one."""

    @classmethod
    def of(cls, record: Record) -> Self:
        """Read what was written; a key this version does not know is left out."""
        known = {one.name for one in fields(cls)}  # type: ignore[arg-type]
        values = {key: tuple(v) if isinstance(v, list) else v for key, v in record.values.items() if key in known}
        return cls(**values)

    def values(self) -> dict[str, Any]:
        """Give what is not empty, JSON-ready."""
        return {key: value for key, value in asdict(self).items() if value}  # type: ignore[call-overload]


@dataclass(frozen=True, slots=True)
class Verdict(_Kept):
    """What a person decided about a row of a display.

    row         id of the code or finding
    relation    how the strands relate; ``second`` where two hold at once
    reason      why; required where they contradict each other
    silence     where a strand is silent: it was not asked, or nobody mentioned it
    meaning     what it means together; ``rival`` is another explanation of the same evidence
    certainty   with ``why``; ``valid_for`` is the group or setting it holds for
    chosen      why this outcome asked for an explanation; ``change``: how the words change it
    quotes      codings chosen to stand in the row
    """

    row: str
    relation: str = ""
    second: str = ""
    reason: str = ""
    silence: str = ""
    meaning: str = ""
    rival: str = ""
    certainty: str = ""
    why: str = ""
    valid_for: str = ""
    chosen: str = ""
    change: str = ""
    quotes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Finding(_Kept):
    """A row that people made themselves, such as one that rests on published figures without respondents.

    survey, talk                     what each strand says, in words
    survey_direction, talk_direction
    n, base                          persons, where the figure has them; base 0: a figure without numbers
    neutral                          the percentage that says neither; an interval around it decides nothing
    shown                            the words were said of a figure that was shown
    adds                             the words bring a condition, a reason or a group of their own
    """

    number: int
    statement: str
    survey: str = ""
    talk: str = ""
    survey_direction: str = ""
    talk_direction: str = ""
    n: int = 0
    base: int = 0
    neutral: int = 50
    shown: bool = False
    adds: bool = False
    codes: Sequence[str] = ()

    @property
    def key(self) -> str:
        """Its name in commands, such as F3."""
        return f"F{self.number}"


@dataclass(frozen=True, slots=True)
class Advice(_Kept):
    """A piece of advice that follows from a row: for whom, whose task, when, and how far it is."""

    number: int
    row: str
    text: str
    whom: str = ""
    owner: str = ""
    when: str = ""
    status: str = "proposed"

    @property
    def key(self) -> str:
        """Its name in commands, such as A2."""
        return f"A{self.number}"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one strand says on a finding, as far as a rule can read it.

    base     persons the figure rests on; 0: no number is known
    asked    False where nobody put the question
    shown    said of a figure that was shown, and nothing else
    adds     brings a condition, a reason or a group of its own
    groups   direction per group, where it is known
    """

    direction: Direction = ""
    base: int = 0
    asked: bool = True
    shown: bool = False
    adds: bool = False
    groups: Mapping[str, Direction] = field(default_factory=dict)


def relation_in_words(relation: str) -> str:
    """Say how the strands relate."""
    return {
        "confirms": _("confirms"),
        "adds": _("adds to it"),
        "contradicts": _("contradicts"),
        "differs": _("differs by group"),
        "absent": _("not raised"),
        "recognised": _("recognised"),
        "not_recognised": _("not recognised"),
    }.get(relation, relation)


def certainty_in_words(certainty: str) -> str:
    """Say how sure somebody is."""
    return {"high": _("high"), "middle": _("fair"), "low": _("low")}.get(certainty, certainty)


def silence_in_words(silence: str) -> str:
    """Say why a strand is silent."""
    return {"not_asked": _("not asked"), "not_mentioned": _("not mentioned")}.get(silence, silence)


def status_in_words(status: str) -> str:
    """Say how far a piece of advice is."""
    return {
        "proposed": _("proposed"),
        "agreed": _("agreed on"),
        "begun": _("begun"),
        "done": _("done"),
        "dropped": _("dropped"),
    }.get(status, status)


def relations_in_words(verdict: Verdict) -> str:
    """Say both verdicts where there are two, and why a strand is silent."""
    said = " + ".join(relation_in_words(one) for one in (verdict.relation, verdict.second) if one)
    return f"{said} ({silence_in_words(verdict.silence)})" if verdict.silence else said


def sure_in_words(verdict: Verdict) -> str:
    """Say how sure, and why."""
    said = certainty_in_words(verdict.certainty)
    return _("{certainty}, because {why}").format(certainty=said, why=verdict.why) if said and verdict.why else said
