import json
from dataclasses import replace

import pytest

from codeerbank.domain.counts import Measure
from codeerbank.mixed.audiences import RULES
from codeerbank.mixed.crosstab import codes_table
from codeerbank.mixed.link import link
from codeerbank.mixed.merge import Merge
from codeerbank.mixed.quantitize import by_case
from codeerbank.mixed.sheets import table_sheet
from codeerbank.mixed.weights import Weights
from tests.mixed.material import CODEBOOK, coding, quantitize, turn

GROUPS = {**{f"O{n}": "ouder" for n in range(12)}, **{f"P{n}": "prof" for n in range(4)}}
TURNS = [turn("g", n, case, ["anna"] if case != "P3" else []) for n, case in enumerate(GROUPS, 1)]
CODINGS = [coding("g", n, "K1.1") for n in range(1, 6)] + [coding("g", 13, "M1")]


def merged(measure: Measure = "present", independent: bool = False) -> Merge:
    counts = quantitize(CODEBOOK, TURNS, CODINGS, by_case(GROUPS), ["ouder", "prof"])
    join = link("group", ["ouder", "prof"], ["ouder", "prof"])
    return Merge("groep", measure, CODEBOOK, counts, join, {"ouder": 9}, independent=independent)


def row_of(merge: Merge, code: str, group: str) -> dict:
    return next(
        row for row in json.loads(json.dumps(merge.json()))["rows"] if (row["code"], row["group"]) == (code, group)
    )


def test_every_row_has_its_base_and_who_is_not_yet_coded() -> None:
    found = row_of(merged(), "K1.1", "ouder")
    assert (found["n"], found["base"], found["not_yet_coded"]) == (5, 12, 0)
    assert found["pct"] == pytest.approx(41.6666666667)
    assert row_of(merged(), "K1.1", "prof")["not_yet_coded"] == 1


def test_themes_and_subthemes_are_rolled_up() -> None:
    rows = {(row["code"], row["group"]): row["n"] for row in merged().json()["rows"]}
    assert [rows[key, "ouder"] for key in ("K", "K1", "K1.1", "K1.2", "M")] == [5, 5, 5, 0, 0]


def test_speakers_of_one_conversation_get_no_interval_and_no_test() -> None:
    found = merged().json()
    assert found["test"] is None
    assert found["test_reason"] == "speakers_of_one_conversation_are_dependent"
    assert row_of(merged(), "K1.1", "ouder")["interval"] is None
    assert row_of(merged(independent=True), "K1.1", "ouder")["interval"] is not None


def test_a_measure_that_does_not_exist_is_null_with_its_reason() -> None:
    lonely = Merge("groep", "present", CODEBOOK, quantitize(CODEBOOK, [turn("g", 1, "O1")], []), link("group", [], []))
    row = lonely.json()["rows"][0]
    assert (row["n"], row["base"], row["pct"], row["rate"]) == (0, 0, None, None)
    assert row["undefined"] == {
        "interval": "speakers_of_one_conversation_are_dependent",
        "pct": "nobody_coded_yet",
        "rate": "no_words",
    }


@pytest.mark.parametrize(
    ("measure", "said"),
    [
        ("present", "5 of 12 (41.7%)"),
        ("count", "5 fragments, 12 persons"),
        ("rate", "41.7 per 1,000 words (5 in 120)"),
        ("share", "persons 5 of 12 (41.7%); documents 1 of 1; fragments 5 of 5"),
    ],
)
def test_each_measure_says_what_it_counts(measure: Measure, said: str) -> None:
    sheet = merged(measure).sheet("intern", "2026-01-01")
    cells = next(row for row in sheet.rows if row[0] == "K1.1")
    assert cells[2] == said
    assert sheet.stamp == "intern"
    assert "Counted" in dict(sheet.about)


def test_while_somebody_is_not_yet_coded_there_is_no_percentage() -> None:
    cells = next(row for row in merged().sheet().rows if row[0] == "M1")
    assert cells[3] == "1 of 3, 1 not yet coded"
    assert cells[4] == 1


def test_the_long_form_has_every_number_in_a_column_of_its_own() -> None:
    sheet = merged().sheet(long=True)
    rows = list(sheet.rows)
    assert len(rows) == len(CODEBOOK.codes) * 2
    assert {len(row) for row in rows} == {len(sheet.columns)}
    found = dict(zip(sheet.columns, rows[4], strict=True))
    assert (found["code"], found["group"], found["persons"], found["persons_base"]) == ("K1.1", "ouder", 5, 12)


def test_outside_the_team_a_handful_is_not_shown() -> None:
    shown = merged().for_readers(RULES["commissioner"])
    cells = next(row for row in shown.sheet().rows if row[0] == "K1.1")
    assert cells[2:5] == ["*", "*", 0]  # two groups: the larger one would give the small one away
    assert {row[4] for row in shown.sheet(long=True).rows} == {"*"}
    about = dict(shown.sheet().about)
    assert "ouder, prof" in about["Suppression"]
    assert about["In the words"] == "ouder: *; prof: *"
    assert {row["n"] for row in shown.json()["rows"]} == {0}


def test_how_many_there_are_in_all_is_not_told_where_it_is_the_number_of_a_hidden_group() -> None:
    told = "4 persons spoke"
    one = replace(merged(), notes=[told])
    few = {name: group for name, group in GROUPS.items() if group == "prof"}
    turns = [turn("g", n, case, ["anna"]) for n, case in enumerate(few, 1)]
    alone = replace(one, counts=quantitize(CODEBOOK, turns, [], by_case(few), ["prof"]), survey_n={})
    assert told not in alone.for_readers(RULES["commissioner"]).told()
    assert told in one.for_readers(RULES["commissioner"]).told()
    assert told in alone.for_readers(RULES["team"]).told()


def test_codes_are_weighted_with_their_own_base_beside_the_counts() -> None:
    turns = [turn("v", n, f"R{n}", ["anna"]) for n in range(1, 61)]
    codings = [coding("v", n, "K1.1") for n in range(1, 31)]
    weights = Weights("w", {f"R{n}": 1.0 if n <= 30 else 3.0 for n in range(1, 61)})
    counts = quantitize(CODEBOOK, turns, codings, weights=weights)
    table = codes_table(CODEBOOK, counts, None, independent=True, weight="w")
    row = table.json()["groups"][0]["rows"][0]
    assert (row["n"], row["base"], row["pct_cases"]) == (30, 60, 50)
    assert (row["n_weighted"], row["base_weighted"], row["pct_cases_weighted"]) == (30, 120, 25)
    low, high = row["interval_weighted"]
    assert low < 25 < high
    assert table.n_eff == pytest.approx(120**2 / 300)
    assert table_sheet(table).columns[-2:] == ["n weighted", "% weighted"]


def test_codes_can_stand_in_a_cross_table_of_the_documented_shape() -> None:
    counts = quantitize(CODEBOOK, TURNS, CODINGS, by_case(GROUPS), ["ouder", "prof"])
    table = codes_table(CODEBOOK, counts, "groep")
    found = table.json()
    assert "test" not in found
    rows = {row["value"]: row for row in found["groups"][0]["rows"]}
    assert (rows["K1.1"]["n"], rows["K1.1"]["base"], rows["K1.1"]["pct_answers"]) == (5, 12, 100)
    assert rows["K"]["pct_answers"] is None
    assert rows["K"]["undefined"]["pct_answers"] == "rollup"
    assert next(row for row in table_sheet(table).rows if row[1] == "K1.1 weten hoe")[2:5] == [5, 12, 41.7]


def test_segments_and_documents_are_other_bases() -> None:
    counts = quantitize(CODEBOOK, TURNS, CODINGS, by_case(GROUPS), ["ouder", "prof"])
    segments = codes_table(CODEBOOK, counts, "groep", "segments")
    assert segments.base == "coded_segments"
    assert [row.base for row in segments.groups[0].rows][:1] == [5]
    assert codes_table(CODEBOOK, counts, "groep", "documents").groups[1].rows[-1].n == 1


def test_the_respondents_shown_in_a_merge_leave_no_small_group_to_subtract() -> None:
    survey = {"ouder": 11, "prof": 4, "jongere": 30}
    shown = replace(merged(), survey_n=survey).for_readers(RULES["commissioner"])
    assert {"ouder", "prof"} <= shown.hidden  # as the header of a display hides them, which gives the total
