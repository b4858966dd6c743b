"""Which test belongs to a table, by a fixed rule, with the reason; and everything a cross table then tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from codeerbank.i18n import _
from codeerbank.mixed.statistics.association import Association, cramers_v
from codeerbank.mixed.statistics.contingency import Contingency, Counts, chi_square, contingency
from codeerbank.mixed.statistics.differences import smallest_detectable_difference
from codeerbank.mixed.statistics.enumeration import tables_with
from codeerbank.mixed.statistics.exact import SEED, fisher_freeman_halton
from codeerbank.mixed.statistics.odds import OddsRatio, odds_ratio
from codeerbank.mixed.statistics.ordered import cochran_armitage, linear_by_linear
from codeerbank.mixed.statistics.outcome import Outcome, undefined

LEAST_EXPECTED = 5
MOST_TO_DIVIDE = 200
"""Up to this many persons a trend is tested exactly where an expected count is small."""
ALPHA = 0.05

Why = Literal[
    "no_variation",
    "expected_below_1",
    "expected_below_5",
    "expected_below_5_drawn",
    "expected_large_enough",
    "ordered_groups",
    "ordered_both",
    "two_groups_rated",
    "groups_rated",
    "ordered_groups_rated",
    "same_persons_two_codes",
    "same_persons_codes",
    "same_persons_two_ratings",
    "same_persons_ratings",
]


@dataclass(frozen=True, slots=True)
class Choice:
    """The name of a test and why it is the one."""

    test: str
    why: Why

    @property
    def sentence(self) -> str:
        """Say it in words."""
        return why_in_words(self.why)


def why_in_words(why: str) -> str:
    """Say why a test was chosen."""
    return {
        "no_variation": _("no test: there is no variation"),
        "expected_below_1": _("exact, because an expected count is below 1"),
        "expected_below_5": _("exact, because an expected count is below 5"),
        "expected_below_5_drawn": _(
            "exact, because an expected count is below 5; the p-value is drawn, there are too many tables to count"
        ),
        "expected_large_enough": _("chi-square, because every expected count is 5 or more"),
        "ordered_groups": _("a test for trend, because the groups have an order"),
        "ordered_both": _("a test for a linear trend, because rows and columns have an order"),
        "two_groups_rated": _("a test on ranks, because ratings of two groups are compared"),
        "groups_rated": _("a test on ranks, because ratings of more than two groups are compared"),
        "ordered_groups_rated": _("a test for trend on ranks, because ratings of ordered groups are compared"),
        "same_persons_two_codes": _("a test for pairs, because two codes of the same persons are compared"),
        "same_persons_codes": _("a test for repeated measures, because codes of the same persons are compared"),
        "same_persons_two_ratings": _("a test for pairs, because two ratings by the same persons are compared"),
        "same_persons_ratings": _("a test for repeated measures, because ratings by the same persons are compared"),
    }[why]


def choose_test(counts: Counts, ordered_rows: bool = False, ordered_columns: bool = False) -> Choice:
    """Choose the test of a cross table of independent persons.

    Both ordered: linear by linear. A yes/no against three or more ordered groups: Cochran-Armitage. Otherwise exact
    when an expected count is below 5 (Fisher for 2 x 2, else Fisher-Freeman-Halton), else chi-square.
    """
    table = contingency(counts)
    filled = table.filled
    if len(filled) < 2 or len(filled[0]) < 2:
        return Choice("none", "no_variation")
    rows, columns = len(filled), len(filled[0])
    if ordered_rows and ordered_columns and (rows, columns) != (2, 2):
        return Choice("linear_by_linear", "ordered_both")
    if (rows == 2 and columns > 2 and ordered_columns) or (columns == 2 and rows > 2 and ordered_rows):
        return Choice("cochran_armitage", "ordered_groups")
    least = table.least_expected
    if least is None or least >= LEAST_EXPECTED:
        return Choice("chi_square", "expected_large_enough")
    test = "fisher" if rows == columns == 2 else "fisher_freeman_halton"
    totals = contingency(filled)
    if tables_with(totals.row_totals, totals.column_totals) is None:
        return Choice(test, "expected_below_5_drawn")
    return Choice(test, "expected_below_1" if least < 1 else "expected_below_5")


def choose_rating_test(groups: int, ordered: bool = False, same_persons: bool = False) -> Choice:
    """Choose the test for ratings of this many groups, or for this many ratings by the same persons."""
    if groups < 2:
        return Choice("none", "no_variation")
    if same_persons:
        return (
            Choice("wilcoxon", "same_persons_two_ratings")
            if groups == 2
            else Choice("friedman", "same_persons_ratings")
        )
    if groups == 2:
        return Choice("mann_whitney", "two_groups_rated")
    if ordered:
        return Choice("jonckheere_terpstra", "ordered_groups_rated")
    return Choice("kruskal_wallis", "groups_rated")


def choose_paired_test(codes: int) -> Choice:
    """Choose the test for this many codes of the same persons."""
    if codes < 2:
        return Choice("none", "no_variation")
    return Choice("mcnemar", "same_persons_two_codes") if codes == 2 else Choice("cochran_q", "same_persons_codes")


@dataclass(frozen=True, slots=True)
class CrosstabAnalysis:
    """A cross table with its test, the reason for that test, and its effect sizes.

    odds         for 2 x 2 alone
    not_shown    what to say when p is 0.05 or more: the difference that could have been seen; else empty
    """

    table: Contingency
    choice: Choice
    test: Outcome
    association: Association
    odds: OddsRatio | None
    not_shown: str


def analyse_crosstab(
    counts: Counts, ordered_rows: bool = False, ordered_columns: bool = False, seed: int = SEED
) -> CrosstabAnalysis:
    """Analyse a cross table of independent persons, groups in the columns, with the test that the rule chooses."""
    table = contingency(counts)
    choice = choose_test(counts, ordered_rows, ordered_columns)
    outcome = _run(table, choice, seed)
    two_by_two = len(table.counts) == len(table.counts[0]) == 2
    return CrosstabAnalysis(
        table,
        choice,
        outcome,
        cramers_v(counts),
        odds_ratio(table.counts) if two_by_two else None,
        _not_shown(table.column_totals) if outcome.p is not None and outcome.p >= ALPHA else "",
    )


def _run(table: Contingency, choice: Choice, seed: int) -> Outcome:
    if choice.test == "none":
        return undefined("none", table.n, "no_variation")
    if choice.test == "linear_by_linear":
        return linear_by_linear(table.counts)
    if choice.test == "cochran_armitage":
        lying = table.counts if len(table.filled) == 2 else tuple(zip(*table.counts, strict=True))
        share = next(row for row in lying if any(row))
        small = (table.least_expected or 0) < LEAST_EXPECTED and table.n <= MOST_TO_DIVIDE
        return cochran_armitage(share, [sum(group) for group in zip(*lying, strict=True)], exact=small)
    if choice.test == "chi_square":
        return chi_square(table.counts)
    return fisher_freeman_halton(table.counts, seed=seed)


def _not_shown(groups: Sequence[int]) -> str:
    """Name the difference the two largest groups could have shown: any other pair could have shown less."""
    largest = sorted(groups)[-2:]
    return smallest_detectable_difference(largest[-1], largest[0]).sentence if len(largest) == 2 else ""
