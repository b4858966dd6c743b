import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from codeerbank.errors import PrivacyRefusal
from codeerbank.i18n import use_language
from codeerbank.workbench.coding import set_attributes
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.output import export, export_sheets
from codeerbank.workbench.panel import release
from codeerbank.workbench.session import Session
from tests.workbench.mixed_project import make


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with make(tmp_path) as made:
        yield made


def table(session: Session, what: str, **choices: object) -> dict[str, dict[str, object]]:
    (sheet,) = export_sheets(session, what, choices=ExportChoices(**choices))  # type: ignore[arg-type]
    return {str(row[0]): dict(zip(sheet.columns, row, strict=True)) for row in sheet.rows}


def test_everybody_has_a_row_and_a_zero_only_where_all_was_read(session: Session) -> None:
    found = table(session, "cases")
    assert [found[who]["code_K1"] for who in ("R1", "R2", "R3", "R4")] == [1, 0, None, None]
    assert found["gesprek · J1"]["code_K1"] == 1
    assert found["gesprek · O1"]["code_M1"] == 0
    assert "gesprek · INT" not in found


def test_counts_come_beside_when_asked(session: Session) -> None:
    assert "n_code_K1" not in table(session, "cases")["R1"]
    found = table(session, "cases", counts=True)
    assert [found[who]["n_code_K1"] for who in ("R1", "R2", "R3", "gesprek · J1")] == [1, 0, None, 1]


def test_a_coder_s_own_columns_go_by_what_that_coder_read(session: Session) -> None:
    found = table(session, "cases", coder=["bram"])
    assert (found["gesprek · J1"]["code_K1_bram"], found["gesprek · O1"]["code_K1_bram"]) == (1, None)


def test_a_cell_of_the_matrix_holds_quotes_with_their_source(session: Session) -> None:
    found = table(session, "matrix", by="document", limit=1)
    assert list(found["K1"])[2:] == ["toelichting", "gesprek"]
    assert found["K1"]["toelichting"] == "“Ik weet niet hoe dat moet.” (toelichting, answer 1)"
    assert found["K1"]["gesprek"] == "“Ik weet niet hoe ik moet beginnen.” (gesprek, turn 2)\nand 1 more fragment"
    assert found["M1"]["gesprek"] is None, "what a moderator said"


def test_the_matrix_can_go_by_a_variable_or_by_the_perspective(session: Session) -> None:
    assert "jongere" in table(session, "matrix", by="groep")["K1"]
    assert "jongere" in table(session, "matrix")["K1"]


def test_sensitive_words_stay_out_of_the_matrix_and_the_report_until_asked_for(
    session: Session, tmp_path: Path
) -> None:
    coding = next(one for one in session.read.codings.each() if one.quote == "Dat mag niet")
    set_attributes(session, coding.id, {"sensitive": "yes"}).result()
    assert table(session, "matrix", by="document")["M1"]["toelichting"] is None
    assert table(session, "matrix", by="document", sensitive=True)["M1"]["toelichting"]
    assert export(session, "quotes", tmp_path / "q.docx").rows == 3
    assert export(session, "quotes", tmp_path / "q.docx", choices=ExportChoices(sensitive=True)).rows == 4


def test_quotes_to_read_stand_under_their_code_and_its_theme(session: Session, tmp_path: Path) -> None:
    export(session, "quotes", tmp_path / "q.docx")
    lines = [(one.style.name, one.text) for one in Document(str(tmp_path / "q.docx")).paragraphs]
    at = lines.index(("Heading 2", "K1 weten hoe"))
    assert lines[at - 1] == ("Heading 1", "K Kunnen")
    assert lines[at + 1 : at + 3] == [
        ("Quote", "Ik weet niet hoe dat moet."),
        ("Caption", "toelichting, answer 1 · jongere"),
    ]


@pytest.mark.parametrize("suffix", [".docx", ".html"])
def test_outside_go_released_quotes_without_their_source(session: Session, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"q{suffix}"
    with pytest.raises(PrivacyRefusal, match="No quote has been released"):
        export(session, "quotes", path, "outside")
    assert not path.exists()
    coding = next(one for one in session.read.codings.each() if one.quote == "Dat mag niet")
    release(session, coding.id, "outside", "niemand te raden").result()
    assert export(session, "quotes", path, "outside").rows == 1
    words = (
        "".join(one.text for one in Document(str(path)).paragraphs) if suffix == ".docx" else path.read_text("utf-8")
    )
    assert "Dat mag niet" in words
    assert "toelichting" not in words
    assert "jongere" not in words


def test_hostile_names_of_groups_are_text_in_the_header_too(session: Session, tmp_path: Path) -> None:
    lines = ["nr;soort;wens", "N1;=1+1;Meer tijd voor elkaar", "N2;@x;Niemand weet hoe het moet"]
    (tmp_path / "h.csv").write_text("\n".join(lines), encoding="utf-8")
    from codeerbank.domain.ports import ImportOptions
    from codeerbank.workbench.intake import import_file

    import_file(session, tmp_path / "h.csv", "survey", ImportOptions(key="nr", open=("wens",)))
    export(session, "matrix", tmp_path / "m.csv", choices=ExportChoices(by="soort"))
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        assert {"'=1+1", "'@x"} <= set(next(csv.reader(file)))
