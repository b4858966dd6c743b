"""The committed survey files give back the published counts, wherever those are possible."""

import pytest
from survey_files import EVERYBODY, GROUPS, ITEMS, PUBLISHED, count, group, printed

BACKGROUND = {
    "leeftijd": ["lft_16_18", "lft_19_21", "lft_21_30", "lft_31_40", "lft_41_50", "lft_51_60", "lft_61_70"],
    "geslacht": ["ges_man", "ges_vrouw"],
    "regio": [
        "reg_achterhoek", "reg_arnhem", "reg_foodvalley", "reg_mijov",
        "reg_nijmegen", "reg_noordveluwe", "reg_rivierenland", "reg_buiten",
    ],
}  # fmt: skip
COLLAPSED = {"eens": (4, 5), "neutraal": (3,), "oneens": (1, 2)}
AREAS = [column for key, columns in ITEMS.items() if key.startswith("T9/") for column in columns]


def recounted(table: str) -> dict[tuple[str, str], int]:
    """Tables of one column per group, whose rows are the columns of a multiple-response question."""
    return {(row, g): count(group(g), ITEMS[f"{table}/{row}"][0], 1) for row, g, _ in printed(table) if row != "wv_onb"}


def areas_ticked(name: str) -> list[int]:
    return [sum(row[column] == "1" for column in AREAS) for row in group(name)]


def test_three_questionnaires_were_filled_in_by_11_9_and_76_people() -> None:
    assert {name: len(group(name)) for name in GROUPS} == PUBLISHED["lists"]["L1"]
    assert len({row["respondent"] for row in EVERYBODY}) == len(EVERYBODY) == 96


@pytest.mark.parametrize("column", BACKGROUND)
def test_background_of_each_group_is_as_published(column: str) -> None:
    for row, name, n in printed("T1"):
        if row in BACKGROUND[column]:
            assert count(group(name), column, BACKGROUND[column].index(row) + 1) == n, (row, name)


def test_unknown_background_is_no_answer_and_other_sex_is_published_with_it() -> None:
    cells = {(row, name): n for row, name, n in printed("T1")}
    assert count(group("jongeren"), "leeftijd", -9) == cells["lft_onb", "jongeren"]
    for name in ("jongeren", "professionals"):
        assert count(group(name), "geslacht", 3, -9) == cells["ges_ao", name]
        assert count(group(name), "regio", -9) == cells["reg_onb", name]


@pytest.mark.parametrize("table", ["T2b", "T3", "T4", "G2.1"])
def test_single_choice_tables_of_professionals_are_as_published(table: str) -> None:
    (column,) = ITEMS[table]
    for value, (row, name, n) in enumerate(printed(table), start=1):
        assert count(group(name), column, -9 if row.endswith("_onb") else value) == n, row


@pytest.mark.parametrize("table", ["T2a", "T5", "T9"])
def test_multiple_response_tables_are_as_published(table: str) -> None:
    assert recounted(table) == {(row, name): n for row, name, n in printed(table) if row != "wv_onb"}


def test_two_professionals_gave_no_field_of_work_and_a_kind_of_special_care_implies_special_care() -> None:
    assert count(group("professionals"), "werkveld_ggz", -9) == PUBLISHED["counts"]["T2a"]["wv_onb"][0]
    kinds = [column for column in EVERYBODY[0] if column.startswith("werkveld_spec_")]
    for row in group("professionals"):
        if row["werkveld_specialistisch"] != "-9":
            assert int(row["werkveld_specialistisch"]) == any(row[kind] == "1" for kind in kinds)


@pytest.mark.parametrize("row", PUBLISHED["counts"]["T8a"])
def test_contributions_for_better_and_worse_are_as_published(row: str) -> None:
    cells = [n for n in PUBLISHED["counts"]["T8a"][row] if n is not None]
    assert [count(group("professionals"), column, 1) for column in ITEMS[f"T8a/{row}"]] == cells


def test_statements_of_the_young_people_are_as_published() -> None:
    for row, opinion, n in printed("T6"):
        assert count(group("jongeren"), ITEMS[f"T6/{row}"][0], *COLLAPSED[opinion]) == n, (row, opinion)


def test_views_on_upbringing_are_as_published_but_for_ten_answers_of_nine_parents() -> None:
    impossible = []
    for row, cell, n in printed("T8b"):
        opinion, name = cell.split("_")
        if count(group(name), ITEMS[f"T8b/{row}"][0], *COLLAPSED[opinion]) != n:
            impossible.append(f"T8b/{row}/{name}")
    assert impossible == list(PUBLISHED["not_possible"])
    answers = [n for row, cell, n in printed("T8b") if row == "vo_ouders" and cell.endswith("_ouders")]
    assert sum(answers) > len(group("ouders"))
    assert count(group("ouders"), "visie_ouders", 1, 2, 3, 4, 5) == len(group("ouders"))


def test_number_of_areas_ticked_is_as_published_and_one_professional_ticked_two() -> None:
    meaning = {
        "mg_alle": lambda n: n == len(AREAS),
        "mg_geen": lambda n: n == 0,
        "mg_combi": lambda n: 2 < n < len(AREAS),
        "mg_een": lambda n: n == 1,
    }
    for row, name, n in printed("T10"):
        assert sum(meaning[row](ticked) for ticked in areas_ticked(name)) == n, (row, name)
    assert [areas_ticked(name).count(2) for name in GROUPS] == [0, 0, 1]


def test_counts_given_in_the_running_text_come_out() -> None:
    lists = PUBLISHED["lists"]
    young, parents, professionals = map(group, GROUPS)
    assert {name: count(group(name), "focusgroep", 1) for name in GROUPS} == lists["L4"]
    assert [count(young, "heeft_steunfiguur", 1), len(young)] == lists["L8"]
    assert [count(young, "betrokken", 1), len(young)] == lists["L11"]
    assert [count(parents, "betrokken", 1), len(parents)] == lists["L12"]
    assert [count(young, "wil_betrekken", 1), count(young, "wil_betrekken", 0, 1)] == lists["L13"]
    assert [count(young, "wil_betrekken", 0), count(young, "wil_betrekken", 0, 1)] == lists["L14"]
    reasons = [column for key, columns in ITEMS.items() if key.startswith("L14/") for column in columns]
    assert [count(young, column, 1) for column in reasons] == lists["L14 redenen"]
    assert [count(professionals, "weet_niet_hoe", 1), count(professionals, "weet_niet_hoe", 0, 1)] == lists["L15"]
    assert [count(professionals, "staat_open", 1), count(professionals, "staat_open", 0, 1)] == lists["L16"]
    open_to_peers = 100 * count(professionals, "leeftijdsgenoot", 1) / len(professionals)
    assert round(open_to_peers) == lists["L17"]["percent"]


def test_children_of_parents_come_out_as_sums_and_not_as_respondents() -> None:
    children = [sum(int(row[column]) for row in group("ouders")) for column in ("kinderen_zonder", "kinderen_hulp")]
    assert children == PUBLISHED["lists"]["L9"]
