"""Text made to break a screen is shown safely on every screen, and moves no column."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from codeerbank.domain.visible import UNSAFE
from codeerbank.tui.directory import SCREENS
from codeerbank.tui.display import shortened
from codeerbank.tui.widgets.line_list import Column, LineList
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.session import create_project
from tests.tui.conftest import CODES, Seat, document, sit_down

NASTY = (
    "[/b] [@click=app.quit]x[/] ",
    "\x1b]52;c;AAAA\x07\x1b[2J\x9b31m ",
    "\u202eabc\u2066 \u200b\u00ad ",
    "👍🏽 🇳🇱 🇳 ❤️ 👩‍👩‍👧 中 e\u0301 ",
    "\ud800 \r\n\t ",
)
WORDS = st.lists(st.sampled_from(NASTY) | st.text(max_size=20), max_size=12).map("".join)


@given(WORDS, st.integers(0, 60))
def test_a_cell_is_safe_and_no_longer_than_its_room(words: str, cells: int) -> None:
    shown = shortened(words, cells)
    assert len(shown) <= max(cells, 1)
    assert not UNSAFE.search(shown)
    assert not re.search("[\n\t\ufe0f\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]", shown)


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_the_columns_of_a_list_stay_below_each_other(cells: list[str]) -> None:
    drawn = LineList("dark")
    drawn._columns = [Column("a", 9), Column("b", 5, share=1, right=True)]
    assert {cell_len(drawn._row((words, words), 40)) for words in cells} == {40}


def test_long_and_hostile_text_is_safe_on_every_screen(tmp_path: Path) -> None:
    path, nasty = tmp_path / "x.codeerbank", "".join(NASTY[:4])
    turns = [(f"[/b]\u202e{n}", nasty) for n in range(300)]
    turns[1] = ("M5", ("lang " + nasty) * 300)
    with create_project(path, nasty, "anna", codebook=CODES) as session:
        session.append(document("groep 1", tuple(turns))).result()
        add_memo(session, "project", "", nasty * 3).result()

    async def visit(seat: Seat) -> None:
        for entry in SCREENS:
            await seat.app.run_action(f"go('{entry.screen}')")
            await seat.until(lambda: getattr(seat.app.screen, "stands", False))
            await seat.press("down", "pagedown", "end")
            await seat.pilot.pause(0.05)
            assert not UNSAFE.search(seat.screen.replace("\n", "")), entry.screen

    sit_down(path, visit, size=(80, 24))
