"""The tour: it says what to do, sees that it was done, and never stands in the way."""

from pathlib import Path

import pytest

from codeerbank import config
from codeerbank.tui.tour import STEPS
from codeerbank.workbench.session import create_project
from tests.tui.conftest import CODES, EXCUSE, Quiet, Seat, document, sit_down


@pytest.fixture
def practice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose name says that it is for practice."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))
    monkeypatch.setattr("codeerbank.tui.tour._LOOK", 0.02)
    file = tmp_path / "oefening.codeerbank"
    with create_project(file, "Oefening", "anna", codebook=CODES) as session:
        session.append(document()).result()
    return file


def at(seat: Seat) -> int:
    words = seat.line("tour")
    return int(words.split()[1]) if words.startswith("Tour") else 0


def test_the_tour_goes_on_when_a_step_is_done_and_only_then(practice: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("f2")
        await seat.until(lambda: "type “tour”" in seat.screen)
        await seat.app.run_action("tour")
        await seat.until(lambda: at(seat) == 1)
        await seat.press("f3")
        await seat.until(lambda: at(seat) == 2)
        await seat.press("ctrl+down", "z")
        await seat.until(lambda: at(seat) == 3)
        await seat.press("h", "1")
        await seat.until(lambda: at(seat) == 4)
        await seat.press("u")
        await seat.until(lambda: at(seat) == 5)
        await seat.press("z", "2")
        await seat.saved()
        assert at(seat) == 5
        await seat.press("u", "enter")
        await seat.until(lambda: seat.app.tour._picking)
        await seat.type("weten")
        await seat.press("enter")
        await seat.until(lambda: at(seat) == 6)
        await seat.until(lambda: "“Privacy”" in seat.screen)
        await seat.press("v")
        await seat.until(lambda: at(seat) == 7)
        await seat.press("m")
        await seat.type("x")
        await seat.press("enter")
        await seat.until(lambda: at(seat) == 8)
        assert await seat.held() == [("K1.1", "Privacy is een makkelijk excuus!")]

    sit_down(practice, visit, suggestions=Quiet([EXCUSE]))
    assert config.settings()["tour"] == "7"


def test_the_tour_can_be_left_and_taken_up_where_one_was(practice: Path) -> None:
    config.keep_setting("tour", str(len(STEPS) - 1))

    async def visit(seat: Seat) -> None:
        await seat.app.run_action("tour")
        await seat.until(lambda: at(seat) == len(STEPS))
        await seat.app.run_action("tour")
        await seat.until(lambda: not seat.line("tour"))
        await seat.press("f12")
        await seat.until(lambda: "Oefening begun" in seat.screen)
        await seat.app.run_action("tour")
        await seat.until(lambda: seat.line("tour").startswith("That was the tour"))

    sit_down(practice, visit)
    assert config.settings()["tour"] == "0"


def test_there_is_no_tour_of_ones_own_project(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.app.run_action("tour")
        await seat.until(lambda: "codeerbank demo" in seat.line("keys"))

    sit_down(path, visit)
