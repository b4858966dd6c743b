from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import NewSurvey
from codeerbank.errors import NotFound
from codeerbank.i18n import use_language
from codeerbank.plugins import importer_for
from codeerbank.resources import folder
from codeerbank.workbench.coding import apply_code_to_answer, mark_done
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.export_survey import survey_file
from codeerbank.workbench.intake import import_file, import_files
from codeerbank.workbench.output import export
from codeerbank.workbench.session import Session, create_project
from tests.workbench.mixed_project import BOOK, make


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with make(tmp_path) as made:
        yield made


def cells(session: Session, name: str, choices: ExportChoices | None = None) -> list[str]:
    return list(next(one.cells for one in survey_file(session, choices or ExportChoices()).columns if one.name == name))


def test_a_code_is_1_or_0_where_read_and_empty_where_not_and_no_answer_is_not_asked_of_a_coder(
    session: Session,
) -> None:
    assert cells(session, "code_K1") == ["1", "0", "", "-9", "", ""]
    assert cells(session, "code_M") == ["0", "1", "", "-9", "", ""]


def test_each_coder_can_have_columns_of_their_own(session: Session) -> None:
    apply_code_to_answer(session, "R3", "toelichting", None, "K1", coder="bram").result()
    mark_done(session, "toelichting", [1, 3], coder="bram").result()
    both = ExportChoices(coder=["anna", "bram"])
    assert cells(session, "code_K1_bram", both) == ["0", "", "1", "-9", "", ""]
    assert cells(session, "code_K1_anna", both) == ["1", "0", "", "-9", "", ""]
    with pytest.raises(NotFound, match="has coded nothing"):
        survey_file(session, ExportChoices(coder=["niemand"]))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".sav"])
def test_the_survey_comes_back_as_it_went_in(session: Session, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"uit{suffix}"
    report = export(session, "survey", path)
    assert (report.rows, report.identical) == (6, 7)
    assert "7 columns as they were brought in, read back" in report.remarks[0]
    asked = ImportOptions(key="respondent", open=("toelichting",))
    first = importer_for(tmp_path / "enquete.csv", "survey").read(tmp_path / "enquete.csv", asked).value
    again = importer_for(path, "survey").read(path, asked).value
    assert isinstance(first, NewSurvey)
    assert isinstance(again, NewSurvey)
    assert again.cases == first.cases
    found = {one.name: one for one in again.variables}
    for one in first.variables:
        assert (found[one.name].values, found[one.name].states) == (one.values, one.states), one.name
        assert (found[one.name].level, found[one.name].member) == (one.level, one.member), one.name
    plain = [text.removeprefix("'") for text in again.open["toelichting"].answers]
    assert plain == list(first.open["toelichting"].answers)


def test_the_log_says_that_the_columns_were_read_back(session: Session, tmp_path: Path) -> None:
    export(session, "survey", tmp_path / "uit.sav")
    assert "7 columns read back as they came in" in session.read.history.actions(limit=1)[0].words


def test_only_one_question_can_be_counted(session: Session, tmp_path: Path) -> None:
    lines = ["nr;wens", *(f"N{n};Meer tijd voor elkaar {n}" for n in range(3))]
    (tmp_path / "twee.csv").write_text("\n".join(lines), encoding="utf-8")
    import_files(session, [tmp_path / "twee.csv"], "survey", ImportOptions(key="nr", open=("wens",)))
    apply_code_to_answer(session, "N1", "wens", None, "K1").result()
    assert cells(session, "code_K1") == ["1", "0", "", "-9", "", "", "", "1", ""]
    assert cells(session, "code_K1", ExportChoices(question="wens")) == ["-9"] * 6 + ["", "1", ""]
    assert cells(session, "wens")[:6] == [""] * 6
    with pytest.raises(NotFound, match="no open question"):
        survey_file(session, ExportChoices(question="anders"))


def test_somebody_who_answered_nothing_keeps_a_row(tmp_path: Path) -> None:
    (tmp_path / "e.csv").write_text(
        "nr;groep;wens\n1;jong;Meer tijd voor ons\n2;oud;\n3;oud;Geen idee hoe dat moet\n", encoding="utf-8"
    )
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as session:
        import_file(session, tmp_path / "e.csv", "survey", ImportOptions(key="nr", open=("wens",), group="groep"))
        assert cells(session, "nr") == ["1", "2", "3"]
        assert cells(session, "wens")[1] == ""
        assert "group" not in [one.name for one in survey_file(session, ExportChoices()).columns]


def test_where_minus_nine_is_an_answer_another_code_says_no_answer(tmp_path: Path) -> None:
    import pandas as pd
    import pyreadstat

    frame = pd.DataFrame({"nr": ["a", "b", "c"], "graden": [-9.0, 20.0, None]})
    pyreadstat.write_sav(frame, str(tmp_path / "e.sav"), column_labels={"graden": "Hoe koud?"})
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as session:
        import_file(session, tmp_path / "e.sav", "survey", ImportOptions(key="nr"))
        assert cells(session, "graden") == ["-9", "20", "-99"]


def test_without_a_survey_there_is_nothing_to_export(tmp_path: Path) -> None:
    with (
        create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as session,
        pytest.raises(NotFound, match="no survey"),
    ):
        export(session, "survey", tmp_path / "uit.sav")


def test_answers_with_control_characters_in_them_stay_whole(tmp_path: Path) -> None:
    lines = ["nr;soort", "a;een\x1ftwee", "b;drie\x1ex", "c;-9", "d;gewoon"]
    (tmp_path / "e.csv").write_text("\n".join(lines), encoding="utf-8")
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as session:
        import_file(session, tmp_path / "e.csv", "survey", ImportOptions(key="nr"))
        assert cells(session, "soort") == ["een\x1ftwee", "drie\x1ex", "-9", "gewoon"]


def test_the_practice_survey_leaves_for_spss_with_the_labels_missing_values_and_levels_it_came_with(
    tmp_path: Path,
) -> None:
    import pyreadstat

    use_language("nl")
    source = folder("transcripts") / "enquete-professionals.sav"
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as session:
        import_file(session, source, "survey")
        export(session, "survey", tmp_path / "uit.sav")
    before, about = pyreadstat.read_sav(str(source), user_missing=True, output_format="dict")
    after, told = pyreadstat.read_sav(str(tmp_path / "uit.sav"), user_missing=True, output_format="dict")
    for name, values in before.items():
        assert list(after[name]) == list(values), name
        for what in ("variable_value_labels", "variable_measure", "missing_ranges", "column_names_to_labels"):
            if (name, what) != ("respondent", "column_names_to_labels"):
                assert getattr(told, what).get(name) == getattr(about, what).get(name), (name, what)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".sav"])
def test_columns_keep_their_order_and_the_key_its_name(tmp_path: Path, suffix: str) -> None:
    columns = ["leeftijd", "nr", "waarom", "cijfer"]
    source = tmp_path / "enquete.csv"
    source.write_text(";".join(columns) + "\n12;007;omdat het moet van thuis;3\n15;008;ik wil het zelf graag;4\n")
    with create_project(tmp_path / "volgorde.codeerbank", coder="anna") as session:
        import_file(session, source, "survey", ImportOptions(key="nr", open=("waarom",)))
        out = tmp_path / f"uit{suffix}"
        export(session, "survey", out)
    found = importer_for(out, "survey").read(out, ImportOptions(key="nr", open=("waarom",))).value
    assert isinstance(found, NewSurvey)
    assert list(found.columns)[:4] == columns
    assert list(found.cases) == ["007", "008"]
