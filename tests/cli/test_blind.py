"""Who codes blind is told the same as if nobody else had coded, whatever command they give."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from codeerbank.cli.main import run
from codeerbank.i18n import use_language
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.releasing import Terms, release
from codeerbank.workbench.session import open_project
from tests.cli.conftest import TALK

READING = [
    "status --json", "list turns --json", "list codings --json", "list codes --json", "list memos --json", "list events --json",
    "codebook show", "codebook merge K1 K2 --dry-run", "codebook merge K1 K2 --dry-run --json", "codebook split K1 --into K3,K4 --json",
    "codebook split K1 --into K3,K4 --rest K3 --dry-run", "code recode --code K1 --to K2 --dry-run",
    "correct gesprek --turn 2 --text Anders --dry-run", "memo list", "search code:K1", "search coder:*", "search done:*", "quotes",
    "basket list", "agree", "suggest", "suggest evaluate", "participants show R02", "crosstab --rows codes --by groep --json",
    "table codes --json", "merge --by groep --json", "merge --original enquete.csv -o uit.csv", "joint side-by-side --json",
    "joint persons --json", "release --propose 8", "log", "undo", "export codings -o uit.csv", "export quotes -o uit.docx",
    "export cases --counts -o uit.csv", "export matrix --by document -o uit.csv", "export survey -o uit.csv",
    "quotes --for panel", "quotes --for panel --json", "export quotes --for panel -o uit.csv", "joint side-by-side --for panel --json",
    "export memos -o uit.csv", "export events -o uit.csv", "export report -o uit.docx",
]  # fmt: skip
OTHER = [
    "code add --document gesprek --start 4 --stop 10 --code K1", "code add --document gesprek --start 6 --stop 20 --code K2",
    "code add --case R02 --question toelichting --code K1", "code done --document gesprek", "code done --case R04 --question toelichting",
]  # fmt: skip
CLOCK = re.compile(r"(\d{4}-\d\d-\d\d[T ])?\d\d:\d\d(:\d\d)?(\.\d+)?(\+00:00)?")
NAMES = re.compile(r"zwaluw|grutto")


def said(arguments: str, coder: str = "anna") -> int:
    return run(["--project", "proef.codeerbank", *arguments.split(), *(["--coder", coder] if coder != "anna" else [])])


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A project where anna codes blind, alone; and the same after a colleague coded."""
    alone, together = tmp_path_factory.mktemp("blind") / "alleen", tmp_path_factory.mktemp("blind") / "samen"
    alone.mkdir()
    (alone / "gesprek.txt").write_text(TALK, encoding="utf-8")
    answers = "".join(f"R{n:02d};{('jongere', 'ouder')[n % 2]};Antwoord {n}: meer tijd.\n" for n in range(8))
    (alone / "enquete.csv").write_text("nr;groep;toelichting\n" + answers, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "APPDATA"):
            patch.setenv(name, str(alone / "config"))
        patch.delenv("CODEERBANK_CODER", raising=False)
        use_language("nl")
        patch.chdir(alone)
        assert run(["new", "proef", "--codebook", "kunnen-willen-mogen", "--coder", "anna"]) == 0
        assert said("import gesprek.txt") == 0
        assert said("import enquete.csv --as survey --key nr --open toelichting --group groep") == 0
        for one in (
            "code add --document gesprek --start 4 --stop 10 --code K1",
            "code add --case R01 --question toelichting --code K1",
            "code blind",
        ):
            assert said(one) == 0
        shutil.copytree(alone, together)
        patch.chdir(together)
        assert [said(one, "zwaluw") for one in OTHER] == [0] * len(OTHER)
        with open_project(together / "proef.codeerbank", "zwaluw") as session:
            theirs = next(session.read.codings.each(coder="zwaluw")).id
            add_memo(session, "coding", theirs, "grutto").result()
            release(session, theirs, "panel", "grutto", terms=Terms(despite=["names", "guess"])).result()
        yield alone, together


def told(folder: Path, arguments: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Give all that a command printed or wrote, but for what the clock says."""
    capsys.readouterr()
    said(arguments)
    found = "".join(capsys.readouterr())
    for file in folder.glob("uit*"):
        if file.suffix == ".docx":
            paper = docx.Document(str(file))
            rows = (cell.text for table in paper.tables for row in table.rows for cell in row.cells)
            found += "\n".join([*(one.text for one in paper.paragraphs), *rows])
        else:
            found += file.read_text(encoding="utf-8-sig")
    return CLOCK.sub("", found).replace(str(folder), "")


@pytest.mark.parametrize("arguments", READING)
def test_a_command_says_nothing_of_what_another_coded(
    two: tuple[Path, Path],
    arguments: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = []
    for folder in two:
        here = tmp_path / folder.name
        here.mkdir()
        for name in ("proef.codeerbank", "enquete.csv"):
            shutil.copy(folder / name, here)
        monkeypatch.chdir(here)
        found.append(told(here, arguments, capsys))
    assert not NAMES.search(found[1])
    assert found[1] == found[0]
