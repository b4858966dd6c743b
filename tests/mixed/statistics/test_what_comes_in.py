"""Arrays, series and frames come in as well as lists; what cannot be is refused, what does not exist says why."""

import math
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np
import pandas as pd
import pytest

import codeerbank.agreement as agreement
import codeerbank.mixed as mixed
from codeerbank.i18n import language, use_language

TABLE = [[2, 1, 0, 4], [5, 12, 6, 7], [7, 19, 10, 2]]
SQUARE = [[8, 2], [1, 5]]
CODED = [[1, 0, 1], [1, 1, 1], [0, 0, 1], [1, 0, 0], [1, 1, 0]]
CODERS = [[1, 2, 3, 3, None, 1], [1, 2, 3, 2, 2, 1], [None, 3, 3, 3, 2, 1]]
GIVEN: list[tuple[Callable[..., Any], list[Any]]] = [
    (mixed.analyse_crosstab, [TABLE]),
    (mixed.analyse_crosstab, [SQUARE]),
    (mixed.ordinal_association, [TABLE]),
    (mixed.linear_by_linear, [TABLE]),
    (mixed.mcnemar, [SQUARE]),
    (mixed.cochran_armitage, [[4, 9, 6, 8], [14, 32, 16, 13]]),
    (mixed.cochran_q, [CODED]),
    (mixed.friedman, [[[7, 5, 6], [8, 6, 7], [9, 7, None]]]),
    (mixed.mann_whitney, [[8, 7, 9, None], [5, 7, 6, 4]]),
    (mixed.wilcoxon, [[7, 8, 6, None], [5, 6, 6, 2]]),
    (mixed.holm, [[0.01, None, 0.2]]),
    (mixed.rating_summary, [[7, 8, None, 6]]),
    (mixed.likert, [[1, 2, 5, None, 4]]),
    (mixed.kish, [[1.0, 3.0, 2.0]]),
    (mixed.goodness_of_fit, [[3, 1, 4], [0.5, 0.3, 0.2]]),
    (mixed.code_measures, [[3, 0, 1, None], [1200, 800, 500, 900]]),
    (agreement.krippendorff_alpha, [CODERS]),
    (agreement.fleiss_kappa, [CODERS]),
    (agreement.gwet_ac1, [CODERS]),
    (agreement.percent_agreement, [CODERS]),
    (agreement.cohen_kappa, CODERS[:2]),
    (agreement.kappa_of_table, [SQUARE]),
    (agreement.binary_agreement, [[True, False, None, True], [True, True, False, True]]),
]
FORMS: dict[str, Callable[[list[Any]], Any]] = {
    "array": lambda rows: np.array(pd.DataFrame(rows) if isinstance(rows[0], list) else pd.Series(rows)),
    "table": lambda rows: pd.DataFrame(rows) if isinstance(rows[0], list) else pd.Series(rows, index=rows[::-1]),
    "nullable": lambda rows: pd.DataFrame(rows).convert_dtypes() if isinstance(rows[0], list) else pd.array(rows),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("function", "given"), GIVEN, ids=[function.__name__ for function, _given in GIVEN])
def test_arrays_and_series_give_what_lists_give(function: Callable[..., Any], given: list[Any], form: str) -> None:
    found = function(*map(FORMS[form], given))
    assert found == function(*given)
    assert not list(strangers(found))


def strangers(value: object) -> list[object]:
    """What is no number of Python itself, or no number at all."""
    if is_dataclass(value):
        return [one for field in fields(value) for one in strangers(getattr(value, field.name))]
    if isinstance(value, (tuple, list)):
        return [one for part in value for one in strangers(part)]
    return [value] if isinstance(value, np.generic) or (isinstance(value, float) and math.isnan(value)) else []


def test_series_of_answers_with_gaps_are_answers_with_gaps() -> None:
    answers, groups = pd.Series(["ja", "nee", None, "ja"], index=[4, 3, 2, 1]), np.array(["m", "v", "v", "m"])
    assert mixed.cross(answers, groups) == (["ja", "nee"], ["m", "v"], [[2, 0], [0, 1]])
    weights = mixed.poststratify(pd.Series(["a", None, "b"]), pd.Series({"a": 3, "b": 1}))
    assert weights.weights == pytest.approx((1.5, None, 0.5))
    found = mixed.representativeness(pd.Series({"a": 3, "b": 1}), pd.Series({"a": 30, "b": 70}))
    assert found == mixed.representativeness({"a": 3, "b": 1}, {"a": 30, "b": 70})
    assert agreement.alpha_u([np.array([[0, 10], [15, 20]]), [(0, 9)]], 50) == agreement.alpha_u(
        [[(0, 10), (15, 20)], [(0, 9)]], 50
    )


@pytest.mark.parametrize(
    "call",
    [
        lambda: mixed.contingency([]),
        lambda: mixed.contingency([[1, None], [2, 3]]),
        lambda: mixed.mcnemar(TABLE),
        lambda: mixed.cochran_q([[2, 0], [0, 1]]),
        lambda: mixed.cochran_armitage([1.5, 1], [3, 3]),
        lambda: mixed.rake({"a": ["x", "y"]}, {"a": {"x": -1, "y": 2}}),
        lambda: mixed.goodness_of_fit([-1, 2], [0.5, 0.5]),
        lambda: mixed.chao2(5, 3, 4, 2),
        lambda: mixed.mao_tau([4], 3),
        lambda: mixed.kish([1, -1]),
        lambda: mixed.proportion(1, 2, "wald"),
        lambda: mixed.code_measures([1, -1]),
        lambda: agreement.kappa_of_table([[1, 0, 2], [0, 0, 1]]),
        lambda: agreement.kappa_of_table([[1, 0], [0, 1]], "cubic"),
        lambda: agreement.krippendorff_alpha([["a"], ["b"]], "ratio"),
        lambda: agreement.krippendorff_alpha([["a"], ["b"]], categories=["a"]),
        lambda: agreement.set_alpha([[{"a"}], [{"b"}]], "cosine"),
    ],
)
def test_what_cannot_be_is_refused_with_what_is_wrong(call: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w+ \w+ \w+"):
        call()


def test_why_a_number_is_not_there_is_said_in_both_languages() -> None:
    before = language()
    undefined = [
        mixed.proportion(0, 0),
        mixed.chi_square([[0, 0], [0, 0]]),
        mixed.chi_square([[5, 0], [3, 0]]),
        mixed.odds_ratio([[3, 0], [4, 0]]),
        mixed.kruskal_wallis([[None], [None]]),
        mixed.cochran_q([[1, None]]),
        mixed.multiple_response({}, 0),
        mixed.rating_summary([None]),
        mixed.coverage([], 0),
        mixed.saturation([]),
        mixed.weighted_table(["a"], [0]),
        agreement.cohen_kappa(["a"], ["a"]),
        agreement.krippendorff_alpha([]),
        agreement.bootstrap_interval([1], lambda _drawn: 1.0),
    ]
    try:
        for name in ("nl", "en"):
            use_language(name)
            words = [one.reason_in_words for one in undefined]
            assert all(len(one.split()) > 1 for one in words), words
    finally:
        use_language(before)
    assert mixed.odds_ratio([[3, 0], [4, 0]]).haldane is None
    assert not mixed.proportion(3, 9).reason_in_words


def test_one_code_has_three_bases_and_a_rate_over_all_words() -> None:
    found = mixed.code_measures([3, 0, 1, None], [1200, 800, 500, 900], ["g1", "g1", "g2", "g2"], all_fragments=20)
    assert [(one.x, one.n) for one in (found.present, found.documents, found.segments) if one] == [
        (2, 3),
        (2, 2),
        (4, 20),
    ]
    assert (found.rate, found.rates, found.not_coded) == (1.6, (2.5, 0.0, 2.0, None), 1)
    nobody = mixed.code_measures([None, None], [10, 20])
    assert (nobody.present.share, nobody.rate, nobody.reason) == (None, None, "no_cases")
