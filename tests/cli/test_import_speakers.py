from pathlib import Path

import pytest

from tests.cli.conftest import Command

TALK = "Focusgroep 3\n\nGL: Wie?\nJ1: Ik.\nJan: Ik ook.\nGL: Mooi.\nJan: Ja.\nJ1: Ja.\n"


@pytest.fixture
def talk(project: Command, here: Path) -> Command:
    (here / "groep.txt").write_text(TALK, encoding="utf-8")
    return project


def test_a_dry_run_shows_who_speaks_how_often_and_what_is_nobody_s(talk: Command) -> None:
    shown = talk("import", "groep.txt", "--dry-run").out
    for words in ("GL", "gespreksleider", "Jan", "Ik ook.", "Focusgroep 3", "UTF-8", "Er is niets veranderd"):
        assert words in shown
    assert len(talk("list", "documents", "--json").json) == 1


def test_corrections_of_speakers_reach_the_project(talk: Command) -> None:
    arguments = ("--moderator", "J1", "--same", "Jan=J1", "--person", "j1=Joris")
    (document,) = talk("import", "groep.txt", *arguments, "--json").json["documents"]
    speakers = [
        {"label": "GL", "role": "moderator", "case": None, "turns": 2},
        {"label": "J1", "role": "moderator", "case": "Joris", "turns": 4},
    ]
    assert (document["speakers"], document["without_speaker"]) == (speakers, 1)
    assert (
        next(one for one in talk("list", "documents", "--json").json if one["name"] == "groep")["speakers"] == speakers
    )


@pytest.mark.parametrize(
    "wrong",
    [
        ("--moderator", "X"),
        ("--participant", "X"),
        ("--same", "Jan"),
        ("--same", "Jan=X"),
        ("--person", "=Joris"),
        ("--person", "X=Joris"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_comes_in(talk: Command, wrong: tuple[str, ...]) -> None:
    shown = talk("import", "groep.txt", *wrong)
    assert shown.code == 2
    assert 1 <= len(shown.err.splitlines()) <= 3
    assert len(talk("list", "documents", "--json").json) == 1


def test_who_was_taken_for_the_moderator_can_be_a_participant(talk: Command) -> None:
    (document,) = talk("import", "groep.txt", "--participant", "GL", "--json").json["documents"]
    assert {one["label"]: one["role"] for one in document["speakers"]}["GL"] == "participant"


def test_a_column_that_reads_like_an_open_question_can_be_a_closed_one(talk: Command, here: Path) -> None:
    rows = "nr;wat\n1;ik vind het heel fijn\n2;nooit geweten dat het kon\n"
    (here / "e.csv").write_text(rows, encoding="utf-8")
    assert "1 open" in talk("import", "e.csv", "--dry-run").out
    assert "0 open" in talk("import", "e.csv", "--closed", "wat", "--dry-run").out


def test_groups_of_a_list_of_participants_head_the_quotes(project: Command, here: Path) -> None:
    lines = "label;document;groep;pseudoniem;leeftijd\nJ1;gesprek;jongere;Sam;17\nP1;gesprek.txt;ouder;Els;44\n"
    (here / "lijst.csv").write_text(lines, "utf-8")
    assert project("import", "lijst.csv", "--dry-run").code == 0
    assert project("import", "lijst.csv").code == 0
    project("code", "add", "--document", "gesprek", "--start", 4, "--stop", 12, "--code", "M1.1")
    assert "== jongere ==" in project("quotes", "--by", "groep").out
    assert "== 17 ==" in project("quotes", "--by", "leeftijd").out
    assert project("merge", "--by", "groep").code == 0
    assert project("crosstab", "--rows", "codes", "--by", "groep").code == 0
