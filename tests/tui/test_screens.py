"""A few screens as people see them, reviewed as plain text. CODEERBANK_WRITE_SCREENS=1 writes them anew, for review."""

import os
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import pytest

from codeerbank.i18n import use_language
from codeerbank.tui.widgets.path_line import PathLine
from tests.tui.conftest import EXCUSE, Quiet, Seat, sit_down

SCREENS = Path(__file__).parent / "screens"


async def overview(seat: Seat) -> None:
    await seat.press("ctrl+down", "z", "1", "f")
    await seat.saved_as("opgeslagen")
    await seat.press("f2")
    await seat.until(lambda: all(words in seat.screen for words in ("1 van 3", "toegekend", "begonnen", "back-up")))


async def coding(seat: Seat) -> None:
    await seat.press("ctrl+down", "z", "1", "h", "z")
    await seat.saved_as("opgeslagen")
    await seat.until(lambda: "“Privacy”" in seat.screen and seat.coding.desk.hand.id)


async def picker(seat: Seat) -> None:
    await seat.press("enter")
    await seat.type("regels")
    await seat.until(lambda: "privacyregels" in seat.screen and "weten hoe  [1]" not in seat.screen)


async def help_page(seat: Seat) -> None:
    await seat.press("f1")
    await seat.until(lambda: "LEZEN EN MARKEREN" in seat.screen)


async def bring_in(seat: Seat) -> None:
    talk = seat.session.path.with_name("groep 2.txt")
    talk.write_text("Verslag\n\nGL: Wie?\nJ1: Ik.\nJan: Ik ook.\nGL: Mooi.\nJan: Ja.\nJ1: Ja.\n", encoding="utf-8")
    await seat.press("f2")
    await seat.until(lambda: "binnenhalen" in seat.screen)
    await seat.press("o")
    await seat.until(lambda: "Tab vult aan" in seat.screen)
    line = seat.app.screen.query_one("#path", PathLine)
    line.value = str(talk)
    await seat.press("enter")
    await seat.until(lambda: "1 bestand binnenhalen" in seat.screen)
    line.value = talk.name
    await seat.until(lambda: "\n groep 2.txt\n" in seat.screen)


@pytest.mark.parametrize(
    ("visit", "size"),
    [
        (overview, (80, 24)),
        (coding, (80, 24)),
        (coding, (140, 30)),
        (picker, (80, 24)),
        (help_page, (100, 52)),
        (bring_in, (80, 24)),
    ],
    ids=lambda value: value.__name__ if callable(value) else "x".join(map(str, value)),
)
def test_a_screen_looks_as_it_was_reviewed(
    path: Path, visit: Callable[[Seat], Awaitable[None]], size: tuple[int, int]
) -> None:
    use_language("nl")
    file = SCREENS / f"{visit.__name__}-{size[0]}x{size[1]}.txt"

    def seen(seat: Seat) -> str:
        return re.sub(r"\d\d-\d\d \d\d:\d\d", "DD-MM UU:MM", seat.screen) + "\n"

    async def look(seat: Seat) -> None:
        await visit(seat)
        if os.environ.get("CODEERBANK_WRITE_SCREENS"):
            file.write_text(seen(seat), encoding="utf-8")
        reviewed = file.read_text(encoding="utf-8")
        with suppress(AssertionError):  # the last thing drawn may come after what the visit waited for
            await seat.until(lambda: seen(seat) == reviewed, seconds=20)
        assert seen(seat) == reviewed

    sit_down(path, look, size=size, suggestions=Quiet([EXCUSE]))
