"""Language, colours and keyboard: changed while one works, and kept for the next time."""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from codeerbank import config
from codeerbank.cli import project
from codeerbank.cli.main import codeerbank_
from codeerbank.i18n import use_language
from codeerbank.tui.keys import KEYS
from tests.tui.conftest import Seat, sit_down


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "settings"))


def test_another_language_changes_every_word_and_keeps_the_place(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1", "right")
        place = seat.coding.place
        await seat.press("f2")
        await seat.until(lambda: "Last changes" in seat.screen)
        await seat.press("ctrl+p")
        await seat.until(lambda: "What do you want to do?" in seat.screen)
        await seat.type("nederlands")
        await seat.until(lambda: re.search(r"nederlands\s+Language: Dutch", seat.screen))
        await seat.press("enter")
        await seat.until(lambda: "Laatste wijzigingen" in seat.screen and "hulp" in seat.line("keys"))
        await seat.press("f3")
        await seat.until(lambda: seat.coding.desk and "zin" in seat.line("keys"))
        assert seat.coding.place == place
        await seat.saved_as("opgeslagen")
        assert len(await seat.codings()) == 1

    sit_down(path, visit)
    assert config.settings()["language"] == "nl"


def test_other_colours_are_worn_by_what_is_drawn_by_hand_and_kept(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down", "z", "1")
        for theme in ("light", "terminal", "mono"):
            place = seat.coding.place
            await seat.app.run_action(f"wear('{theme}')")
            await seat.until(lambda: seat.coding.desk and seat.app.focused)
            assert seat.coding.place == place
            assert seat.coding.pane.look == theme
            await seat.press("right")
        assert seat.app.export_screenshot()

    sit_down(path, visit)
    assert config.chosen_theme() == "mono"
    assert config.chosen_theme("light") == "light"


def test_everything_the_help_page_names_is_among_the_commands(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        for screen, place in (
            ("overview", "overview"),
            ("coding", "coding"),
            ("answers", "answers"),
            ("logbook", "logbook"),
        ):
            await seat.app.run_action(f"go('{screen}')")
            offered = {command.title.casefold() for command in seat.app.get_system_commands(seat.app.screen)}
            done_by_action = [k for k in KEYS if k.place in ("everywhere", place) and k.shown and k.action]
            assert {k.words.casefold() for k in done_by_action} - offered == {"all commands"}

    sit_down(path, visit)


def test_a_command_about_the_text_works_from_the_palette(path: Path) -> None:
    async def visit(seat: Seat) -> None:
        await seat.press("ctrl+down")
        marking = next(c for c in seat.app.get_system_commands(seat.coding) if c.title.startswith("Mark the sentence"))
        marking.callback()
        await seat.until(lambda: seat.coding.pane.selection.span == (22, 53))

    sit_down(path, visit)


def test_one_setting_is_written_and_the_others_stay(tmp_path: Path) -> None:
    file = Path(config.settings_file())
    file.parent.mkdir(parents=True)
    file.write_text('# mine\ncoder = "anna"\ntheme = "dark"\nsimple_keyboard = true\n[later]\ntheme2 = 1\n')
    config.keep_setting("theme", "light")
    assert config.settings() == {"theme": "light", "coder": "anna", "simple_keyboard": "true"}
    assert "# mine" in file.read_text()
    assert config.wants_simple_keyboard()


def test_a_simple_keyboard_is_asked_for_before_the_screen_is_loaded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    monkeypatch.delenv("TEXTUAL_DISABLE_KITTY_KEY", raising=False)

    def load(_where: str) -> object:
        seen.append(os.environ.get("TEXTUAL_DISABLE_KITTY_KEY"))
        return lambda *chosen: seen.append(chosen[4]) or 0

    monkeypatch.setattr(project, "load", load)
    monkeypatch.setattr(project, "_on_terminal", lambda: True)
    done = CliRunner().invoke(codeerbank_, ["open", str(path), "--simple-keyboard", "--theme", "light"])
    assert (done.exit_code, seen) == (0, ["1", "light"]), done.output
    use_language("en")
