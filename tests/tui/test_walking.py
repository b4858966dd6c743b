"""Going through a document by what one looks for, and coding it in the fewest keys."""

from pathlib import Path

from codeerbank.domain.codebook import Codebook, CodingAttribute
from codeerbank.workbench.session import create_project, open_project
from tests.tui.conftest import Seat, document, sit_down

FIRST = "Ik wist nooit wie er zou komen."
EXCUSE = "Privacy is een makkelijk excuus!"
ABOUT = CodingAttribute(
    "about", "over wie", "many", None, ({"key": "young", "name": "jongere"}, {"key": "parent", "name": "ouder"})
)


def marked(seat: Seat) -> str:
    start, stop = seat.coding.pane.selection.span
    return seat.coding.pane.units.speech.text[start:stop]


def test_j_goes_to_the_next_sentence_without_a_code_and_past_turns_that_are_done(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "ctrl+home", "f", "ctrl+home", "j")
        assert marked(seat) == EXCUSE
        await seat.press("j")
        assert marked(seat) == "Laat maar."
        await seat.press("J")
        assert marked(seat) == EXCUSE
        await seat.press("J")
        await seat.until(lambda: "before this" in seat.line("keys"))

    sit_down(path, visit)


def test_words_are_found_whatever_their_accents_and_the_hits_go_round(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("slash")
        await seat.type("ÉÉN MAK")
        await seat.press("enter")
        assert marked(seat).casefold() == "een mak"
        await seat.press("slash", *["backspace"] * 7)
        await seat.type("wie")
        await seat.press("enter")
        first = seat.coding.pane.selection.span
        await seat.press("n")
        assert seat.coding.pane.selection.span != first
        await seat.press("n")
        assert seat.coding.pane.selection.span == first
        await seat.press("N", "N")
        assert seat.coding.pane.selection.span == first

    sit_down(path, visit)


def test_the_last_code_is_given_again_with_one_key(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "2", "z", "l")
        assert await seat.held() == [("M1.1", FIRST), ("M1.1", EXCUSE)]

    sit_down(path, visit)


def test_the_words_of_a_speaker_become_a_code(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "z", "i", "enter")
        ((_key, words),) = await seat.held()
        assert words == f"{FIRST} {EXCUSE}"
        assert f"{FIRST} {EXCUSE}"[:59] + "…" in {code.name for code in seat.session.codebook.codes}

    sit_down(path, visit)


def test_a_code_pinned_in_the_picker_keeps_its_digit(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "enter", "down", "down", "1", "escape", "1")
        ((key, _words),) = await seat.held()
        assert key == "M1.2"

    sit_down(path, visit)


def test_the_same_code_elsewhere_is_one_key_away_and_backspace_comes_back(path: Path) -> None:
    with open_project(path, "anna") as session:
        session.append(document("groep 2", (("V9", "Zeg dat maar eens hardop."),))).result()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        seat.app.open_document("groep 2")
        await seat.until(lambda: seat.coding.desk.document == "groep 2")
        await seat.press("z", "1", "s")
        await seat.until(lambda: "Ik wist nooit" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: seat.coding.desk.document == "groep 1")
        await seat.press("backspace")
        await seat.until(lambda: seat.coding.desk.document == "groep 2")

    sit_down(path, visit)


def test_the_card_of_a_code_shows_its_rules_and_an_attribute_is_chosen_by_name(tmp_path: Path) -> None:
    book = Codebook.from_records(
        [{"key": "R", "name": "regels", "definition": "Wat mag.", "exclude": [{"text": "wat men durft", "code": "D"}]}],
        name="Proef",
        key="proef",
        attributes=(*Codebook(()).attributes, ABOUT),
    )
    path = tmp_path / "p.codeerbank"
    with create_project(path, coder="anna", codebook=book) as session:
        session.append(document()).result()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "y")
        await seat.until(lambda: "wat men durft (D)" in seat.screen)
        await seat.press("escape", "e")
        await seat.type("ouder")
        await seat.press("enter")
        await seat.saved()
        assert (await seat.codings())[0].attributes == {"about": ["parent"]}
        await seat.press("e")
        await seat.type("ouder")
        await seat.press("enter")
        await seat.saved()
        assert not (await seat.codings())[0].attributes

    sit_down(path, visit)
