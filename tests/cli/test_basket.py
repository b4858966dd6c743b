"""The query language and the list of quotes as a user types them."""

from pathlib import Path

import pytest

from tests.cli.conftest import TALK, Command


@pytest.fixture
def study(codeerbank: Command, here: Path) -> Command:
    (here / "groep-1.txt").write_text(TALK, encoding="utf-8")
    codeerbank("new", "studie")
    codeerbank("import", "groep-1.txt")
    codeerbank("codebook", "add", "steun")
    codeerbank("code", "add", "--document", "groep-1", "--start", 16, "--stop", 26, "--code", "steun")
    return codeerbank


def test_a_query_of_the_command_line(study: Command) -> None:
    def turns(*query: str) -> list[int]:
        return [hit["turn"] for hit in study("search", *query, "--json").json["hits"]]

    assert turns("code:steun") == [1]
    assert turns("weten NIET code:steun") == [2]
    assert turns("/dat .s/ spreker:P1") == [2]
    assert turns("gewoon BIJ/2 tante") == [3]
    assert turns("gewoon vragen") == [3]
    wrong = study("search", "(weten OF")
    assert (wrong.code, "teken 10" in wrong.err) == (2, True)
    assert "1 treffer: weten EN NIET code:steun" in study("search", "weten NIET code:steun").out
    assert "“of”: gezocht als woord" in study("search", "of", "weten").out


def test_a_list_of_quotes_from_beginning_to_file(study: Command, here: Path) -> None:
    coding = study("list", "codings", "--json").json[0]["id"]
    assert "staat 1 citaat" in study("basket", "add", coding, "--note", "eerst").out
    assert "staan 2 citaten" in study("basket", "add", "--found", "lastig").out
    assert study("basket", "add", coding).code == 1
    assert study("basket", "move", 2, 1).code == 0
    assert study("basket", "note", 1, "opening").code == 0
    quotes = study("quotes", "--basket", "--json").json["quotes"]
    assert [(one["number"], one["text"], one["note"], one["codes"]) for one in quotes] == [
        (1, "🙂 Dat is lastig.", "opening", []),
        (2, "mijn tante", "eerst", ["steun"]),
    ]
    for name in ("lijst.docx", "lijst.html", "lijst.csv"):
        assert study("basket", "list", "-o", name).code == 0
    assert "mijn tante" in (here / "lijst.html").read_text(encoding="utf-8")
    assert study("basket", "remove", 3).code == 2
    study("basket", "remove", 1)
    assert "lastig" not in study("basket", "list").out
    study("undo")
    assert "lastig" in study("basket", "list").out
    assert study("quotes", "--basket", "--by", "group").code == 2


def test_a_quote_goes_along_with_a_correction(study: Command, here: Path) -> None:
    study("basket", "add", "--found", "tante")
    (here / "nieuw.txt").write_text("J1: Nou, ja. " + TALK[4:], encoding="utf-8")
    assert study("correct", "groep-1", "nieuw.txt").code == 0
    assert study("basket", "list", "--json").json["quotes"][0]["text"].endswith("mijn tante meer mag weten.")


def test_a_stretch_and_what_is_asked_wrongly(study: Command) -> None:
    assert study("basket", "add", "--document", "groep-1", "--start", 4, "--stop", 10).code == 0
    for wrong in (
        [], ["--document", "groep-1"], ["--document", "groep-1", "--start", 4, "--stop", 9999], ["--found", "code:geen"],
    ):  # fmt: skip
        assert study("basket", "add", *wrong).code == 2
    assert "Niets gevonden" in study("basket", "add", "--found", "olifant").out
