"""The pane by itself, without a project."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from codeerbank.tui.docmodel.speech import Speech
from codeerbank.tui.views import CodingView, DocumentView, TurnHead
from codeerbank.tui.widgets.document_pane import DocumentPane

SAID = ["Wie helpt u dan?", "Niemand echt. Mijn moeder wel.", "Soms.\nEn mijn tante."]
TEXT = "\n".join(f"R{n}: {words}" for n, words in enumerate(SAID, 1))
SPEECH = Speech(TEXT, [(TEXT.index(words), TEXT.index(words) + len(words)) for words in SAID])
HEADS = [TurnHead(1, "R1", False), TurnHead(2, "R2", True), TurnHead(3, "R3", False)]
MOEDER = CodingView(SPEECH.starts[1] + 14, SPEECH.stops[1], "N1", "N1 wie is het", 0, "anna", True, "helps", "x")
OTHER = CodingView(SPEECH.starts[1], SPEECH.stops[1], "K1", "K1 netwerk", 1, "bea", False, "", "y")


class Alone(App[None]):
    def __init__(self, kind: str = "transcript") -> None:
        super().__init__()
        self.view = DocumentView("x", kind, SPEECH, HEADS, [MOEDER, OTHER])

    def compose(self) -> ComposeResult:
        yield DocumentPane("mono" if self.no_color else "dark")

    def on_mount(self) -> None:
        pane = self.query_one(DocumentPane)
        pane.show(self.view)
        pane.focus()


def look(
    visit: Callable[[Pilot[None], DocumentPane], Awaitable[None]],
    size: tuple[int, int] = (100, 12),
    kind: str = "transcript",
) -> None:
    async def stay() -> None:
        app = Alone(kind)
        async with app.run_test(size=size) as pilot:
            await visit(pilot, app.query_one(DocumentPane))

    asyncio.run(stay())


def marked(pane: DocumentPane) -> str:
    start, stop = pane.selection.span or (0, 0)
    return TEXT[start:stop]


def lines(pane: DocumentPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(5)]


def test_the_margin_shows_brackets_numbers_done_and_the_right_column_names() -> None:
    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        assert lines(pane)[0] == "        1  R1 Wie helpt u dan?"
        assert lines(pane)[1].startswith("╶╶      2✓ R2 Niemand echt. Mijn moeder wel.")
        assert "K1 (bea)" in lines(pane)[1]
        assert lines(pane)[3] == "              En mijn tante."

    look(visit)


def test_under_100_columns_the_text_takes_the_room_of_the_names() -> None:
    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        assert lines(pane)[1] == "╶╶   2✓ R2 Niemand echt. Mijn moeder wel."

    look(visit, (80, 12))


def test_the_mouse_drags_and_clicks_twice_for_a_word() -> None:
    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        await pilot.mouse_down(pane, (11, 1))
        await pilot.hover(pane, (18, 1))
        await pilot.mouse_up(pane, (18, 1))
        assert marked(pane) == "Niemand"
        await pilot.click(pane, (32, 1), times=2)
        assert marked(pane) == "moeder"
        await pilot.click(pane, (32, 1), times=3)
        assert marked(pane) == "Mijn moeder wel."

    look(visit, (80, 12))


@pytest.mark.parametrize(
    ("kind", "expected"), [("open_question", "Wie helpt u dan?"), ("transcript", "Wie helpt u dan?\nR2: N")]
)
def test_in_answers_marking_stays_inside_one_of_them(kind: str, expected: str) -> None:
    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        for _ in range(len(SAID[0]) + 2):
            await pilot.press("shift+right")
        assert marked(pane) == expected

    look(visit, kind=kind)


def test_up_and_down_keep_the_column_over_a_short_line() -> None:
    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        await pilot.press("ctrl+down", "end", "down", "down", "down", "up", "up", "up", "up")
        assert pane.selection.cursor == SPEECH.stops[0]
        await pilot.press("down")
        assert pane.selection.cursor == SPEECH.stops[1]

    look(visit)


def test_a_narrower_screen_keeps_the_words_at_the_top() -> None:
    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        pane.show(DocumentView("x", "transcript", Speech("Een zin met wat woorden erin. " * 400), HEADS[:1], []))
        await pilot.pause()
        pane.scroll_to(y=50, animate=False)
        await pilot.pause()
        top = pane.wrap.starts[pane.scroll_offset.y]
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        line = pane.scroll_offset.y
        assert pane.wrap.starts[line] <= top < pane.wrap.stops[line]

    look(visit)


def test_without_colour_what_is_coded_is_underlined_and_what_is_marked_is_reversed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        await pilot.press("w")
        styles = {segment.text: segment.style for y in range(3) for segment in pane.render_line(y)}
        assert styles["Wie"].reverse
        assert styles["Niemand echt. "].underline
        assert styles["Mijn moeder wel."].bold

    look(visit)


@pytest.mark.parametrize("mono", [False, True])
def test_time_marks_inside_speech_stand_back(mono: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if mono:
        monkeypatch.setenv("NO_COLOR", "1")

    async def visit(pilot: Pilot[None], pane: DocumentPane) -> None:
        start = SPEECH.starts[1] + 7
        pane.show(DocumentView("x", "transcript", SPEECH, HEADS, [], [(start, start + 6)]))
        await pilot.pause()
        faint = [s.text for s in pane.render_line(1) if s.style and s.style.dim]
        assert TEXT[start : start + 6] in faint

    look(visit)
