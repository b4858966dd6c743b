"""Undo and redo as coders meet them: what is told, what is passed over, what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.events import Exported
from codeerbank.errors import Conflict, NotFound
from codeerbank.store.check import compare_with_log
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code, mark_done, remove_coding
from codeerbank.workbench.panel import release
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import bring, filled, places, said, talk


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with filled(tmp_path / "p.codeerbank") as session:
        yield session


def test_undo_says_what_it_took_back_and_redo_what_it_brought(session: Session) -> None:
    before = said(session)
    done = history.undo(session).result()
    assert len(done.words) == 1
    assert "groep 1 7-13" in done.words[0]
    assert places(session) == set()
    assert history.redo(session).result().words == done.words
    assert said(session) == before


def test_undo_reaches_over_a_closed_session_to_the_beginning(session: Session) -> None:
    session.close()
    with open_project(session.path, "anna") as again:
        for _n in range(3):
            history.undo(again).result()
        assert again.read.documents.names() == {}
        assert again.read.cases.all() == []
        with pytest.raises(Conflict):
            history.undo(again).result()
        assert again.codebook.codes  # what a project began with stays
        for _n in range(3):
            history.redo(again).result()
        with pytest.raises(Conflict):
            history.redo(again).result()
        assert len(places(again)) == 1


def test_a_new_action_leaves_nothing_to_redo(session: Session) -> None:
    history.undo(session).result()
    mark_done(session, "groep 1").result()
    with pytest.raises(Conflict):
        history.redo(session).result()


def test_each_coder_undoes_their_own(session: Session) -> None:
    bert = Session(session.project, "bert")
    apply_code(bert, "groep 1", 20, 24, "M").result()
    history.undo(session).result()
    assert {place[3] for place in places(session)} == {"M"}
    with pytest.raises(Conflict):
        history.redo(bert).result()


def test_undo_is_refused_where_another_built_on_it_and_names_who_and_what(session: Session) -> None:
    (one,) = session.read.codings.each()
    remove_coding(Session(session.project, "bert"), one.id).result()
    before = said(session)
    with pytest.raises(Conflict, match="bert") as caught:
        history.undo(session).result()
    number = session.read.history.actions(1)[0].number
    assert str(number) in caught.value.hint
    assert said(session) == before
    history.undo(Session(session.project, "bert")).result()
    history.undo(session).result()
    assert places(session) == set()


def test_bringing_a_text_in_is_not_undone_under_another_s_codings(session: Session) -> None:
    bring(session, talk("groep 2"))
    apply_code(Session(session.project, "bert"), "groep 2", 7, 12, "W").result()
    with pytest.raises(Conflict, match="bert"):
        history.undo(session).result()


def test_undo_to_takes_everything_after_an_action_in_one_step(session: Session) -> None:
    for start in range(20, 60, 4):
        apply_code(session, "groep 1", start, start + 3, "M").result()
    number = next(line.number for line in session.read.history.actions() if "7-13" in line.words)
    done = history.undo_to(session, number).result()
    assert len(done.words) == 10
    assert len(places(session)) == 1
    history.redo(session).result()
    assert len(places(session)) == 11
    with pytest.raises(NotFound):
        history.undo_to(session, 999).result()
    with pytest.raises(NotFound):
        history.undo_to(Session(session.project, "bert"), number).result()
    with pytest.raises(Conflict):
        history.undo_to(session, session.read.history.actions(1)[0].number).result()


def test_what_left_the_project_is_passed_over_and_named(session: Session) -> None:
    session.append(Exported("codings", "team", 1, "codes.csv")).result()
    done = history.undo(session).result()
    assert len(done.passed) == 1
    assert "coderingen weggeschreven naar codes.csv" in done.passed[0]
    assert places(session) == set()


def released(session: Session) -> None:
    (coding,) = session.read.codings.each()
    release(session, coding.id, "panel", "niemand te raden").result()


def test_what_lies_under_a_release_is_passed_over_and_what_came_before_can_still_be_undone(session: Session) -> None:
    released(session)
    apply_code(session, "groep 1", 20, 24, "M").result()
    assert "20-24" in history.undo(session).result().words[0]
    done = history.undo(session).result()
    assert [words for words in done.passed if "7-13" in words]
    assert "personen" in done.words[0]
    assert len(places(session)) == 1
    with pytest.raises(Conflict, match="anna"):
        history.undo(session).result()  # the text lies under the release too


def test_undo_to_leaves_what_lies_under_a_release(session: Session) -> None:
    apply_code(session, "groep 1", 20, 24, "M").result()
    (first, *_rest) = session.read.codings.each()
    release(session, first.id, "outside", "niemand te raden").result()
    done = history.undo_to(session, 1).result()
    assert len(places(session)) == 1
    assert list(session.read.documents.names()) == ["groep 1"]
    assert any("7-13" in words for words in done.passed)
    assert compare_with_log(session.project.connection) == []


def test_the_log_says_what_was_undone_and_brought_back(session: Session) -> None:
    history.undo(session).result()
    history.redo(session).result()
    back, undone, done = session.read.history.actions(3)
    assert undone.words.endswith(f": {done.words}")
    assert back.words.endswith(f": {done.words}")
    assert str(done.number) in undone.words


def test_undoing_an_import_frees_its_names_and_redoing_brings_codings_back(session: Session) -> None:
    before = said(session)
    for _n in range(3):
        history.undo(session).result()
    assert session.read.search.words("bus") == []
    for _n in range(3):
        history.redo(session).result()
    assert said(session) == before
    assert [quote.document for quote in session.read.search.words("bus")] == ["groep 1"]


def test_the_log_tells_each_action_once_with_who_and_whether_it_counts(session: Session) -> None:
    history.undo(session).result()
    lines = session.read.history.actions()
    assert [line.number for line in lines] == list(range(len(lines), 0, -1))
    assert [line.who for line in lines] == ["anna"] * len(lines)
    assert lines[1].undone
    assert not any(line.undone for line in lines[2:])
    assert not lines[-1].undoable


def test_two_copies_with_the_same_events_have_the_same_hashes(session: Session) -> None:
    mine = history.hashes(session).result()
    copy = history.backup(session).result()
    with open_project(copy, "anna", write=False) as other:
        assert history.hashes(other).result() == mine
    apply_code(session, "groep 1", 30, 34, "W").result()
    assert history.hashes(session).result() != mine
