"""The klankbordgroep on the screen: what came back, a meeting with counts, and what was decided."""

from dataclasses import replace
from pathlib import Path

import pytest

from codeerbank.errors import NotFound, UsageError
from codeerbank.tui.panel_words import scene
from codeerbank.tui.widgets.line_list import LineList
from codeerbank.workbench.meeting import keep_said, keep_tally, tallies
from codeerbank.workbench.name_review import name_review
from codeerbank.workbench.panel import make_form, read_typed, totals_for_people
from codeerbank.workbench.panel_board import FormGlance
from codeerbank.workbench.panel_forms import Ask
from codeerbank.workbench.panel_rounds import keep_member, keep_round
from codeerbank.workbench.session import open_project
from tests.panel.forms import form, quote
from tests.tui.conftest import Seat, sit_down

CALL = ("Noor", "06 - 00 00 00 00", "2999-12-15")


@pytest.fixture
def asked(path: Path) -> Path:
    """A round with a form of two findings, and one member's answer."""
    with open_project(path, "anna") as session:
        keep_member(session, "lid-1").result()
        keep_round(session, "ronde 1", "findings", "klankbordgroep").result()
        ask = Ask(kind="findings", texts=("ouders weten wie er komt", "regels zijn een excuus"), round="ronde 1")
        make_form(session, path.with_suffix(".html"), *CALL, ask=ask).result()
        read_typed(session, "K1: 1av 2c; 2: bij ons niet", "lid-1").result()
    return path


def test_rounds_stand_above_their_forms_with_totals_and_the_log(asked: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("f8")
        await seat.until(lambda: "ronde 1" in seat.screen and "answer of lid-1" in seat.screen)
        await seat.press("down")
        await seat.until(lambda: "1/0/0/0" in seat.screen)
        await seat.press("tab", "down")
        await seat.until(lambda: "bij ons niet" in seat.screen and "1 member" in seat.screen)
        assert "%" not in seat.screen

    sit_down(asked, visit, open=False)


def test_a_meeting_counts_people_for_the_whole_group_and_can_be_undone(asked: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("g", "k")
        await seat.until(lambda: "ronde 1" in seat.screen)
        await seat.press("down", "enter")
        await seat.until(lambda: "ouders weten wie er komt" in seat.screen and "1 of 2" in seat.screen)
        await seat.press("1", "1", "2", "enter", "2", "3", "enter")
        await seat.until(lambda: seat.line("stage-answers").split()[2:] and "12" in seat.line("stage-answers"))
        await seat.until(lambda: "3" in seat.line("stage-answers").splitlines()[1])
        await seat.press("right", "m")
        await seat.type("zegt de helft")
        await seat.press("enter")
        await seat.until(lambda: "zegt de helft" in seat.screen and "2 of 2" in seat.screen)
        await seat.press("u")
        await seat.until(lambda: "zegt de helft" not in seat.line("stage-said"))
        await seat.press("1", "x", "enter", "escape")
        await seat.until(lambda: "12/3/·/·" in seat.screen)
        assert seat.app.screen.query_one("#pieces", LineList).lit == "2"

    sit_down(asked, visit, open=False)
    with open_project(asked, write=False) as session:
        [kept] = tallies(session)
        assert (kept.number, kept.counts["agree"]) == (1, {"a": 12, "b": 3})


def test_a_decision_about_a_piece_needs_a_reason(asked: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("f8")
        await seat.until(lambda: "ronde 1" in seat.screen)
        await seat.press("down", "r", "down", "enter", "enter", "r", "down", "enter")
        await seat.type("te stellig")
        await seat.press("enter")
        await seat.until(lambda: "amended" in seat.screen)
        await seat.press("up")
        await seat.until(lambda: "because te stellig" in seat.screen)

    sit_down(asked, visit, size=(140, 45), open=False)


def test_hard_words_are_announced_first_and_withdrawn_words_are_not_shown() -> None:
    hard = replace(quote(1, "Zware woorden."), despite=("sensitive",))
    glance = FormGlance(form(2, quotes=[hard, quote(2, "Teruggenomen woorden.")]), 0, (), {}, {2}, {})
    announced, shown, gone = scene(glance, 1, 0, False), scene(glance, 1, 0, True), scene(glance, 2, 0, True)
    assert announced.hidden
    assert "Zware" not in announced.piece
    assert "overslaan" in announced.piece
    assert not shown.hidden
    assert shown.piece == "Zware woorden."
    assert "Teruggenomen" not in gone.piece


def test_counts_of_a_meeting_stand_with_the_totals_and_not_among_the_members(asked: Path) -> None:
    with open_project(asked, "anna") as session:
        form_ = session.read.panel.forms()[0]
        keep_tally(session, form_.id, 1, "agree", "a", 12).result()
        keep_said(session, form_.id, 1, "Bas zei ja").result()
        sheet = totals_for_people(session, "K1")
        assert any("12" in note and "In a meeting, piece 1" in note for note in sheet.notes)
        assert not any("Bas" in note for note in sheet.notes)
        assert ("Bas", "meeting") in [(one.words, one.kind) for one in name_review(session).result().open]
        assert sheet.about[0][1] == "1"
        with pytest.raises(UsageError):
            keep_tally(session, form_.id, 1, "agree", "a", -1)
        with pytest.raises(NotFound):
            keep_tally(session, form_.id, 9, "agree", "a", 1).result()
