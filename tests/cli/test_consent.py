"""Consent, retention and withdrawal on the command line."""

from pathlib import Path

import pytest

from tests.cli.conftest import Command


def test_a_list_with_contacts_ends_with_3_and_a_good_one_comes_in(survey: Command, here: Path) -> None:
    path = here / "lijst.csv"
    path.write_text("deelnemer;formulier;datum;citaat;email\nR01;v1;2026-03-01;ja;a@b.nl\n", encoding="utf-8")
    assert survey("consent", "import", path).code == 3
    path.write_text("deelnemer;formulier;datum;citaat\nR01;v1;2026-03-01;ja\n", encoding="utf-8")
    assert survey("consent", "import", path).code == 0
    found = survey("consent", "list", "--json", "--scope", "quote").json
    assert [one["case"] for one in found["consents"] if not one["missing"]] == ["R01"]
    assert survey("consent", "list", "--missing", "--scope", "quote").out.count("geen toestemming bekend") == 23


def test_what_is_overdue_stands_in_status(survey: Command) -> None:
    assert survey("status", "--json").json["overdue"] == []
    assert survey("retention", "set", "recordings", "2020-01-01").code == 0
    assert survey("status", "--json").json["overdue"] == ["recordings"]
    assert "geluid en beeld" in survey("status").out
    assert survey("retention", "list", "--due", "--json").json["retention"][0]["due"] is True


def test_a_withdrawal_asks_shows_and_reports_without_the_name(survey: Command, here: Path) -> None:
    before = next(here.glob("*.codeerbank")).read_bytes()
    listed = survey("withdraw", "R01", "--dry-run", "--json").json
    assert listed["counts"]["open"] == 1
    refused = survey("withdraw", "R01")
    assert (refused.code, "--yes" in refused.err) == (2, True)
    assert next(here.glob("*.codeerbank")).read_bytes() == before
    done = survey("withdraw", "R01", "--yes", "-o", "verslag.txt")
    assert done.code == 0, done.err
    assert "R01" not in (here / "verslag.txt").read_text(encoding="utf-8").replace(str(here), "")
    assert survey("withdraw", "R01", "--yes").code == 2
    assert "R01" not in [one["id"] for one in survey("list", "cases", "--json").json]


@pytest.mark.parametrize("given", [["niemand"], ["R01", "--also", "gesprek:99", "--yes"]])
def test_somebody_or_a_place_unknown_is_one_sentence(survey: Command, given: list[str]) -> None:
    outcome = survey("withdraw", *given)
    assert outcome.code == 2
    assert "Traceback" not in outcome.err
