"""A display on its way to a reader: the same rows in a working form and in a report form, and as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from codeerbank.domain.joint import JointForm
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.verdicts import Verdict, relation_in_words, relations_in_words, sure_in_words
from codeerbank.i18n import _
from codeerbank.mixed.joint.proposal import Proposal

DisplayKind = Literal["side-by-side", "themes", "crosswalk", "convergence", "explain", "persons", "figure", "advice"]
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns and rows of one form."""

    columns: Sequence[str]
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class Display:
    """One of the joint displays.

    work, report   its two forms; without a report form there is one for both
    records        the rows as values, with the ids their evidence comes from
    warnings       what stands in the way of publishing it
    """

    kind: DisplayKind
    title: str
    work: Layout
    records: Sequence[Mapping[str, Any]]
    about: Sequence[tuple[str, str]]
    notes: Sequence[str] = ()
    stamp: str = ""
    report: Layout | None = None
    warnings: Sequence[str] = field(default_factory=tuple)

    def sheet(self, form: JointForm = "work") -> Sheet:
        """Lay out one form."""
        layout = self.report if form == "report" and self.report else self.work
        return Sheet(self.title, layout.columns, layout.rows, self.about, self.notes, self.stamp)

    def json(self) -> dict[str, Any]:
        """Give the rows with every number, its base and where it comes from."""
        return {
            "display": self.kind,
            "title": self.title,
            "stamp": self.stamp,
            "about": [list(pair) for pair in self.about],
            "rows": [dict(record) for record in self.records],
            "notes": list(self.notes),
            "warnings": list(self.warnings),
        }


def closing(verdict: Verdict | None, proposal: Proposal | None) -> Row:
    """Fill the last columns: what a person decided, or else what the rule proposes, marked as such."""
    if verdict is None or not verdict.relation:
        proposed = proposal_in_words(proposal)
    else:
        proposed = ". ".join(filter(None, (relations_in_words(verdict), verdict.reason)))
    if verdict is None:
        return [proposed or None, None, None]
    return [proposed or None, meaning_in_words(verdict) or None, sure_in_words(verdict) or None]


def proposal_in_words(proposal: Proposal | None) -> str:
    """Write a proposal so that nobody takes it for a verdict."""
    if proposal is None:
        return ""
    if proposal.relation is None:
        return _("no proposal: {why}").format(why=proposal.sentence)
    words = _("proposal: {relation} ({why})")
    return words.format(relation=relation_in_words(proposal.relation), why=proposal.sentence)


def meaning_in_words(verdict: Verdict) -> str:
    """Write what it means, with the other explanation and what it holds for."""
    parts = [
        verdict.meaning.rstrip("."),
        _("Another explanation: {rival}").format(rival=verdict.rival.rstrip(".")) if verdict.rival else "",
        _("Holds for: {whom}").format(whom=verdict.valid_for.rstrip(".")) if verdict.valid_for else "",
    ]
    return ". ".join(filter(None, parts))


def verdict_record(verdict: Verdict | None, proposal: Proposal | None) -> dict[str, Any]:
    """Give verdict and proposal as values."""
    return {
        "proposed": proposal.relation if proposal else None,
        "proposed_why": proposal.why if proposal else None,
        "verdict": {key: value for key, value in verdict.values().items() if key != "row"} if verdict else None,
    }


def without_rival(verdicts: Mapping[str, Verdict]) -> list[str]:
    """Warn of verdicts without another explanation; the mapping is by the name of the row."""
    missing = [name for name, one in verdicts.items() if one.relation and not one.rival]
    words = _("No other explanation was written down for: {rows}. Ask what else could explain it before you publish.")
    return [words.format(rows=", ".join(missing))] if missing else []


def report_conclusion(verdict: Verdict | None) -> str | None:
    """Write verdict, meaning and certainty in one cell of a report."""
    if verdict is None:
        return None
    relation = relations_in_words(verdict)
    sure = _("How sure: {certainty}").format(certainty=sure_in_words(verdict)) if verdict.certainty else ""
    return ". ".join(filter(None, (relation[:1].upper() + relation[1:], meaning_in_words(verdict), sure))) or None
