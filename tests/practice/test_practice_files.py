"""The survey files agree with one another, with the questionnaire, and with the script that made them."""

import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from survey_files import EVERYBODY, ITEMS, QUESTIONNAIRE, ROOT, TRANSCRIPTS, VARIABLES, Row, group, put_to, read_csv

OPEN = ("toelichting_drempel", "toelichting_nodig")
CSV_FILES = ("enquete-jongeren.csv", "enquete-professionals.csv", "enquete-alle.csv")


@pytest.fixture(scope="module")
def made_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("survey")
    script = ROOT / "tools" / "make_practice_survey.py"
    subprocess.run([sys.executable, str(script), "--out", str(folder)], check=True)
    return folder


@pytest.mark.parametrize("name", CSV_FILES)
def test_the_script_makes_the_committed_csv_files_again_byte_for_byte(made_again: Path, name: str) -> None:
    assert (made_again / name).read_bytes() == (TRANSCRIPTS / name).read_bytes()


def test_the_script_makes_the_same_spss_file_and_workbook_again(made_again: Path) -> None:
    assert spss_rows(made_again) == spss_rows(TRANSCRIPTS)
    assert workbook_rows(made_again) == workbook_rows(TRANSCRIPTS)


def spss_rows(folder: Path) -> list[Row]:
    import pyreadstat

    frame, _ = pyreadstat.read_sav(folder / "enquete-professionals.sav", user_missing=True)
    return [{name: as_csv(value) for name, value in row.items()} for row in frame.to_dict("records")]


def workbook_rows(folder: Path) -> list[Row]:
    from openpyxl import load_workbook

    header, *rows = load_workbook(folder / "enquete-ouders.xlsx")["antwoorden"].iter_rows(values_only=True)
    return [dict(zip(header, map(as_csv, row), strict=True)) for row in rows]


def as_csv(value: object) -> str:
    """A cell of a workbook or .sav file in the words of the csv files."""
    if value is None or value != value:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else str(value).replace(".", ",")
    return value.strftime("%d-%m-%Y") if isinstance(value, datetime) or hasattr(value, "strftime") else repr(value)


def without_time(row: Row) -> Row:
    """A whole number of minutes reads 9 in one format and 9,0 in another."""
    return {name: value.removesuffix(",0") for name, value in row.items()}


def test_each_questionnaire_holds_the_same_answers_as_the_stacked_file() -> None:
    own = {
        "jongeren": read_csv("enquete-jongeren.csv", "cp1252"),
        "ouders": workbook_rows(TRANSCRIPTS),
        "professionals": spss_rows(TRANSCRIPTS),
    }
    assert read_csv("enquete-professionals.csv") == [
        {name: row[name] for name in own["professionals"][0]} for row in group("professionals")
    ]
    for name, rows in own.items():
        stacked = [{column: row[column] for column in rows[0]} for row in group(name)]
        assert [without_time(row) for row in rows] == [without_time(row) for row in stacked], name


def test_a_cell_is_empty_exactly_where_the_question_was_not_put() -> None:
    assert list(EVERYBODY[0]) == list(VARIABLES)
    for row in EVERYBODY:
        for column, value in row.items():
            if column not in OPEN:
                assert (value != "") == put_to(column, row), (row["respondent"], column)


def test_every_closed_answer_has_a_label_or_is_no_answer() -> None:
    for column, entry in VARIABLES.items():
        labels = entry.get("labels", {})
        allowed = set(QUESTIONNAIRE["labels"][labels] if isinstance(labels, str) else labels)
        if allowed:
            assert {row[column] for row in EVERYBODY} <= allowed | {"-9", ""}, column


def test_nobody_ticks_an_option_and_none_of_these() -> None:
    for name, whole in QUESTIONNAIRE["sets"].items():
        if "none" in whole:
            others = [c for c, entry in VARIABLES.items() if entry.get("set") == name and c != whole["none"]]
            for row in EVERYBODY:
                if row[whole["none"]] in ("0", "1"):
                    assert (row[whole["none"]] == "1") == all(row[c] != "1" for c in others), (row["respondent"], name)


@pytest.mark.parametrize("column", OPEN)
def test_at_least_ninety_people_answered_each_open_question_in_their_own_words(column: str) -> None:
    answers = [row[column] for row in EVERYBODY if row[column]]
    assert len(answers) == len(set(answers)) >= 90
    assert len(answers) < len(EVERYBODY)


def test_the_item_map_names_columns_and_sets_that_exist() -> None:
    known = set(VARIABLES) | set(QUESTIONNAIRE["sets"])
    assert {name for names in ITEMS.values() for name in names} <= known
    assert not set(ITEMS) & set(QUESTIONNAIRE["items_elsewhere"])


def test_the_spss_file_carries_labels_levels_and_user_missing_values() -> None:
    import pyreadstat

    _, meta = pyreadstat.read_sav(TRANSCRIPTS / "enquete-professionals.sav", user_missing=True)
    assert meta.missing_ranges["leeftijd"] == [{"lo": -9.0, "hi": -9.0}]
    assert meta.variable_value_labels["contactfrequentie"][4.0] == "regelmatig"
    assert meta.variable_measure["contactfrequentie"] == "ordinal"
    assert meta.variable_measure["duur_minuten"] == "scale"
    assert meta.column_names_to_labels["functie"] == "Wat is je functie?"


def test_the_young_peoples_file_is_as_dutch_excel_writes_it() -> None:
    content = (TRANSCRIPTS / "enquete-jongeren.csv").read_bytes()
    assert content.endswith(b"\r\n")
    assert "privé".encode("cp1252") in content
    assert re.search(rb";\d\d-01-2025;\d+,\d;", content)
