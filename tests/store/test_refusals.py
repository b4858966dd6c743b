"""Files that are no project, or not a whole one: refused with one sentence, and never written to."""

import hashlib
import os
import sqlite3
import stat
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from codeerbank.errors import CodeerbankError, Conflict, NewerProject, NotFound, ProjectDamaged, ProjectLocked
from codeerbank.store.places import synced_folder
from codeerbank.store.project import Project
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import Session, create_project, open_project
from tests.store.projects import CODEBOOK, filled, on_computer, places, state
from tests.store.raw import raw, raw_write


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with filled(tmp_path / "p.codeerbank") as session:
        return session.path


def refusals(path: Path) -> list[CodeerbankError]:
    """Open a file for writing and for looking; give what was said, and see to it that not a byte changed."""
    before = hashlib.sha256(path.read_bytes()).digest() if path.is_file() else None
    beside = set(path.parent.rglob("*"))
    said = []
    for write in (True, False):
        with pytest.raises(CodeerbankError) as caught:
            open_project(path, "anna", write=write)
        said.append(caught.value)
    assert (hashlib.sha256(path.read_bytes()).digest() if path.is_file() else None) == before
    assert {p for p in path.parent.rglob("*") if p.suffix != ".lock"} <= beside
    for error in said:
        assert error.message
        assert "\n" not in error.message
        assert error.exit_code == 4
    return said


def zero_bytes(path: Path) -> None:
    path.write_bytes(b"")


def plain_text(path: Path) -> None:
    path.write_text("Dit is een verslag van een gesprek.\n" * 40, encoding="utf-8")


def another_program(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE event (x)")
    connection.close()


def marked_but_empty(path: Path) -> None:
    path.unlink()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA application_id={0x63646272}")
    connection.execute("CREATE TABLE event (x)")
    connection.close()


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def cut_to_its_head(path: Path) -> None:
    os.truncate(path, 100)


def one_page_of_nothing(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def nonsense_behind_its_head(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:100] + bytes(b ^ 0x5A for b in content[100:]))


def no_beginning(path: Path) -> None:
    raw_write(path, "DELETE FROM event")


def no_number_of_its_fold(path: Path) -> None:
    raw_write(path, "UPDATE local SET value = 'x' WHERE key = 'fold_version'")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        zero_bytes, plain_text, another_program, marked_but_empty, cut_short, cut_to_its_head, one_page_of_nothing,
        nonsense_behind_its_head, no_beginning, no_number_of_its_fold, a_folder,
    ],
)  # fmt: skip
def test_a_damaged_or_foreign_file_is_refused_and_left_alone(project: Path, damage: object) -> None:
    damage(project)  # type: ignore[operator]
    assert all(isinstance(error, ProjectDamaged) for error in refusals(project))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_is_refused_without_waiting_for_it(project: Path) -> None:
    project.unlink()
    os.mkfifo(project)
    assert all(isinstance(error, ProjectDamaged) for error in refusals(project))


def test_a_file_cut_short_is_told_by_its_sizes(project: Path) -> None:
    whole = project.stat().st_size
    cut_short(project)
    for error in refusals(project):
        assert str(whole - 4096) in error.message
        assert str(whole) in error.message


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_project(tmp_path / "geen.codeerbank", "anna")
    assert list(tmp_path.iterdir()) == []


def test_the_refusal_names_the_newest_backup(project: Path) -> None:
    with open_project(project, "anna") as session:
        history.backup(session).result()
        newest = history.backup(session).result()
    plain_text(project)
    with pytest.raises(ProjectDamaged) as caught:
        open_project(project, "anna")
    assert newest.name in caught.value.hint


@pytest.mark.parametrize("page", range(0, 40, 3))
def test_scrambled_pages_are_refused_or_found_and_never_a_traceback(project: Path, page: int) -> None:
    content = bytearray(project.read_bytes())
    at = page * 4096 % len(content)
    content[max(at, 100) : at + 4096] = bytes(range(256)) * 16 if at else content[100:4096][::-1]
    project.write_bytes(bytes(content))
    findings = []
    with suppress(ProjectDamaged), open_project(project, "anna", write=False) as session:
        findings.append(history.check(session).result())
    assert all(findings)
    assert project.read_bytes() == bytes(content)


def test_a_newer_log_is_refused(project: Path) -> None:
    raw_write(project, "PRAGMA user_version=2")
    assert all(isinstance(error, NewerProject) for error in refusals(project))


def test_newer_tables_are_refused(project: Path) -> None:
    raw_write(project, "UPDATE local SET value = '99' WHERE key = 'fold_version'")
    assert all(isinstance(error, NewerProject) for error in refusals(project))


def test_older_tables_are_folded_again_after_a_backup(project: Path) -> None:
    with open_project(project, "anna") as session:
        before = state(session)
    raw_write(project, "UPDATE local SET value = '0' WHERE key = 'fold_version'", "DELETE FROM coding")
    unchanged = project.read_bytes()
    with open_project(project, "anna", write=False) as session:
        assert state(session) == before
    assert project.read_bytes() == unchanged
    with open_project(project, "anna") as session:
        assert state(session) == before
    assert [backup.stem.rpartition("Z")[2].endswith("before-refold") for backup in history.kept_backups(project)] == [
        True
    ]


@pytest.mark.parametrize(("kind", "version"), [("coding.blessed", 1), ("coding.added", 2)])
def test_a_change_of_a_newer_program_can_be_read_past_and_not_written_after(
    project: Path, kind: str, version: int
) -> None:
    columns = ", ".join(
        f"'{kind}'" if c == "kind" else str(version) if c == "version" else "'nieuw'" if c == "id" else c
        for c in ("id", "project", "device", "kind", "version", "actor", "action", "subject", "body", "salt")
    )
    raw_write(
        project,
        "INSERT INTO event (id, project, device, kind, version, actor, action, subject, body, salt, sequence, clock, wall,"
        f" header_hash, body_hash, chain) SELECT {columns}, sequence + 1, clock + 1, wall, header_hash, body_hash, chain"
        " FROM event ORDER BY sequence DESC LIMIT 1",
    )
    with open_project(project, "anna") as session:
        assert len(places(session)) == 1
        before = state(session)
        with pytest.raises(NewerProject, match=kind):
            apply_code(session, "groep 1", 20, 24, "W").result()
        with pytest.raises(NewerProject):
            history.undo(session).result()
        assert state(session) == before


def test_the_log_refuses_to_be_rewritten_or_shortened(project: Path) -> None:
    connection = raw(project)
    for statement in (
        "UPDATE event SET actor = 'bert'",
        "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event LIMIT 1",
    ):
        connection.execute("PRAGMA recursive_triggers=ON")
        with pytest.raises(sqlite3.IntegrityError, match="log"):
            connection.execute(statement)
    connection.close()


def test_a_file_replaced_while_it_is_open_is_not_written_to(project: Path, tmp_path: Path) -> None:
    with open_project(project, "anna") as session, filled(tmp_path / "ander.codeerbank") as other:
        other.close()
        other.path.replace(project)
        put = project.read_bytes()
        with pytest.raises(Conflict):
            apply_code(session, "groep 1", 20, 24, "W").result()
        assert project.read_bytes() == put
        project.unlink()
        with pytest.raises(Conflict):
            history.undo(session).result()
        assert not project.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_everything_made_is_for_its_user_alone(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        with create_project(tmp_path / "nieuw" / "p.codeerbank", coder="anna", codebook=CODEBOOK) as session:
            copy = history.backup(session).result()
        history.restore(session.path, copy)
    finally:
        os.umask(old)
    made = list((tmp_path / "nieuw").rglob("*"))
    assert len(made) == 5
    for path in [tmp_path / "nieuw", *made]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("OneDrive - Hogeschool/p.codeerbank", "OneDrive - Hogeschool"),
        ("Dropbox/werk/p.codeerbank", "Dropbox"),
        ("SURFdrive/p.codeerbank", "SURFdrive"),
        ("Mijn Drive/p.codeerbank", "Mijn Drive"),
        ("werk/p.codeerbank", None),
        ("werk/over dropbox.codeerbank", None),
    ],
)
def test_a_folder_that_is_copied_while_you_work_is_named(tmp_path: Path, path: str, named: str | None) -> None:
    assert synced_folder(tmp_path / path) == named


def test_a_folder_of_another_computer_is_named() -> None:
    assert synced_folder(Path(r"\\server\project\p.codeerbank")) == r"\\server\project"


def test_the_session_warns_of_a_copied_folder(tmp_path: Path) -> None:
    with filled(tmp_path / "Dropbox" / "p.codeerbank") as session:
        assert "Dropbox" in (session.warning() or "")
    with filled(tmp_path / "p.codeerbank") as session:
        assert session.warning() is None


def test_a_new_project_never_replaces_a_file(project: Path) -> None:
    before = project.read_bytes()
    with pytest.raises(Conflict):
        create_project(project, coder="bert")
    assert project.read_bytes() == before
    assert not [path for path in project.parent.iterdir() if path.name.endswith((".new", "-journal"))]


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs rights that bind")
def test_a_folder_that_may_not_be_written_to_is_told_of(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(CodeerbankError):
        create_project(tmp_path / "p.codeerbank", coder="anna")
    tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    with pytest.raises(CodeerbankError):
        create_project(tmp_path / "bestand" / "p.codeerbank", coder="anna")


def test_a_lock_that_cannot_be_made_is_told_of(project: Path) -> None:
    lock = project.with_name(project.name + ".lock")
    lock.unlink()
    lock.mkdir()
    with pytest.raises(CodeerbankError):
        open_project(project, "anna")


def test_a_project_opened_twice_is_locked_for_the_second_and_may_be_looked_at(project: Path) -> None:
    with open_project(project, "anna") as first:
        with pytest.raises(ProjectLocked) as caught:
            open_project(project, "bert", wait=0.05)
        assert caught.value.exit_code == 5
        with Session(Project(project, write=False), "bert") as second:
            assert places(second) == places(first)
            with pytest.raises(Conflict):
                apply_code(second, "groep 1", 20, 24, "W").result()


def test_looking_at_a_copy_from_elsewhere_changes_nothing(project: Path) -> None:
    before = project.read_bytes()
    with on_computer("elders"), open_project(project, "bert", write=False) as session:
        assert places(session)
    with on_computer("elders"), open_project(project, "bert"):
        pass
    assert project.read_bytes() == before
