"""Five different things at once: a codebook, texts, a survey, and codings that are about the rest of them."""

from pathlib import Path

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import ImportProblems
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import import_files
from codeerbank.workbench.session import Session, create_project

FILES = {
    "a-coderingen.csv": "document,start,stop,code,coder\ngroep.txt,13,20,K1,anna\n",
    "b-antwoorden.csv": "respondent,question,start,stop,code,coder\nr2,,,,K1,anna\n",
    "boek.csv": "key,name,definition\nK1,weten,Weten hoe het gaat.\n",
    "enquete.csv": "respondent;cijfer;wat\nr1;7;ik vind het heel fijn zo\nr2;6;nooit geweten dat het kon\nr3;8;\n",
    "groep.txt": "INT: Wie?\nM5: Ik ook.\nINT: En?\nM5: Nee.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    for name, words in FILES.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    return [tmp_path / name for name in FILES]


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return create_project(tmp_path / "proef.codeerbank", "Proef", "anna")


def quotes(session: Session) -> list[tuple[str, str, str]]:
    return sorted((coding.document, coding.code, coding.quote) for coding in session.read.codings.each())


def test_codings_find_what_comes_in_with_them_and_one_undo_takes_all_of_it_out(
    session: Session, folder: list[Path]
) -> None:
    report = import_files(session, folder)
    assert [one.file for one in report.files] == list(FILES)
    assert quotes(session) == [("groep", "K1", " Ik ook"), ("wat", "K1", "nooit geweten dat het kon")]
    undo(session).result()
    assert session.read.documents.names() == {}
    assert quotes(session) == []
    assert session.codebook.codes == ()


def test_a_text_of_the_project_wins_over_one_of_that_name_that_comes_in(session: Session, folder: list[Path]) -> None:
    import_files(session, [folder[4], folder[2]])
    import_files(session, [folder[0], folder[4]], options=ImportOptions(again=True))
    assert [where for where, _code, _quote in quotes(session)] == ["groep"]
    assert list(session.read.documents.names()) == ["groep", "groep (2)"]


def test_a_wrong_place_in_a_text_that_comes_in_is_found_before_anything_is_written(
    session: Session, folder: list[Path]
) -> None:
    folder[0].write_text("document,start,stop,code,coder\ngroep,13,2000,K1,anna\ngroep,0,4,K9,anna\n", encoding="utf-8")
    with pytest.raises(ImportProblems) as refusal:
        import_files(session, folder)
    assert any("2000" in line for line in refusal.value.problems)
    assert any("K9" in line for line in refusal.value.problems)
    assert session.read.documents.names() == {}
