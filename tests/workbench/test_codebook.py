"""Making and changing codes in a project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.workbench import codebook, history
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import Session
from tests.store.projects import filled, places


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with filled(tmp_path / "p.codeerbank") as session:
        yield session


def keys(session: Session) -> list[str]:
    return [code.key for code in session.codebook.codes]


def test_a_code_gets_a_key_from_its_name_and_stands_below_its_parent(session: Session) -> None:
    codebook.add_code(session, "Eigen regie!", parent="Kunnen", definition="Zelf bepalen.").result()
    code = session.code("eigen regie!")
    assert (code.key, code.parent, code.definition) == ("eigen-regie", "K", "Zelf bepalen.")
    assert keys(session) == ["K", "K1", "K2", "eigen-regie", "W", "M"]
    codebook.add_code(session, "Eigen regie").result()
    assert session.code("eigen-regie-2").name == "Eigen regie"


@pytest.mark.parametrize(("name", "key"), [("  ", None), ("x", "met spatie"), ("x", "-x"), ("x", "")])
def test_a_code_without_name_or_with_an_impossible_key_is_refused(session: Session, name: str, key: str | None) -> None:
    if key == "":  # an empty key is none: it is made from the name
        codebook.add_code(session, name, key).result()
        assert session.code("x").key == "x"
        return
    with pytest.raises(UsageError):
        codebook.add_code(session, name, key).result()
    assert len(keys(session)) == 5


def test_a_key_is_given_once(session: Session) -> None:
    with pytest.raises(Conflict):
        codebook.add_code(session, "nog eens", "K1").result()
    with pytest.raises(NotFound):
        codebook.add_code(session, "wees", parent="geen").result()


def test_a_former_name_still_finds_the_code(session: Session) -> None:
    codebook.change_code(session, "K1", {"name": "centen", "color": "#e69f00"}).result()
    codebook.change_code(session, "centen", {"name": "poen"}).result()
    assert session.code("geld").key == session.code("centen").key == session.code("poen").key == "K1"
    assert session.code("K1").color == "#e69f00"
    history.undo(session).result()
    history.undo(session).result()
    assert session.code("K1").name == "geld"
    with pytest.raises(NotFound):
        session.code("poen")


def test_key_and_parent_are_not_changed_as_fields(session: Session) -> None:
    for changes in ({"key": "X"}, {"parent": "W"}, {"name": "x", "id": "y"}):
        with pytest.raises(UsageError):
            codebook.change_code(session, "K1", changes).result()


def test_a_code_moves_with_all_below_it_and_never_below_itself(session: Session) -> None:
    codebook.move_code(session, "K", "W").result()
    assert session.codebook.path(session.code("K1")) == ("Willen", "Kunnen", "geld")
    for below in ("K", "K1"):
        with pytest.raises(Conflict):
            codebook.move_code(session, "K", below).result()
    codebook.move_code(session, "K", None).result()
    assert session.codebook.path(session.code("K1")) == ("Kunnen", "geld")


def test_a_code_put_away_keeps_its_codings_and_comes_back(session: Session) -> None:
    before = places(session)
    codebook.archive_code(session, "W").result()
    assert places(session) == before
    assert session.code("W").archived
    codebook.archive_code(session, "W", False).result()
    apply_code(session, "groep 1", 30, 34, "W").result()


def test_a_code_that_another_used_is_not_undone_under_them(session: Session) -> None:
    codebook.add_code(session, "vervoer").result()
    bert = Session(session.project, "bert")
    apply_code(bert, "groep 1", 0, 5, "vervoer").result()
    with pytest.raises(Conflict, match="bert"):
        history.undo(session).result()
    history.undo(bert).result()
    history.undo(session).result()
    assert "vervoer" not in keys(session)
