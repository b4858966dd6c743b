import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.errors import Conflict, NotFound, PrivacyRefusal, UsageError
from codeerbank.i18n import use_language
from codeerbank.workbench import mixing
from codeerbank.workbench.coding import set_attributes
from codeerbank.workbench.crossing import Crossing, crosstabs
from codeerbank.workbench.history import undo
from codeerbank.workbench.output import as_text
from codeerbank.workbench.panel import make_form, read_typed
from codeerbank.workbench.releasing import release
from codeerbank.workbench.session import Session
from tests.workbench.mixed_project import make


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with make(tmp_path_factory.mktemp("studie")) as made:
        yield made


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


def test_a_question_is_counted_by_group_from_the_stored_answers(session: Session) -> None:
    found = json.loads(json.dumps(mixing.table(session, "oordeel", "groep").json()))
    assert (found["n_total"], found["n_valid"], found["n_missing"]) == (6, 5, 1)
    assert [(group["group"], group["n_valid"], group["n_missing"]) for group in found["groups"]] == [
        ("jongere", 2, 0),
        ("ouder", 3, 1),
    ]


def test_a_question_with_several_answers_is_found_by_its_set_or_by_an_option(session: Session) -> None:
    by_set, by_option = mixing.table(session, "reden"), mixing.table(session, "reden_tijd")
    assert by_set.multiple
    assert [(row.value, row.n, row.base) for row in by_set.groups[0].rows] == [
        ("reden_privacy", 2, 3),
        ("reden_tijd", 2, 3),
    ]
    assert by_option.groups == by_set.groups
    assert (by_set.n_total, by_set.n_not_asked, by_set.n_chose_nothing) == (5, 1, 1)


def test_a_variable_that_does_not_exist_is_named_with_what_there_is(session: Session) -> None:
    with pytest.raises(NotFound, match="bestaatniet"):
        mixing.table(session, "bestaatniet")
    with pytest.raises(NotFound, match="bestaatniet") as caught:
        mixing.merge(session, "bestaatniet")
    assert "oordeel" in caught.value.hint


def test_an_open_question_makes_no_groups_and_is_not_counted(session: Session) -> None:
    with pytest.raises(UsageError, match="open question"):
        mixing.table(session, "toelichting")
    with pytest.raises(UsageError, match="makes no groups"):
        mixing.table(session, "oordeel", "reden_tijd")


def test_weights_come_from_a_variable(session: Session) -> None:
    assert mixing.table(session, "oordeel", weight="gewicht").n_eff == pytest.approx(5)
    with pytest.raises(UsageError, match="no number"):
        mixing.table(session, "oordeel", weight="groep")


def test_codes_are_crossed_with_a_question_and_the_lack_of_a_test_is_explained(session: Session) -> None:
    found = mixing.crosstab(session, "codes", "groep").json()
    assert found["test"]["reason"] == "no_variation"  # of who stands in a group only two were read, both young
    rows = {(group["group"], row["value"]): row for group in found["groups"] for row in group["rows"]}
    assert (rows["jongere", "K1"]["n"], rows["jongere", "K1"]["base"]) == (1, 2)
    assert rows["ouder", "M1"]["not_yet_coded"] == 3


def test_who_spoke_and_stands_in_no_survey_is_not_tested_against_it(session: Session) -> None:
    talk = crosstabs(session, "codes", ["groep"], Crossing(strand="conversations"))[0].json()
    assert talk["test"] is None
    assert talk["test_reason"] == "strands_are_not_linked_by_person"
    assert "not linked by person" in talk["test_refused"]


def test_a_coder_who_is_not_there_is_refused_with_those_who_are(session: Session) -> None:
    for refused in (
        lambda: mixing.crosstab(session, "codes", "groep", coder="nobody"),
        lambda: mixing.merge(session, "groep", coder="nobody"),
        lambda: mixing.side_by_side(session, "groep", coder="nobody"),
    ):
        with pytest.raises(NotFound, match="nobody") as caught:
            refused()
        assert "anna, bram" in caught.value.hint


def test_answers_to_a_question_count_persons_and_nothing_else(session: Session) -> None:
    with pytest.raises(UsageError, match="--unit"):
        mixing.crosstab(session, "oordeel", "groep", "segments")


def test_codes_are_weighted_beside_their_counts_for_who_stands_in_the_survey(session: Session) -> None:
    found = mixing.crosstab(session, "codes", "groep", weight="gewicht").json()
    assert (found["weight"], found["weight_reason"], found["n_eff"]) == (
        "gewicht",
        "effective_n_below_30",
        pytest.approx(2),
    )
    group = next(group for group in found["groups"] if group["group"] == "jongere")
    row = next(row for row in group["rows"] if row["value"] == "K1")
    assert (row["n"], row["base"], row["n_weighted"], row["base_weighted"]) == (1, 2, 1.0, 2.0)
    assert (row["pct_cases_weighted"], row["undefined"]["pct_cases_weighted"]) == (None, "effective_n_below_30")
    assert (group["n_weighted"], group["n_eff"]) == (2.0, 2.0)
    assert found["notes"] == ["2 persons have no weight and stand outside the weighted numbers."]
    sheet = mixing.table_for_people(session, mixing.crosstab(session, "codes", "groep", weight="gewicht"))
    assert [list(row[-2:]) for row in sheet.rows][-1] == ["–", "–"]
    with pytest.raises(UsageError, match="belong to persons"):
        mixing.crosstab(session, "codes", "document", "segments", weight="gewicht")


def test_codes_are_crossed_with_documents(session: Session) -> None:
    found = mixing.crosstab(session, "codes", "document", "segments")
    assert [group.group for group in found.groups] == ["toelichting", "gesprek"]
    assert [group.n_valid for group in found.groups] == [2, 1]


def test_merging_by_person_takes_who_stands_in_both(session: Session) -> None:
    found = mixing.merge(session, "groep", "person")
    assert sorted(found.join.matched) == ["R1", "R2", "R3", "R5", "R6"]
    assert found.join.only_left == ["R4"]
    assert len(found.join.only_right) == 2
    rows = {(row["code"], row["group"]): row for row in found.json()["rows"]}
    assert (rows["K1", "jongere"]["n"], rows["K1", "jongere"]["base"]) == (1, 2)
    assert rows["K", "ouder"]["not_yet_coded"] == 3
    assert rows["K1", "jongere"]["interval"] is not None


def test_without_a_choice_speakers_outside_the_survey_make_it_a_merge_by_group(session: Session) -> None:
    found = mixing.merge(session, "groep")
    assert found.join.kind == "group"
    assert any("2 persons spoke in conversations and 5 answered" in note for note in found.told())


def test_merging_by_theme_goes_through_the_codebook(session: Session) -> None:
    found = mixing.merge(session, "groep", "theme")
    assert found.links == {"K1": ["oordeel"], "M1": ["reden_privacy"]}
    assert "K1" in as_text(mixing.merge_for_people(session, found))


def test_nobody_in_both_is_a_clear_refusal(tmp_path: Path) -> None:
    from codeerbank.workbench.intake import import_file
    from codeerbank.workbench.session import create_project

    (tmp_path / "e.csv").write_text("respondent;groep\nR1;ouder\n", encoding="utf-8")
    (tmp_path / "g.txt").write_text("J1: Ja.\n\nJ2: Nee.\n", encoding="utf-8")
    with create_project(tmp_path / "p.codeerbank", coder="anna") as lonely:
        import_file(lonely, tmp_path / "e.csv", "survey")
        import_file(lonely, tmp_path / "g.txt", "transcript")
        with pytest.raises(Conflict, match="same name"):
            mixing.merge(lonely, "groep", "person")


@pytest.mark.parametrize(("link", "measure"), [("buurman", "present"), ("group", "veel")])
def test_a_linkage_or_measure_that_does_not_exist_is_refused(session: Session, link: str, measure: str) -> None:
    with pytest.raises(UsageError, match=r"linked by|counted as"):
        mixing.merge(session, "groep", link, measure)  # type: ignore[arg-type]


def test_side_by_side_joins_survey_and_conversations_per_code(session: Session) -> None:
    row = next(row for row in mixing.side_by_side(session, "groep").json()["rows"] if row["code"] == "K1")
    assert next((line["question"], line["answer"]) for line in row["survey"]) == ("Hoe goed gaat het?", "4 / 5")
    assert row["not_in_survey"] == ["Elders gevraagd"]
    assert row["conversations"]["fragments"] == 1
    assert row["open_answers"]["groups"][0] == {"group": "jongere", "n": 1, "base": 2, "not_yet_coded": 0, "pct": 50.0}
    assert {quote["text"] for quote in row["quotes"]} == {
        "Ik weet niet hoe dat moet.",
        "Ik weet niet hoe ik moet beginnen.",
    }


def test_what_the_moderator_said_is_neither_counted_nor_quoted(session: Session) -> None:
    row = next(row for row in mixing.side_by_side(session, "groep").json()["rows"] if row["code"] == "M1")
    assert row["conversations"]["fragments"] == 0
    assert [quote["text"] for quote in row["quotes"]] == ["Dat mag niet"]


def test_outside_the_team_there_are_released_quotes_and_no_small_groups(session: Session) -> None:
    before = mixing.side_by_side(session, "groep", "outside")
    assert not any(row.quotes for row in before.rows)
    coding = next(one.id for one in session.read.codings.each() if one.quote == "Dat mag niet")
    release(session, coding, "outside", "niemand te raden").result()
    display = mixing.side_by_side(session, "groep", "outside")
    row = next(row for row in display.rows if row.code == "M1")
    assert [(quote.text, quote.source, quote.group) for quote in row.quotes] == [("Dat mag niet", "", None)]
    text = as_text(display.sheet(), 140)
    assert "Hidden: " in text
    assert " *" in text
    assert "toelichting" not in text


def test_the_panel_s_answers_stand_beside_the_code_and_its_theme(session: Session, tmp_path: Path) -> None:
    coding = next(one.id for one in session.read.codings.each() if one.quote == "Ik weet niet hoe dat moet.")
    release(session, coding, "panel", "geen namen").result()
    made = make_form(session, tmp_path / "f.html", "Noor", "06 - 00", "2026-12-15").result()
    read_typed(session, f"{made.form.code}: 1a; 1: liever: aanpakken", "lid 1").result()
    rows = {row.code: row for row in mixing.side_by_side(session, "groep", depth=0).rows}
    panel = rows["K"].panel
    assert panel is not None
    assert (panel.recognised, panel.members, panel.other_words) == (1, 1, ("aanpakken",))


def test_words_marked_as_sensitive_stay_out_under_every_code_unless_asked_for(session: Session) -> None:
    wide = next(
        one for one in session.read.codings.each(coder="anna") if one.quote == "Ik weet niet hoe ik moet beginnen."
    )
    set_attributes(session, wide.id, {"sensitive": "yes"}).result()
    try:
        row, asked = (
            next(row for row in mixing.side_by_side(session, "groep", sensitive=yes).rows if row.code == "K1")
            for yes in (False, True)
        )
        assert {quote.text for quote in row.quotes} == {"Ik weet niet hoe dat moet."}, (
            "nor the part of it that Bram coded"
        )
        assert "Ik weet niet hoe ik moet beginnen." in {quote.text for quote in asked.quotes}
        part = next(one.id for one in session.read.codings.each(coder="bram"))
        with pytest.raises(PrivacyRefusal, match="sensitive"):
            release(session, part, "panel", "geen namen").result()
    finally:
        undo(session).result()
