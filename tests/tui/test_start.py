"""The first screen where there is no project, or more than one."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from codeerbank.store import passphrase
from codeerbank.tui.start import Beginning, StartApp
from codeerbank.workbench.session import create_project, open_project

Visit = Callable[[Pilot[Beginning], Callable[..., Awaitable[None]]], Awaitable[None]]


def begin(visit: Visit, *projects: Path) -> Beginning | None:
    """Sit down at the first screen and give what was chosen."""

    async def stay() -> Beginning | None:
        app = StartApp(projects, None)
        async with app.run_test(size=(80, 24)) as pilot:

            def screen() -> str:
                return "\n".join(strip.text for strip in app.screen._compositor.render_strips())

            async def until(words: str) -> None:
                for _ in range(500):
                    if app._exit or words in screen():
                        return
                    await pilot.pause(0.01)
                raise AssertionError(screen())

            await visit(pilot, until)
            await until("\0")
        return app.return_value

    return asyncio.run(stay())


def test_a_project_is_begun_with_a_name_a_coder_and_a_codebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    async def visit(pilot: Pilot[Beginning], until: Callable[..., Awaitable[None]]) -> None:
        await until("There is no project in this folder yet.")
        await pilot.press("enter")
        await until("Name of the project")
        await pilot.press(*"Steun", "space", *"26", "enter")
        await until("Who codes?")
        await pilot.press("home", "shift+end", *"bea", "enter")
        await until("With which codebook?")
        await pilot.press(*"kunnen", "enter")

    path = tmp_path / "steun-26.codeerbank"
    assert begin(visit) == Beginning(path, "bea")
    with open_project(path) as session:
        assert (session.project_name, session.coder) == ("Steun 26", "bea")
        assert session.codebook.codes


def test_what_cannot_be_made_is_told_and_the_choice_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    create_project(tmp_path / "steun.codeerbank", "Steun", "anna").close()

    async def visit(pilot: Pilot[Beginning], until: Callable[..., Awaitable[None]]) -> None:
        await pilot.press("enter", *"Steun", "enter")
        await until("Who codes?")
        await pilot.press("enter")
        await until("With which codebook?")
        await pilot.press(*"none", "enter")
        await until("steun.codeerbank exists already")
        await pilot.press("enter", "enter", "enter")
        await until("With which codebook?")
        await pilot.press(*"own", "enter")
        await until("Path of the codebook")
        await pilot.press(*"weg", "enter")
        await until("There is no codebook weg.")
        await pilot.press("ctrl+q")

    assert begin(visit) is None
    assert len(list(tmp_path.glob("*.codeerbank"))) == 1


@pytest.mark.parametrize(("keys", "chosen"), [(["down"], 1), (["end"], None)])
def test_a_project_or_the_practice_study_is_chosen(keys: list[str], chosen: int | None) -> None:
    paths = [Path("een.codeerbank"), Path("twee\x1b[31m[b].codeerbank")]

    async def visit(pilot: Pilot[Beginning], until: Callable[..., Awaitable[None]]) -> None:
        await until("Open twee␛[31m[b].codeerbank")
        await pilot.press(*keys, "enter")

    assert begin(visit, *paths) == Beginning(paths[chosen] if chosen is not None else None)


def test_an_encrypted_project_is_opened_once_its_passphrase_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("sqlcipher3")
    path, words = tmp_path / "kluis.codeerbank", "vier losse woorden samen"
    monkeypatch.setenv(passphrase.VARIABLE, words)
    create_project(path, "Kluis", "anna", encrypted=True).close()
    monkeypatch.delenv(passphrase.VARIABLE)

    async def visit(pilot: Pilot[Beginning], until: Callable[..., Awaitable[None]]) -> None:
        await until("kluis.codeerbank")
        await pilot.press("enter")
        await until("Passphrase of kluis.codeerbank")
        await pilot.press(*"fout", "enter")
        await until("The passphrase does not open kluis.codeerbank.")
        await until("Passphrase of kluis.codeerbank")
        await pilot.press(*("space" if letter == " " else letter for letter in words), "enter")

    try:
        assert begin(visit, path) == Beginning(path)
        assert passphrase.known() == words
    finally:
        passphrase.forget()
