"""``codeerbank agree`` as a user types it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.workbench.test_reliability import project  # noqa: F401 - the fixture


@pytest.fixture
def agree(codeerbank: Command, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.setenv("CODEERBANK_PROJECT", str(request.getfixturevalue("project")))
    return lambda *arguments: codeerbank("agree", *arguments)


def test_the_table_says_what_was_compared_and_fits_80_columns(agree: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    printed = agree().out
    assert "Dubbel gelezen: 10 van 12 (83,3%)" in printed
    assert "eerst bespreken" in printed
    assert max(map(len, printed.splitlines())) <= 80


def test_json_comes_with_and_without_the_list(agree: Command) -> None:
    assert "disagreements" not in agree("--json", "--by", "theme").json
    listed = agree("--list", "--code", "W", "--json").json["disagreements"]
    assert {one["turn"] for one in listed if one["kind"] == "codes"} == {5, 6}


def test_a_file_holds_every_table_and_the_list_stays_in_the_team(agree: Command, here: Path) -> None:
    assert agree("-o", here / "uit.md").code == 0
    text = (here / "uit.md").read_text("utf-8")
    assert text.count("\n# ") + text.startswith("# ") == 3
    refused = agree("--list", "--for", "outside", "-o", here / "weg.xlsx")
    assert (refused.code, (here / "weg.xlsx").exists()) == (1, False)


def test_who_cannot_be_compared_is_said_in_one_sentence(agree: Command) -> None:
    refused = agree("--coders", "anna,piet")
    assert refused.code == 2
    assert "Er is geen codeur piet." in refused.err
    assert "Traceback" not in refused.err
