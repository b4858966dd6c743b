"""An open project, in a command and on a screen."""

import threading
from concurrent.futures import Future
from pathlib import Path

import pytest

from codeerbank.errors import CodeerbankError, Conflict, NotFound
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import Session, create_project, default_coder, open_project
from tests.store.projects import CODEBOOK, filled, on_computer, places


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with filled(tmp_path / "p.codeerbank") as session:
        return session.path


def test_a_new_project_holds_its_name_language_and_codebook(tmp_path: Path) -> None:
    with create_project(
        tmp_path / "nieuw" / "Studie 1.codeerbank", coder="anna", language="en", codebook=CODEBOOK
    ) as session:
        assert (session.project_name, session.language, session.coder) == ("Studie 1", "en", "anna")
        assert [code.key for code in session.codebook.codes] == ["K", "K1", "K2", "W", "M"]
        assert all(code.id for code in session.codebook.codes)
        assert session.codebook.name == CODEBOOK.name
        assert session.writable


def test_who_began_a_project_here_is_at_work_in_it_again(path: Path) -> None:
    with open_project(path) as session:
        assert session.coder == "anna"
    with open_project(path, "bert") as session:
        assert session.coder == "bert"
    with on_computer("elders"), open_project(path) as session:
        assert session.coder == default_coder()


def test_a_screen_s_jobs_all_run_on_one_thread_in_their_order(path: Path) -> None:
    session = open_project(path, "anna", threaded=True)
    seen: list[tuple[int, int]] = []
    jobs = [session.later(lambda n=n: seen.append((n, threading.get_ident()))) for n in range(20)]
    codings = [apply_code(session, "groep 1", n, n + 4, "M") for n in range(20, 30)]
    count = session.later(lambda: len(places(session)))
    assert count.result() == 11
    assert all(coding.done() for coding in codings)
    assert all(job.done() for job in jobs)
    assert [n for n, _thread in seen] == list(range(20))
    assert len({thread for _n, thread in seen}) == 1
    assert seen[0][1] != threading.get_ident()
    session.close()


def test_a_verb_inside_a_job_runs_there_and_then(path: Path) -> None:
    with open_project(path, "anna", threaded=True) as session:

        def job() -> int:
            apply_code(session, "groep 1", 20, 24, "M").result()
            return len(places(session))

        assert session.later(job).result(timeout=5) == 2


def test_closing_finishes_what_is_queued(path: Path) -> None:
    session = open_project(path, "anna", threaded=True)
    queued = [apply_code(session, "groep 1", n, n + 4, "M") for n in range(20, 30)]
    session.close()
    assert all(isinstance(coding, Future) and coding.result() for coding in queued)
    with open_project(path, "anna") as again:
        assert len(places(again)) == 11


def test_a_failure_is_in_the_future_and_the_next_job_goes_on(path: Path) -> None:
    for threaded in (False, True):
        with open_project(path, "anna", threaded=threaded) as session:
            wrong = apply_code(session, "weg", 0, 4, "W")
            with pytest.raises(NotFound):
                wrong.result()
            broken = session.later(lambda session=session: session.project.connection.execute("SELECT nothing"))
            with pytest.raises(CodeerbankError):
                broken.result()
            apply_code(session, "groep 1", 30, 35, "K1").result()


def test_the_codebook_is_read_anew_after_it_changed_and_after_undo(path: Path) -> None:
    from codeerbank.workbench.codebook import add_code

    with open_project(path, "anna", threaded=True) as session:
        add_code(session, "vervoer").result()
        assert session.codebook.get("vervoer")
        history.undo(session).result()
        assert session.codebook.get("vervoer") is None
        history.redo(session).result()
        assert session.code("vervoer").key == "vervoer"
        with pytest.raises(NotFound):
            session.code("geen")


def test_looking_only_writes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with open_project(path, "bert", write=False) as session:
        assert not session.writable
        assert places(session)
        for verb in (
            lambda: apply_code(session, "groep 1", 0, 4, "W"),
            lambda: history.undo(session),
            lambda: history.redo(session),
        ):
            with pytest.raises(Conflict):
                verb().result()
    assert path.read_bytes() == before


def test_a_session_that_ends_in_an_error_gives_the_right_to_write_back(path: Path) -> None:
    with pytest.raises(ZeroDivisionError), open_project(path, "anna"):
        raise ZeroDivisionError
    with open_project(path, "anna", wait=0) as session:
        assert isinstance(session, Session)
