"""Bringing files in: all of it as one action, or nothing with every problem named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import CodeerbankError, Conflict, ImportProblems, UsageError
from codeerbank.workbench import history
from codeerbank.workbench.intake import describe_speaker, import_file, import_files, preview
from codeerbank.workbench.session import Session
from tests.store.projects import begin, places, said, state, tables_at_fault

TALK = "Moderator: Wat willen jullie?\nSanne: Ik wil wél een café\u0301 💶, maar het kan niet.\nJoris: Het mag niet.\n"
SURVEY = (
    'respondent,groep,leeftijd,open\n007,jongeren,19,Meer geld graag\n7,ouders,,\nNA,ouders,44,"Rust, en \'n fiets"\n'
)
CODINGS = "document,start,stop,code,coder,attr.direction\ngesprek,30,40,W,anna,helps\ngesprek,30,40,W,bert,\ngesprek,50,60,K1,,hinders\n"
ON_ANSWERS = "respondent,question,start,stop,code,coder\n007,open,,,K1,anna\nNA,open,0,4,K2,bert\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with begin(tmp_path / "p.codeerbank") as session:
        yield session


def file(session: Session, name: str, content: str | bytes) -> Path:
    path = session.path.with_name(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.fixture
def gesprek(session: Session) -> str:
    import_file(session, file(session, "gesprek.txt", TALK), "transcript")
    return "gesprek"


@pytest.fixture
def asked(session: Session) -> None:
    options = ImportOptions(key="respondent", group="groep", open=("open",))
    import_file(session, file(session, "vragen.csv", SURVEY), "survey", options)


def test_a_transcript_keeps_every_character_and_knows_who_spoke(session: Session, gesprek: str) -> None:
    assert session.read.documents.text(gesprek) == TALK
    assert [(turn.speaker, turn.text) for turn in session.read.documents.turns(gesprek)] == [
        tuple(line.split(": ", 1)) for line in TALK.splitlines()
    ]
    assert session.read.search.words("CAFE")[0].speaker == "Sanne"
    assert session.read.search.words("Sanne") == []


def test_respondents_keep_their_keys_as_written_and_answers_their_words(session: Session, asked: None) -> None:
    assert [(case.name, case.group) for case in session.read.cases.all()] == [
        ("007", "jongeren"),
        ("7", "ouders"),
        ("NA", "ouders"),
    ]
    assert [(turn.case, turn.text) for turn in session.read.documents.turns("open")] == [
        ("007", "Meer geld graag"), ("NA", "Rust, en 'n fiets"),
    ]  # fmt: skip
    (age,) = [variable for variable in session.read.survey.variables() if variable.name == "leeftijd"]
    assert (age.n_valid, age.n_missing) == (2, 1)


def test_one_import_is_one_action_and_one_undo(session: Session, gesprek: str, asked: None) -> None:
    before = said(session)
    report = import_files(session, [file(session, "a.csv", CODINGS), file(session, "b.csv", ON_ANSWERS)], "codings")
    assert report.action == session.read.history.actions(1)[0].id
    assert len(places(session)) == 5
    assert {place[4] for place in places(session)} == {"anna", "bert"}  # a row without a coder is the importer's own
    assert tables_at_fault(session) == []
    history.undo(session).result()
    assert said(session) == before


def test_codings_cover_the_words_at_their_place(session: Session, gesprek: str, asked: None) -> None:
    import_file(session, file(session, "a.csv", CODINGS), "codings")
    import_file(session, file(session, "b.csv", ON_ANSWERS), "codings")
    for coding in session.read.codings.each():
        assert coding.quote == session.read.documents.slice(coding.document, coding.start, coding.stop)
    assert [c.quote for c in session.read.codings.of("open")] == ["Meer geld graag", "Rust"]
    assert [c.attributes for c in session.read.codings.of(gesprek, "anna")] == [
        {"direction": "helps"},
        {"direction": "hinders"},
    ]


def test_codings_that_are_there_already_are_left_out_and_told_of(session: Session, gesprek: str) -> None:
    path = file(session, "a.csv", CODINGS + "gesprek,30,40,W,anna,helps\n")
    first = import_file(session, path, "codings")
    assert any("1" in remark for remark in first.remarks)
    before = state(session)
    again = import_file(session, path, "codings")
    assert again.action is None
    assert any("4" in remark for remark in again.remarks)
    assert state(session) == before


def test_a_row_of_nobody_and_one_of_the_importer_are_the_same_coding(session: Session, gesprek: str) -> None:
    rows = "document,start,stop,code,coder\ngesprek,30,40,W,\ngesprek,30,40,W,anna\n"
    import_file(session, file(session, "a.csv", rows), "codings")
    (one,) = session.read.codings.each()
    assert session.read.codings.others_at(one) == []


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        ("gesprek,30,4000,W,anna,", "2"),
        ("gesprek,-1,4,W,anna,", "2"),
        ("gesprek,9,4,W,anna,", "2"),
        ("gesprek,x,4,W,anna,", "2"),
        ("weg,0,4,W,anna,", "weg"),
        ("gesprek,0,4,geen,anna,", "geen"),
        ("gesprek,0,4,W,anna", "2"),
    ],
)
def test_codings_that_fit_nowhere_are_all_named_and_none_comes_in(
    session: Session, gesprek: str, rows: str, line: str
) -> None:
    before = state(session)
    path = file(session, "a.csv", CODINGS.splitlines()[0] + f"\n{rows}\ngesprek,1,4,W,anna,\n")
    with pytest.raises(ImportProblems) as caught:
        import_file(session, path, "codings")
    assert line in " ".join((caught.value.message, *caught.value.problems))
    assert state(session) == before


@pytest.mark.parametrize(
    "row",
    ["7,open,,,K1,anna", "wie,open,,,K1,anna", "007,open,3,99,K1,anna", "007,open,9,3,K1,anna", "007,weg,,,K1,anna"],
)
def test_codings_on_answers_that_are_not_there_are_refused(session: Session, asked: None, row: str) -> None:
    before = state(session)
    with pytest.raises(ImportProblems):
        import_file(session, file(session, "b.csv", f"{ON_ANSWERS}{row}\n"), "codings")
    assert state(session) == before


def test_problems_of_all_files_are_told_together(session: Session, gesprek: str) -> None:
    head = CODINGS.splitlines()[0]
    paths = [file(session, f"{n}.csv", f"{head}\ngesprek,0,4,geen{n},anna,\n") for n in range(3)]
    with pytest.raises(ImportProblems) as caught:
        import_files(session, [*paths, file(session, "goed.csv", CODINGS)], "codings")
    assert all(any(f"geen{n}" in problem for problem in caught.value.problems) for n in range(3))
    assert places(session) == set()


def test_a_dry_run_tells_what_would_come_in_and_writes_nothing(session: Session, gesprek: str) -> None:
    before = session.path.read_bytes()
    report = import_file(session, file(session, "a.csv", CODINGS), "codings", dry_run=True)
    assert report.action is None
    assert "3" in report.lines[0]
    assert session.path.read_bytes() == before


def test_a_second_text_of_one_name_gets_another_name_and_a_remark(session: Session, gesprek: str) -> None:
    path = session.path.with_name("gesprek.txt")
    report = import_files(session, [path, path], "transcript", ImportOptions(again=True))
    assert list(session.read.documents.names()) == ["gesprek", "gesprek (2)", "gesprek (3)"]
    assert sum("gesprek (" in remark for remark in report.remarks) == 2


def test_a_text_that_is_there_already_is_refused_unless_it_is_asked_for(session: Session, gesprek: str) -> None:
    same = file(session, "ander-gesprek.txt", TALK)
    with pytest.raises(ImportProblems) as refusal:
        import_file(session, same, "transcript")
    assert "gesprek" in refusal.value.message
    assert list(session.read.documents.names()) == ["gesprek"]
    import_file(session, same, "transcript", ImportOptions(again=True))
    assert list(session.read.documents.names()) == ["gesprek", "ander-gesprek"]


def test_two_files_with_one_text_do_not_come_in_together(session: Session) -> None:
    with pytest.raises(ImportProblems):
        import_files(session, [file(session, f"{n}.txt", TALK) for n in range(2)], "transcript")
    assert list(session.read.documents.names()) == []


def test_one_name_is_not_given_to_two_files(session: Session) -> None:
    paths = [file(session, f"{n}.txt", TALK) for n in range(2)]
    with pytest.raises(UsageError):
        import_files(session, paths, "transcript", ImportOptions(name="x"))
    import_file(session, paths[0], "transcript", ImportOptions(name="x"))
    assert list(session.read.documents.names()) == ["x"]


def test_respondents_come_in_once(session: Session, asked: None) -> None:
    options = ImportOptions(key="respondent", open=("open",))
    before = state(session)
    with pytest.raises(Conflict, match="007"):
        import_file(session, file(session, "nog.csv", SURVEY), "survey", options)
    assert state(session) == before


def test_two_files_of_one_import_may_not_hold_the_same_respondents(session: Session) -> None:
    options = ImportOptions(key="respondent", open=("open",))
    paths = [file(session, f"{n}.csv", SURVEY) for n in range(2)]
    with pytest.raises(CodeerbankError):
        import_files(session, paths, "survey", options)
    assert session.read.cases.all() == []


def test_a_survey_undone_can_come_in_again(session: Session, asked: None) -> None:
    history.undo(session).result()
    assert session.read.cases.all() == []
    import_file(
        session, session.path.with_name("vragen.csv"), "survey", ImportOptions(key="respondent", open=("open",))
    )
    assert list(session.read.documents.names()) == ["open"]
    with pytest.raises(Conflict):  # the earlier one does not come back beside it
        history.redo(session).result()


def test_a_codebook_brings_new_codes_and_new_names_and_the_second_time_nothing(session: Session) -> None:
    head = 'schema = "codeerbank.codebook/1"\nkey = "meer"\nname = "Meer"\n'
    content = head + '[[codes]]\nkey = "K1"\nname = "anders"\n[[codes]]\nkey = "N"\nname = "Nieuw"\n'
    report = import_file(session, file(session, "meer.toml", content), "codebook")
    assert session.code("N").name == "Nieuw"
    assert session.code("K1").name == "anders"
    assert report.remarks
    again = import_file(session, session.path.with_name("meer.toml"), "codebook")
    assert again.action is None


def test_a_speaker_is_described_and_a_label_that_is_not_there_refused(session: Session, gesprek: str) -> None:
    describe_speaker(session, gesprek, "Sanne", "participant", "P1")
    describe_speaker(session, gesprek, "Sanne", role="moderator")
    assert {turn.case for turn in session.read.documents.turns(gesprek) if turn.speaker == "Sanne"} == {"P1"}
    (sanne,) = [s for s in session.read.documents.named(gesprek).speakers if s.label == "Sanne"]
    assert (sanne.role, sanne.case) == ("moderator", "P1")
    with pytest.raises(UsageError, match="Piet"):
        describe_speaker(session, gesprek, "Piet", "participant")
    history.undo(session).result()
    history.undo(session).result()
    assert {turn.case for turn in session.read.documents.turns(gesprek)} == {None}


def test_a_preview_needs_no_project(session: Session) -> None:
    value = preview(file(session, "gesprek.txt", TALK), "transcript")
    assert getattr(value, "text", None) == TALK
