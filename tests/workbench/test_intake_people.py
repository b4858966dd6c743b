"""A list of participants makes people of the speakers of one's own transcripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import ImportProblems
from codeerbank.workbench import history
from codeerbank.workbench.grouping import groups_by
from codeerbank.workbench.intake import import_files
from codeerbank.workbench.session import Session
from tests.store.projects import begin, tables_at_fault

TALK = (
    "GL: Welkom allemaal.\nJan: Ik kan het.\nMarie: Ik wil het.\nJantje: Ik ook.\nJan: Ja.\nMarie: Nee.\nJantje: Wel.\n"
)
LIST = "label;document;groep;pseudoniem;leeftijd\nJan;gesprek;ouder;Piet;40\nMarie;gesprek.txt;jongere;;17\n"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with begin(tmp_path / "p.codeerbank") as session:
        yield session


def bring(session: Session, *named: tuple[str, str], options: ImportOptions | None = None):
    paths = []
    for name, text in named:
        paths.append(session.path.with_name(name))
        paths[-1].write_text(text, "utf-8")
    return import_files(session, paths, options=options)


def who(session: Session) -> dict[str, str | None]:
    return {speaker.label: speaker.case for speaker in session.read.documents.named("gesprek").speakers}


def test_speakers_get_a_person_with_group_and_whatever_else_is_known(session: Session) -> None:
    bring(session, ("gesprek.txt", TALK), ("lijst.csv", LIST))
    assert who(session) == {"GL": None, "Jan": "Piet", "Marie": "g1-jongere-1", "Jantje": None}
    assert groups_by(session, "groep").by_name == {"Piet": "ouder", "g1-jongere-1": "jongere"}
    assert groups_by(session, "leeftijd").order == ["40", "17"]


def test_a_dry_run_shows_who_speaks_by_the_list_that_comes_along(session: Session) -> None:
    paths = [session.path.with_name(name) for name in ("lijst.csv", "gesprek.txt")]
    for path, text in zip(paths, (LIST + "GL;gesprek;moderator;;\n", TALK), strict=True):
        path.write_text(text, "utf-8")
    (shown,) = import_files(session, paths, dry_run=True).documents
    people = {one.label: one.case for one in shown.speakers}
    assert people["Jan"] == "Piet"
    assert people["Marie"] == "g1-jongere-1"
    assert people["Jantje"] is None
    assert "gesprek" not in session.read.documents.names()


def test_a_list_goes_out_again_as_one_action(session: Session) -> None:
    bring(session, ("gesprek.txt", TALK))
    bring(session, ("lijst.csv", LIST))
    history.undo(session).result()
    assert session.read.cases.count() == 0
    assert set(who(session).values()) == {None}
    assert tables_at_fault(session) == []


def test_the_same_list_again_changes_nothing_and_a_corrected_one_only_what_is_otherwise(session: Session) -> None:
    bring(session, ("gesprek.txt", TALK), ("lijst.csv", LIST))
    assert bring(session, ("lijst.csv", LIST)).action is None
    bring(session, ("lijst.csv", LIST.replace("ouder;Piet;40", "opa;Piet;60")))
    piet = session.read.cases.named("Piet")
    assert (piet.group, dict(piet.attributes), session.read.cases.count()) == ("opa", {"leeftijd": "60"}, 2)
    assert tables_at_fault(session) == []
    history.undo(session).result()
    assert session.read.cases.named("Piet").group == "ouder"


def test_a_label_that_was_merged_into_another_is_found_by_what_the_text_says(session: Session) -> None:
    bring(session, ("gesprek.txt", TALK), options=ImportOptions(merge_labels={"Jantje": "Jan"}))
    bring(session, ("lijst.csv", "label;document;groep;pseudoniem\nJantje;gesprek;ouder;Piet\n"))
    assert who(session)["Jan"] == "Piet"


def test_rows_that_belong_to_nobody_are_told_with_their_line(session: Session) -> None:
    bring(session, ("gesprek.txt", TALK))
    report = bring(session, ("lijst.csv", LIST + "Fatma;gesprek;ouder;X;1\nJan;gesprek-9;ouder;Y;1\n"))
    told = " ".join(report.remarks)
    assert [
        words for words in ("regel 4", "Fatma", "regel 5", "gesprek-9", "Jantje (gesprek)") if words not in told
    ] == []
    assert "X" not in who(session).values()


def test_a_list_of_which_no_row_fits_is_refused(session: Session) -> None:
    bring(session, ("gesprek.txt", TALK))
    with pytest.raises(ImportProblems) as caught:
        bring(session, ("lijst.csv", "label;document;pseudoniem\nA;weg;X\n"))
    assert "regel 2" in caught.value.problems[0]
