"""The joint display: per theme or code what survey, conversations and panel say, and what a person reads in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from codeerbank.domain.counts import Part, Told
from codeerbank.domain.frequency import Interval
from codeerbank.domain.names import names_in

JointForm = Literal["work", "report"]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """``n`` of ``base`` persons of a group gave an answer; interval 0-100, None where the base is 0.

    told          of what is hidden the numbers are 0: they are not there to be shown by mistake
    of_one_mind   everybody in the group gave the same answer
    """

    group: str | None
    n: int
    base: int
    interval: Interval | None = None
    told: Told = "all"
    of_one_mind: bool = False

    @property
    def pct(self) -> float | None:
        """Give the percentage (0-100, unrounded), None without a base or where readers get counts alone."""
        return 100 * self.n / self.base if self.base and self.told == "all" else None

    @property
    def hidden(self) -> bool:
        """Say whether it stands for a number that readers do not see."""
        return self.told == "nothing"


@dataclass(frozen=True, slots=True)
class SurveyEvidence:
    """One answer to one question, per group that was asked."""

    variable: str
    question: str
    answer: str
    results: Sequence[GroupResult]


@dataclass(frozen=True, slots=True)
class TalkEvidence:
    """Who mentioned it: persons per group, documents, and how many fragments there are."""

    persons: Mapping[str | None, Part] = field(default_factory=dict)
    documents: Part = field(default_factory=Part)
    fragments: int = 0

    def json(self) -> dict[str, Any]:
        """Give the counts by name."""
        return {
            "groups": [{"group": group, **part.json()} for group, part in self.persons.items()],
            "documents": self.documents.json(),
            "fragments": self.fragments,
        }


@dataclass(frozen=True, slots=True)
class QuoteEvidence:
    """Words with where they come from, as far as the audience may know.

    known    names by which people go here
    coding   the coding they stand under, for the team
    """

    text: str
    source: str = ""
    group: str | None = None
    known: frozenset[str] = frozenset()
    coding: str = ""

    @property
    def names_somebody(self) -> bool:
        """Say whether the words seem to name somebody; looked up when asked, for most quotes are never shown."""
        return bool(names_in(self.text, self.known))


@dataclass(frozen=True, slots=True)
class MeetingCount:
    """What those who were together in a meeting said of one quote; None where that answer was not counted."""

    recognised: int | None = None
    partly: int | None = None
    not_recognised: int | None = None
    unknown: int | None = None


@dataclass(frozen=True, slots=True)
class PanelEvidence:
    """What the klankbordgroep made of the quotes under a code: counts of members, never percentages.

    meeting   counts of meetings, a quote each: the same people answered, so they are not added up
    decided   what the team did with it afterwards, in words
    """

    recognised: int
    partly: int
    members: int
    other_words: Sequence[str] = ()
    quotes: int = 0
    decided: Sequence[str] = ()
    meeting: Sequence[MeetingCount] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person concluded; empty until somebody does. ``proposed`` is what the rule says meanwhile."""

    meaning: str = ""
    relation: str = ""
    certainty: str = ""
    advice: str = ""
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class JointRow:
    """One theme or code with all evidence.

    missing   linked questions that this survey does not hold
    talk      who said it in conversations; ``answers`` who wrote it in open answers, None where there are none
    """

    code: str
    name: str
    depth: int
    theme: str
    survey: Sequence[SurveyEvidence] = ()
    missing: Sequence[str] = ()
    talk: TalkEvidence = field(default_factory=TalkEvidence)
    answers: TalkEvidence | None = None
    quotes: Sequence[QuoteEvidence] = ()
    panel: PanelEvidence | None = None
    judgement: Judgement = field(default_factory=Judgement)

    def json(self) -> dict[str, Any]:
        """Give every number with its base; percentages 0-100, unrounded."""
        panel = self.panel
        return {
            "code": self.code,
            "name": self.name,
            "depth": self.depth,
            "theme": self.theme,
            "survey": [_survey_json(line) for line in self.survey],
            "not_in_survey": list(self.missing),
            "conversations": self.talk.json(),
            "open_answers": self.answers.json() if self.answers else None,
            "quotes": [
                {"text": quote.text, "source": quote.source, "group": quote.group, "coding": quote.coding or None}
                for quote in self.quotes
            ],
            "panel": None
            if panel is None
            else {
                "recognised": panel.recognised,
                "partly": panel.partly,
                "members": panel.members,
                "quotes": panel.quotes,
                "other_words": list(panel.other_words),
                "meeting": [asdict(one) for one in panel.meeting],
            },
            "meaning": self.judgement.meaning or None,
            "relation": self.judgement.relation or None,
            "proposed": self.judgement.proposed or None,
            "certainty": self.judgement.certainty or None,
            "advice": self.judgement.advice or None,
        }


def _survey_json(line: SurveyEvidence) -> dict[str, Any]:
    results = [
        {
            "group": result.group,
            "n": result.n,
            "base": result.base,
            "pct": result.pct,
            "interval": list(result.interval) if result.interval else None,
        }
        for result in line.results
    ]
    return {"variable": line.variable, "question": line.question, "answer": line.answer, "groups": results}
