"""Summaries: a text per theme and document, linked to the codings it rests on."""

from pathlib import Path

import pytest

from codeerbank.errors import UsageError
from codeerbank.workbench.coding import apply_code, remove_coding
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.export_tables import memos
from codeerbank.workbench.history import undo
from codeerbank.workbench.session import open_project
from codeerbank.workbench.summaries import cell, summary_grid, summary_sheet, write_summary
from tests.tui.conftest import Seat, sit_down


def test_a_summary_is_linked_to_the_codings_of_its_cell(path: Path) -> None:
    with open_project(path, "anna") as session:
        first = apply_code(session, "groep 1", 54, 61, "M1.1").result()
        write_summary(session, "groep 1", "M1", "Privacy is een excuus.").result()
        apply_code(session, "groep 1", 54, 61, "M1.2", coder="bram").result()
        held = cell(session, "groep 1", "M1")
        assert [(one.code, one.id in held.fresh) for one in held.codings] == [("M1.1", False), ("M1.2", True)]
        grid = summary_grid(session)
        assert [code.key for code in grid.themes] == ["K1", "M1"]
        assert grid.fragments["groep 1", "M1"] == 2
        assert [row[3] for row in summary_sheet(session).rows] == ["Privacy is een excuus."]
        assert ["theme", "M1 | groep 1", "summary", "Privacy is een excuus.", "anna", ""] in list(
            memos(session, ExportChoices()).rows
        )
        assert first
        remove_coding(session, held.codings[0].id).result()
        assert cell(session, "groep 1", "M1").summary is not None


def test_an_empty_summary_takes_it_away_and_undo_brings_it_back(path: Path) -> None:
    with open_project(path, "anna") as session:
        with pytest.raises(UsageError):
            write_summary(session, "groep 1", "M1", " ").result()
        write_summary(session, "groep 1", "M1", "Iets.").result()
        write_summary(session, "groep 1", "M1", "").result()
        assert cell(session, "groep 1", "M1").summary is None
        undo(session).result()
        assert cell(session, "groep 1", "M1").summary.text == "Iets."


def test_a_cell_is_chosen_written_and_its_codings_lead_to_the_text(path: Path) -> None:
    with open_project(path, "anna") as session:
        apply_code(session, "groep 1", 54, 61, "M1.1").result()

    async def visit(seat: Seat) -> None:
        await seat.press("g", "w")
        await seat.until(lambda: "K1 kunnen" in seat.screen and "Nothing was written" in seat.screen)
        await seat.press("down")
        await seat.until(lambda: "1 coding" in seat.line("cell-title"))
        await seat.press("r")
        await seat.type("een muurtje")
        await seat.press("escape", "enter")
        await seat.until(lambda: seat.line("summary-text") == "een muurtje" and "[1 ✎]" in seat.screen)
        await seat.press("tab", "enter")
        await seat.until(lambda: seat.app.screen is seat.coding and seat.coding.pane.selection.cursor == 54)
        await seat.press("backspace")
        await seat.until(lambda: "[1 ✎]" in seat.screen)
        await seat.press("u")
        await seat.until(lambda: "Nothing was written" in seat.screen)

    sit_down(path, visit)
