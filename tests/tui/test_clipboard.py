"""Copying from the screen: a few quotes, with a line in the log; a whole conversation stays in the program."""

from pathlib import Path

from codeerbank.workbench.session import open_project
from tests.tui.conftest import Seat, sit_down


def test_a_copy_is_counted_in_the_log_without_its_words_and_too_much_is_refused(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        seat.app.copy_to_clipboard("Zeldzaamwoord")
        assert seat.app.clipboard == "Zeldzaamwoord"
        seat.app.copy_to_clipboard("x" * 2001)
        assert seat.app.clipboard == "x" * 2001

    sit_down(path, visit, open=False)
    with open_project(path, "anna", write=False) as session:
        words = [line.words for line in session.read.history.actions()]
        assert words[0] == "13 characters copied to the clipboard"
        assert "2001" not in str(words)
        assert session.read.traces.exports() == []
