"""A small project and a way to sit down at its screen."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from pathlib import Path
from time import monotonic

import pytest
from textual import events
from textual.pilot import Pilot

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.events import DocumentAdded
from codeerbank.domain.ids import new_id
from codeerbank.domain.suggestion import Evidence, Near, Suggestion, Why
from codeerbank.i18n import use_language
from codeerbank.tui.app import CodeerbankApp
from codeerbank.tui.screens.coding import CodingScreen
from codeerbank.workbench.live_suggestions import Beside
from codeerbank.workbench.session import Session, create_project, open_project

TURNS = (
    ("INT", "Wie helpt u?"),
    ("M5", "Ik wist nooit wie er zou komen. Privacy is een makkelijk excuus! Laat maar."),
    ("V2", "Iemand die [b]gewoon[/b] luistert. Meer niet."),
)
CODES = Codebook.from_records(
    [
        {"key": "K1", "name": "kunnen", "definition": "Wat mensen kunnen."},
        {"key": "K1.1", "name": "weten hoe", "parent": "K1", "definition": "Kennis van manieren."},
        {"key": "M1", "name": "mogen"},
        {"key": "M1.1", "name": "privacyregels", "parent": "M1", "aliases": ["AVG"]},
        {"key": "M1.2", "name": "ruimte krijgen", "parent": "M1"},
    ],
    name="Proef",
    key="proef",
)


def document(name: str = "groep 1", turns: tuple[tuple[str, str], ...] = TURNS) -> DocumentAdded:
    """A transcript with a label before each turn, as an importer would bring it in."""
    text, starts, said, stops = "", [], [], []
    for label, words in turns:
        starts.append(len(text))
        text += f"{label}: "
        said.append(len(text))
        text += words
        stops.append(len(text))
        text += "\n"
    labels = sorted({label for label, _ in turns})
    speaker = [labels.index(label) for label, _ in turns]
    return DocumentAdded(
        new_id(), name, "transcript", text, starts, said, stops, [{"label": n} for n in labels], speaker
    )


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    use_language("en")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 0.004)  # the tool waits 40 ms a key; a key takes 3
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 0.0004)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project with one transcript of three turns and three codes to give."""
    file = tmp_path / "proef.codeerbank"
    with create_project(file, "Proef", "anna", codebook=CODES) as session:
        session.append(document()).result()
    return file


class Quiet:
    """Stands in for the suggestion process: it knows one suggestion, or is off."""

    def __init__(self, found: list[Suggestion] | None = None, error: Exception | None = None) -> None:
        self.found, self.error = found or [], error

    def beside(self, document: str, turn: int) -> Future[Beside]:
        answer: Future[Beside] = Future()
        if self.error:
            answer.set_exception(self.error)
        else:
            answer.set_result(Beside([s for s in self.found if turn == 2]))
        return answer

    def why(self, suggestion: Suggestion) -> Future[list[Why]]:
        answer: Future[list[Why]] = Future()
        answer.set_result(
            [Why(suggestion.code, suggestion.score, nearest=[Near("Privacy gaat voor.", "groep 2, beurt 4", 0.7)])]
        )
        return answer

    def changed(self) -> None: ...

    def stop(self) -> None: ...


EXCUSE = Suggestion(
    "groep 1",
    54,
    86,
    "Privacy is een makkelijk excuus!",
    "M1.1",
    0.8,
    [Evidence("cue", "Privacy", 54, 61)],
    "cues",
    "1",
)


class Seat:
    """Somebody at the screen: presses keys, sees the screen, and can look into the project."""

    def __init__(self, pilot: Pilot[int], app: CodeerbankApp, session: Session) -> None:
        self.pilot, self.app, self.session = pilot, app, session

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    def together(self, *keys: str) -> None:
        """Press keys without waiting for one to be dealt with, as a slow line may deliver them."""
        for key in keys:
            self.app._driver.send_message(events.Key(key, key if len(key) == 1 else None))

    async def type(self, words: str) -> None:
        await self.pilot.press(*("space" if c == " " else c for c in words))

    async def until(self, seen: Callable[[], object], seconds: float = 60) -> None:
        """Wait for a state; never for a time. The end is so far away that only what never comes reaches it."""
        end = monotonic() + seconds
        while not seen():
            assert monotonic() < end, "\n" + self.screen
            await self.pilot.pause(0.01)

    async def saved(self) -> None:
        await self.saved_as("saved")

    async def saved_as(self, words: str) -> None:
        await self.until(lambda: self.line("saved") == words)

    @property
    def coding(self) -> CodingScreen:
        return self.app.get_screen("coding", CodingScreen)

    def line(self, id: str) -> str:
        return str(getattr(self.app.screen.query_one(f"#{id}"), "said", ""))

    @property
    def screen(self) -> str:
        """The whole screen as plain text."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def codings(self) -> list[Coding]:
        return await asyncio.wrap_future(self.session.later(lambda: self.session.read.codings.of("groep 1")))

    async def held(self) -> list[tuple[str, str]]:
        """The codings in the project: code and words."""
        await self.saved()
        return [(coding.code, coding.quote) for coding in await self.codings()]


Visit = Callable[[Seat], Awaitable[None]]


def sit_down(
    path: Path,
    visit: Visit,
    *,
    size: tuple[int, int] = (100, 30),
    suggestions: Quiet | None = None,
    write: bool = True,
    open: bool = True,
) -> None:
    """Open the project on a screen without a terminal, in the document, and let ``visit`` work on it."""

    async def stay() -> None:
        with open_project(path, "anna", write=write, threaded=True) as session:
            app = CodeerbankApp(session, document="groep 1" if open else None)
            app.suggestions = suggestions or Quiet()  # type: ignore[assignment]
            async with app.run_test(size=size) as pilot:
                seat = Seat(pilot, app, session)
                if open:
                    await seat.until(lambda: seat.coding.is_mounted and seat.coding.desk)
                await visit(seat)

    asyncio.run(stay())
