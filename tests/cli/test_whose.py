"""Who codes where nobody said so is told once, to whoever got a project that others coded in."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_copy_tells_once_under_which_name_one_codes(
    project: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert project("code", "add", "--document", "gesprek", "--start", 4, "--stop", 12, "--code", "M1.1").code == 0
    (file,) = here.glob("*.codeerbank")
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE local SET value = 'elsewhere' WHERE key = 'installation'")
    monkeypatch.setattr("getpass.getuser", lambda: "laptop-7")
    add = ["memo", "add", "--text"]
    assert "laptop-7" not in project(*add, "nul", "--coder", "carla").err
    first = project(*add, "een")
    assert (first.code, "laptop-7" in first.err, "--coder" in first.err) == (0, True, True)
    assert project(*add, "twee").err == ""
