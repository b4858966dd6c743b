"""Memos on the screen: all in one list, each a key away from what it is about."""

from pathlib import Path

from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.session import open_project
from tests.tui.conftest import Seat, sit_down


def test_a_memo_of_a_kind_is_written_changed_and_taken_away(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("g", "m", "m")
        await seat.type("met")
        await seat.press("enter")
        await seat.type("stellingen op papier")
        await seat.press("enter")
        await seat.until(lambda: "1 memo" in seat.screen and "method" in seat.screen)
        await seat.press("r", "end")
        await seat.type(" getoond")
        await seat.press("enter")
        await seat.until(lambda: "papier getoond" in seat.screen)
        await seat.press("x")
        await seat.until(lambda: "0 memos" in seat.screen)
        await seat.press("u")
        await seat.until(lambda: "papier getoond" in seat.screen)

    sit_down(path, visit)


def test_a_memo_leads_to_the_words_it_is_about(path: Path) -> None:
    with open_project(path, "anna") as session:
        add_memo(session, "document", "groep 1", "rumoerige avond").result()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "m")
        await seat.type("kijk hier")
        await seat.press("enter")
        await seat.saved()
        await seat.press("ctrl+home", "g", "m")
        await seat.until(lambda: "2 memos" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.coding)
        await seat.until(lambda: seat.coding.pane.selection.cursor > 20)
        await seat.press("backspace")
        await seat.until(lambda: "rumoerige avond" in seat.screen)

    sit_down(path, visit)


def test_memos_are_found_by_words_whatever_their_accents(path: Path) -> None:
    with open_project(path, "anna") as session:
        add_memo(session, "project", "", "één ding", "decision").result()
        add_memo(session, "project", "", "iets anders").result()

    async def visit(seat: Seat) -> None:
        await seat.press("g", "m")
        await seat.until(lambda: "2 memos" in seat.screen)
        await seat.press("slash")
        await seat.type("een")
        await seat.press("enter")
        await seat.until(lambda: "1 memo" in seat.screen and "iets anders" not in seat.screen)

    sit_down(path, visit, open=False)
