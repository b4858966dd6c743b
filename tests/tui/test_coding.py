import threading
from pathlib import Path

import pytest

from codeerbank.errors import StorageFailure
from codeerbank.workbench.session import create_project, open_project
from tests.tui.conftest import EXCUSE, Quiet, Seat, sit_down

FIRST = ("M5", "Ik wist nooit wie er zou komen.")


def test_a_sentence_and_a_digit_make_a_coding_with_its_direction(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "h")
        assert await seat.held() == [("K1.1", "Ik wist nooit wie er zou komen.")]
        assert (await seat.codings())[0].attributes == {"direction": "hinders"}

    sit_down(path, visit)


def test_without_a_selection_the_sentence_at_the_cursor_is_coded_and_the_next_unit_key_goes_on(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "1", "z", "2")
        assert await seat.held() == [
            ("K1.1", "Ik wist nooit wie er zou komen."),
            ("M1.1", "Privacy is een makkelijk excuus!"),
        ]

    sit_down(path, visit)


def test_shift_and_arrows_space_and_word_keys_mark_what_is_coded(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "shift+right", "shift+right", "1", "escape")
        await seat.press("ctrl+right", "space", "right", "right", "right", "2", "escape")
        await seat.press("ctrl+right", "w", "w", "w", "W", "3")
        assert await seat.held() == [("K1.1", "Ik"), ("M1.1", "wis"), ("M1.2", "nooit wie")]

    sit_down(path, visit)


def test_the_picker_finds_a_code_by_part_of_its_name_or_a_former_name(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "enter")
        await seat.type("avg")
        await seat.press("enter")
        assert await seat.held() == [("M1.1", "Ik wist nooit wie er zou komen.")]
        assert seat.app.focused is seat.coding.pane

    sit_down(path, visit)


def test_a_new_code_is_made_and_given_in_one_motion(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "enter")
        await seat.type("wachten")
        await seat.press("enter")
        await seat.until(lambda: seat.coding.desk and len(seat.coding.desk.codings))
        assert await seat.held() == [("wachten", "Ik wist nooit wie er zou komen.")]

    sit_down(path, visit)


def test_undo_and_redo_say_what_happened_and_show_it(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        await seat.press("u")
        await seat.until(lambda: "Undone: K1.1" in seat.line("keys"))
        assert await seat.held() == []
        await seat.until(lambda: not len(seat.coding.desk.codings))
        await seat.press("ctrl+r")
        await seat.until(lambda: "Brought back" in seat.line("keys"))
        await seat.until(lambda: len(seat.coding.desk.codings) == 1)
        assert await seat.held() == [("K1.1", "Ik wist nooit wie er zou komen.")]

    sit_down(path, visit)


def test_x_takes_the_only_code_away_and_asks_when_there_are_several(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "2")
        assert len(await seat.held()) == 2
        await seat.press("x", "down", "enter")
        await seat.until(lambda: "taken away" in seat.line("keys"))
        assert await seat.held() == [("K1.1", "Ik wist nooit wie er zou komen.")]
        await seat.press("x")
        await seat.until(lambda: "taken away" in seat.line("keys"))
        assert await seat.held() == []

    sit_down(path, visit)


def test_a_coding_undone_before_it_was_written_leaves_nothing(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "x")
        assert not len(seat.coding.desk.codings)
        assert await seat.held() == []

    sit_down(path, visit)


def test_a_turn_and_the_document_are_said_to_be_done(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        def done() -> set[int]:
            return set(seat.session.later(lambda: seat.session.read.documents.done("groep 1")).result().get("anna", ()))

        await seat.press("f", "f")
        await seat.saved()
        assert done() == {1, 2}
        await seat.press("F")
        await seat.saved()
        assert done() == {1, 2, 3}
        assert seat.screen.count("✓") == 3

    sit_down(path, visit)


def test_tab_goes_from_coding_to_coding(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "z", "2", "ctrl+home", "tab", "tab")
        start, stop = seat.coding.pane.selection.span
        assert seat.coding.pane.units.speech.text[start:stop] == "Privacy is een makkelijk excuus!"

    sit_down(path, visit)


def test_a_memo_is_kept_with_the_coding_at_the_cursor(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.press("m")
        await seat.type("navragen")
        await seat.press("enter")
        await seat.saved()
        memos = seat.session.later(seat.session.read.memos.all).result()
        assert [(memo.about, memo.text) for memo in memos] == [("coding", "navragen")]

    sit_down(path, visit)


def test_a_suggestion_shows_its_words_and_one_key_makes_it_a_coding(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "z")
        await seat.until(lambda: "privacyregels" in seat.screen and "“Privacy”" in seat.screen)
        await seat.press("a")
        assert await seat.held() == [("M1.1", "Privacy is een makkelijk excuus!")]
        assert (await seat.codings())[0].origin == "suggestion"
        await seat.until(lambda: "“Privacy”" not in seat.screen)

    sit_down(path, visit, suggestions=Quiet([EXCUSE]))


def test_a_rejected_suggestion_goes_away_and_makes_no_coding(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "z")
        await seat.until(lambda: "“Privacy”" in seat.screen)
        await seat.press("v")
        await seat.until(lambda: "“Privacy”" not in seat.screen)
        assert await seat.held() == []
        await seat.press("u")
        await seat.until(lambda: "“Privacy”" in seat.screen)

    sit_down(path, visit, suggestions=Quiet([EXCUSE]))


def test_without_the_suggestion_process_the_card_says_so_and_coding_goes_on(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "1")
        await seat.until(lambda: "Suggestions are off" in seat.screen)
        assert await seat.held() == [("K1.1", "Ik wist nooit wie er zou komen.")]

    sit_down(path, visit, suggestions=Quiet(error=StorageFailure("Suggestions are off.")))


def test_saved_is_said_only_when_the_change_is_on_the_disk(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.saved()
        gate = threading.Event()
        seat.session.later(gate.wait)
        await seat.press("ctrl+down", "1", "z", "2")
        assert seat.line("saved") == "2 not saved"
        assert "K1.1 weten hoe" in seat.line("status") or "M1.1" in seat.line("status")
        gate.set()
        assert len(await seat.held()) == 2

    sit_down(path, visit)


def test_a_refused_write_takes_it_and_what_followed_back_with_one_message(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def visit(seat: Seat) -> None:
        append, refusals = seat.session.project.append, [StorageFailure("The disk is full; nothing was written.")]

        def full_once(*changes: object) -> str:
            if refusals:
                raise refusals.pop()
            return append(*changes)

        monkeypatch.setattr(seat.session.project, "append", full_once)
        gate = threading.Event()
        seat.session.later(gate.wait)
        await seat.press("ctrl+down", "1", "z", "2")
        assert len(seat.coding.desk.codings) == 2
        gate.set()
        await seat.until(lambda: len(seat.app.notices) and not len(seat.coding.desk.codings))
        assert ["The disk is full" in told for told in seat.app.notices] == [True]
        assert await seat.held() == []

    sit_down(path, visit)


def test_a_project_opened_only_to_look_at_shows_its_codings_and_refuses_changes(path: Path) -> None:
    with open_project(path, "anna"):

        async def visit(seat: Seat) -> None:
            await seat.press("ctrl+down", "1")
            await seat.until(lambda: len(seat.app.notices))
            assert seat.line("saved") == "only looking"
            assert await seat.codings() == []

        sit_down(path, visit, write=False)


def test_brackets_and_control_characters_in_a_name_are_shown_as_they_are(tmp_path: Path) -> None:
    from tests.tui.conftest import CODES, document

    file = tmp_path / "x.codeerbank"
    with create_project(file, "[red]naam[/red]\x1b[2J", "anna", codebook=CODES) as session:
        session.append(document("[@click=app.quit]\u202egroep", (("[b]X", "Zin [/b] hier.\x07"),))).result()

    async def visit(seat: Seat) -> None:
        await seat.until(lambda: "[@click=app.quit]·groep" in seat.screen)
        assert "[red]naam[/red]␛[2J" in seat.screen
        await seat.press("enter")
        await seat.until(lambda: "Zin [/b] hier.␇" in seat.screen)
        assert "[b]X" in seat.screen

    sit_down(file, visit, open=False)


def test_keys_that_arrive_together_are_dealt_with_one_after_the_other(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down")
        seat.together("1", "ctrl+down", "2", "enter", "r", "u", "i", "m", "enter", "h")
        await seat.until(lambda: seat.coding.desk and len(seat.coding.desk.codings) == 3)
        await seat.until(lambda: any(coding.direction for coding in seat.coding.desk.codings))
        assert sorted(await seat.held()) == [
            ("K1.1", "Ik wist nooit wie er zou komen."),
            ("M1.1", "Iemand die [b]gewoon[/b] luistert."),
            ("M1.2", "Iemand die [b]gewoon[/b] luistert."),
        ]
        directions = {coding.code: coding.attributes for coding in await seat.codings()}
        assert directions["M1.2"] == {"direction": "hinders"}

    sit_down(path, visit)


def test_leaving_waits_until_everything_is_written(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        gate = threading.Event()
        seat.session.later(gate.wait)
        await seat.press("ctrl+down", "1", "ctrl+q")
        assert seat.app._exit is False
        gate.set()
        await seat.until(lambda: seat.app._exit)

    sit_down(path, visit)
    with open_project(path, "anna", write=False) as session:
        assert len(session.read.codings.of("groep 1")) == 1
