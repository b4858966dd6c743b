"""Bringing files in from the screen: looked over, corrected, in as one action or not at all."""

import asyncio
from pathlib import Path
from threading import Event

import pytest

from codeerbank.domain.document import Document
from codeerbank.tui.intake.paths import completed, paths_in
from codeerbank.tui.intake.rows import without_options
from codeerbank.tui.widgets.path_line import PathLine
from codeerbank.tui.widgets.row_list import RowList
from codeerbank.workbench.session import create_project
from tests.tui.conftest import Seat, sit_down

TALK = "Focusgroep\n\nGL: Wie?\nJ1: Ik \x1b[31m[b]ook[/b].\nJan: Ik ook.\nGL: Mooi.\nJan: Ja.\nJ1: Ja.\n"
SURVEY = "x;code;cijfer;wat\n1;a;7;ik vind het heel fijn zo\n1;b;6;nooit geweten dat het kon\n2;c;8;\n"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    create_project(tmp_path / "leeg.codeerbank", "Leeg", "anna").close()
    return tmp_path / "leeg.codeerbank"


def write(path: Path, name: str, words: str | bytes) -> Path:
    file = path.parent / name
    file.write_bytes(words.encode() if isinstance(words, str) else words)
    return file


async def name(seat: Seat, path: Path | str) -> None:
    """Go to where files come in and paste a path."""
    await seat.until(lambda: "There is nothing to read yet" in seat.screen)
    await seat.press("o")
    await seat.until(lambda: "Type, paste or drag" in seat.screen)
    seat.app.screen.query_one("#path", PathLine).value = str(path)
    await seat.press("enter")


async def light(seat: Seat, words: str) -> None:
    """Go down to the line with these words."""
    lines = [row.words for row in seat.app.screen.query_one("#looked", RowList)._rows]
    row = next(n for n, line in enumerate(lines) if words in line)
    await seat.press("home", *["down"] * row)


async def documents(seat: Seat) -> list[Document]:
    return await asyncio.wrap_future(seat.session.later(seat.session.read.documents.all))


def test_a_wrong_moderator_two_labels_of_one_and_a_person_are_corrected_before_it_comes_in(empty: Path) -> None:
    talk = write(empty, "groep.txt", TALK)

    async def visit(seat: Seat) -> None:
        await name(seat, talk)
        await seat.until(lambda: "[ Bring 1 file in ]" in seat.screen)
        assert "[b]ook[/b]" in seat.screen
        assert "\x1b" not in seat.screen
        assert "1 turn has no speaker" in seat.screen
        for line, choice in (("    GL", "takes"), ("    J1", "leads"), ("    Jan", "same GL")):
            await light(seat, line)
            await seat.press("enter")
            await seat.type(choice)
            await seat.press("enter")
            await seat.until(lambda: "[ Bring 1 file in ]" in seat.screen)
        await seat.until(lambda: "Jan counts as GL" in seat.screen)
        await light(seat, "    GL")
        await seat.press("enter")
        await seat.type("pseudonym")
        await seat.press("enter", *"Joris", "enter")
        await seat.until(lambda: "Joris" in seat.screen and "[ Bring 1 file in ]" in seat.screen)
        assert await documents(seat) == []
        await seat.press("home", "enter")
        await seat.until(lambda: "Came in: groep.txt" in seat.screen)
        (document,) = await documents(seat)
        found = [(one.label, one.role, one.case, one.turns) for one in document.speakers]
        assert found == [("GL", "participant", "Joris", 4), ("J1", "moderator", None, 2)]
        await seat.press("u")
        await seat.until(lambda: "There is nothing to read yet" in seat.screen)

    sit_down(empty, visit, open=False)


def test_the_key_of_a_survey_is_chosen_where_it_could_not_be_found(empty: Path) -> None:
    survey = write(empty, "enquete.csv", SURVEY)

    async def visit(seat: Seat) -> None:
        await name(seat, survey)
        await seat.until(lambda: "1 file cannot come in" in seat.screen)
        assert "--key" not in seat.screen
        await light(seat, "Key of the respondents")
        await seat.press("enter")
        await seat.type("x")
        await seat.press("enter")
        await seat.until(lambda: "lines 2, 3" in seat.screen)
        await light(seat, "Key of the respondents")
        await seat.press("enter")
        await seat.type("code")
        await seat.press("enter")
        await seat.until(lambda: "[ Bring 1 file in ]" in seat.screen)
        await light(seat, "    wat ")
        await seat.press("enter")
        await seat.type("closed")
        await seat.press("enter")
        await seat.until(lambda: "Open questions, to be coded: 0" in seat.screen and "[ Bring" in seat.screen)
        await light(seat, "    wat ")
        await seat.press("enter", "enter")
        await seat.until(lambda: "Open questions, to be coded: 1" in seat.screen and "[ Bring" in seat.screen)
        await seat.press("home", "enter")
        await seat.until(lambda: "Came in: enquete.csv" in seat.screen)
        assert [(one.name, one.kind, one.turns) for one in await documents(seat)] == [("wat", "open_question", 2)]

    sit_down(empty, visit, open=False, size=(100, 34))


def test_a_bad_file_shows_every_problem_and_nothing_is_changed_until_it_is_left_out(empty: Path) -> None:
    write(empty, "a.txt", TALK)
    write(empty, "b.csv", "respondent;x\n" + "".join(f"{n // 2};1\n" for n in range(60)))

    async def visit(seat: Seat) -> None:
        await name(seat, empty.parent)
        await seat.until(lambda: "[ Look at 2 files ]" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "1 file cannot come in" in seat.screen)
        assert "respondent 0 stands on lines 2, 3" in seat.screen
        await seat.press("home", "enter")
        await light(seat, "respondent 29 stands on lines")
        assert "respondent 29 stands on lines" in seat.screen
        assert await documents(seat) == []
        await light(seat, "Goes in: yes")
        await seat.press("enter", "home")
        await seat.until(lambda: "[ Bring 1 file in ]" in seat.screen)
        await seat.press("home", "enter")
        await seat.until(lambda: "Came in: a.txt" in seat.screen)

    sit_down(empty, visit, open=False)


def test_what_the_project_refuses_is_told_before_anything_comes_in(empty: Path) -> None:
    codings = write(empty, "coderingen.csv", "document,start,stop,code,coder\ngroep,0,4,K1,anna\n")

    async def visit(seat: Seat) -> None:
        await name(seat, codings)
        await seat.until(lambda: "This cannot come in; nothing was changed." in seat.screen)
        assert "There is no code K1" in seat.screen
        await seat.press("home", "enter")
        assert "This cannot come in" in seat.screen

    sit_down(empty, visit, open=False)


def test_escape_leaves_everything_as_it_was(empty: Path) -> None:
    talk = write(empty, "groep.txt", TALK)

    async def visit(seat: Seat) -> None:
        await name(seat, talk)
        await seat.until(lambda: "[ Bring 1 file in ]" in seat.screen)
        await seat.press("escape")
        await seat.until(lambda: "Nothing was changed" in seat.screen)
        await seat.press("escape")
        await seat.until(lambda: "There is nothing to read yet" in seat.screen)
        assert await documents(seat) == []

    sit_down(empty, visit, open=False)


def test_escape_does_not_say_that_nothing_changed_while_it_is_coming_in(empty: Path) -> None:
    talk = write(empty, "groep.txt", TALK)
    gate = Event()

    async def visit(seat: Seat) -> None:
        await name(seat, talk)
        await seat.until(lambda: "[ Bring 1 file in ]" in seat.screen)
        seat.session.later(gate.wait)
        await seat.press("enter")
        await seat.until(lambda: "They are coming in" in seat.screen)
        await seat.press("escape", "enter")
        assert "They are coming in" in seat.screen
        await seat.press("f2")
        await seat.until(lambda: seat.app.screen is seat.app.get_screen("overview"))
        gate.set()
        await seat.until(lambda: "Came in: groep.txt" in seat.screen)
        assert len(await documents(seat)) == 1

    sit_down(empty, visit, open=False)


def test_a_character_set_is_chosen_and_the_file_read_again(empty: Path) -> None:
    talk = write(empty, "groep.txt", "A: één\nB: ja\nA: nee\n".encode("mac-roman"))

    async def visit(seat: Seat) -> None:
        await name(seat, talk)
        await seat.until(lambda: "Windows-1252 (found out)" in seat.screen and "[ Bring" in seat.screen)
        await light(seat, "Character set")
        await seat.press("enter")
        await seat.type("mac")
        await seat.press("enter")
        await seat.until(lambda: "één" in seat.screen and "mac-roman" in seat.screen)

    sit_down(empty, visit, open=False)


def test_a_project_that_is_only_looked_at_takes_nothing_in(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.until(lambda: "groep 1" in seat.screen)
        await seat.press("o")
        await seat.until(lambda: any("nothing can be changed" in n for n in seat.app.notices))
        assert "groep 1" in seat.screen

    sit_down(path, visit, open=False, write=False)


def test_paths_are_read_as_people_paste_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in ("a.txt", "b c.txt"):
        (tmp_path / file).write_text("x")
    monkeypatch.chdir(tmp_path)
    assert paths_in("b c.txt") == [Path("b c.txt")]
    assert paths_in("a.txt 'b c.txt'") == [Path("a.txt"), Path("b c.txt")]
    assert paths_in(f"'{tmp_path / 'a.txt'}'") == [tmp_path / "a.txt"]
    assert paths_in("") == [Path()]
    assert paths_in("weg.txt") == [Path("weg.txt")]


def test_tab_fills_a_path_in_as_far_as_it_can(tmp_path: Path) -> None:
    (tmp_path / "gesprekken").mkdir()
    for file in ("groep-1.txt", "groep-2.txt", ".geheim"):
        (tmp_path / file).write_text("x")
    start = f"{tmp_path}/"
    assert completed(start + "ge") == (start + "gesprekken/", ["gesprekken/"])
    assert completed(start + "gr") == (start + "groep-", ["groep-1.txt", "groep-2.txt"])
    assert completed(start + "zz") == (start + "zz", [])
    assert completed(start)[1] == ["gesprekken/", "groep-1.txt", "groep-2.txt"]
    assert completed("/geen/zo/map/x") == ("/geen/zo/map/x", ())


def test_options_of_the_command_are_left_out_of_what_the_screen_says() -> None:
    assert without_options("No key; name it with --key. The columns are: x.") == "No key; The columns are: x."
    assert without_options("Left out: ip. Take them along with --with-personal.") == "Left out: ip."
    assert without_options("Look at line 3: -- hm --.") == "Look at line 3: -- hm --."
