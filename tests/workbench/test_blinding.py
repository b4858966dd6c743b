"""Who codes blind sees no suggestion and nothing of what others coded, wherever they look."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.errors import UsageError
from codeerbank.workbench.basket import add_quotes, basket
from codeerbank.workbench.blinding import as_seen, code_blind, is_blind, looking
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.history import redo, undo
from codeerbank.workbench.intake_changes import Intake
from codeerbank.workbench.live_suggestions import LiveSuggestions
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.reliability import agreement
from codeerbank.workbench.searching import each_hit, search
from codeerbank.workbench.session import Session, create_project, open_project
from codeerbank.workbench.suggesting import suggest

from .test_suggesting import CODES, transcript


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """Anna coded one stretch, bram another, with a memo; anna codes blind."""
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=Codebook.from_records(CODES)) as session:
        session.append(*Intake(session).changes(transcript())[0]).result()
        apply_code(session, "groep", 54, 74, "A").result()
        apply_code(session, "groep", 75, 98, "B", coder="bram").result()
        theirs = next(one for one in session.read.codings.each() if one.coder == "bram")
        session.coder = "bram"
        add_memo(session, "coding", theirs.id, "van bram").result()
        session.coder = "anna"
        code_blind(session, True).result()
        yield session


def test_one_coder_codes_blind_and_stops(session: Session) -> None:
    assert is_blind(session)
    assert code_blind(session, True).result() is None
    session.coder = "bram"
    assert not is_blind(session)
    session.coder = "anna"
    code_blind(session, False).result()
    assert not is_blind(session)


def test_only_own_codings_memos_and_actions_are_seen(session: Session) -> None:
    read = session.read
    with as_seen(session):
        assert {one.coder for one in read.codings.each()} == {"anna"}
        assert read.codings.counts() == {"A": 1}
        assert read.codings.counts_by_document() == {"groep": 1}
        assert not [one for one in read.memos.all() if one.text == "van bram"]
        assert {one.who for one in read.history.actions()} == {"anna"}
        assert not list(each_hit(session, search(session, "code:B"), 10))
    assert {one.coder for one in read.codings.each()} == {"anna", "bram"}
    assert looking(session, read.codings.counts).result() == {"A": 1}


def test_a_quote_is_listed_without_the_codes_of_others(session: Session) -> None:
    add_quotes(session, [("groep", 54, 98)]).result()
    assert [one.codes for one in basket(session)] == [("A", "B")]
    with as_seen(session):
        assert [one.codes for one in basket(session)] == [("A",)]


def test_coding_goes_on_while_blind(session: Session) -> None:
    assert looking(session, lambda: len(session.read.codings.of("groep"))).result() == 1
    apply_code(session, "groep", 54, 74, "B").result()
    assert looking(session, lambda: len(session.read.codings.of("groep"))).result() == 2


def test_a_project_opened_to_read_shows_no_more(session: Session) -> None:
    session.close()
    with open_project(session.path, coder="anna", write=False) as again, as_seen(again), as_seen(again):
        assert again.read.codings.counts() == {"A": 1}
    with open_project(session.path, coder="bram", write=False) as other, as_seen(other):
        assert other.read.codings.counts() == {"A": 1, "B": 1}


def test_a_blind_reading_that_cannot_begin_leaves_all_readable(session: Session) -> None:
    def refuse(action: int, name: str | None, *_more: object) -> int:
        at_fault = action == sqlite3.SQLITE_CREATE_TEMP_VIEW and name == "memo"
        return sqlite3.SQLITE_DENY if at_fault else sqlite3.SQLITE_OK

    session.project.connection.set_authorizer(refuse)
    with pytest.raises(sqlite3.DatabaseError), as_seen(session):
        pass
    session.project.connection.set_authorizer(None)
    assert session.read.codings.counts() == {"A": 1, "B": 1}
    with as_seen(session):
        assert session.read.codings.counts() == {"A": 1}


def test_agreement_and_suggestions_are_refused(session: Session) -> None:
    with pytest.raises(UsageError, match="anna"):
        agreement(session)
    with pytest.raises(UsageError, match="anna"):
        suggest(session)


@pytest.mark.parametrize(("coder", "silent"), [("anna", "blind"), ("consensus", "together")])
def test_the_screen_gets_none_and_hears_why(session: Session, coder: str, silent: str) -> None:
    session.coder = coder
    beside = LiveSuggestions(session).beside("groep", 2)
    assert isinstance(beside, Future)
    assert (beside.result().found, beside.result().silent) == ([], silent)


def test_an_undo_that_ends_blind_coding_says_so(session: Session) -> None:
    (words,) = undo(session).result().words
    assert words.endswith("codeert niet meer blind, en ziet suggesties en wat anderen codeerden")
    assert redo(session).result().words[0].endswith("codeert weer blind")
    assert session.later(lambda: is_blind(session)).result()
