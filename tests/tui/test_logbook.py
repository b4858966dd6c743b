"""The log on the screen: every change can be found, and one of them taken back without the rest."""

from pathlib import Path

from tests.tui.conftest import Seat, sit_down

FIRST, EXCUSE = "Ik wist nooit wie er zou komen.", "Privacy is een makkelijk excuus!"


async def code_two_and_look(seat: Seat) -> None:
    await seat.press("ctrl+down", "z", "1", "z", "2")
    await seat.saved()
    await seat.press("f12")
    await seat.until(lambda: "M1.1" in seat.screen and "K1.1" in seat.screen)


def test_an_older_action_is_taken_back_and_the_newer_one_stays(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_two_and_look(seat)
        await seat.press("down", "x")
        await seat.until(lambda: "(undone)" in seat.screen)
        assert await seat.held() == [("M1.1", EXCUSE)]

    sit_down(path, visit)


def test_an_action_that_was_taken_back_is_not_taken_back_again(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_two_and_look(seat)
        await seat.press("down", "x")
        await seat.until(lambda: "(undone)" in seat.screen)
        await seat.press("x")
        await seat.until(lambda: "This action is undone already." in seat.screen)
        assert await seat.held() == [("M1.1", EXCUSE)]

    sit_down(path, visit)


def test_everything_after_an_action_is_taken_back_in_one_step(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_two_and_look(seat)
        await seat.press("down", "down", "X")
        await seat.until(lambda: seat.screen.count("(undone)") >= 2)
        assert await seat.held() == []
        await seat.press("ctrl+r")
        assert len(await seat.held()) == 2

    sit_down(path, visit)


def test_only_lines_with_the_words_typed_are_shown(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await code_two_and_look(seat)
        await seat.press("slash")
        await seat.type("k1.1")
        await seat.press("enter")
        await seat.until(lambda: "M1.1" not in seat.screen)
        assert "K1.1" in seat.screen
        await seat.press("slash", *["backspace"] * 4, "enter")
        await seat.until(lambda: "M1.1" in seat.screen)

    sit_down(path, visit)
