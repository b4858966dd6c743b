"""Hearing a turn from the coding screen."""

from pathlib import Path

import pytest

from codeerbank.workbench import audio
from tests.tui.conftest import Seat, sit_down


def test_the_recording_is_asked_for_once_and_opened_at_the_turn(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.with_name("opname.mp3").write_bytes(b"geluid")
    asked: list[tuple[str, int]] = []
    monkeypatch.setattr(audio, "time_of", lambda _session, document, turn: asked.append((document, turn)) or (75, True))
    monkeypatch.setattr(audio, "play", lambda found: f"{found.file.name} {found.clock}")

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "A")
        await seat.until(lambda: "Which recording" in seat.screen)
        seat.app.screen.query_one("#prompt-typed").value = str(path.with_name("opname.mp3"))
        await seat.press("enter")
        await seat.saved()
        await seat.press("A")
        await seat.until(lambda: "opname.mp3 0:01:15" in seat.screen)

    sit_down(path, visit)
    assert asked == [("groep 1", 2)]
