"""D4, the convergence matrix: per finding what each strand says, how they relate, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from codeerbank.domain.counts import Told
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.joint import GroupResult, JointRow, SurveyEvidence
from codeerbank.domain.numbers import SMALL_BASE, out_of, span_of
from codeerbank.domain.table import Cell
from codeerbank.domain.verdicts import Advice, Claim, Direction, Finding, Verdict
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.joint.cells import answer_in_words, closing_columns, panel_in_words, quote_in_words
from codeerbank.mixed.joint.display import Layout, closing, report_conclusion, verdict_record
from codeerbank.mixed.joint.proposal import Proposal, claims_of, direction_of, propose, together
from codeerbank.mixed.joint.voices import Stance
from codeerbank.mixed.statistics.intervals import wilson_percentages

_MOST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a code with its evidence, or a finding that people made.

    sense   what agreeing with the linked questions says of the code: it hinders, it helps, or unknown
    told    how much readers are told of the numbers of a finding
    least   of how many who reacted to a figure readers are told the number
    """

    identity: str
    name: str
    statement: str
    row: JointRow | None = None
    finding: Finding | None = None
    stance: Stance | None = None
    sense: str = ""
    verdict: Verdict | None = None
    advice: Sequence[Advice] = ()
    told: Told = "all"
    least: int = 0

    @property
    def proposal(self) -> Proposal:
        """What the rule makes of it."""
        return propose(*self.claims)

    @property
    def claims(self) -> tuple[Claim, Claim]:
        """What survey and conversations claim."""
        if self.finding:
            return claims_of(self.finding)
        assert self.row is not None
        heard = bool(self.row.talk.documents.base)
        return survey_claim(self.row.survey), (self.stance or Stance()).claim(self.sense, heard)

    def record(self) -> dict[str, Any]:
        """Give the row as values."""
        survey, talk = self.claims
        evidence = self.row.json() if self.row else self.finding.values() if self.finding else {}
        return {
            "row": self.name,
            "finding": self.statement,
            "survey_direction": survey.direction,
            "talk_direction": talk.direction,
            "evidence": evidence,
            "advice": [one.values() for one in self.advice],
            **verdict_record(self.verdict, self.proposal),
        }


def survey_claim(evidence: Sequence[SurveyEvidence]) -> Claim:
    """Read which way the linked questions point: all groups together, and each group of ten and more by itself."""
    if not evidence:
        return Claim(asked=False)
    pooled = [(sum(r.n for r in line.results), sum(r.base for r in line.results)) for line in evidence]
    asked = [pair for pair in pooled if pair[1]]
    groups: dict[str, list[Direction]] = {}
    for line in evidence:
        for result in line.results:
            if result.group is not None:
                groups.setdefault(result.group, []).append(direction_of(result.n, result.base))
    return Claim(
        together([direction_of(n, base) for n, base in asked]),
        max((base for _n, base in asked), default=0),
        groups={group: together(directions) for group, directions in groups.items()},
    )


def convergence(lines: Sequence[Line]) -> tuple[Layout, Layout]:
    """Lay the matrix out in both forms."""
    work = [_("Finding"), _("Survey"), _("Direction"), _("Conversations"), _("Direction"), _("Quote"), _("Panel")]
    work += [*closing_columns(), _("Action")]
    report = [_("Finding"), _("Survey"), _("Conversations"), _("Panel")]
    report += [_("What does this mean together?"), _("Advice, for whom")]
    return (
        Layout(work, [_work(line) for line in lines]),
        Layout(report, [_report(line) for line in lines]),
    )


def _work(line: Line) -> list[Cell]:
    survey, talk = line.claims
    return [
        f"{line.name} {line.statement}",
        survey_cell(line, intervals=True),
        _direction(survey),
        talk_cell(line) or None,
        _direction(talk),
        quotes_cell(line.row),
        panel_in_words(line.row.panel) if line.row else None,
        *closing(line.verdict, line.proposal),
        actions(line.advice) or None,
    ]


def _report(line: Line) -> list[Cell]:
    quotes = [quote_in_words(quote) for quote in line.row.quotes[:1]] if line.row else []
    return [
        line.statement,
        survey_cell(line, intervals=False),
        "\n".join(filter(None, [talk_cell(line), *quotes])) or None,
        panel_in_words(line.row.panel) if line.row else None,
        report_conclusion(line.verdict),
        actions(line.advice) or None,
    ]


def _direction(claim: Claim) -> str:
    return claim.direction or "–"


def quotes_cell(row: JointRow | None) -> str | None:
    """Write the quotes below each other."""
    return "\n".join(map(quote_in_words, row.quotes)) or None if row else None


def survey_cell(line: Line, intervals: bool) -> str | None:
    """Write what the survey says: numbers with their base, or the words of a finding."""
    if line.finding:
        return _figure(line.finding, intervals, line.told) or None
    assert line.row is not None
    told = [answer_in_words(one, intervals) for one in line.row.survey[:_MOST_ANSWERS]]
    told += [_("Not in this survey: {question}").format(question=question) for question in line.row.missing]
    return "\n".join(told) or _("not asked")


def _figure(finding: Finding, intervals: bool, shown: Told) -> str:
    if not finding.base:
        return finding.survey
    told = HIDDEN if shown == "nothing" else out_of(finding.n, finding.base, shown == "counts")
    if shown == "all" and (intervals or finding.base < SMALL_BASE):
        told += f" [{span_of(wilson_percentages(finding.n, finding.base))}]"
    return f"{finding.survey}: {told}" if finding.survey else told


def talk_cell(line: Line) -> str:
    """Write how many speakers and conversations, and what people made of a figure that was shown."""
    if line.finding:
        return line.finding.talk + (" " + _("(said of a figure that was shown)") if line.finding.shown else "")
    assert line.row is not None
    talk = line.row.talk
    bases = [part.base for part in talk.persons.values()]
    said = sum(part.n for part in talk.persons.values())
    if talk.documents.hidden:
        told = [_("{n} of {base} speakers, of the groups shown").format(n=said, base=sum(bases))]
        return "\n".join([*told, *_reacted(line)])
    persons = _("{n} of {base} speakers").format(n=said, base=sum(bases))
    meetings = _("{n} of {base} conversations").format(n=talk.documents.n, base=talk.documents.base)
    told = [f"{persons}; {meetings}" if any(bases) else _("mentioned in {meetings}").format(meetings=meetings)]
    return "\n".join([*told, *_reacted(line)])


def _reacted(line: Line) -> list[str]:
    return [reactions_in_words(line.stance, line.least)] if line.stance and line.stance.reactions else []


def reactions_in_words(stance: Stance, least: int = 0) -> str:
    """Write what persons made of a figure that was shown to them; outside the team a handful is not counted."""
    shown = ngettext("Shown in {n} conversation", "Shown in {n} conversations", len(stance.shown_in))
    names = (("recognises", _("recognised by {n}")), ("adds", _("added to by {n}")), ("disputes", _("disputed by {n}")))
    counts = [(words, len(stance.reactions[key])) for key, words in names if stance.reactions.get(key)]
    told = [words.format(n=HIDDEN if n < least else n) for words, n in counts]
    return f"{shown}: {', '.join(told)}"


def actions(advice: Sequence[Advice]) -> str:
    """Write the advice with for whom it is."""
    return "\n".join(f"{one.text} – {one.whom}" if one.whom else one.text for one in advice)


def pooled(line: SurveyEvidence) -> GroupResult:
    """Take the groups of an answer together."""
    n, base = sum(one.n for one in line.results), sum(one.base for one in line.results)
    return GroupResult(None, n, base, wilson_percentages(n, base))
