import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from tests.house.sources import ROOT

BUILD = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    return folder / run(sys.executable, "-c", BUILD, folder, cwd=ROOT).splitlines()[-1]


def test_the_wheel_holds_codebooks_practice_study_and_dutch(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in (
        "codeerbank/codebooks/kunnen-willen-mogen.toml",
        "codeerbank/transcripts/groep-1-online.vtt",
        "codeerbank/locale/nl/LC_MESSAGES/codeerbank.mo",
        "codeerbank/tui/styles/coding.tcss",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith("tests/")]


def test_the_source_distribution_can_make_the_practice_study_again(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    name = run(sys.executable, "-c", BUILD.replace("build_wheel", "build_sdist"), tmp_path, cwd=ROOT).splitlines()[-1]
    with tarfile.open(tmp_path / name) as archive:
        names = {part.partition("/")[2] for part in archive.getnames()}
    assert {
        "tools/make_practice_codings.py",
        "tools/practice/consensus.csv",
        "transcripts/vragen.toml",
        "codebooks/README.md",
    } <= names


def test_the_demo_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    """In an environment without the checkout; the libraries are borrowed from the one that runs the tests."""
    place = tmp_path / "omgeving"
    venv.create(place, with_pip=False)
    scripts = place / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / Path(sys.executable).name
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=tmp_path,
    )
    libraries = Path(run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=tmp_path).strip())
    (libraries / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")

    assert str(place) in run(python, "-c", "import codeerbank; print(codeerbank.__file__)", cwd=tmp_path)
    shown = run(scripts / "codeerbank", "demo", "oefenstudie", "--no-ui", cwd=tmp_path)
    assert all(theme in shown for theme in ("Kunnen", "Willen", "Mogen"))
    assert (tmp_path / "oefenstudie" / "oefenstudie.codeerbank").is_file()
