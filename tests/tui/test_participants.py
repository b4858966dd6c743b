"""Participants on the screen: who they are, and what they said."""

from pathlib import Path

from tests.tui.conftest import Seat, sit_down


def test_somebody_s_words_are_two_keys_away_and_backspace_comes_back(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("g", "d")
        await seat.until(lambda: "3 persons and speakers" in seat.screen and "▸INT" in seat.screen)
        await seat.press("down", "enter")
        await seat.until(lambda: "1 hit" in seat.screen and "nooit wie er" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.coding)
        await seat.press("backspace")
        await seat.until(lambda: "1 hit" in seat.screen)
        await seat.press("backspace")
        await seat.until(lambda: "▸M5" in seat.screen)

    sit_down(path, visit)


def test_role_pseudonym_and_attributes_are_changed_and_found(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("g", "d")
        await seat.until(lambda: "▸INT" in seat.screen)
        await seat.press("r", "enter", "down", "enter")
        await seat.until(lambda: "moderator" in seat.screen)
        await seat.press("down", "r")
        await seat.type("pseu")
        await seat.press("enter")
        await seat.type("p5")
        await seat.press("enter")
        await seat.until(lambda: "p5" in seat.screen)
        await seat.press("home", "r")
        await seat.type("leeftijd")
        await seat.press("enter")
        await seat.type("40")
        await seat.press("enter")
        await seat.until(lambda: "leeftijd: 40" in seat.screen)
        await seat.press("slash")
        await seat.type("40")
        await seat.press("enter")
        await seat.until(lambda: "1 person or speaker" in seat.screen)
        await seat.press("u")
        await seat.until(lambda: "0 persons and speakers" in seat.screen)

    sit_down(path, visit)
