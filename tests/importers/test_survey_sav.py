import contextlib
import datetime
from pathlib import Path

import pandas
import pyreadstat
import pytest

from codeerbank.errors import ImportProblems
from codeerbank.importers.survey_columns import Columns, Described
from codeerbank.importers.survey_sav import IMPORTER
from codeerbank.importers.survey_sav_sets import add_sets
from codeerbank.importers.survey_sav_values import words_of
from tests.importers.surveys import NO_ANSWER, NOT_ASKED, NOT_CHOSEN, VALUE, read, told, variable


@pytest.fixture
def sav(tmp_path: Path):
    def write(columns: dict[str, list[object]], **about: object) -> Path:
        path = tmp_path / "enquete.sav"
        pyreadstat.write_sav(pandas.DataFrame(columns), path, **about)
        return path

    return write


def test_keys_stay_the_text_they_are(sav) -> None:
    assert read(sav({"nr": ["007", "7", "NA"], "a": [1.0, 2.0, 3.0]})).cases == ["007", "7", "NA"]
    assert read(sav({"nr": [7.0, 70.0], "a": [1.0, 2.0]})).cases == ["7", "70"]


def test_labels_levels_and_missing_values_survive(sav) -> None:
    path = sav(
        {"nr": ["a", "b", "c", "d"], "eens": [1.0, -9.0, None, 88.0], "leeftijd": [16.0, 17.5, 99.0, None]},
        column_labels={"eens": "Ben je het eens?"},
        variable_value_labels={"eens": {1.0: "oneens", 5.0: "eens", -9.0: "geen antwoord"}},
        missing_ranges={"eens": [-9, 88], "leeftijd": [{"lo": 90, "hi": 120}]},
        variable_measure={"eens": "ordinal", "leeftijd": "scale"},
    )
    survey = read(path)
    agree, age = variable(survey, "eens"), variable(survey, "leeftijd")
    assert (agree.label, agree.level) == ("Ben je het eens?", "ordinal")
    assert agree.states == [VALUE, NO_ANSWER, NOT_ASKED, NO_ANSWER]
    assert agree.values == ["1", None, None, None]
    assert list(agree.labels)[:3] == ["1", "5", "-9"]
    assert set(agree.missing) == {"-9", "88"}
    assert agree.labels["-9"] == "geen antwoord"
    assert (age.level, age.values) == ("scale", ["16", "17.5", None, None])
    assert age.states == [VALUE, VALUE, NO_ANSWER, NOT_ASKED]


def test_groups_go_by_their_words(sav) -> None:
    path = sav(
        {"nr": ["a", "b", "c", "d"], "groep": [1.0, 2.0, 9.0, None]},
        variable_value_labels={"groep": {1.0: "jongere", 2.0: "ouder", 9.0: "onbekend"}},
        missing_ranges={"groep": [9]},
    )
    assert read(path).groups == ["jongere", "ouder", None, None]


def test_what_is_said_of_missing_values_is_what_the_file_says(sav) -> None:
    said = {"nr": ["a", "b", "c"], "x": [1.0, 9.0, None]}
    assert not told(read(sav(said, missing_ranges={"x": [9]})), "-99")
    assert not told(read(sav(said)), "-99")


def test_a_blank_in_a_file_without_missing_values_was_asked(sav) -> None:
    assert variable(read(sav({"nr": ["a", "b"], "x": [1.0, None]})), "x").states == [VALUE, NO_ANSWER]


def test_codes_that_look_missing_but_are_not_declared_are_answers_and_told(sav) -> None:
    survey = read(sav({"nr": ["a", "b"], "graden": [-9.0, 3.0]}))
    assert variable(survey, "graden").values == ["-9", "3"]
    assert told(survey, "graden")


def test_dates_become_iso_text(sav) -> None:
    day, moment = datetime.date(2024, 3, 4), datetime.datetime(2024, 3, 4, 5, 6, 7)
    survey = read(sav({"nr": ["a", "b"], "dag": [day, None], "moment": [moment, moment]}))
    assert variable(survey, "dag").values == ["2024-03-04", None]
    assert variable(survey, "dag").level == "text"
    assert variable(survey, "moment").values == ["2024-03-04T05:06:07"] * 2


def test_times_and_quarters_are_told_from_numbers() -> None:
    assert words_of([3661.0], "TIME8") == {3661.0: "01:01:01"}
    assert words_of([13631500800.0], "QYR8") == {13631500800.0: "2014-10-01"}
    assert words_of([1e300], "DATE11")[1e300]
    assert list(words_of([float("nan")], "F8").values()) == [""]


def test_open_answers_and_ticks_are_found_as_in_other_tables(sav) -> None:
    words = [f"Dat is antwoord nummer {i}, écht." for i in range(4)]
    ticks = {"steun_oor": [1.0, 0.0, -9.0, 1.0], "steun_hulp": [0.0, 0.0, 1.0, 1.0]}
    survey = read(sav({"nr": list("abcd"), "waarom": words, **ticks}, missing_ranges={"steun_oor": [-9]}))
    assert survey.open["waarom"].answers == words
    assert variable(survey, "steun_oor").states == [VALUE, NOT_CHOSEN, NO_ANSWER, VALUE]
    assert variable(survey, "steun_hulp").member == "steun"


def columns(**cells: list[str]) -> Columns:
    names = list(cells)
    return Columns(names, [f"vraag {n}" for n in names], list(cells.values()), int, described={
        n: Described(missing=frozenset({"-9"}), labels={"2": "appen"} if n < 2 else {}) for n in range(len(names))
    })  # fmt: skip


def test_a_set_of_dichotomies_counts_its_own_value() -> None:
    table = columns(a=["2", "1", "-9", ""], b=["2", "2", "1", ""])
    add_sets(
        table,
        {"$hoe": {"type": "D", "is_dichotomy": True, "counted_value": 2, "label": "Hoe?", "variable_list": ["a", "b"]}},
    )
    assert (table.sets[0].name, table.sets[0].question) == ("hoe", "Hoe?")
    assert table.sets[0].options == {0: "vraag a", 1: "vraag b"}
    assert table.sets[0].ticks == {0: {"1": "0", "2": "1"}, 1: {"1": "0", "2": "1"}}


def test_a_set_of_type_e_is_labelled_by_its_counted_value() -> None:
    table = columns(a=["2", "1"], b=["1", "2"])
    add_sets(
        table,
        {"hoe": {"type": "E", "is_dichotomy": True, "counted_value": 2, "label": "", "variable_list": ["a", "b"]}},
    )
    assert table.sets[0].options == {0: "appen", 1: "appen"}


def test_a_set_of_categories_becomes_an_option_per_category() -> None:
    table = columns(eerste=["1", "2", "-9", ""], tweede=["2", "", "", ""])
    add_sets(
        table,
        {
            "hoe": {
                "type": "C",
                "is_dichotomy": False,
                "counted_value": None,
                "label": "Hoe?",
                "variable_list": ["eerste", "tweede"],
            }
        },
    )
    assert table.names == ["eerste", "tweede", "hoe_2", "hoe_1"]
    assert dict(zip(table.names, table.cells, strict=True))["hoe_2"] == ["1", "1", "-9", ""]
    assert dict(zip(table.names, table.cells, strict=True))["hoe_1"] == ["1", "0", "-9", ""]
    assert table.questions[2] == "appen"


def test_what_is_cut_off_or_no_spss_file_is_refused_in_one_sentence(sav, file, problems) -> None:
    whole = sav({"nr": [f"r{i}" for i in range(200)], "a": [float(i) for i in range(200)]}).read_bytes()
    for data in (whole[:100], whole[: len(whole) // 2], b"$FL2" + bytes(range(256)) * 8, b"nr;a\n1;2\n"):
        error = problems(IMPORTER, file("kapot.sav", data))
        assert "kapot.sav" in error.message
        assert "SPSS" in error.message


def test_a_header_that_promises_more_than_fits_is_refused(monkeypatch, sav, problems) -> None:
    monkeypatch.setattr("codeerbank.importers.survey_sav._MOST_CELLS", 3)
    assert "cells" in problems(IMPORTER, sav({"nr": ["a", "b"], "x": [1.0, 2.0]})).message


def test_bytes_that_changed_end_in_a_reading_or_a_refusal(sav, tmp_path) -> None:
    whole = bytearray(sav({"nr": [f"r{i}" for i in range(20)], "a": [float(i) for i in range(20)]}).read_bytes())
    path = tmp_path / "anders.sav"
    for at in range(4, len(whole), 37):
        changed = whole.copy()
        changed[at] ^= 0x5A
        path.write_bytes(changed)
        with contextlib.suppress(ImportProblems):
            read(path)
