"""Codes as the rows of a cross table, in the shape of any other table of frequencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.counts import ANY_CODE, CodeCount, CodeCounts, Part, WeightedPart
from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.refusals import DEPENDENT
from codeerbank.mixed.statistics.weighting import LEAST_EFFECTIVE
from codeerbank.mixed.weights import weighted_share

CrossUnit = Literal["cases", "segments", "documents"]
CROSS_UNITS: Sequence[CrossUnit] = ("cases", "segments", "documents")


@dataclass(frozen=True, slots=True)
class _Crossing:
    """What makes the rows of one table: the codes in it, what is counted, and how.

    independent   the persons answered each for themselves (a survey); only then do persons get an interval
    refused       the weights are not used: too few effective persons
    """

    codebook: Codebook
    codes: Sequence[Code]
    counts: CodeCounts
    unit: CrossUnit
    independent: bool
    refused: bool


def codes_table(
    codebook: Codebook,
    counts: CodeCounts,
    by: str | None,
    unit: CrossUnit = "cases",
    independent: bool = False,
    weight: str | None = None,
    by_ordered: bool = False,
) -> FrequencyTable:
    """Cross codes with groups: per code the persons (cases), segments or documents that carry it.

    independent   the persons answered each for themselves (a survey)
    weight        the variable that holds the weights with which ``counts`` were made
    A theme counts a unit once, whatever stands under it, and is left out of the share of answers.
    """
    codes = [code for code in codebook.codes if not code.archived or counts.occurs(code.key)]
    effective = _effective(counts) if weight else None
    refused = effective is not None and effective < LEAST_EFFECTIVE
    crossing = _Crossing(codebook, codes, counts, unit, independent and unit == "cases", refused)
    groups = [_group(crossing, group) for group in counts.groups]
    return FrequencyTable(
        variable="codes",
        label=_("Codes"),
        level="multiple",
        n_total=sum(group.n_total for group in groups),
        n_valid=sum(group.n_valid for group in groups),
        n_not_asked=0,
        groups=groups,
        by=by,
        base={"cases": "coded_persons", "segments": "coded_segments", "documents": "coded_documents"}[unit],
        multiple=True,
        weight=weight,
        weight_reason="effective_n_below_30" if refused else "",
        n_eff=effective,
        notes=_notes(counts.weightless),
        by_ordered=by_ordered,
    )


def _effective(counts: CodeCounts) -> float:
    parts = [part for group in counts.groups if (part := counts.of(ANY_CODE, group).weighted)]
    return WeightedPart(0, sum(part.base for part in parts), sum(part.squares for part in parts)).n_eff


def _notes(weightless: int) -> list[str]:
    if not weightless:
        return []
    return [
        ngettext(
            "{n} person has no weight and stands outside the weighted numbers.",
            "{n} persons have no weight and stand outside the weighted numbers.",
            weightless,
        )
    ]


def _group(crossing: _Crossing, group: str | None) -> FrequencyGroup:
    counts, unit = crossing.counts, crossing.unit
    whole = counts.of(ANY_CODE, group)
    part = _part(whole, unit)
    leaves = {code.key for code in crossing.codes if crossing.codebook.is_leaf(code)}
    answers = sum(_part(counts.of(key, group), unit).n for key in leaves)
    rows = [
        _row(crossing, code, counts.of(code.key, group), answers if code.key in leaves else None)
        for code in crossing.codes
    ]
    weighted = whole.weighted
    return FrequencyGroup(
        group=group,
        n_total=part.base + part.not_yet,
        n_valid=part.base,
        rows=rows,
        n_answers=answers,
        n_weighted=weighted.base if weighted else None,
        n_eff=weighted.n_eff if weighted else None,
        n_persons=None if unit == "cases" else whole.persons.base + whole.persons.not_yet,
    )


def _part(count: CodeCount, unit: CrossUnit) -> Part:
    return {"cases": count.persons, "segments": count.segments, "documents": count.documents}[unit]


def _row(crossing: _Crossing, code: Code, count: CodeCount, answers: int | None) -> FrequencyRow:
    part = _part(count, crossing.unit)
    undefined: dict[str, str] = {}
    if not part.base:
        undefined["pct_cases"] = "nobody_coded_yet" if part.not_yet else "nobody_in_this_group"
    if not answers:
        undefined["pct_answers"] = "rollup" if answers is None else "no_answers"
    interval = wilson_percentages(part.n, part.base) if crossing.independent else None
    if interval is None:
        undefined["interval"] = DEPENDENT if part.base else "no_base"
    weighted = None
    if of := count.weighted:
        weighted = weighted_share(of.n, of.base, of.n_eff, crossing.refused, crossing.independent)
        if weighted.pct_cases is None:
            undefined["pct_cases_weighted"] = "effective_n_below_30" if of.base else "nobody_has_a_weight"
    return FrequencyRow(
        value=code.key,
        label=code.name,
        n=part.n,
        base=part.base,
        pct_cases=part.pct,
        pct_answers=100 * part.n / answers if answers else None,
        interval=interval,
        weighted=weighted,
        not_yet=part.not_yet,
        undefined=undefined,
    )
