"""Agreement on a project: what counts, what is listed, what cannot be said."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import NotFound, PrivacyRefusal, UsageError
from codeerbank.workbench.coding import apply_code, mark_done, set_attributes
from codeerbank.workbench.intake import import_files
from codeerbank.workbench.reliability import Reliability, agreement, words_of
from codeerbank.workbench.reliability_json import agreement_json
from codeerbank.workbench.reliability_sheets import agreement_sheets, difference_sheet
from codeerbank.workbench.session import Session, create_project, open_project

CODES = [
    {"key": "K", "name": "kunnen"}, {"key": "K1", "name": "bekwaam", "parent": "K"},
    {"key": "K1.1", "name": "weten hoe", "parent": "K1"}, {"key": "K1.2", "name": "rol", "parent": "K1"},
    {"key": "W", "name": "willen"}, {"key": "W1", "name": "openstaan", "parent": "W"},
    {"key": "W1.1", "name": "bereid", "parent": "W1"}, {"key": "W1.2", "name": "bang", "parent": "W1"},
]  # fmt: skip
TALK = (
    "Leider: Hoe gaat het nu?\n\nJ1: Ik weet niet hoe. Dat is lastig.\n\nP1: Ik wil het graag.\n\n"
    "J1: Wie doet wat?\n\nP1: Geen idee. Echt niet.\n\nJ1: Dat durf ik niet.\n\nP1: Nee.\n"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two conversations; anna and bram read the first, and of the second all but the last turn."""
    folder = tmp_path_factory.mktemp("agree")
    codebook = Codebook.from_records(CODES)
    with create_project(folder / "studie.codeerbank", coder="anna", codebook=codebook) as session:
        for name in ("een", "twee"):
            (folder / f"{name}.txt").write_text(TALK + name, encoding="utf-8")
            import_files(session, [folder / f"{name}.txt"], "transcript", ImportOptions(moderator=["Leider"]))
            _code(session, name)
        mark_done(session, "een", coder="anna").result()
        mark_done(session, "een", coder="bram").result()
        mark_done(session, "twee", [1, 2, 3, 4, 5, 6], coder="anna").result()
        mark_done(session, "twee", [1, 2, 3, 4, 5], coder="bram").result()
    return folder / "studie.codeerbank"


def _code(session: Session, name: str) -> None:
    turns = {turn.number: turn for turn in session.read.documents.turns(name)}
    given = {
        "anna": [(2, "K1.1"), (3, "W1.1"), (4, "K1.2"), (6, "W1.2")],
        "bram": [(2, "K1.1"), (3, "W1.1"), (4, "K1.1"), (5, "W1.2")],
    }
    for coder, codes in given.items():
        for number, code in codes:
            turn = turns[number]
            stop = turn.stop if coder == "anna" else turn.said + turn.text.index(" ")
            apply_code(session, name, turn.said, stop, code, coder=coder).result()
    mine = next(one for one in session.read.codings.of(name, "bram") if one.code == "W1.1")
    set_attributes(session, mine.id, {"direction": "helps"}).result()


@pytest.fixture(scope="module")
def session(project: Path) -> Iterator[Session]:
    with open_project(project, write=False) as opened:
        yield opened


@pytest.fixture(scope="module")
def found(session: Session) -> Reliability:
    return agreement(session, samples=100)


def test_only_turns_that_both_read_to_the_end_count_and_the_rest_is_listed(found: Reliability) -> None:
    assert (found.unit, list(found.coders)) == ("turn", ["anna", "bram"])
    een, twee = found.coverage
    assert (een.units, een.double, list(een.by_one), list(een.by_none)) == (6, 6, [], [])
    assert (twee.units, twee.double, list(twee.by_one), list(twee.by_none)) == (6, 4, [(6, 6)], [(7, 7)])
    assert found.n_units == 10
    assert found.share_double == pytest.approx(100 * 10 / 12)
    assert len(found.coding.outside) == 1


def test_codes_that_differ_within_a_subtheme_agree_on_the_subtheme(found: Reliability) -> None:
    codes = {one.code: one for one in found.codes}
    assert (codes["K1.1"].given, codes["K1.1"].all_gave) == ((2, 4), 2)
    assert codes["K1.2"].kappa.value == pytest.approx(0)
    (k1, w1) = found.subthemes
    assert (k1.code, k1.given, k1.all_gave, k1.alpha.value) == ("K1", (4, 4), 4, 1)
    assert w1.alpha.value is not None
    assert [one.code for one in found.themes] == ["K", "W"]


def test_the_worst_difference_comes_first_with_its_place_and_words(found: Reliability) -> None:
    differences = found.differences()
    assert [(one.place.document, one.place.turn) for one in differences][-2:] == [("een", 4), ("twee", 4)]
    assert words_of(found, differences[-1]) == "Wie doet wat?"
    assert {one.place.turn for one in found.differences("K1.2")} == {4}
    assert found.differences("K1") == []
    assert {one.place.turn for one in found.differences("W")} == {5, 6}


def test_direction_is_compared_where_the_code_is_agreed_on(found: Reliability) -> None:
    (direction,) = found.features
    assert (direction.key, direction.n, direction.same) == ("direction", 4, 2)
    assert {one.code for one in found.feature_differences} == {"W1.1"}
    assert [set(given or ()) for given in found.feature_differences[0].given] == [{"neutral"}, {"helps"}]


def test_sentences_and_characters_are_stricter_units(session: Session) -> None:
    sentences = agreement(session, unit="sentence", samples=50)
    assert sentences.n_units == 9 + 6
    characters = agreement(session, unit="character", samples=50)
    first = {one.code: one for one in characters.codes}["K1.1"]
    assert first.given[0] == 2 * len("Ik weet niet hoe. Dat is lastig.")
    assert characters.borders["W1.1"].overlap.matched == 0
    assert characters.features == []


def test_a_project_without_answers_read_twice_says_so(session: Session) -> None:
    answers = agreement(session, unit="answer")
    assert (answers.n_units, answers.share_double, answers.overall.masi.alpha.reason) == (
        0,
        None,
        "no_units",
    )
    record = agreement_json(answers)
    assert record["overall"]["alpha"] is None
    assert record["overall"]["undefined"] == "no_units"


def test_json_has_the_promised_keys_and_null_with_a_reason(found: Reliability) -> None:
    record = agreement_json(found, with_list=True)
    assert {"unit", "n_units", "coders", "overall", "codes"} <= record.keys()
    assert {"code", "n", "kappa", "alpha", "ac1", "pabak", "interval", "undefined"} <= record["codes"][0].keys()
    assert record["double"]["pct"] == pytest.approx(100 * 10 / 12)
    kinds = [one["kind"] for one in record["disagreements"]]
    assert kinds == sorted(kinds, reverse=True)
    assert record["disagreements"][0]["codes"].keys() == {"anna", "bram"}


def test_one_code_keeps_the_figures_over_all(session: Session, found: Reliability) -> None:
    one = agreement(session, code="weten hoe", samples=100)
    assert [code.code for code in one.codes] == ["K1.1"]
    assert one.subthemes == []
    assert one.overall.masi.alpha == found.overall.masi.alpha
    assert one.overall.pooled == found.overall.pooled


def test_people_read_a_verdict_in_words_and_outside_coders_are_numbers(session: Session, found: Reliability) -> None:
    figures, beside, features = agreement_sheets(session, found)
    rows = {str(row[0]): row for row in figures.rows}
    assert rows["K1 bekwaam"][-1] == "voorlopig °"
    assert rows["K1.2 rol"][-1] == "eerst bespreken *"
    assert ("Niet dubbel gelezen", "twee 6–7") in figures.about
    assert "anna" in figures.columns
    assert (len(list(beside.rows)), len(list(features.rows))) == (len(rows), 1)
    outside = agreement_sheets(session, found, audience="outside")[0]
    assert "anna" not in outside.columns
    assert "codeur 1" in outside.columns


def test_the_list_of_differences_stays_in_the_team(session: Session, found: Reliability) -> None:
    sheet = difference_sheet(session, found, limit=1)
    assert len(list(sheet.rows)) == 1
    with pytest.raises(PrivacyRefusal, match="team"):
        difference_sheet(session, found, audience="outside")


@pytest.mark.parametrize(
    ("coders", "error"), [(["anna"], UsageError), (["anna", "anna"], UsageError), (["anna", "piet"], NotFound)]
)
def test_coders_that_cannot_be_compared_are_refused(
    session: Session, coders: list[str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        agreement(session, coders)


def test_a_project_of_one_coder_has_nothing_to_compare(tmp_path: Path) -> None:
    with (
        create_project(tmp_path / "alleen.codeerbank", coder="anna") as session,
        pytest.raises(UsageError, match="twee codeurs"),
    ):
        agreement(session)
