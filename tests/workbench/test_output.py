import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.i18n import use_language
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.output import EXPORTS, export, export_sheets, write_file
from codeerbank.workbench.panel import release
from codeerbank.workbench.session import Session, create_project, open_project
from codeerbank.workbench.stamps import stamp_for
from tests.workbench.mixed_project import BOOK, SURVEY, TALK, make


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with make(tmp_path) as made:
        yield made


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("what", list(EXPORTS))
@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".html", ".json", ".txt", ".md", ".docx", ".sav"])
def test_everything_can_leave_in_every_format(session: Session, tmp_path: Path, what: str, suffix: str) -> None:
    path = tmp_path / f"uit{suffix}"
    assert export(session, what, path).rows > 0
    assert path.stat().st_mode & 0o077 == 0


def test_every_file_says_who_may_see_it(session: Session, tmp_path: Path) -> None:
    export(session, "codings", tmp_path / "c.csv")
    assert {row["stamp"] for row in rows(tmp_path / "c.csv")} == {"internal, not released"}
    export(session, "codings", tmp_path / "c.json")
    assert json.loads((tmp_path / "c.json").read_text())["stamp"] == "internal, not released"


def test_codings_come_back_in_another_project_as_they_were(session: Session, tmp_path: Path) -> None:
    export(session, "codings", tmp_path / "codings.csv")
    folder = tmp_path / "ander"
    folder.mkdir()
    (folder / "enquete.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "gesprek.txt").write_text(TALK, encoding="utf-8")
    with create_project(folder / "p.codeerbank", coder="bram", codebook=BOOK) as other:
        import_file(other, folder / "enquete.csv", "survey")
        import_file(other, folder / "gesprek.txt", "transcript")
        import_file(other, tmp_path / "codings.csv", "codings")
        found = {
            (one.document, one.start, one.stop, one.code, one.coder, one.quote) for one in other.read.codings.each()
        }
    assert found == {
        (one.document, one.start, one.stop, one.code, one.coder, one.quote) for one in session.read.codings.each()
    }


def test_the_survey_keeps_the_four_states_apart(session: Session, tmp_path: Path) -> None:
    export(session, "survey", tmp_path / "s.csv")
    found = {row["respondent"]: row for row in rows(tmp_path / "s.csv")}
    assert [found["R1"][name] for name in ("oordeel", "reden_privacy", "reden_tijd")] == ["1", "1", "0"]
    assert found["R4"]["oordeel"] == "-9"
    assert found["R5"]["reden_tijd"] == ""


def test_a_formula_in_an_answer_arrives_as_text(session: Session, tmp_path: Path) -> None:
    from codeerbank.workbench.coding import apply_code_to_answer

    apply_code_to_answer(session, "R6", "toelichting", None, "M1").result()
    export(session, "quotes", tmp_path / "q.csv")
    assert '\'=HYPERLINK("http://x")' in {row["quote"] for row in rows(tmp_path / "q.csv")}


def test_a_care_memo_never_leaves(session: Session, tmp_path: Path) -> None:
    export(session, "memos", tmp_path / "m.csv")
    assert [row["text"] for row in rows(tmp_path / "m.csv")] == ["Let op de grens met rollen."]


@pytest.mark.parametrize("what", [name for name in EXPORTS if name != "quotes"])
def test_outside_the_team_goes_nothing_but_released_quotes(session: Session, tmp_path: Path, what: str) -> None:
    with pytest.raises(PrivacyRefusal, match="stay in the team"):
        export(session, what, tmp_path / "uit.csv", "outside")
    assert not (tmp_path / "uit.csv").exists()


def test_quotes_go_outside_only_after_their_release_and_without_document_or_coder_of_the_words(
    session: Session, tmp_path: Path
) -> None:
    with pytest.raises(PrivacyRefusal, match="No quote has been released"):
        export_sheets(session, "quotes", "outside")
    coding = next(one.id for one in session.read.codings.each() if one.quote == "Dat mag niet")
    release(session, coding, "outside", "niemand te raden").result()
    export(session, "quotes", tmp_path / "q.csv", "outside")
    (row,) = rows(tmp_path / "q.csv")
    assert (row["quote"], row["codes"]) == ("Dat mag niet", "M1")
    assert "toelichting" not in (tmp_path / "q.csv").read_text("utf-8")
    assert row["stamp"] == "for readers outside the team"


def test_what_left_stands_in_the_log_without_a_folder(session: Session, tmp_path: Path) -> None:
    export(session, "cases", tmp_path / "deelnemers.csv")
    words = session.read.history.actions(limit=1)[0].words
    assert "participants and respondents written to" in words
    assert str(tmp_path) not in words


def test_a_project_opened_to_read_can_be_exported_and_stays_untouched(session: Session, tmp_path: Path) -> None:
    path = session.path
    session.close()
    before = path.read_bytes()
    with open_project(path, "kijker", write=False) as looking:
        assert export(looking, "codings", tmp_path / "c.csv").rows == 5
    assert path.read_bytes() == before


def test_a_suffix_nobody_writes_and_a_noun_nobody_knows_are_refused(session: Session, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no writer"):
        write_file(tmp_path / "a.zip", export_sheets(session, "cases"))
    with pytest.raises(UsageError, match="cannot be exported"):
        export_sheets(session, "alles")


def test_practice_data_says_that_it_is_invented(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.codeerbank", "Oefenstudie", "anna") as practice:
        assert stamp_for(practice, "team") == "PRACTICE DATA - invented statements; internal, not released"


def test_every_column_of_every_export_is_explained(session: Session) -> None:
    for what in EXPORTS:
        (sheet,) = export_sheets(session, what)
        assert [line.column for line in sheet.dictionary] == list(sheet.columns), what
        assert all(line.words for line in sheet.dictionary)


def test_the_dictionary_has_a_place_of_its_own_in_excel_and_json_and_stands_beside_a_csv_when_asked(
    session: Session, tmp_path: Path
) -> None:
    import openpyxl

    assert export(session, "codings", tmp_path / "c.csv").files == [tmp_path / "c.csv"]
    export(session, "codings", tmp_path / "c.xlsx")
    assert openpyxl.load_workbook(tmp_path / "c.xlsx").sheetnames == ["Codings", "Data dictionary"]
    export(session, "codings", tmp_path / "c.json")
    dictionary = {line["column"]: line for line in json.loads((tmp_path / "c.json").read_text())["dictionary"]}
    assert dictionary["attr.direction"]["values"].startswith("hinders = belemmering; ")
    report = export(session, "codings", tmp_path / "c.csv", choices=ExportChoices(dictionary=True))
    assert report.files[1:] == [tmp_path / "c-dictionary.csv"]
    assert {row["column"] for row in rows(tmp_path / "c-dictionary.csv")} == set(dictionary)


def test_a_csv_for_people_has_semicolons(session: Session, tmp_path: Path) -> None:
    export(session, "cases", tmp_path / "c.csv", choices=ExportChoices(csv="people"))
    assert "case;group" in (tmp_path / "c.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("what", "choices"),
    [
        ("codings", ExportChoices(counts=True)),
        ("quotes", ExportChoices(by="group")),
        ("matrix", ExportChoices(coder=["anna"])),
    ],
)
def test_a_choice_that_would_do_nothing_is_refused(
    session: Session, tmp_path: Path, what: str, choices: ExportChoices
) -> None:
    with pytest.raises(UsageError, match="belongs to"):
        export(session, what, tmp_path / "uit.csv", choices=choices)
    assert not (tmp_path / "uit.csv").exists()
