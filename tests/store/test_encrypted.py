"""Encrypted projects: as any other for whoever has the passphrase, noise for everybody else."""

import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.errors import Conflict, KeyRefused, MissingExtra, ProjectDamaged
from codeerbank.store import backup as backups
from codeerbank.store import encrypted, passphrase
from codeerbank.store.erase import erase
from codeerbank.store.glance import glance
from codeerbank.store.project import Project
from codeerbank.workbench import history, unlocking
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import Session, create_project, open_project
from tests.store.projects import CODEBOOK, bring, filled, survey, talk

pytest.importorskip("sqlcipher3")
WORDS = "paard batterij nietje juist"


@pytest.fixture(autouse=True)
def with_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(passphrase.VARIABLE, WORDS)
    yield
    passphrase._asked.clear()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kluis") / "p.codeerbank"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(passphrase.VARIABLE, WORDS)
        with create_project(path, "Kluis", "anna", codebook=CODEBOOK, encrypted=True) as session:
            bring(session, talk("groep 1"))
            bring(session, survey({"r1": "Zeldzaamwoord.", "r2": "Geld."}))
            apply_code(session, "groep 1", 7, 13, "W").result()
            history.backup(session).result()
    return path


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made.parent, tmp_path / "werk")
    return tmp_path / "werk" / made.name


def test_it_works_as_any_other(project: Path) -> None:
    with open_project(project, "anna") as session:
        apply_code(session, "groep 1", 20, 24, "M").result()
        assert [hit.text for hit in session.read.search.words("bus")]
        history.undo(session).result()
        assert history.check(session, rebuild=True).result() == []
    with open_project(project, "anna", write=False) as session:
        assert len(session.read.codings.of("groep 1")) == 1
    assert glance(project)["codings"] == 1


def test_no_byte_of_the_words_stands_in_any_file(project: Path) -> None:
    for path in [project, *backups.kept(project)]:
        content = path.read_bytes()
        assert content.startswith(encrypted.MARK)
        assert b"Zeldzaamwoord" not in content
        assert b"CREATE TABLE" not in content
        assert stat.S_IMODE(path.stat().st_mode) == 0o600 or os.name == "nt"


def test_a_backup_is_encrypted_too_and_can_be_put_back(project: Path) -> None:
    with open_project(project, "anna") as session:
        apply_code(session, "groep 1", 20, 24, "M").result()
    history.restore(project, backups.kept(project)[0])
    with open_project(project, "anna") as session:
        assert len(session.read.codings.of("groep 1")) == 1


@pytest.mark.parametrize("write", [True, False])
def test_a_wrong_passphrase_and_none_end_with_3(project: Path, write: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project.read_bytes()
    monkeypatch.setenv(passphrase.VARIABLE, "iets heel anders dus")
    with pytest.raises(KeyRefused) as refused:
        open_project(project, "anna", write=write)
    assert refused.value.exit_code == 3
    monkeypatch.delenv(passphrase.VARIABLE)
    with pytest.raises(KeyRefused):
        open_project(project, "anna", write=write)
    with pytest.raises(KeyRefused):
        glance(project)
    assert unlocking.asks(project)
    unlocking.give(WORDS)
    open_project(project, "anna", write=write).close()
    assert project.read_bytes() == before


def test_the_passphrase_may_stand_in_a_file(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(passphrase.VARIABLE)
    kept = tmp_path / "sleutel.txt"
    kept.write_text(WORDS + "\n", encoding="utf-8")
    monkeypatch.setenv(passphrase.FILE, str(kept))
    open_project(project, "anna").close()
    kept.unlink()
    with pytest.raises(KeyRefused):
        open_project(project, "anna")


def test_a_damaged_one_is_refused_and_not_written_to(project: Path) -> None:
    content = project.read_bytes()
    project.write_bytes(content[:4096] + bytes(4096) + content[8192:])
    before = project.read_bytes()
    with pytest.raises((ProjectDamaged, KeyRefused)):
        open_project(project, "anna").close()
    assert project.read_bytes() == before


def test_a_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "vreemd.codeerbank"
    other = encrypted.begun(path)
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(ProjectDamaged):
        open_project(path, "anna")


def test_an_erasure_reaches_it_and_its_backups(project: Path) -> None:
    with open_project(project, "anna") as session:
        erase(session.project, "anna", [session.read.cases.named("r1").id])
        assert session.read.search.words("Zeldzaamwoord") == []
        assert history.check(session, rebuild=True).result() == []
    (kept,) = backups.kept(project)
    with open_project(kept, "anna", write=False) as session:
        assert [case.name for case in session.read.cases.all()] == ["r2"]


def test_a_plain_project_becomes_encrypted_by_an_encrypted_backup(tmp_path: Path) -> None:
    path = tmp_path / "open.codeerbank"
    with filled(path) as session:
        copy = history.encrypted_backup(session).result()
    assert b"Vrije tijd" not in copy.read_bytes()
    history.restore(path, copy)
    with open_project(path, "anna") as session:
        assert history.check(session, rebuild=True).result() == []
        assert [c.code for c in session.read.codings.of("groep 1")] == ["W"]
        assert [hit.text for hit in session.read.search.words("geld")]
    assert [one.name for one in history.open_copies(path)] == [one.name for one in path.parent.rglob("replaced-*")]


def test_copies_of_one_project_go_together_whether_encrypted_or_not(tmp_path: Path) -> None:
    path = tmp_path / "open.codeerbank"
    with filled(path) as session:
        copy = history.encrypted_backup(session).result()
        apply_code(session, "groep 1", 20, 24, "M").result()
    with Session(Project(path, write=False), "a") as theirs, open_project(copy, "anna") as mine:
        assert mine.project.absorb(theirs.project.since()) > 0
        assert len(mine.read.codings.of("groep 1")) == 2


@pytest.mark.parametrize("words", ["", "kort"])
def test_a_new_one_needs_a_passphrase_of_some_length(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passphrase.VARIABLE, words)
    with pytest.raises(Exception, match="wacht"):
        unlocking.may_begin("p")


def test_without_the_extra_it_says_what_to_do(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sqlcipher3", None)
    encrypted._connection_class.cache_clear()
    try:
        with pytest.raises(MissingExtra) as refused:
            open_project(project, "anna")
        assert "privacy" in refused.value.hint
        with pytest.raises(MissingExtra):
            unlocking.may_begin("p")
    finally:
        encrypted._connection_class.cache_clear()


def test_an_encrypted_backup_of_an_encrypted_project_is_a_plain_verb(project: Path) -> None:
    with open_project(project, "anna") as session, pytest.raises(Conflict):
        history.encrypted_backup(session).result()


def test_errors_come_as_those_of_sqlite(project: Path) -> None:
    with open_project(project, "anna") as session:
        run = session.project.connection.execute
        for wrong, kind in (("SELECT nix", sqlite3.OperationalError), ("DELETE FROM event", sqlite3.IntegrityError)):
            with pytest.raises(kind):
                run(wrong)
