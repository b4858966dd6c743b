from pathlib import Path

from codeerbank.tui.advice import advice, unfinished
from codeerbank.tui.views import DocumentRow, OverviewView
from codeerbank.workbench.session import create_project, open_project
from tests.tui.conftest import Seat, document, sit_down


def row(name: str, done: int, codings: int = 0) -> DocumentRow:
    return DocumentRow(name, "transcript", 10, 100, done, codings)


def view(*rows: DocumentRow, codes: int = 3) -> OverviewView:
    return OverviewView("Proef", "anna", codes, rows, ())


def test_an_empty_project_is_told_how_to_bring_something_in(tmp_path: Path) -> None:
    create_project(tmp_path / "leeg.codeerbank", "Leeg", "anna").close()

    async def visit(seat: Seat) -> None:
        await seat.until(lambda: "codeerbank import FILE" in seat.screen)
        await seat.press("enter")

    sit_down(tmp_path / "leeg.codeerbank", visit, open=False)


def test_what_was_begun_comes_before_what_was_not() -> None:
    assert unfinished(view(row("a", 10), row("b", 0), row("c", 4))) == row("c", 4)
    assert unfinished(view(row("a", 10), row("b", 0))) == row("b", 0)
    assert unfinished(view(row("a", 10))) is None


def test_the_advice_names_the_document_to_go_on_with_and_an_empty_codebook() -> None:
    assert "Go on with b: 4 of 10 done" in advice(view(row("a", 10), row("b", 4)))[0]
    assert "codebook is empty" in advice(view(row("a", 1), codes=0))[0]
    assert "everything" in advice(view(row("a", 10)))[0]


def test_the_overview_opens_the_document_that_is_next_and_shows_what_changed_there(path: Path) -> None:
    with open_project(path, "anna") as session:
        session.append(document("groep 2")).result()

    async def visit(seat: Seat) -> None:
        await seat.until(lambda: "groep 2" in seat.screen)
        await seat.press("down", "enter")
        await seat.until(lambda: seat.coding.desk and seat.coding.desk.document == "groep 2")
        await seat.press("1", "f")
        await seat.saved()
        await seat.press("g", "o")
        await seat.until(lambda: "1 of 3" in seat.screen)
        assert "K1.1 applied to groep 2" in seat.screen
        await seat.press("u", "u")
        await seat.until(lambda: "1 of 3" not in seat.screen)

    sit_down(path, visit, open=False)


def test_going_away_and_back_keeps_the_place(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "f2")
        await seat.until(lambda: seat.app.screen is not seat.coding)
        await seat.press("f3")
        await seat.until(lambda: seat.app.screen is seat.coding)
        assert seat.coding.pane.selection.span == (22, 53)
        assert seat.app.focused is seat.coding.pane

    sit_down(path, visit)


def test_the_palette_and_the_help_page_name_what_can_be_done(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("f1")
        await seat.until(lambda: "mark the sentence" in seat.screen)
        await seat.press("escape", "ctrl+p")
        await seat.until(lambda: "Choose a code by name" in seat.screen)
        await seat.type("redo")
        await seat.until(lambda: "Choose a code by name" not in seat.screen)

    sit_down(path, visit)


def test_a_codebook_can_be_begun_from_nothing(tmp_path: Path) -> None:
    with create_project(tmp_path / "x.codeerbank", "X", "anna") as session:
        session.append(document()).result()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.until(lambda: "No code stands under 1" in seat.line("keys"))
        await seat.press("c")
        await seat.type("excuus")
        await seat.press("enter")
        await seat.until(lambda: seat.coding.desk and len(seat.coding.desk.codings) == 1)
        assert await seat.held() == [("excuus", "Ik wist nooit wie er zou komen.")]

    sit_down(tmp_path / "x.codeerbank", visit)


def test_f3_opens_the_document_that_is_lit(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.until(lambda: "groep 1" in seat.screen)
        await seat.press("f3")
        await seat.until(lambda: "Wie helpt u?" in seat.screen)

    sit_down(path, visit, open=False)


def test_undoing_the_coming_in_of_the_open_document_leads_back_to_the_overview(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("u")
        await seat.until(lambda: "There is nothing to read yet" in seat.screen)
        await seat.press("ctrl+r")
        await seat.until(lambda: "groep 1" in seat.line("advice"))
        await seat.press("enter")
        await seat.until(lambda: "Wie helpt u?" in seat.screen)

    sit_down(path, visit)
