import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from codeerbank.cli.main import run
from codeerbank.i18n import use_language

TALK = (
    "J1: Ik vind dat mijn tante meer mag weten.\n\n"
    "P1: Ik zou niet weten waar ik moet beginnen. 🙂 Dat is lastig.\n\n"
    "J1: Je moet het gewoon vragen.\n\n"
    "P1: Dat durf ik nu wel.\n"
)


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Outcome]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with settings of its own."""
    folder = tmp_path / "werk"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))
    for name in ("CODEERBANK_PROJECT", "CODEERBANK_LANG", "CODEERBANK_CODER"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def codeerbank(here: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command as a user types it, in Dutch, and give what it printed."""
    use_language("nl")

    def command(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return command


@pytest.fixture
def project(codeerbank: Command, here: Path) -> Command:
    """The same, with a project in the folder that holds one short talk."""
    (here / "gesprek.txt").write_text(TALK, encoding="utf-8")
    assert codeerbank("new", "proef", "--codebook", "kunnen-willen-mogen", "--coder", "anna").code == 0
    assert codeerbank("import", "gesprek.txt").code == 0
    return codeerbank


@pytest.fixture
def survey(project: Command, here: Path) -> Command:
    """The same, with a small survey and its open question."""
    lines = ["nr;groep;oordeel;toelichting"]
    for i in range(24):
        words = f"Antwoord {i}: meer tijd nodig." if i % 3 else ""
        lines.append(f"R{i:02d};{('jongere', 'ouder')[i % 2]};{(1, 2, 3, 4, 5, -9)[i % 6]};{words}")
    (here / "enquete.csv").write_text("\n".join(lines) + "\n", encoding="utf-8-sig")
    arguments = ("--as", "survey", "--key", "nr", "--open", "toelichting", "--group", "groep")
    assert project("import", "enquete.csv", *arguments).code == 0
    return project
