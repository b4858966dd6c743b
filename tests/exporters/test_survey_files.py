"""A survey that leaves, read back as another program would, and by our own importers."""

import csv
import stat
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import AnswerState, NewSurvey
from codeerbank.domain.survey_file import SurveyColumn, SurveyFile, SurveyWriter
from codeerbank.errors import StorageFailure
from codeerbank.exporters import csv as own_csv
from codeerbank.exporters import spss, xlsx
from codeerbank.plugins import exporter_for, importer_for
from tests.exporters.sheets import EVIL
from tests.exporters.surveys import HOSTILE, KEYS, SURVEY, with_texts

SUFFIXES = [".csv", ".xlsx", ".sav"]
MACHINE = {"csv": "machine"}


def write(path: Path, survey: SurveyFile, options: dict[str, str] | None = None) -> list[str]:
    exporter = exporter_for(path)
    assert isinstance(exporter, SurveyWriter)
    return list(exporter.write_survey(path, survey, MACHINE if options is None else options).remarks)


def import_again(path: Path, *questions: str) -> NewSurvey:
    options = ImportOptions(key="respondent", open=questions, with_personal=True)
    found = importer_for(path, "survey").read(path, options).value
    assert isinstance(found, NewSurvey)
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_our_own_importer_reads_back_what_left(tmp_path: Path, suffix: str) -> None:
    write(tmp_path / f"a{suffix}", SURVEY)
    found = import_again(tmp_path / f"a{suffix}", "toelichting")
    variables = {one.name: one for one in found.variables}
    assert found.cases[0] == "007"
    assert list(found.open["toelichting"].answers) == list(SURVEY.original[-1].cells)
    assert variables["oordeel"].values == ["1", None, None, "5"]
    assert variables["oordeel"].states == [
        AnswerState.VALUE,
        AnswerState.NO_ANSWER,
        AnswerState.NOT_ASKED,
        AnswerState.VALUE,
    ]
    assert variables["cijfer"].values == ["7.5", None, "10", "-3.25"]
    assert variables["postcode"].values == ["0123", "1012", None, None]
    assert variables["reden_tijd"].states[:3] == [AnswerState.NOT_CHOSEN, AnswerState.NOT_CHOSEN, AnswerState.NO_ANSWER]
    assert variables["reden_tijd"].member
    assert variables["reden_tijd"].member == variables["reden_privacy"].member
    if suffix == ".sav":
        assert (variables["reden_tijd"].label, variables["reden_tijd"].question) == ("Geen tijd", "Waarom niet?")
    assert variables["code_K1"].values == ["1", "0", None, None]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_rows_and_columns_keep_their_order(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    write(path, SURVEY)
    found = import_again(path, "toelichting")
    assert [case.removeprefix("'") for case in found.cases] == list(SURVEY.original[0].cells)
    names = [one.name for one in SURVEY.columns if one.name not in ("respondent", "toelichting")]
    assert [one.name for one in found.variables if one.name != "stamp"] == names


def test_spss_gets_labels_missing_values_and_levels(tmp_path: Path) -> None:
    import pyreadstat

    write(tmp_path / "a.sav", SURVEY)
    values, about = pyreadstat.read_sav(str(tmp_path / "a.sav"), user_missing=True, output_format="dict")
    assert values["respondent"] == ["007", "R2", "=1+1", "-9"]
    assert values["oordeel"] == [1.0, -9.0, None, 5.0]
    assert about.column_names_to_labels["oordeel"] == "Hoe goed gaat het?"
    assert about.variable_value_labels["oordeel"] == {1.0: "slecht", 5.0: "goed", -9.0: "geen antwoord"}
    assert about.missing_ranges["oordeel"] == [{"lo": -9.0, "hi": -9.0}]
    assert [about.variable_measure[name] for name in ("oordeel", "cijfer", "postcode")] == [
        "ordinal",
        "scale",
        "nominal",
    ]
    assert values["toelichting"][3] == "x" * 3000
    assert "intern, niet vrijgegeven" in about.notes


def test_sets_stand_in_syntax_beside_the_data(tmp_path: Path) -> None:
    written = spss.EXPORTER.write_survey(tmp_path / "a.sav", SURVEY, {})
    assert list(written.files) == [tmp_path / "a.sav", tmp_path / "a-sets.sps"]
    syntax = (tmp_path / "a-sets.sps").read_text("utf-8-sig")
    assert "/MDGROUP NAME=$reden LABEL='Waarom niet?'" in syntax
    assert "VARIABLES=reden_privacy reden_tijd\n" in syntax
    assert "/MDGROUP NAME=$codes" in syntax
    assert stat.S_IMODE((tmp_path / "a-sets.sps").stat().st_mode) == 0o600


def test_spss_gets_an_option_behind_its_question_whatever_their_length(tmp_path: Path) -> None:
    import pyreadstat

    long = [replace(SURVEY.original[4], question="Waarom niet? " * 40), *SURVEY.original[5:6]]
    written = spss.EXPORTER.write_survey(tmp_path / "a.sav", replace(SURVEY, original=[KEYS, *long]), {})
    _values, about = pyreadstat.read_sav(str(tmp_path / "a.sav"), metadataonly=True)
    assert about.column_names_to_labels["reden_tijd"] == "Waarom niet? [Geen tijd]"
    assert about.column_names_to_labels["reden_privacy"].endswith("… [Privacy]")
    assert "1 question is longer" in written.remarks[0]


@pytest.mark.parametrize(
    ("cells", "format"),
    [
        (["2025-01-06", ""], "EDATE10"),
        (["2025-01-06T10:00:00", "1999-12-31T23:59:59"], "DATETIME20"),
        (["2025-13-06", ""], "A10"),
    ],
)
def test_dates_are_dates_in_spss_and_come_back_as_they_were(tmp_path: Path, cells: list[str], format: str) -> None:
    import pyreadstat

    write(tmp_path / "a.sav", with_texts(cells, "datum"))
    _values, about = pyreadstat.read_sav(str(tmp_path / "a.sav"), metadataonly=True)
    assert about.original_variable_types["datum"] == format
    found = {one.name: one for one in import_again(tmp_path / "a.sav").variables}["datum"]
    assert [value or "" for value in found.values] == cells


def test_people_get_decimal_commas_and_the_same_cells(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", SURVEY, {})
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows[4][:4] == ["007", "1", "7,5", "0123"]


def test_numbers_in_excel_are_numbers_and_keys_are_text(tmp_path: Path) -> None:
    import openpyxl

    write(tmp_path / "a.xlsx", SURVEY)
    row = next(openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True))
    assert row[:4] == ("007", 1, 7.5, "0123")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_a_format_cannot_hold_is_said(tmp_path: Path, suffix: str) -> None:
    remarks = write(tmp_path / f"a{suffix}", HOSTILE)
    assert any(word in remarks[-1] for word in ("apostrophe", "Excel can hold", "SPSS can hold"))


@pytest.mark.parametrize(("module", "suffix"), [(own_csv, ".csv"), (xlsx, ".xlsx")])
def test_a_cell_that_comes_back_otherwise_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: object, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_text("oud")
    reading = module._columns

    def other(*given: object) -> list[list[str]]:
        columns = [list(cells) for cells in reading(*given)]
        columns[1][0] = "2"
        return columns

    monkeypatch.setattr(module, "_columns", other)
    with pytest.raises(StorageFailure, match="column oordeel"):
        write(path, SURVEY)
    assert path.read_text() == "oud"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_spss_that_reads_back_otherwise_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyreadstat

    path = tmp_path / "a.sav"
    path.write_text("oud")
    saving = pyreadstat.write_sav

    def worse(frame: object, *given: object, **about: object) -> None:
        about["variable_value_labels"].pop("oordeel")  # type: ignore[attr-defined]
        saving(frame, *given, **about)

    monkeypatch.setattr(pyreadstat, "write_sav", worse)
    with pytest.raises(StorageFailure, match="column oordeel"):
        write(path, SURVEY)
    assert path.read_text() == "oud"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


TEXTS = st.lists(st.text(max_size=40) | st.sampled_from(EVIL), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.text(max_size=80), st.text(max_size=300), st.sampled_from(SUFFIXES))
def test_whatever_people_wrote_it_leaves_and_comes_back_as_said(
    texts: list[str], name: str, label: str, suffix: str
) -> None:
    with TemporaryDirectory() as folder:
        write(Path(folder) / f"a{suffix}", with_texts(texts, name, label))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["", "1", "2.5", "-9", "007", "1e5", "-0", "123456789012345678", "0.1"]), min_size=1, max_size=6
    ),
    st.sampled_from(SUFFIXES),
)
def test_digits_stay_the_digits_they_were(cells: list[str], suffix: str) -> None:
    keys = SurveyColumn("respondent", "Key", "text", [f"R{n}" for n in range(len(cells))], is_key=True)
    survey = SurveyFile("t", [keys, SurveyColumn("getal", "Getal", "nominal", cells, {"1": "één"})])
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        write(path, survey)
        found = {one.name: one for one in import_again(path).variables}["getal"]
    assert [value or "" for value in found.values] == [
        "" if cell == "-9" and suffix != ".sav" else cell for cell in cells
    ]
