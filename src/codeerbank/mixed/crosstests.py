"""Cross tables with the test that belongs to them, chosen by the rule, and corrected over everything in one export."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from codeerbank.domain.frequency import FrequencyGroup, FrequencyTable
from codeerbank.domain.tested import Crossed, Tested, Tests
from codeerbank.i18n import _
from codeerbank.mixed.statistics.choice import (
    ALPHA,
    CrosstabAnalysis,
    analyse_crosstab,
    choose_rating_test,
    why_in_words,
)
from codeerbank.mixed.statistics.contingency import Contingency, contingency
from codeerbank.mixed.statistics.differences import smallest_detectable_difference
from codeerbank.mixed.statistics.families import benjamini_hochberg, holm
from codeerbank.mixed.statistics.multiple_response import PERMUTATIONS, agresti_liu
from codeerbank.mixed.statistics.ordered import jonckheere_terpstra
from codeerbank.mixed.statistics.outcome import Outcome
from codeerbank.mixed.statistics.ranks import kruskal_wallis, mann_whitney
from codeerbank.mixed.statistics.refusals import Refusal

Adjustment = Literal["holm", "benjamini-hochberg"]
_ADJUST = {"holm": holm, "benjamini-hochberg": benjamini_hochberg}
_DRAWS = 10_000_000
"""Persons times permutations: many persons are divided anew less often."""
FEWEST_DRAWS = 499
Shares = Mapping[str, Sequence[tuple[int, int]]]
"""Answer or code -> (who chose it, of how many) for each group, where that is not what the table shows."""


def refused(table: FrequencyTable, refusal: Refusal) -> FrequencyTable:
    """Give the cross table without a test, and say in words why there is none."""
    return replace(table, tests=Tests(None, (), refusal.reason, refusal.sentence, refusal.instead, cells=_cells(table)))


def with_tests(table: FrequencyTable, shares: Shares | None = None, whole: Outcome | None = None) -> FrequencyTable:
    """Test a table of independent persons: as a whole where each gave one answer, else answer by answer.

    shares   what is tested instead of the counts shown: of codes, only who was read to the end
    whole    the test of all answers together, where several could be chosen
    """
    groups = _groups(table)
    cells = _cells(table)
    if not table.multiple:
        found = _rated(table, groups) if table.level == "scale" else _single(table, groups)
        return replace(table, tests=Tests(found, cells=cells))
    rows = []
    for place, row in enumerate(groups[0].rows if groups else ()):
        of = shares[row.value] if shares is not None else [(g.rows[place].n, g.rows[place].base) for g in groups]
        rows.append(replace(_share(of, table.by_ordered), value=row.value, label=row.label))
    together = _together(whole) if whole else None
    return replace(table, tests=Tests(together, tuple(rows), cells=cells))


def all_together(rows: Sequence[Sequence[int]], groups: Sequence[int]) -> Outcome:
    """Test all answers of a question together, by dividing the groups anew over whole persons."""
    draws = max(FEWEST_DRAWS, min(PERMUTATIONS, _DRAWS // max(1, len(rows))))
    return agresti_liu(rows, groups, draws)


def adjusted(tables: Sequence[FrequencyTable], how: Adjustment = "holm") -> list[FrequencyTable]:
    """Correct the p-values of one export for their number.

    The tests of answers and codes, and those of tables with one answer a person, are one family; the tests of whole
    questions with several answers are another, for they ask the same as the first once more.
    """
    singles = [one.tests.whole if one.tests and not one.multiple else None for one in tables]
    rows = [one.tests.rows if one.tests else () for one in tables]
    family = [*(one.p if one else None for one in singles), *(row.p for of in rows for row in of)]
    corrected = iter(_ADJUST[how](family))
    first = [next(corrected) for _one in singles]
    wholes = [one.tests.whole if one.tests and one.multiple else None for one in tables]
    second = _ADJUST[how]([one.p if one else None for one in wholes])
    size = sum(p is not None for p in family)
    done = []
    for table, single, of, p, whole, q in zip(tables, singles, rows, first, wholes, second, strict=True):
        if table.tests is None or table.tests.reason:
            done.append(table)
            continue
        new = replace(single, p_adjusted=p) if single else replace(whole, p_adjusted=q) if whole else None
        new_rows = tuple(replace(row, p_adjusted=next(corrected)) for row in of)
        done.append(replace(table, tests=replace(table.tests, whole=new, rows=new_rows, adjusted=how, family=size)))
    return done


def _groups(table: FrequencyTable) -> list[FrequencyGroup]:
    """Give the groups that take part: who has no group is compared with nobody."""
    return [group for group in table.groups if group.group is not None and group.n_total]


def _single(table: FrequencyTable, groups: Sequence[FrequencyGroup]) -> Tested:
    if not groups or not groups[0].rows:
        return _none(sum(group.n_valid for group in groups))
    counts = [[group.rows[place].n for group in groups] for place in range(len(groups[0].rows))]
    return _of_analysis(analyse_crosstab(counts, table.level == "ordinal", table.by_ordered))


def _rated(table: FrequencyTable, groups: Sequence[FrequencyGroup]) -> Tested:
    """Compare ratings by their ranks."""
    ratings = [values for group in groups if (values := _numbers(group))]
    choice = choose_rating_test(len(ratings), table.by_ordered)
    if choice.test == "none":
        return _none(sum(map(len, ratings)))
    if choice.test == "mann_whitney":
        outcome = mann_whitney(ratings[0], ratings[1])
    else:
        outcome = jonckheere_terpstra(ratings) if choice.test == "jonckheere_terpstra" else kruskal_wallis(ratings)
    sizes = sorted(map(len, ratings))[-2:]
    nothing = outcome.p is not None and outcome.p >= ALPHA
    return of_outcome(outcome, choice.sentence, _detectable(sizes) if nothing else "")


def _numbers(group: FrequencyGroup) -> list[float]:
    found = []
    for row in group.rows:
        try:
            found += [float(row.value)] * row.n
        except ValueError:
            continue
    return found


def _share(of: Sequence[tuple[int, int]], ordered: bool) -> Tested:
    """Test one answer or code against the groups it was put to."""
    asked = [(n, base) for n, base in of if base]
    if len(asked) < 2:
        return _none(sum(base for _n, base in asked))
    return _of_analysis(
        analyse_crosstab([[n for n, _base in asked], [base - n for n, base in asked]], ordered_columns=ordered)
    )


def _none(n: int) -> Tested:
    return Tested("none", why_in_words("no_variation"), n, None, reason="no_variation")


def _of_analysis(found: CrosstabAnalysis) -> Tested:
    test, strength = found.test, found.association
    told = of_outcome(test, found.choice.sentence, found.not_shown)
    if strength.cramers_v is None:
        return told
    return replace(
        told,
        effect=strength.cramers_v,
        measure="cramers_v",
        interval=strength.interval,
        odds=_odds(found),
    )


def _odds(found: CrosstabAnalysis) -> Mapping[str, Any] | None:
    odds = found.odds
    if odds is None:
        return None
    return {"estimate": odds.sample, "interval": list(odds.sample_interval) if odds.sample_interval else None}


def of_outcome(test: Outcome, why: str, not_shown: str = "") -> Tested:
    """Give a test as a table carries it."""
    return Tested(
        test.test,
        why,
        test.n,
        test.p,
        "" if test.p is None else test.how,
        test.statistic,
        test.z,
        test.df,
        test.effect,
        test.measure,
        None,
        p_se=test.p_se,
        not_shown=not_shown,
        reason=test.reason,
    )


def _together(outcome: Outcome) -> Tested:
    why = _(
        "all answers together, by dividing the groups anew over whole persons, because a person gives several answers"
    )
    return of_outcome(outcome, why_in_words("no_variation") if outcome.p is None else why)


def _detectable(sizes: Sequence[int]) -> str:
    return smallest_detectable_difference(sizes[-1], sizes[0]).sentence if len(sizes) == 2 else ""


def _cells(table: FrequencyTable) -> dict[tuple[str, str | None], Crossed]:
    """Work out row and column percentages, expected counts and adjusted residuals over the groups that take part."""
    groups = _groups(table)
    if not groups or not groups[0].rows:
        return {}
    values = [row.value for row in groups[0].rows]
    if table.multiple:
        return {key: cell for place in range(len(values)) for key, cell in _option_cells(groups, place).items()}
    counts = contingency([[group.rows[place].n for group in groups] for place in range(len(values))])
    return {
        (value, group.group): _crossed(counts, i, j) for i, value in enumerate(values) for j, group in enumerate(groups)
    }


def _option_cells(groups: Sequence[FrequencyGroup], place: int) -> dict[tuple[str, str | None], Crossed]:
    """Set an answer that one could choose or not against the groups it was put to."""
    asked = [group for group in groups if group.rows[place].base]
    if not asked:
        return {}
    rows = [group.rows[place] for group in asked]
    counts = contingency([[row.n for row in rows], [row.base - row.n for row in rows]])
    return {
        (row.value, group.group): _crossed(counts, 0, j) for j, (row, group) in enumerate(zip(rows, asked, strict=True))
    }


def _crossed(counts: Contingency, i: int, j: int) -> Crossed:
    return Crossed(counts.row_pct[i][j], counts.column_pct[i][j], counts.expected[i][j], counts.residuals[i][j])


def persons_of(
    chosen: Mapping[str, Collection[str]], groups: Mapping[str, str | None], options: Sequence[str]
) -> tuple[list[list[int]], list[int]]:
    """Lay persons with a group out as rows of 0 and 1 per option, beside the number of their group."""
    place: dict[str, int] = {}
    rows, columns = [], []
    for person, picked in chosen.items():
        group = groups.get(person)
        if group is not None:
            rows.append([int(option in picked) for option in options])
            columns.append(place.setdefault(group, len(place)))
    return rows, columns
