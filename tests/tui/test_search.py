"""Searching on the screen: results in context, to the place and back, and the list of quotes."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event
from threading import enumerate as enumerate_threads

import pytest

from codeerbank.domain.hit import Hit
from codeerbank.domain.query import Pattern
from codeerbank.domain.quote import Quote
from codeerbank.domain.text import Span
from codeerbank.store.read.patterns import Places, places_of
from codeerbank.tui.search.hits import PAGE, HitLines, in_context
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import open_project
from tests.tui.conftest import Seat, document, sit_down


async def asked(seat: Seat, query: str) -> None:
    await seat.press("f6")
    await seat.until(lambda: seat.app.screen.focused is not None and seat.app.screen.focused.id == "query")
    await seat.type(query)
    await seat.press("enter")


def test_a_hit_leads_to_its_place_and_backspace_comes_back_to_the_results_as_they_were(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await asked(seat, "er OR luistert")
        await seat.until(lambda: "2 hits" in seat.screen and "«luistert»" in seat.screen)
        await seat.press("down")
        await seat.until(lambda: "Meer niet." in str(seat.app.screen.query_one("#hit-text").content))
        await seat.press("enter")
        await seat.until(lambda: seat.app.screen is seat.coding and seat.coding.pane.selection.cursor > 90)
        await seat.press("backspace")
        await seat.until(lambda: "2 hits" in seat.screen and "«luistert»" in seat.screen)
        assert seat.app.screen.hits.place == 1

    sit_down(path, visit)


def test_a_query_that_is_wrong_is_told_with_its_place_and_the_results_stay(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await asked(seat, "privacy")
        await seat.until(lambda: "«Privacy»" in seat.screen)
        await seat.press("slash", "end")
        await seat.type(" code:Q")
        await seat.press("enter")
        await seat.until(lambda: "character 9: there is no code Q" in seat.line("summary"))
        assert "«Privacy»" in seat.screen

    sit_down(path, visit)


def test_an_expression_that_takes_long_holds_up_no_saving_and_no_other_query(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, let_go = Event(), Event()

    def slow(pattern: Pattern, texts: Sequence[tuple[int, str]]) -> Places:
        begun.set()
        let_go.wait()
        return places_of(pattern, texts)

    async def visit(seat: Seat) -> None:
        monkeypatch.setattr("codeerbank.workbench.searching.places_of", slow)
        await asked(seat, "/(Meer)+/")
        begun.wait()
        apply_code(seat.session, "groep 1", 0, 5, "M1.1").result()
        await seat.press("slash", "home", "ctrl+k")
        await seat.type("privacy")
        await seat.press("enter")
        await seat.until(lambda: "«Privacy»" in seat.screen)
        first = next(one for one in enumerate_threads() if one.name == "search")
        let_go.set()
        first.join()
        await seat.until(lambda: "«Privacy»" in seat.screen)

    try:
        sit_down(path, visit)
    finally:
        let_go.set()


def test_quotes_are_put_in_the_list_moved_noted_written_and_taken_out(path: Path) -> None:
    with open_project(path, "anna") as session:
        session.append(document("groep 2")).result()
        apply_code(session, "groep 2", 20, 30, "M1.1").result()

    async def visit(seat: Seat) -> None:
        await asked(seat, "excuus OR code:M1.1")
        await seat.until(lambda: "2 hits" in seat.screen)
        await seat.press("plus")
        await seat.until(lambda: "1 quote in the list" in seat.screen)
        await seat.press("end", "plus")
        await seat.until(lambda: "2 quotes in the list" in seat.screen)
        await seat.press("tab")
        await seat.until(lambda: "Privacy is een makkelijk excuus!" in seat.screen and "Source" in seat.screen)
        await seat.until(lambda: "▸  1  Privacy is een" in seat.screen)
        await seat.press("shift+down")
        await seat.until(lambda: "▸  2  Privacy is een" in seat.screen)
        await seat.press("r")
        await seat.type("begin hiermee")
        await seat.press("enter")
        await seat.until(lambda: "begin hiermee" in seat.screen)
        await seat.press("E", "enter")
        await seat.until(lambda: "2 quotes written" in seat.screen)
        await seat.press("x")
        await seat.until(lambda: "1 quote in the list" in seat.screen)
        await seat.press("u")
        await seat.until(lambda: "2 quotes in the list" in seat.screen)

    sit_down(path, visit, size=(120, 30))
    assert path.with_name("quotes.docx").exists()


def test_of_many_hits_only_the_page_in_sight_is_read() -> None:
    read: list[int] = []
    lines = HitLines(20_000, read.append)
    assert [line.key for line in lines][-1] == "19999"
    assert read == []
    assert lines[PAGE * 3 + 1].faint
    lines.fill(3, [Hit(Quote("d", 0, 1, n, None, f"woord {n}", ())) for n in range(PAGE)])
    assert "woord 1" in lines[PAGE * 3 + 1].cells
    assert read == [3]


def test_what_steers_a_terminal_is_shown_and_not_obeyed() -> None:
    hit = Hit(Quote("d", 0, 4, 1, None, "a\x1b[31m [b]c[/b] d", ()), (Span(7, 11),))
    words = in_context(hit, ("", "")).plain
    assert "\x1b" not in words
    assert "«[b]»c" in words or "«" in words
