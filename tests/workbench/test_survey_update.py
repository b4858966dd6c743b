"""A newer export of a survey: what is new comes in, what changed is changed, nothing that was coded is lost in silence."""

from dataclasses import replace
from pathlib import Path

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.errors import Conflict, UsageError
from codeerbank.i18n import use_language
from codeerbank.store import erase, history
from codeerbank.workbench import coding, memos
from codeerbank.workbench.intake import import_files
from codeerbank.workbench.session import Session
from tests.store.projects import begin, said, tables_at_fault
from tests.workbench.waves import answers, bring, marks, wave

FIRST = {"r1": ("3", "Meer geld graag."), "r2": ("4", ""), "r3": (None, "Vrije tijd, en rust.")}


@pytest.fixture(autouse=True)
def english():
    use_language("en")
    yield
    use_language("nl")


@pytest.fixture
def session(tmp_path: Path):
    with begin(tmp_path / "p.codeerbank") as made:
        bring(made, wave(FIRST))
        yield made
        assert tables_at_fault(made) == []


def codings(session: Session) -> list[tuple[str | None, str, str]]:
    return [(one.case, one.quote, one.code) for one in session.read.codings.each()]


def test_new_respondents_and_changed_cells_come_in_as_one_action_that_can_be_undone(session: Session) -> None:
    before = said(session)
    people = FIRST | {"r1": ("5", "Meer geld graag."), "r4": ("1", "Hulp van school.")}
    action, told, _remarks = bring(session, wave(people), update=True)
    assert told == "1 new respondents, 1 changed answers, 0 new columns, 0 respondents gone"
    assert marks(session) == {"r1": "5", "r2": "4", "r3": None, "r4": "1"}
    assert answers(session) == {"r1": "Meer geld graag.", "r3": "Vrije tijd, en rust.", "r4": "Hulp van school."}
    assert [case.group for case in session.read.cases.all()] == ["jongeren"] * 4
    assert history.undo(session.project, "anna").targets == (action,)
    assert said(session) == before


def test_the_same_export_again_changes_nothing(session: Session) -> None:
    assert bring(session, wave(FIRST), update=True)[0] is None
    bring(session, wave(FIRST | {"r4": ("1", "Hulp.")}), update=True)
    action, told, _remarks = bring(session, wave(FIRST | {"r4": ("1", "Hulp.")}), update=True)
    assert action is None
    assert told.startswith("0 new respondents, 0 changed")


def test_numbers_written_otherwise_are_no_change(session: Session) -> None:
    assert bring(session, wave(FIRST | {"r1": ("3.0", "Meer geld graag.")}), update=True)[0] is None


def test_ticks_that_look_like_ones_and_noughts_are_no_change(tmp_path: Path) -> None:
    ticks = NewVariable(
        "bel", "Bellen", "multiple", [AnswerState.VALUE, AnswerState.NOT_CHOSEN], ["1", None], {}, "Wat?", "wat"
    )
    plain = NewVariable("bel", "Bellen", "nominal", [AnswerState.VALUE] * 2, ["1", "0"])
    for first, newer in ((ticks, plain), (plain, ticks)):
        with begin(tmp_path / f"{first.level}.codeerbank") as project:
            bring(project, NewSurvey(["r1", "r2"], [None, None], [first], {}))
            assert bring(project, NewSurvey(["r1", "r2"], [None, None], [newer], {}), update=True)[0] is None


def test_who_is_gone_is_told_and_stays(session: Session) -> None:
    _action, told, remarks = bring(session, wave({"r1": FIRST["r1"], "r9": ("2", "")}), update=True)
    assert told.endswith("2 respondents gone")
    assert any("r2, r3" in remark for remark in remarks)
    assert set(marks(session)) == {"r1", "r2", "r3", "r9"}


def test_new_columns_hold_cells_of_old_and_new_respondents(session: Session) -> None:
    people = FIRST | {"r4": ("1", "")}
    bring(session, wave(people, {"extra": ["a", None, "c", "d"]}), update=True)
    assert marks(session, "extra") == {"r1": "a", "r2": None, "r3": "c", "r4": "d"}
    _action, told, remarks = bring(session, wave(people, {"extra": ["a", "b", "c", "d"]}), update=True)
    assert told.startswith("0 new respondents, 1 changed")
    assert any("extra, r2: no answer → b" in remark for remark in remarks)
    assert marks(session, "extra")["r2"] == "b"


def test_a_new_open_question_comes_in_for_everybody(session: Session) -> None:
    newer = wave(FIRST | {"r4": ("1", "Ik ook.")})
    newer.open["hoe"] = newer.open["waarom"]  # type: ignore[index]
    bring(session, newer, update=True)
    assert answers(session, "hoe") == answers(session) | {}
    assert answers(session, "hoe")["r4"] == "Ik ook."


def test_codings_follow_their_words_into_the_changed_answer(session: Session) -> None:
    coding.apply_code_to_answer(session, "r1", "waarom", (5, 9), "K1", {"direction": "helps"}).result()
    coding.apply_code_to_answer(session, "r1", "waarom", (10, 15), "W").result()
    coding.apply_code_to_answer(session, "r3", "waarom", None, "K2").result()
    first = next(one for one in session.read.codings.each() if one.code == "K1")
    memos.add_memo(session, "coding", first.id, "let op").result()
    before = said(session)
    _action, told, remarks = bring(session, wave(FIRST | {"r1": ("3", "Nog meer geld!")}), update=True)
    assert "1 changed" in told
    assert any("1 coding stays" in remark for remark in remarks)
    assert any("r1 (W)" in remark for remark in remarks)
    assert sorted(codings(session)) == [("r1", "geld", "K1"), ("r3", "Vrije tijd, en rust.", "K2")]
    moved = session.read.codings.get(first.id)
    assert (moved.attributes, moved.in_answer) == ({"direction": "helps"}, (9, 13))
    assert answers(session)["r1"] == "Nog meer geld!"
    history.undo(session.project, "anna")
    assert said(session) == before
    history.redo(session.project, "anna")
    coding.set_attributes(session, first.id, {"direction": "hinders"}).result()
    coding.remove_coding(session, first.id).result()
    assert codings(session) == [("r3", "Vrije tijd, en rust.", "K2")]


def test_an_answer_changed_twice_keeps_what_stayed_both_times(session: Session) -> None:
    coding.apply_code_to_answer(session, "r1", "waarom", (5, 9), "K1").result()
    for words in ("Veel geld", "geld dus", "geen cent"):
        bring(session, wave(FIRST | {"r1": ("3", words)}), update=True)
        assert codings(session) == ([("r1", "geld", "K1")] if "geld" in words else [])


def test_an_old_answer_is_out_of_search_and_counts_but_its_words_stay(session: Session) -> None:
    bring(session, wave(FIRST | {"r1": ("3", "Heel iets anders."), "r3": (None, "")}), update=True)
    assert not session.read.search.words("geld")
    assert [hit.case for hit in session.read.search.words("anders")] == ["r1"]
    assert answers(session) == {"r1": "Heel iets anders."}
    about = session.read.documents.named("waarom")
    assert about.words == 3
    assert "Meer geld graag." in session.read.documents.text("waarom")
    with pytest.raises(UsageError):
        coding.apply_code(session, "waarom", 5, 9, "K1").result()


def test_an_answer_that_was_read_must_be_read_again_when_it_changed(session: Session) -> None:
    coding.mark_answer_done(session, "r1", "waarom").result()
    bring(session, wave(FIRST | {"r1": ("3", "Anders.")}), update=True)
    assert session.read.documents.turn_of("waarom", "r1").done_by == ()
    coding.mark_answer_done(session, "r1", "waarom").result()
    assert session.read.documents.turn_of("waarom", "r1").done_by == ("anna",)


def test_undoing_an_update_is_refused_while_something_rests_on_it(session: Session) -> None:
    bring(session, wave(FIRST | {"r1": ("3", "Anders.")}), update=True)
    coding.apply_code_to_answer(Session(session.project, "bert"), "r1", "waarom", None, "W").result()
    with pytest.raises(Conflict, match="bert"):
        history.undo(session.project, "anna")


def test_a_person_is_erased_from_every_version_of_their_answer(session: Session) -> None:
    bring(session, wave(FIRST | {"r1": ("5", "Nieuwe woorden hier."), "r4": ("2", "Nog iets.")}), update=True)
    coding.apply_code_to_answer(session, "r1", "waarom", None, "W").result()
    case = session.read.cases.named("r1").id
    erase.erase(session.project, "anna", [case])
    text = session.read.documents.text("waarom")
    assert "geld" not in text
    assert "Nieuwe" not in text
    assert "Nog iets." in text
    assert set(marks(session)) == {"r2", "r3", "r4"}
    assert codings(session) == []


def test_a_file_about_others_is_refused(session: Session) -> None:
    with pytest.raises(UsageError, match=r"enquete\.csv"):
        bring(session, wave({"x1": ("3", "")}), update=True)


def test_a_dry_run_tells_everything_and_changes_nothing(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "nieuw.csv"
    path.write_text("nr;cijfer;waarom\nr1;5;Meer geld graag.\nr4;2;Hulp.\n", encoding="utf-8")
    before = said(session)
    options = ImportOptions(key="nr", open=("waarom",), update=True)
    report = import_files(session, [path], "survey", options, dry_run=True)
    assert "1 new respondents, 1 changed answers, 0 new columns, 2 respondents gone" in report.lines[0]
    assert any("cijfer, r1: 3 → 5" in remark for remark in report.remarks)
    assert said(session) == before
    assert import_files(session, [path], "survey", options).action
    assert marks(session)["r1"] == "5"


def test_groups_and_words_of_a_newer_export_are_taken_over_and_undone_together(session: Session) -> None:
    newer = wave(FIRST, groups="ouders")
    described = replace(newer.variables[0], label="Welk cijfer geef je?", labels={"4": "vier"})
    _action, _told, remarks = bring(session, replace(newer, variables=[described]), update=True)
    assert {case.group for case in session.read.cases.all()} == {"ouders"}
    (variable,) = session.read.survey.variables()
    assert (variable.label, variable.labels) == ("Welk cijfer geef je?", {"4": "vier"})
    assert any("r1, r2, r3" in remark for remark in remarks)
    history.undo(session.project, "anna")
    session.forget_codebook()
    assert {case.group for case in session.read.cases.all()} == {"jongeren"}
    assert session.read.survey.variables()[0].label == "Cijfer"


def test_a_file_without_words_for_its_answers_takes_none_away(session: Session) -> None:
    first = wave(FIRST).variables[0]
    bring(
        session,
        replace(wave(FIRST), variables=[replace(first, label="Welk cijfer?", labels={"4": "vier"})]),
        update=True,
    )
    bring(session, replace(wave(FIRST), variables=[replace(first, label="cijfer")]), update=True)
    (variable,) = session.read.survey.variables()
    assert (variable.label, variable.labels) == ("Welk cijfer?", {"4": "vier"})


def ticks(*names: str) -> list[NewVariable]:
    chosen = [AnswerState.VALUE, AnswerState.NOT_CHOSEN]
    return [NewVariable(name, name, "multiple", chosen, ["1", None], {}, "Drempels?", "drempel") for name in names]


def test_a_question_of_another_survey_with_the_same_name_stays_a_question_of_its_own(session: Session) -> None:
    for people in (["a1", "a2"], ["b1", "b2"]):
        survey = wave(dict.fromkeys(people, ("3", "")))
        bring(session, replace(survey, variables=[*survey.variables, *ticks("drempel_tijd", "drempel_geld")]))
    read = session.read.survey
    assert read.members("drempel") == ["drempel_tijd", "drempel_geld"]
    assert read.members("drempel (2)") == ["drempel_tijd (2)", "drempel_geld (2)"]
