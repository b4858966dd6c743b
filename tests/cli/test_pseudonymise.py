from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Outcome

Command = Callable[..., Outcome]
TALK = "J3: Mijn moeder Sanne belde me.\nJ4: Daar was Quirine ook, met pluim.\n"


@pytest.fixture
def study(codeerbank: Command, here: Path) -> Command:
    (here / "gesprek.txt").write_text(TALK, encoding="utf-8")
    codeerbank("new", "p.codeerbank")
    codeerbank("import", "gesprek.txt", "--as", "transcript")
    return codeerbank


def test_proposals_are_accepted_listed_and_applied(study: Command) -> None:
    first = study("pseudonymise", "propose", "--json").json["proposals"]
    assert [(one["words"], one["sure"]) for one in first] == [("Sanne", True), ("Quirine", False)]
    assert study("pseudonymise", "propose", "--only", "age", "--json").json["proposals"] == []
    assert study("pseudonymise", "propose", "--accept-sure", "--json").json["accepted"] == 1
    assert study("pseudonymise", "list", "--json").json["decisions"][0]["words"] == "Sanne"
    applied = study("pseudonymise", "apply", "--json").json
    assert applied["rows"][0][-1] == "Mijn moeder [moeder van J3] belde me."


def test_names_of_a_list_are_looked_for(study: Command, here: Path) -> None:
    (here / "namen.txt").write_text("Pluim\n", encoding="utf-8")
    found = study("pseudonymise", "propose", "--participants", "namen.txt", "--json").json["proposals"]
    assert "pluim" in [one["words"] for one in found]
    assert study("pseudonymise", "propose", "--participants", "weg.txt").code == 2


def test_a_place_is_decided_about_and_a_wrong_one_refused(study: Command) -> None:
    start = TALK.index("Quirine")
    decided = study("pseudonymise", "review", "gesprek", f"{start}-{start + 7}", "--decision", "replace", "--as", "[Q]")
    assert decided.code == 0
    assert "met pluim" in study("pseudonymise", "apply", "gesprek").out
    assert study("pseudonymise", "review", "gesprek", "vijf", "--decision", "keep").code == 2
    assert study("pseudonymise", "review", "gesprek", "1-2").code == 2


def test_one_is_asked_about_each_place_in_turn(study: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["v", "[moeder]", "s"])
    monkeypatch.setattr("click.prompt", lambda *_, **__: next(answers))
    assert "1 plek" in study("pseudonymise", "review").out
    assert "[moeder]" in study("pseudonymise", "list").out


def test_a_key_is_written_and_opened(study: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from pyrage import x25519

    me = x25519.Identity.generate()
    (here / "mijn.txt").write_text(f"{me}\n", encoding="utf-8")
    study("pseudonymise", "propose", "--accept-sure")
    assert study("pseudonymise", "key", "p.sleutel.age", "--to", me.to_public()).code == 0
    opened = study("pseudonymise", "key", "p.sleutel.age", "--open", "--identity", "mijn.txt", "--json")
    assert opened.json["names"] == {"[moeder van J3]": ["Sanne"]}
    (here / "p.sleutel.age").write_bytes(b"stuk")
    assert study("pseudonymise", "key", "p.sleutel.age", "--open", "--identity", "mijn.txt").code == 3
