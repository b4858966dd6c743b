"""The program in a real terminal, from start to the shell's next line."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest

from codeerbank.workbench.session import open_project

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")


class Terminal:
    """A tmux server of its own, on a private socket."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "s"

    def tmux(self, *words: str) -> str:
        done = subprocess.run(["tmux", "-S", self._socket, *words], capture_output=True, text=True, timeout=20)
        return done.stdout

    def start(self, path: Path, size: tuple[int, int] = (100, 30), env: str = "") -> None:
        self.run(f"open {path} --coder anna", size, env)

    def run(self, words: str, size: tuple[int, int] = (100, 30), env: str = "", folder: Path | None = None) -> None:
        at = f"-C {folder} " if folder else ""
        program = f"env {at}LC_ALL=C.UTF-8 CODEERBANK_LANG=nl {env} {sys.executable} -m codeerbank {words}"
        shell = f"{program}; echo ended with $?; stty -a | grep -o '[-]*icanon'; cat"
        self.tmux("-f", "/dev/null", "new-session", "-d", "-x", str(size[0]), "-y", str(size[1]), shell)

    @property
    def text(self) -> str:
        return self.tmux("capture-pane", "-p")

    def keys(self, *names: str) -> None:
        for name in names:
            self.tmux("send-keys", name)

    def until(self, seen: Callable[[str], object], seconds: float = 20) -> str:
        end = monotonic() + seconds
        while not seen(text := self.text):
            assert monotonic() < end, text
            sleep(0.03)
        return text

    def program(self) -> int:
        """The process id of the program under the shell."""
        shell = self.tmux("list-panes", "-F", "#{pane_pid}").strip()
        return int(subprocess.run(["pgrep", "-P", shell], capture_output=True, text=True).stdout.split()[0])


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    folder = Path(tempfile.mkdtemp(prefix="cb"))  # short: a socket's path has little room
    made = Terminal(folder)
    yield made
    made.tmux("kill-server")
    shutil.rmtree(folder)


def codings(path: Path) -> list[tuple[str, str]]:
    with open_project(path, "anna", write=False) as session:
        return [(coding.code, coding.quote) for coding in session.read.codings.of("groep 1")]


def test_a_sentence_is_coded_and_the_terminal_given_back(path: Path, terminal: Terminal) -> None:
    terminal.start(path)
    terminal.until(lambda text: "groep 1" in text)
    terminal.keys("Enter")
    terminal.until(lambda text: "Wie helpt u?" in text)
    terminal.keys("C-Down", "z", "1")
    terminal.until(lambda text: "K1.1 weten hoe →" in text and "opgeslagen" in text)
    terminal.keys("C-q")
    assert "\nicanon" in terminal.until(lambda text: "ended with 0" in text and "icanon" in text)
    assert codings(path) == [("K1.1", "Ik wist nooit wie er zou komen.")]


def test_a_signal_ends_it_in_order_and_keeps_what_was_done(path: Path, terminal: Terminal) -> None:
    terminal.start(path, (80, 24), "NO_COLOR=1")
    terminal.until(lambda text: "groep 1" in text)
    terminal.keys("Enter")
    terminal.until(lambda text: "Wie helpt u?" in text)
    terminal.keys("C-Down", "1")
    terminal.until(lambda text: "K1.1 weten hoe →" in text)
    subprocess.run(["kill", "-TERM", str(terminal.program())], check=True)
    assert "\nicanon" in terminal.until(lambda text: "ended with 143" in text and "icanon" in text)
    assert codings(path) == [("K1.1", "Ik wist nooit wie er zou komen.")]


def test_a_second_person_looks_without_writing(path: Path, terminal: Terminal) -> None:
    with open_project(path, "bea"):
        terminal.start(path)
        text = terminal.until(lambda text: "alleen kijken" in text and "groep 1" in text)
        terminal.keys("C-q")
        assert "ended with 0" in terminal.until(lambda text: "ended with" in text)
    assert "opgeslagen" not in text


def test_from_an_empty_folder_to_a_project_with_a_transcript(tmp_path: Path, terminal: Terminal) -> None:
    (tmp_path / "groep 1.txt").write_text("INT: Wie?\nM5: Ik.\nINT: En?\nM5: Nee.\n", encoding="utf-8")
    terminal.run("", (80, 24), "NO_COLOR=1 CODEERBANK_CODER=anna", tmp_path)
    terminal.until(lambda text: "nog geen project" in text)
    terminal.keys("Enter")
    terminal.until(lambda text: "Naam van het project" in text)
    terminal.keys("Proef", "Enter")
    terminal.until(lambda text: "Wie codeert?" in text and "anna" in text)
    terminal.keys("Enter")
    terminal.until(lambda text: "Met welk codeboek?" in text)
    terminal.keys("Enter")
    terminal.until(lambda text: "Druk op o" in text)
    terminal.keys("o")
    terminal.until(lambda text: "Tab vult aan" in text)
    terminal.keys("gr", "Tab", "Enter")
    terminal.until(lambda text: "[ 1 bestand binnenhalen ]" in text and "gespreksleider" in text)
    terminal.keys("Enter")
    terminal.until(lambda text: "Binnengehaald: groep 1.txt" in text)
    terminal.keys("C-q")
    terminal.until(lambda text: "ended with 0" in text)
    with open_project(tmp_path / "proef.codeerbank", write=False) as session:
        assert [(one.name, one.turns) for one in session.read.documents.all()] == [("groep 1", 4)]
