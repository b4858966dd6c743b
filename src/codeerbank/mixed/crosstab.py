"""Codes as the rows of a cross table, in the shape of any other table of frequencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.counts import ANY_CODE, CodeCount, CodeCounts, Part
from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.i18n import _
from codeerbank.mixed.intervals import wilson

CrossUnit = Literal["cases", "segments", "documents"]
CROSS_UNITS: Sequence[CrossUnit] = ("cases", "segments", "documents")

NOT_COMPUTED = "not_computed"
DEPENDENT = "speakers_of_one_conversation_are_dependent"


def untested(table: FrequencyTable, reason: str = NOT_COMPUTED) -> FrequencyTable:
    """Give the table as a cross table without a test, and say why there is none."""
    return replace(table, test_reason=reason)


def codes_table(
    codebook: Codebook, counts: CodeCounts, by: str | None, unit: CrossUnit = "cases", independent: bool = False
) -> FrequencyTable:
    """Cross codes with groups: per code the persons (cases), segments or documents that carry it.

    independent   the persons answered each for themselves (a survey); only then do persons get an interval
    A theme counts a unit once, whatever stands under it, and is left out of the share of answers.
    """
    codes = [code for code in codebook.codes if not code.archived or counts.occurs(code.key)]
    groups = [_group(codebook, codes, counts, group, unit, independent) for group in counts.groups]
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
        test_reason=NOT_COMPUTED if independent and unit == "cases" else DEPENDENT,
    )


def _group(
    codebook: Codebook,
    codes: Sequence[Code],
    counts: CodeCounts,
    group: str | None,
    unit: CrossUnit,
    independent: bool,
) -> FrequencyGroup:
    whole = _part(counts.of(ANY_CODE, group), unit)
    leaves = {code.key for code in codes if codebook.is_leaf(code)}
    answers = sum(_part(counts.of(key, group), unit).n for key in leaves)
    rows = [
        _row(code, _part(counts.of(code.key, group), unit), answers if code.key in leaves else None,
             independent and unit == "cases")
        for code in codes
    ]  # fmt: skip
    return FrequencyGroup(group, whole.base + whole.not_yet, whole.base, rows, answers)


def _part(count: CodeCount, unit: CrossUnit) -> Part:
    return {"cases": count.persons, "segments": count.segments, "documents": count.documents}[unit]


def _row(code: Code, part: Part, answers: int | None, independent: bool) -> FrequencyRow:
    undefined: dict[str, str] = {}
    if not part.base:
        undefined["pct_cases"] = "nobody_coded_yet" if part.not_yet else "nobody_in_this_group"
    if not answers:
        undefined["pct_answers"] = "rollup" if answers is None else "no_answers"
    interval = wilson(part.n, part.base) if independent else None
    if interval is None:
        undefined["interval"] = DEPENDENT if part.base else "no_base"
    return FrequencyRow(
        value=code.key,
        label=code.name,
        n=part.n,
        base=part.base,
        pct_cases=part.pct,
        pct_answers=100 * part.n / answers if answers else None,
        interval=interval,
        not_yet=part.not_yet,
        undefined=undefined,
    )
