"""The joint display on the screen: a row, its quotes, their place, and the verdict."""

from pathlib import Path

from codeerbank.tui.widgets.document_pane import DocumentPane
from codeerbank.workbench import verdicts
from codeerbank.workbench.coding import mark_done
from codeerbank.workbench.session import open_project
from tests.tui.conftest import Seat, sit_down
from tests.workbench.mixed_project import make


def study(folder: Path) -> Path:
    with make(folder) as session:
        verdicts.add_finding(session, "privacy hinders", survey="figure 3", survey_direction="+", codes=["K1"]).result()
        mark_done(session, "gesprek").result()
        return session.path


def test_a_row_opens_its_quotes_and_a_quote_its_place(tmp_path: Path) -> None:
    path = study(tmp_path)

    async def visit(seat: Seat) -> None:
        await seat.press("f9")
        await seat.until(lambda: "privacy hinders" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "Ik weet niet hoe" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: bool(seat.app.screen.query(DocumentPane)) or "Ik weet niet" in seat.screen)
        await seat.press("backspace")
        await seat.until(lambda: "privacy hinders" in seat.screen)

    sit_down(path, visit, open=False)


def test_a_contradiction_asks_for_its_reason_before_it_is_kept(tmp_path: Path) -> None:
    path = study(tmp_path)

    async def visit(seat: Seat) -> None:
        await seat.press("g", "j")
        await seat.until(lambda: "privacy hinders" in seat.screen)
        await seat.press("r", *"contra", "enter")
        await seat.until(lambda: "A reason is required" in seat.screen)
        await seat.press(*"chance", "enter")
        await seat.until(lambda: "F1: contradicts" in seat.screen)
        await seat.until(lambda: "1 decided" in seat.screen)

    sit_down(path, visit, open=False)
    with open_project(path, "anna", write=False) as session:
        (verdict,) = verdicts.verdicts(session).values()
        assert (verdict.relation, verdict.reason) == ("contradicts", "chance")


def test_another_display_is_chosen_from_a_list(tmp_path: Path) -> None:
    path = study(tmp_path)

    async def visit(seat: Seat) -> None:
        await seat.press("f9")
        await seat.until(lambda: "privacy hinders" in seat.screen)
        await seat.press("slash", *"questions", "enter")
        await seat.until(lambda: "Questions by theme · " in seat.screen)

    sit_down(path, visit, open=False)
