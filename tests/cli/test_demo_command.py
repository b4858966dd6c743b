import io
import sys
from pathlib import Path

import pytest

from codeerbank.workbench.demo import Built, Say
from tests.cli.conftest import Command


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[object, ...]]:
    """Stand in for the work and the screen; gives what the screen was opened with."""
    from codeerbank.cli import demo
    from codeerbank.workbench import demo as work

    calls: list[tuple[object, ...]] = []

    def run_demo(_folder: Path, say: Say, width: int) -> Built:
        say(f"hoogstens {width} breed")
        return Built(tmp_path / "o.codeerbank", "groep-1-online", 42)

    monkeypatch.setattr(work, "run_demo", run_demo)
    monkeypatch.setattr(demo, "show_screen", lambda *place, **_how: calls.append(place) or 0)
    monkeypatch.setattr(demo.click, "pause", lambda *_words, **_how: None)
    return calls


def test_on_a_terminal_the_screen_opens_at_the_place_the_demo_chose(
    codeerbank: Command, opened: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert codeerbank("demo").code == 0
    assert opened == [(tmp_path / "o.codeerbank", "anna", "groep-1-online", 42)]


def test_without_a_terminal_or_when_asked_no_screen_opens(
    codeerbank: Command, opened: list[tuple[object, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert codeerbank("demo").code == 0
    monkeypatch.setattr(sys, "stdin", Terminal())
    assert codeerbank("demo", "--no-ui").code == 0
    assert opened == []


@pytest.mark.usefixtures("opened")
def test_it_is_told_in_lines_that_fit_the_terminal(codeerbank: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "71")
    assert codeerbank("demo").out == "hoogstens 71 breed\n"
    monkeypatch.setenv("COLUMNS", "300")
    assert codeerbank("demo").out == "hoogstens 96 breed\n"
