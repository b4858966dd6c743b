import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from codeerbank.cli import faults
from codeerbank.cli.main import codeerbank_
from codeerbank.cli.overview import SECTIONS
from codeerbank.errors import ImportProblems, ProjectLocked
from tests.cli.conftest import Command

NAMES = [name for section in SECTIONS.values() for name in section]


def program(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith("CODEERBANK_")} | environment
    return subprocess.run(
        [sys.executable, "-m", "codeerbank", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=env,
        timeout=60,
    )


def test_help_names_every_command_in_dutch(codeerbank: Command) -> None:
    shown = codeerbank("--help")
    assert shown.code == 0
    assert all(f"  {name} " in shown.out for name in NAMES)
    assert "Gebruik: codeerbank" in shown.out


def test_help_in_english_says_the_same_in_other_words() -> None:
    assert "Make a project." in program("--lang", "en", "--help").stdout
    assert "Make a project." in program("--help", "--lang", "en").stdout
    assert "Make a project." in program("--help", CODEERBANK_LANG="en").stdout


def test_help_with_other_options_beside_it_is_the_same(codeerbank: Command) -> None:
    shown = program("--help").stdout
    assert shown == codeerbank("--project", "x", "--help").out == codeerbank("-h", "--debug").out
    assert program("--version").stdout == codeerbank("--debug", "--version").out


def test_help_fits_a_narrow_terminal() -> None:
    assert max(map(len, program("--help", COLUMNS="50").stdout.splitlines())) <= 50


def test_an_unknown_language_is_refused() -> None:
    assert program("--lang", "fr", "doctor").returncode == 2


@pytest.mark.parametrize("settings", [b"coder = ", b"\xff\xfec\x00", b'coder = "Ren\xe9"', None])
def test_settings_that_cannot_be_read_are_named_and_keep_nobody_from_the_help(
    settings: bytes | None, tmp_path: Path
) -> None:
    file = tmp_path / "codeerbank" / "config.toml"
    file.parent.mkdir()
    if settings is None:
        file.mkdir()
    else:
        file.write_bytes(settings)
    place = {"XDG_CONFIG_HOME": str(tmp_path), "APPDATA": str(tmp_path)}
    assert program("--help", **place).returncode == 0
    made = program("new", str(tmp_path / "p"), **place)
    assert (made.returncode, "config.toml" in made.stderr, "Traceback" in made.stderr) == (2, True, False)


def test_every_command_shows_an_example(codeerbank: Command) -> None:
    import click

    context = click.Context(codeerbank_)
    for name in NAMES:
        command = codeerbank_.get_command(context, name)
        inner = [(name, sub) for sub in command.commands] if isinstance(command, click.Group) else [(name,)]
        for words in inner:
            shown = codeerbank(*words, "--help")
            assert shown.code == 0, words
            assert "Voorbeeld:\n" in shown.out, words
            assert f"codeerbank {' '.join(words)}" in shown.out.rpartition("Voorbeeld:")[2], words


def test_help_works_where_the_terminal_knows_ascii_only() -> None:
    shown = program("--help", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="")
    assert shown.returncode == 0
    assert "enquête" in shown.stdout


def test_click_s_own_complaints_are_dutch_and_short() -> None:
    for arguments in (["bestaatniet"], ["list", "bestaatniet"], ["list", "documents", "--bestaatniet"], ["import"]):
        shown = program(*arguments)
        assert shown.returncode == 2
        assert shown.stdout == ""
        assert 1 <= len(shown.stderr.splitlines()) <= 3
        assert "Hulp: codeerbank" in shown.stderr
        assert not {"No such", "Missing", "Invalid"} & set(shown.stderr.split(" "))


def test_an_error_is_json_when_json_was_asked_for(codeerbank: Command) -> None:
    shown = codeerbank("list", "bestaatniet", "--json")
    assert shown.code == 2
    assert set(shown.json["error"]) == {"kind", "message", "hint", "where"}
    assert shown.err == ""


def test_a_folder_without_a_project_says_what_to_do(codeerbank: Command) -> None:
    shown = codeerbank("status")
    assert shown.code == 2
    assert "codeerbank new" in shown.err


def test_two_projects_in_a_folder_are_named(codeerbank: Command) -> None:
    codeerbank("new", "een")
    codeerbank("new", "twee")
    shown = codeerbank("status")
    assert shown.code == 2
    assert "een.codeerbank, twee.codeerbank" in shown.err


@pytest.mark.parametrize("before", [True, False])
def test_the_project_may_be_named_before_or_after_the_command(codeerbank: Command, before: bool) -> None:
    codeerbank("new", "een")
    codeerbank("new", "twee")
    choice = ["--project", "twee.codeerbank"]
    shown = codeerbank(*choice, "status") if before else codeerbank("status", *choice)
    assert shown.code == 0
    assert "twee" in shown.out


def test_the_environment_may_name_the_project(codeerbank: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    codeerbank("new", "een")
    codeerbank("new", "twee")
    monkeypatch.setenv("CODEERBANK_PROJECT", "een.codeerbank")
    assert codeerbank("status", "--json").json["project"] == "een"


def test_a_project_that_is_not_there_is_not_made(codeerbank: Command, here: Path) -> None:
    assert codeerbank("status", "--project", "weg.codeerbank").code == 2
    assert not (here / "weg.codeerbank").exists()


def test_many_problems_are_cut_to_what_fits_on_a_screen(capsys: pytest.CaptureFixture[str]) -> None:
    problems = ImportProblems("Niet te lezen.", [f"regel {n}: fout" for n in range(100)], "Verbeter het bestand.")
    assert faults.report(problems, as_json=False, debug=False) == 2
    shown = capsys.readouterr().err.splitlines()
    assert len(shown) <= 15
    assert shown[-2] == "  en nog 88"
    assert shown[-1] == "Verbeter het bestand."


def test_escape_codes_in_a_message_do_not_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    assert faults.report(ProjectLocked("door \x1b]0;gekaapt\x07 bezet"), as_json=False, debug=False) == 5
    assert "\x1b" not in capsys.readouterr().err


def test_a_fault_of_ours_is_one_sentence_and_its_report_holds_no_text(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    secret = "zei mijn tante"
    with pytest.raises(KeyError) as raised:
        raise KeyError(secret)
    assert faults.report(raised.value, as_json=False, debug=True) == 70
    report = next(tmp_path.glob("codeerbank-*.txt"))
    assert str(report) in capsys.readouterr().err
    assert stat.S_IMODE(report.stat().st_mode) == 0o600 or sys.platform == "win32"
    assert "builtins.KeyError" in report.read_text(encoding="utf-8")
    assert secret not in report.read_text(encoding="utf-8")
    assert str(Path.home()) not in report.read_text(encoding="utf-8")


def test_a_reader_that_stops_reading_is_no_fault(project: Command, here: Path) -> None:
    line = f'"{sys.executable}" -m codeerbank list turns --json'
    shown = subprocess.run(f"{line} | head -c 1", shell=True, capture_output=True, text=True, cwd=here, timeout=60)
    assert shown.stderr == ""


def test_files_are_for_the_owner_s_eyes_only(here: Path) -> None:
    before = os.umask(0o022)
    try:
        subprocess.run(
            [sys.executable, "-m", "codeerbank", "new", "stil"], cwd=here, check=True, capture_output=True, timeout=60
        )
    finally:
        os.umask(before)
    if sys.platform != "win32":
        assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in here.iterdir())


def test_the_settings_file_sets_language_and_coder(codeerbank: Command, here: Path, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "codeerbank"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text('language = "en"\ncoder = "bram"\n', encoding="utf-8")
    assert codeerbank("new", "proef").code == 0
    assert codeerbank("log", "--json").json["actions"][0]["who"] == "bram"
    shown = subprocess.run(
        [sys.executable, "-m", "codeerbank", "--help"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=here,
        timeout=60,
    )
    assert "Make a project." in shown.stdout


def test_a_broken_settings_file_is_named(codeerbank: Command, tmp_path: Path) -> None:
    folder = tmp_path / "config" / "codeerbank"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.toml").write_text("dit is geen toml", encoding="utf-8")
    shown = codeerbank("new", "proef")
    assert shown.code == 2
    assert "config.toml" in shown.err


def test_what_is_typed_in_another_character_set_is_refused_in_a_sentence(project: Command) -> None:
    refused = project("memo", "add", "--text", "caf\udce9")
    assert refused.code == 2
    assert "andere tekenset" in refused.err
    assert project("memo", "list", "--json").json == []


def test_a_reader_that_stops_in_the_middle_of_a_list_is_no_refusal(project: Command, here: Path) -> None:
    lines = "".join(f"J1: zin {n}.\n\nP1: goed.\n\n" for n in range(2000))
    (here / "lang.txt").write_text(lines, encoding="utf-8")
    assert project("import", "lang.txt", "--as", "transcript").code == 0
    with subprocess.Popen(
        [sys.executable, "-m", "codeerbank", "list", "turns"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=here
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.readline()
        running.stdout.close()
        assert (running.stderr.read(), running.wait()) == (b"", 0)


def test_a_working_folder_that_is_gone_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert faults.report(FileNotFoundError(2, "No such file or directory"), False, False) == 2
    assert "bestaat niet" in capsys.readouterr().err
