"""Forgetting a person: everywhere, for good, and the same in every copy."""

import shutil
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from codeerbank.domain.events import MemoAdded, MemoChanged, QuoteReleased, SuggestionDecided
from codeerbank.domain.ids import Id
from codeerbank.domain.redaction import FILLER, stretch
from codeerbank.store.erase import erase
from codeerbank.store.log import log_hash
from codeerbank.store.project import Project
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code, apply_code_to_answer, mark_done, set_attributes
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.session import Session, open_project
from tests.store.doings import code_in_bulk
from tests.store.projects import begin, bring, copied, log_of, on_computer, state, survey, tables_at_fault, talk

SECRET = "Zeldzaamwoord"
ANSWERS = {"r1": f"Mijn {SECRET} helpt mij enorm.", "r2": "Geld.", "r3": "Zonder hulp gaat het niet."}


@pytest.fixture
def project(folder: Path, tmp_path: Path) -> Path:
    path = folder / tmp_path.name / "p.codeerbank"
    with on_computer("one"), begin(path) as session:
        bring(session, talk("groep 1"))
        bring(session, survey(ANSWERS))
        document = session.read.documents.identity("open")
        for case in ("r1", "r2"):
            apply_code_to_answer(session, case, "open", None, "K1").result()
        coding = next(c for c in session.read.codings.of("open") if c.case == "r1")
        set_attributes(session, coding.id, {"direction": "helps"}).result()
        add_memo(session, "case", "r1", f"Zij zei {SECRET} nadrukkelijk.").result()
        memo = session.read.memos.all()[0].id
        session.append(MemoChanged(memo, f"Zij zei {SECRET} tweemaal.")).result()
        session.append(MemoAdded("coding", coding.id, f"{SECRET} is hier het punt.")).result()
        session.append(
            SuggestionDecided(document, 5, 18, session.code("W").id, "anna", True, 0.5, [{"cue": SECRET}], "cues", "1"),
            QuoteReleased(document, coding.id, 0, 20, f"Mijn {SECRET}", ["K1"], "panel", "mag", "jongeren"),
        ).result()
        mark_done(session, "open").result()
        return session.path


def person(session: Session, name: str) -> Id:
    return session.read.cases.named(name).id


def forget(path: Path, name: str, computer: str = "one") -> None:
    with on_computer(computer), open_project(path, "anna") as session:
        erase(session.project, "anna", [person(session, name)])


def holds(path: Path, word: str) -> bool:
    """Say whether a word is anywhere in the file's bytes, packed bodies included."""
    content = path.read_bytes()
    if word.encode() in content or word.casefold().encode() in content:
        return True
    with closing(Project(path, write=False)) as project:
        bodies = [bytes(b) for (b,) in project.connection.execute("SELECT body FROM event")]
    return any(word.encode() in zlib.decompress(b[1:]) for b in bodies if b[:1] == b"z")


def test_nothing_of_the_words_is_left_in_the_file(project: Path) -> None:
    assert holds(project, SECRET)
    forget(project, "r1")
    assert not holds(project, SECRET)
    assert holds(project, "Geld")


def test_the_words_are_gone_from_a_long_packed_body_too(project: Path) -> None:
    with on_computer("one"), open_project(project, "anna") as session:
        bring(
            session,
            survey({f"p{n}": f"antwoord {n} " * 200 + ("Onvindbaar" if n == 7 else "") for n in range(40)}, "lang"),
        )
    assert holds(project, "Onvindbaar")
    forget(project, "p7")
    assert not holds(project, "Onvindbaar")


def test_hashes_and_chain_still_check_and_the_log_folds_to_the_same(project: Path) -> None:
    forget(project, "r1")
    with on_computer("one"), open_project(project, "anna") as session:
        assert history.check(session, rebuild=True).result() == []
        assert tables_at_fault(session) == []
        apply_code_to_answer(session, "r2", "open", None, "W").result()
        assert history.check(session, rebuild=True).result() == []


def test_the_person_is_in_no_list_and_no_count_and_the_others_stay(project: Path) -> None:
    forget(project, "r1")
    with on_computer("one"), open_project(project, "anna") as session:
        assert [case.name for case in session.read.cases.all()] == ["r2", "r3"]
        assert {c.case for c in session.read.codings.of("open")} == {"r2"}
        assert [c.quote for c in session.read.codings.of("open")] == ["Geld."]
        assert session.read.search.words(SECRET) == []
        assert len(session.read.survey.column("leeftijd open")) == 2
        assert session.read.documents.text("open").startswith(f"{FILLER * 4} {FILLER * len(SECRET)} ")
        assert session.read.documents.named("open").characters == len("\n".join(ANSWERS.values()))


def test_codings_in_bulk_and_by_hand_on_a_forgotten_stretch_both_go(project: Path) -> None:
    with on_computer("one"), open_project(project, "anna") as session:
        code_in_bulk(session, 0, 8, 4)
        apply_code(session, "groep 1", 8, 12, "M").result()
        apply_code(session, "groep 1", 0, 60, "M").result()
        inside = [c for c in session.read.codings.of("groep 1") if c.start >= 7 and c.stop <= 30]
        assert len(inside) > 3
        erase(session.project, "anna", [stretch(session.read.documents.identity("groep 1"), 7, 30)])
        left = session.read.codings.of("groep 1")
        assert not [c for c in left if c.start >= 7 and c.stop <= 30]
        (wide,) = [c for c in left if (c.start, c.stop) == (0, 60)]
        assert wide.quote[7:30].replace(FILLER, "").strip() == ""
        assert FILLER not in wide.quote[:7] + wide.quote[30:]
        assert history.check(session, rebuild=True).result() == []


def test_withdrawals_made_apart_end_alike(project: Path) -> None:
    with on_computer("one"), open_project(project, "anna") as session:
        other = copied(session, project.with_name("2.codeerbank"))
        third = copied(session, project.with_name("3.codeerbank"))
    forget(project, "r1")
    with on_computer("two"), open_project(other, "anna") as session:
        apply_code_to_answer(session, "r1", "open", (5, 5 + len(SECRET)), "M").result()
        add_memo(session, "case", "r1", f"Nog eens {SECRET}.").result()
        apply_code_to_answer(session, "r3", "open", None, "M").result()
        erase(session.project, "anna", [person(session, "r3")])
    paths = [project, other, third]
    for to, of in [(0, 1), (2, 1), (1, 0), (2, 0), (0, 2), (1, 2)]:
        with on_computer("one"), Session(Project(paths[of], write=False), "a") as theirs:
            rows = theirs.project.since()
        with on_computer(("one", "two", "three")[to]), open_project(paths[to], "anna") as mine:
            mine.project.absorb(rows)
    found = []
    for path in paths:
        with Session(Project(path, write=False), "a") as session:
            assert history.check(session, rebuild=True).result() == []
            stored = session.project.connection.execute(
                "SELECT id, body, salt, kept_hash, chain FROM event ORDER BY id"
            )
            found.append((log_of(session), state(session), stored.fetchall()))
            assert [case.name for case in session.read.cases.all()] == ["r2"]
        assert not holds(path, SECRET)
        assert not holds(path, "Zonder hulp")
    assert found[0] == found[1] == found[2]


def test_an_old_copy_cannot_bring_the_person_back(project: Path) -> None:
    with on_computer("one"), open_project(project, "anna") as session:
        old = copied(session, project.with_name("oud.codeerbank"))
    forget(project, "r1")
    with on_computer("one"), Session(Project(old, write=False), "a") as theirs, open_project(project, "anna") as mine:
        before = log_hash(mine.project.connection)
        assert mine.project.absorb(theirs.project.since()) == 0
        assert log_hash(mine.project.connection) == before
    assert not holds(project, SECRET)


def test_a_withdrawal_is_all_or_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project.read_bytes()
    with on_computer("one"), open_project(project, "anna") as session:
        who = person(session, "r1")
        monkeypatch.setattr("codeerbank.store.project.redact_bodies", lambda _connection: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            erase(session.project, "anna", [who])
    assert project.read_bytes() == before


def test_a_withdrawal_cannot_be_undone(project: Path) -> None:
    forget(project, "r1")
    with on_computer("one"), open_project(project, "anna") as session:
        done = history.undo(session).result()
        assert len(done.passed) == 1
        assert [case.name for case in session.read.cases.all()] == ["r2", "r3"]


def test_everything_else_of_the_log_stands_as_it_was(project: Path) -> None:
    with on_computer("one"), open_project(project, "anna") as session:
        copy = copied(session, project.with_name("voor.codeerbank"))
        before = dict(session.project.connection.execute("SELECT id, body FROM event"))
    forget(project, "r2")
    with on_computer("one"), open_project(project, "anna", write=False) as session:
        after = dict(session.project.connection.execute("SELECT id, body FROM event"))
        salted = dict(session.project.connection.execute("SELECT id, salt IS NOT NULL FROM event"))
        chains = session.project.connection.execute("SELECT id, header_hash, body_hash, chain FROM event").fetchall()
    with closing(Project(copy, write=False)) as old:
        assert set(old.connection.execute("SELECT id, header_hash, body_hash, chain FROM event")) < set(chains)
    changed = {identity for identity, body in before.items() if after[identity] != body}
    assert all(salted[identity] == (identity not in changed) for identity in before)
    assert 0 < len(changed) < len(before) / 2
    shutil.rmtree(project.parent)
