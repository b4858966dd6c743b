"""The codebook on the screen: looked over, changed, merged, split, and looked back in."""

from pathlib import Path

import pytest

from codeerbank.tui.screens.editor import Editor
from codeerbank.tui.screens.preview import Preview
from codeerbank.tui.screens.split_walk import SplitWalk
from codeerbank.workbench.codebook import change_code
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import open_project
from tests.tui.conftest import Seat, sit_down


@pytest.fixture
def coded(path: Path) -> Path:
    """The project with two overlapping codings of two codes."""
    with open_project(path, "anna") as session:
        apply_code(session, "groep 1", 22, 53, "K1.1").result()
        apply_code(session, "groep 1", 54, 86, "M1.1").result()
        apply_code(session, "groep 1", 54, 97, "M1.2").result()
    return path


async def open_codebook(seat: Seat) -> None:
    await seat.press("f5")
    await seat.until(lambda: "privacyregels" in seat.screen)


async def light(seat: Seat, words: str) -> None:
    await seat.press("home")
    for _ in range(9):
        if words in seat.line("code-words"):
            return
        await seat.press("down")
        await seat.pilot.pause()
    raise AssertionError(seat.screen)


async def deed(seat: Seat, words: str) -> None:
    await seat.press("enter")
    await seat.type(words)
    await seat.press("enter")


def test_the_tree_counts_and_the_card_says_what_is_known(coded: Path) -> None:
    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        assert "5 codes" in seat.line("status")
        await light(seat, "M1  mogen")
        assert "Given 0 times; with the codes below it 2." in seat.line("code-words")
        assert "! there is no definition" in seat.line("code-words")
        await light(seat, "privacyregels")
        assert "Given 1 time: anna 1." in seat.line("code-words")
        await seat.press("left", "left")
        await seat.until(lambda: "privacyregels" not in seat.screen)
        await seat.press("right")
        await seat.until(lambda: "privacyregels" in seat.screen)

    sit_down(coded, visit, open=False)


def test_a_field_is_written_kept_and_undone(coded: Path) -> None:
    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await light(seat, "privacyregels")
        await seat.press("r")
        await seat.type("does not belong")
        await seat.press("enter")
        await seat.until(lambda: isinstance(seat.app.screen, Editor))
        await seat.type("tijdgebrek")
        await seat.press(
            "space", "left_parenthesis", "M", "1", "full_stop", "2", "right_parenthesis", "escape", "enter"
        )
        await seat.until(lambda: "· tijdgebrek (M1.2)" in seat.line("code-words"))
        code = seat.session.later(lambda: seat.session.code("M1.1")).result()
        assert code.exclude == [{"text": "tijdgebrek", "code": "M1.2"}]
        await seat.press("u")
        await seat.until(lambda: "tijdgebrek" not in seat.line("code-words"))

    sit_down(coded, visit, open=False)


def test_a_code_is_made_with_the_next_key_moved_renamed_and_archived(coded: Path) -> None:
    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await light(seat, "privacyregels")
        await seat.press("c")
        await seat.type("haast")
        await seat.press("enter")
        await seat.until(lambda: "M1.3  mogen > haast" in seat.line("code-words"))
        await deed(seat, "move")
        await seat.type("kunnen")
        await seat.press("enter")
        await seat.until(lambda: "M1.3  kunnen > haast" in seat.line("code-words"))
        await seat.press("r", "enter", "end")
        await seat.type("werk")
        await seat.press("enter")
        await seat.until(lambda: "haastwerk" in seat.line("code-words"))
        await seat.press("x")
        await seat.until(lambda: "haastwerk (archived)" in seat.screen)
        await seat.press("x")
        await seat.until(lambda: "haastwerk (archived)" not in seat.screen)

    sit_down(coded, visit, open=False)


def test_a_merge_is_shown_with_its_overlaps_before_it_is_done(coded: Path) -> None:
    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await light(seat, "privacyregels")
        await deed(seat, "merge")
        await seat.type("ruimte")
        await seat.press("enter", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, Preview) and "1 overlap stays as it is" in seat.screen)
        await seat.press("space")
        await seat.until(lambda: "1 overlap becomes one coding" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "ruimte krijgen" not in seat.screen)
        assert len(await seat.held()) == 2
        await seat.press("u")
        await seat.until(lambda: "ruimte krijgen" in seat.screen)
        assert len(await seat.held()) == 3

    sit_down(coded, visit, open=False, size=(140, 40))


def test_a_code_is_split_by_going_through_its_codings(coded: Path) -> None:
    with open_project(coded, "anna") as session:
        apply_code(session, "groep 1", 87, 97, "K1.1").result()

    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await light(seat, "weten hoe")
        await deed(seat, "split")
        await seat.until(lambda: isinstance(seat.app.screen, Editor))
        await seat.type("onzeker")
        await seat.press("enter")
        await seat.type("klaar")
        await seat.press("escape", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, SplitWalk) and "wie er zou komen" in seat.screen)
        await seat.press("2", "1", "left", "1", "2", "enter")
        await seat.until(lambda: isinstance(seat.app.screen, Preview) and "1 coding goes to onzeker" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "onzeker" in seat.screen and not isinstance(seat.app.screen, Preview))
        held = dict(await seat.held())
        assert (held["onzeker"], held["klaar"]) == ("Ik wist nooit wie er zou komen.", "Laat maar.")
        await seat.press("u")
        await seat.until(lambda: "onzeker" not in seat.screen)

    sit_down(coded, visit, open=False)


def test_places_lead_to_the_text_and_backspace_comes_back_to_the_list(coded: Path) -> None:
    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await light(seat, "M1  mogen")
        await seat.press("s")
        await seat.until(lambda: "mogen · 2 fragments" in seat.screen)
        await seat.press("down", "enter")
        await seat.until(lambda: seat.app.screen is seat.coding and seat.coding.desk)
        assert seat.coding.pane.selection.cursor == 54
        await seat.press("backspace")
        await seat.until(lambda: "mogen · 2 fragments" in seat.screen)
        await seat.press("escape")
        await seat.until(lambda: "M1  mogen" in seat.line("code-words"))

    sit_down(coded, visit, open=False)


def test_what_was_coded_under_an_older_definition_is_looked_at_again(coded: Path) -> None:
    with open_project(coded, "anna") as session:
        change_code(session, "M1.1", {"definition": "Alleen regels over gegevens."}).result()

    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await light(seat, "privacyregels")
        await deed(seat, "under an older")
        await seat.until(lambda: "· 1 fragment" in seat.line("list-title"))
        await seat.press("f")
        await seat.until(lambda: "· 0 fragments" in seat.line("list-title"))

    sit_down(coded, visit, open=False)


def test_history_and_versions_stand_beside_the_tree(coded: Path) -> None:
    with open_project(coded, "anna") as session:
        change_code(session, "M1.1", {"name": "privacy"}).result()

    async def visit(seat: Seat) -> None:
        await seat.press("f5")
        await seat.until(lambda: "M1.1 privacy" in seat.screen)
        await light(seat, "M1.1")
        await deed(seat, "see its history")
        await seat.until(lambda: "History of privacy" in seat.screen and "codebook Proef" in seat.screen)
        await seat.press("escape")
        await deed(seat, "compare two")
        await seat.press("down", "enter")
        await seat.until(lambda: "as it is now" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "renamed" in seat.screen and "version 1 and now" in seat.line("list-title"))

    sit_down(coded, visit, open=False, size=(140, 40))


def test_codes_given_rarely_and_codes_with_certain_words_are_found(coded: Path) -> None:
    async def visit(seat: Seat) -> None:
        await open_codebook(seat)
        await seat.press("slash")
        await seat.type("fewer")
        await seat.press("enter")
        await seat.until(lambda: "3 codes · given fewer" in seat.line("status"))
        await seat.press("slash")
        await seat.type("privacyreg")
        await seat.press("enter")
        await seat.until(lambda: "1 code · “privacyreg”" in seat.line("status"))
        await seat.press("escape")
        await seat.until(lambda: seat.line("status") == " 5 codes")

    sit_down(coded, visit, open=False)
