"""A backup counts only after it was opened and checked; putting one back keeps what stood there."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from codeerbank.errors import NewerProject, NotFound, ProjectDamaged, ProjectLocked, StorageFailure
from codeerbank.store import backup as backups
from codeerbank.store.project import Project
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import filled, log_of, places, state
from tests.store.raw import raw_write

DAY = 86_400_000


@pytest.fixture
def project(folder: Path, tmp_path: Path) -> Path:
    path = folder / tmp_path.name / "p.codeerbank"
    with filled(path) as session:
        return session.path


def test_a_backup_says_what_the_project_says(project: Path) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
        said = (log_of(session), state(session))
    with open_project(copy, "anna", write=False) as session:
        assert (log_of(session), state(session)) == said
        assert history.check(session, rebuild=True).result() == []
    assert history.kept_backups(project) == [copy]


def test_a_backup_put_back_is_the_project_again_and_what_stood_there_is_kept(project: Path) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
        before = state(session)
        apply_code(session, "groep 1", 20, 24, "W").result()
    replaced = project.read_bytes()
    kept = history.restore(project, copy)
    assert kept.read_bytes() == replaced
    with open_project(project, "anna") as session:
        assert state(session) == before
        apply_code(session, "groep 1", 30, 34, "W").result()
        with Session(Project(kept, write=False), "anna") as old:
            assert session.project.absorb(old.project.since(log_of(session))) == 1
        assert len(places(session)) == 3


def test_a_damaged_project_can_be_replaced_by_its_backup(project: Path) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
        before = state(session)
    project.write_bytes(b"kapot")
    kept = history.restore(project, copy)
    assert kept.read_bytes() == b"kapot"
    with open_project(project, "anna") as session:
        assert state(session) == before


def test_a_project_that_is_gone_comes_back(project: Path) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
    project.unlink()
    history.restore(project, copy)
    with open_project(project, "anna") as session:
        assert places(session)


def test_an_unfinished_write_beside_the_old_file_stays_with_it(project: Path) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
    journal = project.with_name(project.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + bytes(504))
    kept = history.restore(project, copy)
    assert not journal.exists()
    assert kept.with_name(kept.name + "-journal").exists()
    with open_project(project, "anna") as session:
        assert history.check(session, rebuild=True).result() == []


@pytest.mark.parametrize("damage", ["short", "bit", "log", "text", "foreign", "newer"])
def test_a_damaged_backup_is_refused_and_nothing_changes(project: Path, damage: str) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
    content = copy.read_bytes()
    if damage == "short":
        copy.write_bytes(content[:-4096])
    elif damage == "bit":
        copy.write_bytes(content[:4096] + bytes(b ^ 255 for b in content[4096:8192]) + content[8192:])
    elif damage == "log":
        raw_write(copy, "UPDATE event SET body = x'6a7b7d' WHERE position = 2")
    elif damage == "text":
        copy.write_text("geen project", encoding="utf-8")
    elif damage == "foreign":
        copy.unlink()
        sqlite3.connect(copy).execute("CREATE TABLE t (x)").connection.close()
    else:
        raw_write(copy, "PRAGMA user_version=2")
    before = project.read_bytes()
    with pytest.raises((ProjectDamaged, NewerProject)):
        history.restore(project, copy)
    assert project.read_bytes() == before
    assert sorted(p.name for p in project.parent.iterdir() if p.suffix != ".lock") == [
        project.name,
        f"{project.name}.backups",
    ]


def test_a_backup_that_is_not_there_is_named(project: Path) -> None:
    with pytest.raises(NotFound, match="weg"):
        history.restore(project, project.with_name("weg.codeerbank"))


def test_an_open_project_is_not_replaced(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_project(project, "anna") as session:
        copy = history.backup(session).result()
        monkeypatch.setattr("codeerbank.store.lock.time.monotonic", iter(range(0, 1000, 6)).__next__)
        with pytest.raises(ProjectLocked):
            history.restore(project, copy)


def test_old_backups_go_only_for_newer_ones_that_were_checked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_project(project, "anna") as session:
        made = [history.backup(session).result() for _n in range(backups.KEEP + 2)]
        assert history.kept_backups(project) == sorted(made, reverse=True)[: backups.KEEP]
        kept = history.kept_backups(project)
        logs = iter([log_of(session), {}])  # what the project holds, and what the copy turns out to hold
        monkeypatch.setattr(backups, "log_hash", lambda _connection: next(logs))
        with pytest.raises(StorageFailure):
            history.backup(session).result()
        assert history.kept_backups(project) == kept
        assert len(list(backups.folder_of(project).iterdir())) == backups.KEEP


def test_the_first_write_of_a_day_makes_a_backup_first(project: Path, tmp_path: Path) -> None:
    def days_later(n: int) -> Session:
        with Project(project, write=False).connection as connection:
            begun = connection.execute("SELECT max(wall) FROM event").fetchone()[0]
        connection.close()
        return Session(Project(project, clock=lambda: begun + n * DAY), "anna")

    with open_project(project, "anna") as session:
        apply_code(session, "groep 1", 20, 24, "W").result()
    assert history.kept_backups(project) == []  # made today: there is nothing older to keep
    with days_later(1) as session:
        before = state(session)
        apply_code(session, "groep 1", 30, 34, "W").result()
        apply_code(session, "groep 1", 34, 38, "W").result()
    (copy,) = history.kept_backups(project)
    with open_project(copy, "anna", write=False) as session:
        assert state(session) == before


def test_no_backup_no_write(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_project(project, "anna") as session:
        before = state(session)
    blocked = backups.folder_of(project)
    blocked.write_text("", encoding="utf-8")
    with Session(Project(project, clock=lambda: 4_000_000_000_000), "anna") as session:
        with pytest.raises(StorageFailure):
            apply_code(session, "groep 1", 20, 24, "W").result()
        assert state(session) == before
        blocked.unlink()
        apply_code(session, "groep 1", 20, 24, "W").result()
    shutil.rmtree(blocked)
