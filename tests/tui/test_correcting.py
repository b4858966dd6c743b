"""Recoding and correcting on the coding screen: nothing shifts that was not shown first."""

from pathlib import Path

import pytest

from codeerbank.tui.docmodel.same_place import same_place
from codeerbank.tui.screens.editor import Editor
from codeerbank.tui.screens.preview import Preview
from tests.tui.conftest import Seat, sit_down

EXCUSE = "Privacy is een makkelijk excuus!"


async def code_the_excuse(seat: Seat) -> None:
    await seat.press("ctrl+down", "z", "z", "1")
    assert await seat.held() == [("K1.1", "Ik wist nooit wie er zou komen. " + EXCUSE)]


async def write(seat: Seat, *keys: str) -> None:
    """Correct the turn at the cursor with these keys, and keep it."""
    await seat.press("T")
    await seat.until(lambda: isinstance(seat.app.screen, Editor) and seat.app.screen.focused)
    await seat.press(*keys, "escape", "enter")
    await seat.until(lambda: isinstance(seat.app.screen, Preview))


def test_a_coding_gets_another_code_and_undo_gives_the_first_back(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_the_excuse(seat)
        await seat.press("r")
        await seat.type("ruimte")
        await seat.press("enter")
        assert [code for code, _ in await seat.held()] == ["M1.2"]
        await seat.press("u")
        await seat.until(lambda: "K1.1" in seat.screen)
        assert [code for code, _ in await seat.held()] == ["K1.1"]

    sit_down(path, visit)


def test_a_coding_gets_a_code_that_is_made_for_it(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_the_excuse(seat)
        await seat.press("r")
        await seat.type("uitvlucht")
        await seat.press("enter")
        await seat.until(lambda: "→ uitvlucht" in seat.line("keys"))
        assert [code for code, _ in await seat.held()] == ["uitvlucht"]

    sit_down(path, visit)


def test_a_turn_is_corrected_after_its_codings_were_shown_and_undo_brings_it_back(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_the_excuse(seat)
        await write(seat, "ctrl+home", "home", *"Ja")
        assert "moves along" in seat.screen
        assert "makkelijk excuus" in seat.screen
        await seat.press("enter")
        await seat.until(lambda: "JaIk wist nooit" in seat.screen)
        assert await seat.held() == [("K1.1", "Ik wist nooit wie er zou komen. " + EXCUSE)]
        await seat.press("u")
        await seat.until(lambda: "JaIk" not in seat.screen)
        await seat.press("escape", "ctrl+down", "z", "2")
        assert ("M1.1", "Iemand die [b]gewoon[/b] luistert.") in await seat.held()

    sit_down(path, visit)


def test_looking_at_a_correction_and_leaving_it_changes_nothing(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_the_excuse(seat)
        await write(seat, "x")
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.coding)
        assert "Laat maar.x" not in seat.session.later(lambda: seat.session.read.documents.text("groep 1")).result()
        await seat.press("T")
        await seat.until(lambda: isinstance(seat.app.screen, Editor))
        await seat.press("escape")
        await seat.until(lambda: seat.app.screen is seat.coding)

    sit_down(path, visit)


def test_a_corrected_file_names_the_codings_that_are_lost(path: Path) -> None:
    better = path.with_name("beter.txt")
    better.write_text("INT: Wie helpt u?\nV2: Iemand die [b]gewoon[/b] luistert. Meer niet.\n", encoding="utf-8")

    async def visit(seat: Seat) -> None:
        await code_the_excuse(seat)
        seat.coding.action_correct_file()
        seat.app.screen.query_one("#prompt-typed").value = str(better)
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, Preview) and "1 are lost" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.coding and "makkelijk" not in seat.screen)
        assert await seat.held() == []
        await seat.press("u")
        await seat.until(lambda: "makkelijk" in seat.screen)
        assert len(await seat.held()) == 1

    sit_down(path, visit, size=(140, 40))


def test_what_was_marked_in_a_text_that_is_no_longer_there_gets_no_code(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z")
        assert seat.coding.desk
        seat.coding.desk.version = "another"
        await seat.press("1")
        await seat.saved()
        await seat.until(lambda: any("was corrected meanwhile" in n for n in seat.app.notices))
        assert await seat.held() == []

    sit_down(path, visit)


@pytest.mark.parametrize(("offset", "there"), [(0, 0), (4, 4), (5, 5), (8, 5), (10, 7), (14, 11)])
def test_a_reader_stays_at_the_same_words(offset: int, there: int) -> None:
    assert same_place("een twee drie", "een 2 drie", offset) == there
