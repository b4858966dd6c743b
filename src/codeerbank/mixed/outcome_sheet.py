"""Tests laid out for people: the effect first, then how sure it is, and in words what was not shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.numbers import number
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.tested import Tested
from codeerbank.i18n import _
from codeerbank.mixed.disclosed_table import Hidden
from codeerbank.mixed.statistics.choice import ALPHA

LEAST_P = 0.001


def outcome_sheet(table: FrequencyTable, stamp: str = "", hidden: Hidden | None = None) -> Sheet | None:
    """Lay out what was tested, a row for each answer or code; None where there is nothing to say."""
    tests = table.tests
    if tests is None:
        return None
    title = _("Tests: {rows} by {by}").format(rows=table.label or table.variable, by=table.by or "")
    if tests.reason:
        return Sheet(title, [_("Test"), _("Instead")], [[tests.sentence, tests.instead]], stamp=stamp)
    rows = [one for one in (tests.whole, *tests.rows) if one is not None]
    secret = _secret(table, hidden)
    still = [one for one in tests.rows if one.reason == "no_variation" and one.value not in secret]
    if len(still) > 1:
        rows = [one for one in rows if one not in still]
    columns = [
        _("About"), _("Effect"), _("95% interval"), "p", _("p corrected"), _("Test"), _("n"), _("Why this test"),
        _("Read as"),
    ]  # fmt: skip
    cells = [
        [one.label or _("everything together"), *([HIDDEN] * 8)] if one.value in secret else _row(one) for one in rows
    ]
    return Sheet(title, columns, cells, (), [*_without_variation(still), *_notes(table)], stamp)


def _without_variation(still: Sequence[Tested]) -> list[str]:
    """Name what could not be tested because all gave the same answer, in one line."""
    if len(still) < 2:
        return []
    return [
        _("No test, because there is no variation: {names}.").format(
            names=", ".join(one.label or one.value for one in still)
        )
    ]


def _secret(table: FrequencyTable, hidden: Hidden | None) -> set[str]:
    """Name the answers of which a number is hidden: a test would tell something of it. An empty one is the whole."""
    if hidden is None or (hidden.percentages and not hidden.something):
        return set()
    everywhere = hidden.groups or hidden.total or not hidden.percentages
    if everywhere:
        return {"", *(row.value for group in table.groups for row in group.rows)}
    return {"", *hidden.rows, *(value for value, _group in (*hidden.cells, *hidden.bases))}


def _row(one: Tested) -> Sequence[Cell]:
    effect = "–" if one.effect is None else f"{measure_name(one.measure)} {number(one.effect, 2)}"
    low_high = "–" if one.interval is None else "–".join(number(bound, 2) for bound in one.interval)
    return [
        one.label or _("everything together"),
        effect,
        low_high,
        p_in_words(one.p),
        p_in_words(one.p_adjusted),
        name_of_test(one.name),
        one.n,
        one.why,
        read_as(one),
    ]


def read_as(one: Tested) -> str:
    """Say what a test shows; never that there is no difference."""
    if one.p is None:
        return _("not computed")
    p = one.p if one.p_adjusted is None else one.p_adjusted
    if p < ALPHA:
        return _("a difference is shown")
    return one.not_shown or _("Not shown.")


def p_in_words(p: float | None) -> str:
    """Write a p-value with three decimals."""
    if p is None:
        return "–"
    return "< " + number(LEAST_P, 3) if p < LEAST_P else number(p, 3)


def _notes(table: FrequencyTable) -> list[str]:
    tests = table.tests
    if tests is None or not tests.adjusted:
        return []
    if tests.family < 2:
        return [
            _("One test in this export: p needs no correction. A test chosen after seeing the numbers only explores.")
        ]
    words = _(
        "p corrected for {n} tests in this export, after {method}. Tests chosen after seeing the numbers only explore."
    )
    return [words.format(n=tests.family, method={"holm": "Holm"}.get(tests.adjusted, "Benjamini-Hochberg"))]


def name_of_test(name: str) -> str:
    """Name a test as the literature does."""
    return _NAMES[name]() if name in _NAMES else name


def measure_name(measure: str) -> str:
    """Name an effect size."""
    return _MEASURES[measure]() if measure in _MEASURES else measure


_NAMES: Mapping[str, Callable[[], str]] = {
    "none": lambda: _("no test"),
    "chi_square": lambda: _("chi-square"),
    "fisher": lambda: _("Fisher's exact test"),
    "fisher_freeman_halton": lambda: _("Fisher-Freeman-Halton"),
    "cochran_armitage": lambda: _("Cochran-Armitage (trend)"),
    "linear_by_linear": lambda: _("linear by linear"),
    "mann_whitney": lambda: _("Mann-Whitney"),
    "kruskal_wallis": lambda: _("Kruskal-Wallis"),
    "jonckheere_terpstra": lambda: _("Jonckheere-Terpstra"),
    "agresti_liu": lambda: _("sum of chi-squares (Agresti-Liu), persons divided anew"),
    "mcnemar": lambda: _("McNemar"),
    "wilcoxon": lambda: _("Wilcoxon (pairs)"),
    "multinomial": lambda: _("exact multinomial"),
    "goodness_of_fit": lambda: _("goodness of fit"),
}
_MEASURES: Mapping[str, Callable[[], str]] = {
    "cramers_v": lambda: _("Cramér's V"),
    "epsilon_squared": lambda: _("epsilon squared"),
    "pairs_higher": lambda: _("pairs higher minus lower"),
    "correlation": lambda: _("correlation"),
    "kendalls_w": lambda: _("Kendall's W"),
    "rank_biserial": lambda: _("rank-biserial"),
    "difference": lambda: _("difference"),
    "cohens_w": lambda: _("Cohen's w"),
}
