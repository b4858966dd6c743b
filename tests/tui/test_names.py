"""The queue of names on the screen: each in its sentence, decided by a digit, undone by u."""

from pathlib import Path

import pytest

from codeerbank.workbench.pseudonymised import Pseudonyms
from codeerbank.workbench.session import create_project, open_project
from tests.tui.conftest import Seat, document, sit_down


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A project with a transcript in which people are named."""
    file = tmp_path / "namen.codeerbank"
    turns = (
        ("M5", "Ik belde met Sanne over de hulp."),
        ("V2", "En Sanne belde mij. Mijn nummer is 06 12345678."),
        ("M5", "Toen kwam Mohamed langs."),
    )
    with create_project(file, "Namen", "anna") as session:
        session.append(document(turns=turns)).result()
    return file


def test_places_are_decided_one_by_one_and_come_back_by_undo(named: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("g", "n")
        await seat.until(lambda: "4 places open · 0 decided" in seat.screen and "⟦Sanne⟧" in seat.screen)
        await seat.press("1")
        await seat.until(lambda: "3 places open · 1 decided" in seat.screen)
        await seat.press("u")
        await seat.until(lambda: "4 places open · 0 decided" in seat.screen)
        await seat.press("3")
        await seat.until(lambda: "2 places open · 1 decided" in seat.screen)  # Sanne stands there twice
        await seat.press("r", *["backspace"] * 20)
        await seat.type("[nummer]")
        await seat.press("enter")
        await seat.until(lambda: "1 place open · 2 decided" in seat.screen)
        await seat.press("v")
        await seat.until(lambda: "0 places open · 3 decided" in seat.screen and "Nothing is open" in seat.screen)

    sit_down(named, visit, open=False)
    with open_project(named, write=False) as session:
        made = [(one.words, one.decision) for one in Pseudonyms(session).decided]
        assert sorted(made) == [("06 12345678", "replace"), ("Mohamed", "keep"), ("Sanne", "always")]
        assert "[nummer]" in Pseudonyms(session).text("groep 1", 0, len(session.read.documents.text("groep 1")))


def test_a_place_leads_to_the_text_and_only_looking_changes_nothing(named: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("g", "n")
        await seat.until(lambda: "⟦Sanne⟧" in seat.screen)
        await seat.press("1", "slash")
        await seat.type("mohamed")
        await seat.press("enter")
        await seat.until(lambda: "Mohamed" in seat.screen and "⟦Sanne⟧" not in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.coding)

    sit_down(named, visit, write=False, open=False)
    with open_project(named, write=False) as session:
        assert Pseudonyms(session).decided == []
