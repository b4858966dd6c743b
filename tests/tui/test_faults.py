"""What goes wrong under an open screen: it is said, nothing is lost, and the screen stays."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from codeerbank.domain.events import Exported
from codeerbank.errors import Conflict
from codeerbank.workbench.session import create_project, open_project
from tests.tui.conftest import CODES, Seat, sit_down

SENTENCE = "Ik wist nooit wie er zou komen."


def held_in(path: Path) -> list[tuple[str, str]]:
    with open_project(path, "anna", write=False) as session:
        return [(coding.code, coding.quote) for coding in session.read.codings.of("groep 1")]


def warned(seat: Seat) -> str:
    """What was said that should not be missed."""
    return " ".join(seat.app.notices)


def test_work_goes_on_in_a_new_file_when_the_project_was_replaced(path: Path) -> None:
    other = path.with_name("ander.codeerbank")
    create_project(other, "Ander", "bea", codebook=CODES).close()
    untouched = other.read_bytes()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        other.replace(path)
        await seat.press("right", "z", "2")
        await seat.saved()
        await seat.until(lambda: "Nothing is lost" in warned(seat))
        await seat.press("h")
        await seat.saved()
        await seat.press("f2")
        await seat.until(lambda: "M1.1 applied to groep 1" in seat.screen)

    sit_down(path, visit)
    rescued = path.with_name("proef (rescued).codeerbank")
    assert held_in(rescued) == [("K1.1", SENTENCE), ("M1.1", "Privacy is een makkelijk excuus!")]
    assert path.read_bytes() == untouched
    assert not list(path.parent.glob("*-journal"))


def test_nothing_is_lost_when_another_program_writes_over_the_open_file(path: Path) -> None:
    other = path.with_name("ander.codeerbank")
    create_project(other, "Ander", "bea", codebook=CODES).close()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        path.write_bytes(other.read_bytes())
        await seat.press("right", "z", "2")
        await seat.saved()
        await seat.until(lambda: "Nothing is lost" in warned(seat))
        await seat.press("f2")
        await seat.until(lambda: "M1.1 applied to groep 1" in seat.screen)

    sit_down(path, visit)
    assert [code for code, _ in held_in(path.with_name("proef (rescued).codeerbank"))] == ["K1.1", "M1.1"]
    assert path.read_bytes() == other.read_bytes()
    assert not [*path.parent.glob("*-journal"), *path.parent.glob("*/.open-*")]


def test_an_older_copy_put_back_in_the_open_file_is_noticed_by_reading_too(path: Path) -> None:
    before = path.read_bytes()

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        path.write_bytes(before)
        await seat.press("f2")
        await seat.until(lambda: "Nothing is lost" in warned(seat))
        await seat.until(lambda: "K1.1 applied to groep 1" in seat.screen)

    sit_down(path, visit)
    assert path.read_bytes() == before


def test_a_file_that_was_only_touched_is_gone_on_with(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        os.utime(path, (1, 1))
        await seat.press("right", "z", "2")
        await seat.saved()
        assert not warned(seat)

    sit_down(path, visit)
    assert len(held_in(path)) == 2


def test_who_only_looks_is_told_that_another_project_came_in_its_place(path: Path) -> None:
    other = path.with_name("ander.codeerbank")
    create_project(other, "Ander", "bea", codebook=CODES).close()
    with open_project(path, write=False, threaded=True) as session:
        assert session.later(session.read.about.project).result()
        path.write_bytes(other.read_bytes())
        with pytest.raises(Conflict, match="replaced while it was open"):
            session.later(session.read.about.project).result()


def test_work_goes_on_when_the_project_was_removed_and_that_again(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        for number, key in enumerate("12", start=1):
            seat.session.path.unlink()
            await seat.press("ctrl+down", "z", key)
            await seat.saved()
            await seat.until(lambda: len(seat.app.notices) >= number)  # noqa: B023
        await seat.press("u")
        await seat.saved()

    sit_down(path, visit)
    assert [code for code, _ in held_in(path.with_name("proef (rescued) (rescued).codeerbank"))] == ["K1.1"]


def test_a_project_that_was_moved_stays_as_it_was_and_work_goes_on(path: Path) -> None:
    elsewhere = path.with_name("elders.codeerbank")

    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        path.rename(elsewhere)
        await seat.press("right", "z", "2")
        await seat.saved()
        await seat.until(lambda: "Nothing is lost" in warned(seat))
        assert "Ik wist nooit" in seat.screen

    sit_down(path, visit)
    assert [code for code, _ in held_in(elsewhere)] == ["K1.1"]
    assert len(held_in(path.with_name("proef (rescued).codeerbank"))) == 2


def test_a_full_disk_is_said_and_what_was_there_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.saved()
        with monkeypatch.context() as full:

            def refuse(*_args: object) -> None:
                raise sqlite3.OperationalError("database or disk is full")

            full.setattr("codeerbank.store.log.write", refuse)
            await seat.press("right", "z", "2")
            await seat.until(lambda: "The disk is full" in warned(seat))
            await seat.saved()
        await seat.until(lambda: len(seat.coding.desk.codings) == 1)
        await seat.press("2")
        await seat.saved()
        assert len(await seat.codings()) == 2

    sit_down(path, visit)


def test_a_disk_without_room_for_a_rescue_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = path.with_name("copy")

    async def visit(seat: Seat) -> None:
        shutil.copy(path, copy)
        path.unlink()

        def refuse(*_args: object) -> int:
            raise OSError(errno.ENOSPC, "no room")

        monkeypatch.setattr("codeerbank.store.rescue.os.open", refuse)
        await seat.press("ctrl+down", "z", "1")
        await seat.until(lambda: "put the file back" in warned(seat))
        assert seat.coding.desk

    sit_down(path, visit)


def test_what_should_not_be_missed_stands_on_every_screen_until_it_was_read(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        seat.app.warn("De schijf is bijna vol.")
        seat.app.warn("Het project staat in een wolkmap.")
        await seat.until(lambda: "bijna vol.   [Esc: read, 1 more]" in seat.screen)
        await seat.press("f2")
        await seat.until(lambda: "bijna vol." in seat.screen)
        await seat.press("escape")
        await seat.until(lambda: "wolkmap.   [Esc: read]" in seat.screen)
        await seat.press("escape")
        await seat.until(lambda: "[Esc: read" not in seat.screen)

    sit_down(path, visit)


def test_undo_says_once_what_stays_because_it_cannot_be_undone(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        await seat.press("h")
        await seat.saved()
        seat.session.append(Exported("codings", "team", 1, "codes.csv")).result()
        await seat.press("u")
        await seat.until(lambda: "Stays, for it cannot be undone" in warned(seat))
        assert "codes.csv" in warned(seat)
        assert "Undone: " in warned(seat)
        await seat.press("escape", "u")
        await seat.saved()
        assert warned(seat) == ""

    sit_down(path, visit)
