import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.errors import UsageError
from codeerbank.suggest import CodeSuggester
from codeerbank.suggest.evaluate import cue_scores, held_out, prequential
from codeerbank.suggest.measures import VERDICTS, Rate, scores, verdict_words

from .invented import answers, codebook

TEXTS, CODES = answers(60)
GROUPS = [n // 4 for n in range(60)]


@pytest.fixture(scope="module")
def measured():
    return held_out(CodeSuggester(codebook(), vectors="none"), TEXTS, CODES, GROUPS, second=CODES[::-1])


def test_it_beats_the_cues_on_documents_it_never_saw(measured):
    assert measured.groups == 15
    assert measured.ours.precision_at_1.base == measured.cues.precision_at_1.base == 60
    assert measured.ours.precision_at_1.n > measured.cues.precision_at_1.n
    assert measured.ours.micro_f1 > measured.cues.micro_f1


def test_each_code_has_its_counts_its_verdict_and_the_coders_agreement(measured):
    by_key = {code.key: code for code in measured.ours.codes}
    assert by_key["T3"].recall.base == sum("T3" in given for given in CODES)
    assert by_key["T5"].verdict == "too_few"
    assert by_key["T5"].recall.value is None
    assert 0 <= by_key["T3"].between_coders < 1
    assert {verdict_words(code.verdict) for code in measured.ours.codes} <= {verdict_words(v) for v in VERDICTS}


def test_measuring_twice_gives_the_same(measured):
    assert held_out(CodeSuggester(codebook(), vectors="none"), TEXTS, CODES, GROUPS, second=CODES[::-1]) == measured


def test_one_document_cannot_be_held_out():
    with pytest.raises(UsageError):
        held_out(CodeSuggester(codebook(), vectors="none"), TEXTS, CODES, [1] * 60)


def test_the_learning_curve_predicts_before_it_learns():
    steps = prequential(CodeSuggester(codebook(), vectors="none"), TEXTS, CODES)
    assert [step.learnt for step in steps] == [0, 25, 50]
    assert sum(step.right.base for step in steps) == 60
    assert steps[-1].right.value > 0.8


def test_a_group_is_never_on_both_sides():
    # A text that is only ever repeated within its own group cannot be known from another one.
    texts = [f"zin{n // 2} woord{n // 2}" for n in range(16)]
    codes = [[f"T{1 + (n // 2) % 4}"] for n in range(16)]
    together = held_out(CodeSuggester(codebook(), vectors="none"), texts, codes, [n // 2 for n in range(16)])
    apart = held_out(CodeSuggester(codebook(), vectors="none"), texts, codes, list(range(16)))
    assert together.ours.precision_at_1.n < apart.ours.precision_at_1.n == 16


def test_cue_scores_stand_in_the_columns_of_the_codebook():
    assert list(cue_scores(codebook(), "nl", ["Een boek lag op de balie."]).argmax(axis=1)) in ([2], [3])


def test_measures_agree_with_counting_by_hand():
    p = np.array([[0.9, 0.1], [0.85, 0.2], [0.3, 0.6], [0.2, 0.4]])
    y = np.array([[1, 0], [0, 1], [0, 1], [0, 0]])
    got = scores(["a", "b"], p, y, p >= 0.5)
    assert (got.precision_at_1, got.recall_at_3) == (Rate(2, 3), 1.0)
    assert (got.shown, got.right_when_shown) == (Rate(2, 4), Rate(1, 2))
    assert got.micro_f1 == pytest.approx(2 * 2 / (3 + 3))
    assert got.macro_f1 == pytest.approx((2 / 3 + 2 / 3) / 2)
    assert got.codes[0].precision == Rate(1, 2)
    assert got.codes[1].average_precision == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert got.error == pytest.approx((0.1 + 0.85 + 0.4 + 0.4) / 4)


def test_nothing_to_measure_is_none_and_no_zero():
    got = scores(["a"], np.zeros((0, 1)), np.zeros((0, 1)), np.zeros((0, 1)))
    assert got.precision_at_1.value is None
    assert got.precision_at_1.interval is None
    assert got.recall_at_3 is got.micro_f1 is got.macro_f1 is got.error is None


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 500).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_an_interval_holds_its_share(counts):
    low, high = Rate(*counts).interval
    assert 0 <= low <= counts[0] / counts[1] + 1e-12
    assert counts[0] / counts[1] - 1e-12 <= high <= 1


def test_the_interval_is_that_of_wilson():
    from statsmodels.stats.proportion import proportion_confint

    assert Rate(9, 11).interval == pytest.approx(proportion_confint(9, 11, method="wilson"))
