"""A codebook that was edited outside comes back: what changed is told, then done as one action; nothing is taken out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from codeerbank.errors import CodebookProblems
from codeerbank.workbench import history
from codeerbank.workbench.codebook import add_code, change_code
from codeerbank.workbench.codebook_files import write_codebook
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.session import Session
from tests.store.projects import filled


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with filled(tmp_path / "p.codeerbank") as session:
        change_code(
            session, "K1", {"definition": "Kort; en bondig", "examples": ["een", "twee"], "cues": ["a", "b c"]}
        ).result()
        yield session


@pytest.mark.parametrize("suffix", [".toml", ".csv", ".xlsx"])
def test_a_codebook_that_went_out_and_was_not_edited_changes_nothing(session: Session, suffix: str) -> None:
    path = session.path.with_name("boek" + suffix)
    write_codebook(session, path)
    report = import_file(session, path)
    assert report.action is None
    assert [told for told in report.remarks if "--sheet" not in told] == []


def test_edits_in_a_workbook_are_told_and_undone_as_one(session: Session) -> None:
    before = session.codebook
    path = session.path.with_name("boek.xlsx")
    write_codebook(session, path)
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = {row[0].value: row for row in sheet.iter_rows() if row[0].value}
    at = {cell.value: n for n, cell in enumerate(rows["key"])}
    rows["K1"][at["name"]].value = "heel anders"
    rows["K1"][at["examples"]].value = "een; drie"
    rows["K2"][at["parent"]].value = "W"
    sheet.delete_rows(rows["M"][0].row)
    sheet.append(["N9", "K", "Nieuw"])
    book.save(path)
    dry = import_file(session, path, dry_run=True)
    assert session.codebook == before
    told = " ".join(dry.remarks)
    for words in ("N9 Nieuw", "K1 “geld” → “heel anders”", "K2: K → W", "K1 (voorbeelden)", "M."):
        assert words in told
    import_file(session, path)
    k1 = session.code("geld")  # the former name still finds it
    assert (k1.name, list(k1.examples), session.code("K2").parent, session.code("N9").parent) == (
        "heel anders", ["een", "drie"], "W", "K",
    )  # fmt: skip
    assert session.code("M").archived is False
    history.undo(session).result()
    assert session.codebook == before


def test_a_code_without_its_key_is_known_by_its_name_or_a_former_one(session: Session) -> None:
    change_code(session, "K1", {"name": "middelen"}).result()
    path = session.path.with_name("lijst.csv")
    path.write_text("code;thema;definitie\ngeld;Kunnen;Nieuwe woorden\n", "utf-8")
    import_file(session, path)
    k1 = session.code("K1")
    assert (k1.definition, k1.parent, session.codebook.get("geld")) == ("Nieuwe woorden", "K", None)


def test_two_codes_of_one_name_are_not_taken_for_each_other(session: Session) -> None:
    add_code(session, "dubbel", "D1").result()
    add_code(session, "dubbel", "D2").result()
    path = session.path.with_name("lijst.csv")
    path.write_text("key;name;definition\nD9;dubbel;derde\n", "utf-8")
    import_file(session, path)
    assert session.code("D9").definition == "derde"
    assert session.code("D1").definition == ""


def test_columns_that_a_file_does_not_have_are_left_as_they_are(session: Session) -> None:
    path = session.path.with_name("lijst.csv")
    path.write_text("key;name;definition\nK1;geld;Anders gezegd\n", "utf-8")
    import_file(session, path)
    k1 = session.code("K1")
    assert (k1.definition, k1.parent, list(k1.examples)) == ("Anders gezegd", "K", ["een", "twee"])


def test_a_plan_that_puts_a_code_below_itself_is_refused(session: Session) -> None:
    add_code(session, "dieper", "K11", parent="K1").result()
    path = session.path.with_name("lijst.csv")
    path.write_text("key;name;parent\nK1;geld;K11\nK11;dieper;W\nW;Willen;\n", "utf-8")
    import_file(session, path, dry_run=True)
    path.write_text("key;name;parent\nK;Kunnen;K2\n", "utf-8")
    with pytest.raises(CodebookProblems):
        import_file(session, path)
