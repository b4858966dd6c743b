"""Agreement on the screen: figures with their reason, differences a key away from their place."""

from pathlib import Path

from codeerbank.tui.widgets.document_pane import DocumentPane
from codeerbank.workbench.coding import apply_code, mark_done
from codeerbank.workbench.session import open_project
from tests.tui.conftest import Seat, sit_down


def coded_twice(path: Path) -> None:
    """Let anna and bram read everything: they agree on the second turn and differ on the third."""
    with open_project(path, "anna") as session:
        _first, second, third = session.read.documents.turns("groep 1")
        for coder, code in (("anna", "K1.1"), ("bram", "M1.1")):
            apply_code(session, "groep 1", second.said, second.stop, "M1.2", coder=coder).result()
            apply_code(session, "groep 1", third.said, third.stop, code, coder=coder).result()
            mark_done(session, "groep 1", coder=coder).result()


def test_a_difference_leads_to_its_place_and_back(path: Path) -> None:
    coded_twice(path)

    async def visit(seat: Seat) -> None:
        await seat.press("f7")
        await seat.until(lambda: "1 difference " in seat.screen)
        assert "anna, bram · 3 of 3 turns read twice" in seat.screen
        assert "M1.2 ruimte" in seat.screen
        await seat.press("tab")
        await seat.until(lambda: "gewoon" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: bool(seat.app.screen.query(DocumentPane)))
        third = seat.app.screen.query_one(DocumentPane)
        await seat.until(lambda: third.units.speech.turn_at(third.selection.cursor) == 2)
        await seat.press("backspace")
        await seat.until(lambda: "1 difference " in seat.screen)

    sit_down(path, visit)


def test_enter_on_a_code_leaves_only_its_differences(path: Path) -> None:
    coded_twice(path)

    async def visit(seat: Seat) -> None:
        await seat.press("g", "v")
        await seat.until(lambda: "1 difference " in seat.screen)
        await seat.press("end", "enter")
        await seat.until(lambda: "0 differences" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "1 difference " in seat.screen)

    sit_down(path, visit)


def test_another_unit_is_chosen_from_a_list(path: Path) -> None:
    coded_twice(path)

    async def visit(seat: Seat) -> None:
        await seat.press("f7")
        await seat.until(lambda: "read twice" in seat.screen)
        await seat.press("slash")
        await seat.until(lambda: "Compare what" in seat.screen)
        await seat.type("sent")
        await seat.press("enter")
        await seat.until(lambda: "6 of 6 sentences read twice" in seat.screen)

    sit_down(path, visit)


def test_with_one_coder_the_screen_says_what_is_missing(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("f7")
        await seat.until(lambda: "Two coders are needed" in seat.screen)

    sit_down(path, visit)
