"""Several answers a person, ratings, codes, coverage and saturation, and tests that are refused."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.errors import Conflict
from codeerbank.mixed import (
    NotTestable,
    agresti_liu,
    chao2,
    chi_square,
    code_frequencies,
    cooccurrence,
    coverage,
    holm,
    likert,
    multiple_response,
    multiple_response_by_group,
    multiple_response_of,
    rating_summary,
    rating_summary_of_counts,
    refusal_of,
    require_testable,
    roll_up,
    saturation,
)

CODES = st.lists(st.sets(st.sampled_from("abcdef"), max_size=4), max_size=8)


def test_a_parent_counts_once_however_many_children_are_chosen() -> None:
    nested = {"pleegzorg": "specialistisch", "crisis": "specialistisch"}
    found = multiple_response_of([{"pleegzorg", "crisis"}, {"crisis", "wijkteam"}, set(), None], nested=nested)
    assert {row.option: row.n for row in found.options} == {
        "specialistisch": 2,
        "pleegzorg": 1,
        "crisis": 2,
        "wijkteam": 1,
    }
    assert (found.n_persons, found.n_missing, found.n_answers) == (2, 2, 3)
    assert [row.pct_answers for row in found.options if row.nested] == [None, None]
    assert sum(row.pct_answers for row in found.options if not row.nested) == pytest.approx(100)
    assert roll_up({"a"}, {"a": "b", "b": "c"}) == {"a", "b", "c"}
    with pytest.raises(ValueError, match="itself"):
        roll_up({"a"}, {"a": "b", "b": "a"})


def test_without_valid_answers_there_are_no_percentages() -> None:
    found = multiple_response({"a": 0}, 0)
    assert (found.options[0].pct_persons, found.options[0].interval, found.mean_answers) == (None, None, None)
    assert found.reason == "no_valid_answers"
    with pytest.raises(ValueError, match="at most 3"):
        multiple_response({"a": 4}, 3)


def test_answers_together_are_tested_by_dividing_persons_not_by_pooling_answers() -> None:
    """Pitfall 7: chi-square over all answers counts a person several times."""
    persons = [{"a", "b", "c"}, {"a", "b", "c"}, {"a", "b"}, set(), set(), {"c"}]
    groups = ["x", "x", "x", "y", "y", "y"]
    found = multiple_response_by_group(persons, groups, permutations=4000)
    chi = [chi_square(option.counts).statistic for option in found.options]
    assert found.overall.statistic == pytest.approx(sum(chi))
    rows = [[int(code in chosen) for code in "abc"] for chosen in persons]
    every = [
        agresti_liu(rows, [int(i not in first) for i in range(6)], permutations=1).statistic
        for first in combinations(range(6), 3)
    ]
    exact = sum(one >= found.overall.statistic - 1e-9 for one in every) / len(every)
    assert abs(found.overall.p - exact) < 4 * found.overall.p_se
    assert [option.p_holm for option in found.options] == holm([option.test.p for option in found.options])
    assert found == multiple_response_by_group(persons, groups, permutations=4000)
    assert refusal_of("survey", pooled=True).reason == "answers_of_one_person_are_dependent"


def test_one_group_or_nobody_gives_no_test_and_leaves_the_correction_alone() -> None:
    found = multiple_response_by_group([{"a"}, {"a"}, None], ["x", "x", "y"])
    assert found.overall.reason == "no_variation"
    assert [(option.test.reason, option.p_holm) for option in found.options] == [("no_variation", None)]
    assert multiple_response_by_group([], [], ["a"]).overall.p is None
    mixed = multiple_response_by_group([{"a", "b"}, {"a"}, {"a", "b"}, {"a"}], ["x", "y", "x", "y"], permutations=50)
    assert [option.p_holm for option in mixed.options] == [None, pytest.approx(mixed.options[1].test.p)]


@given(st.lists(st.one_of(st.none(), st.integers(0, 10)), max_size=25))
@settings(deadline=None, max_examples=30)
def test_a_meeting_s_counts_give_the_same_summary_as_the_persons_would(values: list[int | None]) -> None:
    import numpy as np

    found, given_ = rating_summary(values), [value for value in values if value is not None]
    assert found.n + found.n_missing == len(values)
    if not given_:
        assert (found.median, found.reason) == (None, "no_valid_answers")
        return
    counts = {value: given_.count(value) for value in set(given_)}
    assert rating_summary_of_counts(counts, found.n_missing) == found
    assert (found.q1, found.median, found.q3) == pytest.approx(tuple(np.percentile(given_, [25, 50, 75])))


def test_points_of_the_scale_that_nobody_chose_are_shown() -> None:
    assert rating_summary([2, 2], scale=[1, 2, 3]).distribution == {1: 0, 2: 2, 3: 0}
    with pytest.raises(ValueError, match="0 or more"):
        rating_summary_of_counts({1: -1})


def test_five_points_become_three_and_who_skipped_stands_apart() -> None:
    found = likert([1, 2, 5, None, 4, 4])
    assert (found.points, found.agree.n, found.neutral.n, found.disagree.n) == ((1, 1, 0, 2, 1), 3, 0, 2)
    assert (found.n, found.n_missing, found.agree.share) == (5, 1, 0.6)
    turned = likert([1, 2, 5, None, 4, 4], reverse=True)
    assert turned.points == found.points[::-1]
    assert turned.reversed
    with pytest.raises(ValueError, match="1 to 5"):
        likert([0, 6])


def test_a_unit_without_codes_is_in_the_base_and_one_not_yet_coded_is_not() -> None:
    found = code_frequencies([{"a"}, set(), None, {"a", "b"}], codes=["b", "c"])
    assert [(one.code, one.n, one.base) for one in found] == [("b", 1, 3), ("c", 0, 3), ("a", 2, 3)]
    assert code_frequencies([{"a"}], base=4)[0].share == 0.25
    assert code_frequencies([None], codes=["a"])[0].reason == "no_base"


def test_speakers_of_one_conversation_get_no_p_and_rare_codes_no_pair() -> None:
    found = cooccurrence({"A": [1, 2, 3], "B": [1, 2, 3], "C": [1]}, 3, independent=False)
    assert found.left_out == ("C",)
    assert (found.pairs[0].p, found.pairs[0].phi, found.pairs[0].jaccard) == (None, None, 1)
    with pytest.raises(ValueError, match="more than 2 units"):
        cooccurrence({"A": [1, 2, 3]}, 2)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)).map(sorted).map(tuple), max_size=8))
@settings(deadline=None, max_examples=40)
def test_a_character_under_two_fragments_is_covered_once(spans: list[tuple[int, int]]) -> None:
    found = coverage(spans, 60)
    assert found.covered == len({place for start, stop in spans for place in range(start, stop)})


def test_no_text_has_no_coverage() -> None:
    assert coverage([], 0).reason == "no_text"
    with pytest.raises(ValueError, match="outside"):
        coverage([(0, 5)], 4)


@given(CODES)
@settings(deadline=None, max_examples=30)
def test_the_curve_is_the_mean_over_every_choice_of_documents(documents: list[set[str]]) -> None:
    found, n = saturation(documents), len(documents)
    for size, expected in enumerate(found.curve, start=1):
        ways = [len(set().union(*chosen)) for chosen in combinations(documents, size)]
        assert expected == pytest.approx(sum(ways) / len(ways))
    assert len(found.curve) == n
    assert found.cumulative[-1:] == ((found.observed,) if n else ())
    assert found.chao2 is None if not n else found.chao2 >= found.observed


def test_the_base_has_four_documents_and_runs_of_two_overlap() -> None:
    documents = [set("abcdefghij"), set("klmno"), set("pqr"), set("st"), set("u"), set(), set("a"), {"v"}]
    found = saturation(documents)
    assert found.base_codes == 20
    assert [(run.first, run.last, run.new, run.share) for run in found.runs] == [
        (5, 6, 1, 0.05),
        (6, 7, 0, 0),
        (7, 8, 1, 0.05),
    ]
    assert found.reached == 6
    assert saturation(documents[:5]).reason == "too_few_documents"
    assert saturation([]).reason == "no_documents"
    assert saturation([set()] * 6).reason == "no_codes"


def test_chao2_has_its_two_forms() -> None:
    assert chao2(20, 8, 6, 3) == pytest.approx(20 + 7 / 8 * 36 / 6)
    assert chao2(20, 8, 6, 0) == pytest.approx(20 + 7 / 8 * 15)


@pytest.mark.parametrize(
    ("strand", "other", "linkage", "reason"),
    [
        ("focus_group", None, None, "speakers_of_one_conversation_are_dependent"),
        ("survey", "focus_group", "group", "strands_are_not_linked_by_person"),
        ("survey", "focus_group", None, "strands_are_not_linked_by_person"),
        ("survey", "focus_group", "person", "speakers_of_one_conversation_are_dependent"),
        ("survey", "interview", "person", None),
        ("survey", None, None, None),
    ],
)
def test_a_test_across_strands_or_over_speakers_is_refused_in_words(strand, other, linkage, reason) -> None:
    refusal = refusal_of(strand, other, linkage)
    assert (refusal and refusal.reason) == reason
    if reason is None:
        require_testable(strand, other, linkage)
        return
    with pytest.raises(NotTestable) as refused:
        require_testable(strand, other, linkage)
    assert isinstance(refused.value, Conflict)
    assert refused.value.reason == reason
    assert refused.value.message
    assert refused.value.hint
