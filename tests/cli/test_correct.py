"""Correcting a text and changing the codebook as a user types it."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def first(codeerbank: Command) -> dict[str, object]:
    found: list[dict[str, object]] = json.loads(codeerbank("list", "codings", "--json").out)
    return found[0]


def test_a_text_is_corrected_after_a_look_and_the_old_one_comes_back(project: Command, here: Path) -> None:
    text = (here / "gesprek.txt").read_text(encoding="utf-8")
    turn = json.loads(project("list", "turns", "--json", "--limit", 1).out)[0]
    words = turn["text"].split()
    at = turn["said"]
    assert (
        project(
            "code", "add", "--document", "gesprek", "--start", at, "--stop", at + len(words[0]), "--code", "K1.1"
        ).code
        == 0
    )
    (here / "beter.txt").write_text(text.replace(turn["text"], " ".join(["Kortom", *words[1:]])), encoding="utf-8")
    looked = project("correct", "gesprek", "beter.txt", "--dry-run")
    assert looked.code == 0
    assert words[0] in looked.out
    assert "valt weg" in looked.out
    assert "Er is niets veranderd" in looked.out
    assert "undo" in project("correct", "gesprek", "beter.txt").out
    assert "woorden zijn weg" in project("list", "unsettled").out
    assert "gelijk" in project("correct", "gesprek", "beter.txt").out
    assert "gesprek verbeterd" in project("undo").out
    assert first(project)["quote"] == words[0]
    assert project("correct", "gesprek", "--turn", 1, "--text", "Iets anders.", "--json").code == 0
    for wrong in (
        ("gesprek",),
        ("gesprek", "beter.txt", "--turn", 1),
        ("gesprek", "--turn", 999, "--text", "x"),
        ("x", "beter.txt"),
    ):
        assert project("correct", *wrong).code == 2


def test_an_undone_document_keeps_its_name_in_the_log(project: Command) -> None:
    assert "gesprek" in project("undo").out
    assert "?" not in project("log").out


def test_codes_are_merged_split_recoded_and_compared(project: Command, here: Path) -> None:
    for code in ("K1.1", "K1.2"):
        assert project("code", "add", "--document", "gesprek", "--start", 5, "--stop", 15, "--code", code).code == 0
    assert "1 codering gaat naar K1.1" in project("codebook", "merge", "K1.1", "K1.2", "--dry-run").out
    assert project("codebook", "merge", "K1.1", "K1.2", "--join").code == 0
    assert "samengevoegd met K1.1" in project("codebook", "show").out
    assert project("code", "add", "--document", "gesprek", "--start", 5, "--stop", 9, "--code", "K1.2").code == 1
    identity = first(project)["id"]
    assert project("code", "recode", identity, "--to", "M1.1").code == 0
    assert first(project)["code"] == "M1.1"
    assert "M1.1" in project("code", "recode", "--code", "M1.1", "--to", "K1.1", "--dry-run").out
    assert project("code", "recode", "--to", "K1.1").code == 2
    assert str(identity) in project("codebook", "split", "M1.1", "--into", "een,twee").out
    (here / "lijst.csv").write_text(f"id,code\n{identity},twee\n", encoding="utf-8")
    assert (
        "1 codering gaat naar twee"
        in project("codebook", "split", "M1.1", "--into", "een,twee", "--assign", "lijst.csv").out
    )
    assert first(project)["code"] == "twee"
    assert "twee" in project("codebook", "compare", 1).out
    assert project("codebook", "history", "M1.1").code == 0
    assert project("codebook", "compare", "morgen").code == 2
    assert project("codebook", "edit", "twee", "--definition", "Nieuw.").code == 0
    assert str(identity) in project("list", "codings", "--older-definition").out


def test_what_was_not_read_to_the_end_is_not_taken_back(project: Command) -> None:
    before = project("log").out
    assert "niet afgerond" in project("code", "done", "--document", "gesprek", "--undo").out
    assert project("log").out == before


def test_a_release_is_withdrawn_with_a_reason(project: Command) -> None:
    project("code", "add", "--document", "gesprek", "--start", 5, "--stop", 15, "--code", "K1.1")
    identity = first(project)["id"]
    released = project("release", identity, "--to", "outside", "--reason", "herkent niemand")
    assert released.code == 0, released.err
    assert "gelden niet meer" in project("release", identity, "--withdraw", "--reason", "toch herkend").out
    assert json.loads(project("quotes", "--for", "outside", "--json").out)["quotes"] == []
