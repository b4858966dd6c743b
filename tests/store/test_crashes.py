"""Killed at any moment, on a full disk, or with another process in the way: what was said to be stored is there."""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from codeerbank.errors import ProjectLocked
from codeerbank.store import rescue
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import open_project
from tests.store.projects import begin, filled, places

KILLS = int(os.environ.get("CODEERBANK_KILLS", "10"))
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of another kind")


def busy(*arguments: object, through: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    command = [*through, sys.executable, "-m", "tests.store.busy", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed(path: Path, work: str, start: int, after: float) -> list[str]:
    """Let a process work for a moment, kill it, and give the actions it said were stored."""
    process = busy("kill", path, work, start)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    time.sleep(after)
    process.kill()
    rest = process.stdout.read()
    process.wait()
    process.stdout.close()
    return [line.split()[1] for line in rest.splitlines() if line.startswith("stored ")]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with filled(tmp_path / "p.codeerbank") as session:
        return session.path


def test_a_killed_process_takes_nothing_along_that_was_stored(project: Path) -> None:
    chance = random.Random(int(os.environ.get("CODEERBANK_SEED", "7")))
    works = ("code", "bring_in", "bulk", "back_and_forth", "refold", "save")
    acknowledged: list[str] = []
    for n in range(KILLS):
        stored = killed(project, works[n % len(works)], 100 * n, chance.uniform(0, 0.25))
        acknowledged += [action for action in stored if action != "None"]
        with open_project(project, "anna") as session:
            there = {line.id for line in session.read.history.actions()}
            assert set(acknowledged) <= there, works[n % len(works)]
            assert history.check(session, rebuild=True).result() == []
    assert len(acknowledged) > KILLS
    for kept in history.kept_backups(project):
        with open_project(kept, "anna", write=False) as session:
            assert history.check(session).result() == []


def test_a_lock_goes_with_the_process_that_held_it(project: Path) -> None:
    process = busy("hold", project)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    with pytest.raises(ProjectLocked) as caught:
        open_project(project, "bert", wait=0.1)
    assert os.uname().nodename in caught.value.message
    with open_project(project, "bert", write=False) as session:
        assert places(session)
    process.kill()
    process.wait()
    process.stdout.close()
    assert project.with_name(project.name + ".lock").read_text(
        encoding="utf-8"
    )  # what it said is still there, and locks nothing
    with open_project(project, "bert", wait=0.1) as session:
        apply_code(session, "groep 1", 20, 24, "W").result()


def test_the_second_to_write_waits_for_the_first(project: Path) -> None:
    process = busy("hold", project)
    assert process.stdout
    assert process.stdout.readline() == "begun\n"
    begun = time.monotonic()
    killer = subprocess.Popen([sys.executable, "-c", f"import os, time; time.sleep(.3); os.kill({process.pid}, 9)"])
    with open_project(project, "bert", wait=5):
        assert time.monotonic() - begun < 5
    killer.wait()
    process.wait()
    process.stdout.close()


@pytest.mark.parametrize("work", ["code", "bring_in", "bulk", "refold", "save"])
@pytest.mark.parametrize("room", [0, 30_000])
def test_a_file_that_may_not_grow_is_told_of_once_and_stays_as_it_was(project: Path, work: str, room: int) -> None:
    process = busy("full", project, work, room)
    words, _nothing = process.communicate(timeout=60)
    assert process.returncode == 0
    assert words.splitlines() == ["StorageFailure 0", "as before True", "goes on True"]
    with open_project(project, "anna") as session:
        assert history.check(session, rebuild=True).result() == []


@pytest.mark.skipif(shutil.which("unshare") is None, reason="no small disk can be made here")
@pytest.mark.parametrize("work", ["bring_in", "bulk", "save"])
def test_a_full_disk_is_told_of_once_and_the_project_stays_as_it_was(project: Path, tmp_path: Path, work: str) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f'mount -t tmpfs -o size=800k none "{disk}" && cp "{project}" "{disk}" && exec "$@"'
    process = busy("full", disk / project.name, work, through=("unshare", "-rm", "sh", "-c", script, "sh"))
    words, _nothing = process.communicate(timeout=60)
    if process.returncode and not words:
        pytest.skip("no small disk can be mounted here")
    assert words.splitlines() == ["StorageFailure 0", "as before True", "goes on True"]


def test_a_file_that_takes_the_place_of_a_rescue_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, real = Path(tempfile.mkdtemp(dir=folder)) / "p.codeerbank", os.open
    with begin(path) as session:

        def too_late(name: Path, *given: int) -> int:
            if name.parent == path.parent:
                name.write_bytes(b"van een ander")
            return real(name, *given)

        monkeypatch.setenv("HOME", tempfile.mkdtemp(dir=folder))
        monkeypatch.setattr("codeerbank.store.rescue.os.open", too_late)
        rescued = rescue.beside(session.project.connection, path)
    assert rescued.parent == Path.home()
    assert path.with_name(rescued.name).read_bytes() == b"van een ander"
