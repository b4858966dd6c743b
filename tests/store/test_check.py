"""Looking a project over: every altered byte is found, and what can be folded again is mended."""

import random
import sqlite3
from pathlib import Path

import pytest

from codeerbank.store.log import unpack
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code, mark_done
from codeerbank.workbench.session import open_project
from tests.store.projects import bring, filled, state, survey, talk
from tests.store.raw import raw, raw_write


@pytest.fixture
def project(folder: Path, tmp_path: Path) -> Path:
    path = folder / f"{tmp_path.name}.codeerbank"
    path.unlink(missing_ok=True)
    with filled(path) as session:
        bring(session, talk("groep 2", [("Ayşe", "Nou, ëigenlijk 💶💶 willen we dat ook."), ("Bo", "Ja.")] * 5))
        bring(session, talk("lang", [("Bo", "Wij willen een plek waar het mag. " * 40)] * 60))
        bring(session, survey({f"p{n}": f"antwoord {n} over geld" for n in range(9)}, "vraag 2"))
        apply_code(session, "groep 2", 6, 30, "K1").result()
        mark_done(session, "groep 2").result()
        assert history.check(session, rebuild=True).result() == []
    return path


def findings(path: Path) -> list[history.Finding]:
    with open_project(path, "anna", write=False) as session:
        return history.check(session).result()


def altered(stored: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(stored))
    return stored[:at] + bytes([stored[at] ^ chance.randrange(1, 256)]) + stored[at + 1 :]


def test_a_hundred_altered_bytes_in_texts_are_found(project: Path) -> None:
    whole, chance = project.read_bytes(), random.Random(1)
    missed = []
    for _n in range(100):
        connection = raw(project)
        turns = connection.execute("SELECT id, CAST(text AS BLOB) FROM turn WHERE text <> ''").fetchall()
        key, text = chance.choice(turns)
        changed = altered(text, chance)
        connection.execute("UPDATE turn SET text = CAST(? AS TEXT) WHERE id = ?", (changed, key))
        connection.close()
        if not findings(project):
            missed.append((key, text, changed))
        project.write_bytes(whole)
    assert not missed


def test_a_hundred_altered_bytes_in_the_log_are_found(project: Path) -> None:
    whole, chance = project.read_bytes(), random.Random(2)
    missed = []
    for _n in range(100):
        connection = raw(project)
        (guard,) = connection.execute("SELECT sql FROM sqlite_schema WHERE name = 'event_keeps'").fetchone()
        connection.execute("DROP TRIGGER event_keeps")
        position, body = chance.choice(connection.execute("SELECT position, body FROM event").fetchall())
        connection.execute("UPDATE event SET body = ? WHERE position = ?", (altered(body, chance), position))
        connection.execute(guard)
        connection.close()
        if all(finding.mendable for finding in findings(project)):
            missed.append((position, unpack(body)))
        project.write_bytes(whole)
    assert not missed


def test_bytes_altered_in_the_file_itself_are_found(project: Path) -> None:
    """As a bad disk does it: words of turns and of bodies, looked up in the file's bytes."""
    whole, chance = project.read_bytes(), random.Random(3)
    spots = [
        at for at in range(len(whole)) if whole.startswith((b"willen we dat", b"antwoord ", b"wil w\xc3\xa9l"), at)
    ]
    assert len(spots) > 20
    for at in chance.sample(spots, 20):
        place = at + chance.randrange(9)
        project.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        assert findings(project)
    project.write_bytes(whole)
    assert findings(project) == []


@pytest.mark.parametrize(
    "column", ["actor", "clock", "wall", "kind", "subject", "action", "salt", "header_hash", "body_hash", "chain"]
)
def test_an_altered_header_is_found(project: Path, column: str) -> None:
    new = "clock + 1" if column == "clock" else "wall - 1" if column == "wall" else "x'00'"
    new = f"CAST({column} AS TEXT) || 'x'" if column in ("actor", "kind", "subject", "action") else new
    raw_write(project, f"UPDATE event SET {column} = {new} WHERE position = 3")
    assert any(not finding.mendable for finding in findings(project))


def test_a_change_taken_out_of_the_log_is_found(project: Path) -> None:
    raw_write(project, "DELETE FROM event WHERE position = 3")
    assert any(not finding.mendable for finding in findings(project))


def test_the_chain_is_found_broken_when_two_changes_trade_places(project: Path) -> None:
    raw_write(
        project,
        "UPDATE event SET sequence = -1 WHERE sequence = 2",
        "UPDATE event SET sequence = 2 WHERE sequence = 3",
        "UPDATE event SET sequence = 3 WHERE sequence = -1",
    )
    assert any(not finding.mendable for finding in findings(project))


@pytest.mark.parametrize(
    "meddling",
    [
        ("DROP INDEX coding_code",),
        ("DROP INDEX event_order",),
        ("DROP INDEX event_device", "CREATE INDEX event_device ON event (device)"),
        ("DROP TABLE coding_also",),
        ("DELETE FROM coding",),
        ("UPDATE coding SET start = start + 1",),
        ("UPDATE turn SET text = 'x' || text WHERE id = (SELECT min(id) FROM turn)",),
        ("UPDATE turn SET words = 0",),
        ("DELETE FROM code WHERE key = 'K1'",),
        ('UPDATE code SET record = \'{"key": "W", "name": "Weg"}\' WHERE key = \'W\'',),
        ("INSERT OR IGNORE INTO done SELECT id, 1 FROM turn",),
        ("DELETE FROM answer",),
        ("UPDATE action SET undone = 1",),
        ("UPDATE document SET name = 'x'",),
    ],
    ids=lambda statements: statements[0][:40],
)
def test_a_tampered_table_is_mended_from_the_log(project: Path, meddling: tuple[str, ...]) -> None:
    with open_project(project, "anna") as session:
        before = state(session)
    raw_write(project, *meddling)
    with open_project(project, "anna") as session:
        found = history.check(session, rebuild=True).result()
        assert found
        assert all(finding.mendable for finding in found)
        assert history.check(session, rebuild=True).result() == []
        assert state(session) == before
    assert any("before-rebuild" in kept.name for kept in history.kept_backups(project))


def test_a_lost_guard_is_found_and_put_back(project: Path) -> None:
    raw_write(project, keep_guards=False)
    assert findings(project)
    with open_project(project, "anna") as session:
        history.check(session, rebuild=True).result()
        assert history.check(session).result() == []
    connection = raw(project)
    with pytest.raises(sqlite3.IntegrityError):
        connection.execute("DELETE FROM event")
    connection.close()


def test_a_guard_that_guards_nothing_is_found(project: Path) -> None:
    raw_write(
        project,
        "CREATE TRIGGER event_keeps BEFORE UPDATE ON event BEGIN SELECT 1; END",
        "CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT 1; END",
        keep_guards=False,
    )
    assert findings(project)


def test_a_damaged_log_is_never_folded_over_the_tables(project: Path) -> None:
    raw_write(project, "UPDATE event SET body = x'6a7b7d' WHERE position = 2", "DELETE FROM coding")
    before = project.read_bytes()
    with open_project(project, "anna") as session:
        found = history.check(session, rebuild=True).result()
    assert any(not finding.mendable for finding in found)
    assert project.read_bytes() == before
    assert history.kept_backups(project) == []


def test_looking_a_project_over_writes_nothing(project: Path) -> None:
    before = project.read_bytes()
    with open_project(project, "anna", write=False) as session:
        assert history.check(session, rebuild=True).result() == []
    with open_project(project, "anna") as session:
        assert history.check(session, rebuild=True).result() == []
    assert project.read_bytes() == before
