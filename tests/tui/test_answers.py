"""Open answers on the screen: coded one by one, together where they say the same, found again in a table."""

from pathlib import Path

import pytest

from codeerbank.workbench.session import create_project
from tests.store.projects import bring, survey
from tests.tui.conftest import CODES, Seat, sit_down

ANSWERS = {"r1": "Geen tijd", "r2": "mijn buurvrouw", "r3": "geen tijd!", "r4": "de AVG"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "enquete.codeerbank"
    with create_project(file, "Proef", "anna", codebook=CODES) as session:
        bring(session, survey(ANSWERS, "waarom"))
    return file


async def held(seat: Seat) -> dict[str, list[str]]:
    await seat.saved()
    found: dict[str, list[str]] = {}
    for coding in seat.session.later(lambda: seat.session.read.codings.of("waarom")).result():
        found.setdefault(str(coding.case), []).append(coding.code)
    return found


async def begin(seat: Seat) -> None:
    await seat.press("f4")
    await seat.until(lambda: "Geen tijd" in seat.screen)


def test_an_answer_is_coded_with_a_digit_done_with_a_key_and_the_next_one_comes(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await begin(seat)
        await seat.press("1", "f")
        await seat.until(lambda: "mijn buurvrouw" in seat.screen)
        await seat.press("2", "2", "minus")
        await seat.until(lambda: "answer 3 of 4" in seat.screen)
        assert await held(seat) == {"r1": ["K1.1"]}
        done = seat.session.later(lambda: seat.session.read.documents.done("waarom")).result()
        assert done == {"anna": {1, 2}}

    sit_down(path, visit, open=False)


def test_answers_that_say_the_same_are_coded_together_in_one_step(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await begin(seat)
        assert "2 answers say the same" in seat.screen
        await seat.press("equals_sign")
        await seat.until(lambda: "r3: “geen tijd!”" in seat.screen)
        await seat.press("1", "h")
        assert await held(seat) == {"r1": ["K1.1"], "r3": ["K1.1"]}
        codings = seat.session.later(lambda: seat.session.read.codings.of("waarom")).result()
        assert [c.attributes for c in codings] == [{"direction": "hinders"}] * 2
        await seat.press("u", "u")
        await seat.until(lambda: "No code yet" in seat.screen)
        assert await held(seat) == {}

    sit_down(path, visit, open=False)


def test_only_answers_with_certain_words_or_in_doubt_are_gone_through(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await begin(seat)
        await seat.press("t", "slash")
        await seat.type("avg")
        await seat.press("enter")
        await seat.until(lambda: "“de AVG”" in seat.screen)
        await seat.press("slash")
        await seat.type("doubt")
        await seat.press("enter")
        await seat.until(lambda: "“Geen tijd”" in seat.screen and "1 of 1 chosen" in seat.screen)

    sit_down(path, visit, open=False)


def test_the_table_is_sorted_and_leads_to_an_answer(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await begin(seat)
        await seat.press("tab", "S", "S", "S")
        await seat.until(lambda: "Sorted by length" in seat.line("keys"))
        await seat.press("home", "enter")
        await seat.until(lambda: "“mijn buurvrouw”" in seat.screen)

    sit_down(path, visit, open=False)


def test_the_overview_leads_to_the_answers_and_backspace_comes_back(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.until(lambda: "waarom" in seat.screen)
        await seat.press("enter")
        await seat.until(lambda: "answer 1 of 4" in seat.screen)
        await seat.press("backspace")
        await seat.until(lambda: "What to do next" in seat.screen)

    sit_down(path, visit, open=False)


def test_answers_coded_together_get_another_code_together(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await begin(seat)
        await seat.press("equals_sign", "1", "r")
        await seat.type("ruimte")
        await seat.press("enter")
        assert await held(seat) == {"r1": ["M1.2"], "r3": ["M1.2"]}
        await seat.press("u")
        await seat.until(lambda: "weten hoe" in seat.line("mine"))
        assert await held(seat) == {"r1": ["K1.1"], "r3": ["K1.1"]}

    sit_down(path, visit, open=False)
