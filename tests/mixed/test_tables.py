import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import UsageError
from codeerbank.mixed.audiences import COMMISSIONER
from codeerbank.mixed.disclosed_table import hide
from codeerbank.mixed.sheets import table_sheet
from codeerbank.mixed.tables import Grouping, answers_table, choices_table
from codeerbank.mixed.weights import Weights

VALUE, LEFT, BLANK, UNASKED = AnswerState.VALUE, AnswerState.NOT_CHOSEN, AnswerState.NO_ANSWER, AnswerState.NOT_ASKED
LIKERT = Variable(
    "v1", "Ouders", "ordinal", 0, 0, {"1": "oneens", "2": "neutraal", "3": "eens"}, "Opvoeden is van ouders."
)
REASONS = Variable(
    "r", "Redenen", "multiple", 0, 0, {"r1": "zelf", "r2": "band", "r3": "geen van deze"}, "Waarom niet?"
)


def single(*cells: str) -> list[tuple[str, AnswerState, str | None]]:
    """v = answer, - = no answer, blank = not asked."""
    states = {"-": (BLANK, None), "": (UNASKED, None)}
    return [(f"p{n}", *states.get(cell, (VALUE, cell))) for n, cell in enumerate(cells)]


def ticks(**columns: str) -> dict[str, list[tuple[str, AnswerState, str | None]]]:
    """1 = chosen, 0 = seen and left, - = no answer, . = not asked; one letter per person."""
    states = {"1": (VALUE, "1"), "0": (LEFT, None), "-": (BLANK, None), ".": (UNASKED, None)}
    return {name: [(f"p{n}", *states[letter]) for n, letter in enumerate(letters)] for name, letters in columns.items()}


def test_the_four_states_of_an_answer_are_never_merged() -> None:
    table = answers_table(LIKERT, single("1", "3", "3", "-", "-", "", "", ""))
    assert (table.n_total, table.n_valid, table.n_missing, table.n_not_asked) == (5, 3, 2, 3)
    assert [(row.value, row.n, row.base) for row in table.groups[0].rows] == [("1", 1, 3), ("2", 0, 3), ("3", 2, 3)]


def test_the_json_has_the_documented_keys_and_says_why_a_number_is_missing() -> None:
    found = json.loads(json.dumps(answers_table(LIKERT, single("1", "3", "-")).json()))
    assert {"variable", "base", "n_total", "n_valid", "n_missing", "groups"} <= found.keys()
    assert {"group", "n_valid", "rows"} <= found["groups"][0].keys()
    row = found["groups"][0]["rows"][0]
    assert {"value", "label", "n", "pct_cases", "pct_answers", "interval", "small_base"} <= row.keys()
    assert row["pct_cases"] == 50
    assert row["small_base"] is True
    assert row["pct_answers"] is None
    assert row["undefined"] == {"pct_answers": "one_answer_per_person"}
    assert "test" not in found


def test_the_published_multiple_response_example_comes_out() -> None:
    counts = (8, 4, 6, 3, 5, 0, 0, 10)
    columns = ticks(**{f"s{i}": "1" * n + "0" * (11 - n) for i, n in enumerate(counts)})
    columns["s7"] = [("p0", LEFT, None), *columns["s7"][1:10], ("p10", VALUE, "1")]
    group = choices_table(Variable("s", "Steun", "multiple", 0, 0, {}, "Welke steun?"), columns).groups[0]
    assert group.n_valid == 11
    assert group.n_answers == 36
    assert [row.n for row in group.rows] == list(counts)
    assert group.rows[0].pct_cases == pytest.approx(72.7272727273)
    assert group.rows[0].pct_answers == pytest.approx(22.2222222222)
    assert sum(row.pct_cases or 0 for row in group.rows) == pytest.approx(327.2727272727)
    assert sum(row.pct_answers or 0 for row in group.rows) == pytest.approx(100)


def test_who_left_every_option_gave_no_valid_answer_but_who_chose_none_of_these_did() -> None:
    table = choices_table(REASONS, ticks(r1="1000-.", r2="1000-.", r3="0100-."))
    assert (table.n_total, table.n_valid, table.n_missing, table.n_not_asked) == (5, 2, 3, 1)
    assert table.n_chose_nothing == 2
    assert [row.base for row in table.groups[0].rows] == [2, 2, 2]


def test_an_option_that_a_group_never_saw_has_no_base_there() -> None:
    grouping = Grouping("groep", {"p0": "ouder", "p1": "ouder", "p2": "prof", "p3": "prof"}, ["ouder", "prof"])
    table = choices_table(REASONS, ticks(r1="1011", r2="01..", r3="0000"), grouping)
    parent, professional = (group.rows[1] for group in table.groups)
    assert (parent.n, parent.base) == (1, 2)
    assert (professional.n, professional.base, professional.pct_cases) == (0, 0, None)
    assert professional.undefined["pct_cases"] == "not_asked"


def test_who_has_no_group_stands_apart_and_a_group_that_was_not_asked_stays_visible() -> None:
    grouping = Grouping("groep", {"p0": "ouder", "p1": None, "p2": "jongere"}, ["jongere", "ouder"])
    column = [*single("1", "2"), ("p2", AnswerState.NOT_ASKED, None)]
    table = answers_table(LIKERT, column, grouping)
    assert [(group.group, group.n_valid) for group in table.groups] == [("jongere", 0), ("ouder", 1), (None, 1)]
    assert "Not put to: jongere." in table_sheet(table).notes


def test_a_group_nobody_of_which_stands_in_the_survey_is_left_out() -> None:
    grouping = Grouping("groep", {"p0": "ouder", "g1-steunfiguur-1": "steunfiguur"}, ["ouder", "steunfiguur"])
    table = answers_table(LIKERT, single("1"), grouping)
    assert [group.group for group in table.groups] == ["ouder"]
    assert not any("steunfiguur" in note for note in table_sheet(table).notes)


def test_an_open_question_is_not_counted() -> None:
    with pytest.raises(UsageError, match="open question"):
        answers_table(Variable("t", "", "text", 0, 0, {}, ""), [])


def test_weights_stand_beside_the_counts_and_never_in_their_place() -> None:
    column = single(*["1"] * 30, *["3"] * 30)
    weights = Weights("w", {f"p{n}": 1.0 if n < 30 else 3.0 for n in range(60)})
    table = answers_table(LIKERT, column, weights=weights)
    low, _middle, high = table.groups[0].rows
    assert (low.n, low.pct_cases) == (30, 50)
    assert low.weighted is not None
    assert high.weighted is not None
    assert (low.weighted.n, low.weighted.pct_cases) == (30, 25)
    assert high.weighted.pct_cases == 75
    assert table.n_eff == pytest.approx(120**2 / 300)
    assert table.json()["groups"][0]["rows"][0]["n_weighted"] == 30


def test_weights_are_not_used_for_a_handful() -> None:
    table = answers_table(LIKERT, single("1", "3"), weights=Weights("w", {"p0": 1.0, "p1": 2.0}))
    row = table.groups[0].rows[0]
    assert row.weighted is not None
    assert row.weighted.pct_cases is None
    assert table.json()["weight_reason"] == "effective_n_below_30"
    assert any("weights are not used" in note for note in table_sheet(table).notes)


def test_who_has_no_weight_is_counted_and_told_of_but_weighs_nothing() -> None:
    column = single(*["1"] * 31, *["3"] * 31)
    table = answers_table(LIKERT, column, weights=Weights("w", {f"p{n}": 1.0 for n in range(60)}))
    low, _middle, high = table.groups[0].rows
    assert (low.n, high.n, table.groups[0].n_weighted) == (31, 31, 60)
    assert low.weighted is not None
    assert high.weighted is not None
    assert (low.weighted.n, high.weighted.n) == (31, 29)
    assert any(note.startswith("2 persons have no weight") for note in table.notes)


@pytest.mark.parametrize("bad", [{}, {"p0": -1.0, "p1": 1.0}, {"p0": float("nan"), "p1": 1.0}])
def test_a_weight_that_is_missing_or_negative_is_refused(bad: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="usable weight"):
        answers_table(LIKERT, single("1", "3"), weights=Weights("w", bad))


def test_people_see_a_count_below_ten_persons_and_a_percentage_from_ten_up() -> None:
    nine = table_sheet(answers_table(LIKERT, single(*["1"] * 3, *["3"] * 6)))
    assert next(iter(nine.rows))[3] == "3 of 9"
    twelve = table_sheet(answers_table(LIKERT, single(*["1"] * 5, *["3"] * 7)))
    assert next(iter(twelve.rows))[3] == 41.7
    assert any("one person is 8.3 points" in note for note in twelve.notes)


def test_outside_the_team_small_groups_are_not_shown() -> None:
    grouping = Grouping("groep", {f"p{n}": "ouder" if n < 3 else "prof" for n in range(20)}, ["ouder", "prof"])
    table = answers_table(LIKERT, single(*["1"] * 20), grouping)
    sheet = table_sheet(table, hidden=hide([table], ["opinion"], COMMISSIONER)[0])
    assert [row[2:] for row in sheet.rows] == [[HIDDEN] * 4] * 6, "the total less the larger group is the smaller one"
    assert ("Valid per group", "ouder *, prof *") in sheet.about


CELLS = st.lists(st.sampled_from(["1", "2", "3", "8", "-", ""]), max_size=40)


@given(CELLS, st.lists(st.sampled_from(["a", "b", None]), min_size=40, max_size=40))
def test_nothing_is_lost_and_no_count_is_above_its_base(cells: list[str], names: list[str | None]) -> None:
    grouping = Grouping("g", {f"p{n}": name for n, name in enumerate(names)}, ["a", "b"])
    table = answers_table(LIKERT, single(*cells), grouping)
    assert table.n_total + table.n_not_asked == len(cells)
    assert sum(group.n_valid for group in table.groups) == table.n_valid
    for group in table.groups:
        assert sum(row.n for row in group.rows) == group.n_valid
        for row in group.rows:
            assert 0 <= row.n <= row.base == group.n_valid
            assert (row.pct_cases is None) == (row.base == 0) == (row.interval is None)
    assert list(table_sheet(table).rows) is not None


@given(st.lists(st.text("10-.", min_size=3, max_size=3), min_size=1, max_size=30))
def test_a_multiple_response_table_adds_up_whatever_was_ticked(people: list[str]) -> None:
    columns = ticks(
        r1="".join(p[0] for p in people), r2="".join(p[1] for p in people), r3="".join(p[2] for p in people)
    )
    table = choices_table(REASONS, columns)
    group = table.groups[0]
    assert table.n_total + table.n_not_asked == len(people)
    assert sum(row.n for row in group.rows) == group.n_answers
    assert all(row.n <= row.base <= group.n_valid <= group.n_total for row in group.rows)
    if group.n_answers:
        assert sum(row.pct_answers or 0 for row in group.rows) == pytest.approx(100)


def test_many_different_numbers_are_summed_up_by_group_and_a_few_are_listed() -> None:
    age = Variable("leeftijd", "leeftijd", "scale", 0, 0, {}, "")
    ages = [str(n) for n in range(20, 60)]
    sheet = table_sheet(answers_table(age, single(*ages)))
    assert [list(row) for row in sheet.rows] == [[40, 0, 20.0, 29.75, 39.5, 49.25, 59.0]]
    assert any("40 different numbers" in note for note in sheet.notes)
    assert len(list(table_sheet(answers_table(age, single(*ages[:20]))).rows)) == 20
