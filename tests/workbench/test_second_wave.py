"""A second wave beside the first: answers are the same when their words are, and who answered both is compared."""

from dataclasses import replace
from pathlib import Path

import pytest

from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.errors import UsageError
from codeerbank.mixed.sheets import table_sheet
from codeerbank.workbench.crossing import crosstabs
from codeerbank.workbench.disclosing import Kinds
from codeerbank.workbench.session import Session
from codeerbank.workbench.tabling import TableChoices, table
from tests.store.projects import begin
from tests.workbench.waves import bring, wave

WORDS = ["oneens", "neutraal", "eens"]


def asked(people: list[str], item: NewVariable) -> NewSurvey:
    return replace(wave(dict.fromkeys(people, (None, ""))), variables=[item])


def both(session: Session) -> None:
    given = [AnswerState.VALUE] * 3
    bring(session, asked(["a1", "a2", "a3"], NewVariable("x", "x", "ordinal", given, WORDS, {w: w for w in WORDS})))
    coded = {"1": "Oneens", "2": "Neutraal", "3": "Eens", "9": "weet niet"}
    states = [AnswerState.VALUE, AnswerState.VALUE, AnswerState.NO_ANSWER]
    bring(
        session,
        asked(["b1", "b2", "b3"], NewVariable("y", "y", "ordinal", states, ["3", "3", None], coded, missing=["9"])),
    )


def test_numbers_and_words_for_one_answer_are_one_row_and_a_missing_code_is_none(tmp_path: Path) -> None:
    with begin(tmp_path / "p.codeerbank") as session:
        both(session)
        found = table(session, "x", how=TableChoices(beside="y"))
    assert [(g.group, [(row.label, row.n) for row in g.rows], g.n_valid) for g in found.groups] == [
        ("x", [("oneens", 1), ("neutraal", 1), ("eens", 1)], 3),
        ("y", [("oneens", 0), ("neutraal", 0), ("eens", 2)], 2),
    ]


def test_different_persons_are_set_side_by_side_without_a_test_of_pairs(tmp_path: Path) -> None:
    with begin(tmp_path / "p.codeerbank") as session:
        both(session)
        tests = table(session, "x", how=TableChoices(beside="y")).tests
    assert tests is not None
    assert (tests.reason, tests.whole) == ("no_pairs", None)


def test_a_scale_in_words_is_taken_to_three_and_turned_round_as_one_in_numbers_is(tmp_path: Path) -> None:
    words = ["helemaal oneens", "oneens", "neutraal", "eens", "helemaal eens"]
    given = [words[4], words[3], words[0], words[2]]
    item = NewVariable("x", "x", "ordinal", [AnswerState.VALUE] * 4, given, {word: word for word in words})
    with begin(tmp_path / "p.codeerbank") as session:
        bring(session, asked(["a1", "a2", "a3", "a4"], item))
        three = table(session, "x", how=TableChoices(three=True)).groups[0].rows
        turned = table(session, "x", how=TableChoices(reverse=True)).groups[0].rows
    assert [row.n for row in three] == [1, 1, 2]
    assert [(row.label, row.n) for row in turned] == list(zip(words, [1, 1, 1, 0, 1], strict=True))


def test_names_that_were_taken_are_told_in_one_line_below_the_other_remarks(tmp_path: Path) -> None:
    items = [NewVariable(name, name, "nominal", [AnswerState.VALUE], ["1"], {}) for name in ("x", "y", "z")]
    with begin(tmp_path / "p.codeerbank") as session:
        bring(session, replace(asked(["a1"], items[0]), variables=items))
        told = bring(session, replace(asked(["b1"], items[0]), variables=items, notes=["let op"]))[2]
    assert told[0] == "let op"
    assert "x (2), y (2), z (2)" in told[1]
    assert len(told) == 2


def test_the_question_that_makes_the_groups_is_about_who_somebody_is(tmp_path: Path) -> None:
    item = NewVariable("rol_van_mij", "rol_van_mij", "nominal", [AnswerState.VALUE] * 2, ["kind", "ouder"], {})
    with begin(tmp_path / "p.codeerbank") as session:
        bring(session, replace(asked(["a1", "a2"], item), groups=["kind", "ouder"]))
        assert Kinds(session).of("rol_van_mij").kind == "background"


def test_a_broken_number_on_a_scale_has_the_decimal_mark_of_the_language(tmp_path: Path, in_dutch: None) -> None:
    item = NewVariable("duur", "duur", "scale", [AnswerState.VALUE] * 2, ["7.5", "10"], {})
    with begin(tmp_path / "p.codeerbank") as session:
        bring(session, asked(["a1", "a2"], item))
        sheet = table_sheet(table(session, "duur"))
    assert [row[0] for row in sheet.rows] == ["7,5", "10"]


def test_a_cross_table_by_numbers_without_classes_is_refused_with_what_to_do(tmp_path: Path) -> None:
    people = {f"p{n}": (str(n % 3), "") for n in range(41)}
    with begin(tmp_path / "p.codeerbank") as session:
        bring(session, wave(people, {"minuten": [str(n) for n in range(41)]}))
        with pytest.raises(UsageError, match=r"minuten.* 41 ") as caught:
            crosstabs(session, "cijfer", ["minuten"])
    assert "recode classes" in caught.value.hint
