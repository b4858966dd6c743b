"""Withdrawing: everything of a person goes, whatever it hangs on; what others said is asked about; copies cannot bring it back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.consent import Consent
from codeerbank.domain.events import DocumentCorrected
from codeerbank.errors import NotFound, UsageError
from codeerbank.store import forgetting
from codeerbank.store.contents import bodies
from codeerbank.store.project import Project
from codeerbank.workbench import correcting, history, withdrawal
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.consenting import add_consent, consents
from codeerbank.workbench.intake import describe_speaker
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.output import export
from codeerbank.workbench.panel import release
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import begin, bring, copied, on_computer, survey, tables_at_fault, talk

LINES = (
    ("Sanne", "Ik houd van Bijenkorfkunde en de bus rijdt niet."),
    ("Moderator", "Vertel eens, Sanne?"),
    ("Joris", "Geen geld, zoals Sanne zei."),
    ("Sanne", "Bijenkorfkunde kost geld."),
    ("Joris", "Tja."),
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "p.codeerbank"
    with on_computer("one"), begin(path) as session:
        bring(session, talk("groep 1", LINES))
        bring(session, survey({"P1": "Mijn Zweefvliegclub helpt.", "r2": "Geld."}))
        describe_speaker(session, "groep 1", "Sanne", "participant", "P1")
        coding = apply_code(session, "groep 1", 20, 34, "K1").result()
        place = next(c for c in session.read.codings.of("groep 1"))
        add_memo(session, "coding", place.id, "Bijenkorfkunde is het punt").result()
        add_memo(session, "project", "", "Die Bijenkorfkunde nog eens nalezen").result()
        add_consent(session, "P1", Consent("", "v1", "2026-03-01", scopes=("quote", "panel"))).result()
        release(session, place.id, "panel", "mag").result()
        turn = session.read.documents.turns("groep 1")[0]
        words = turn.text.replace("rijdt", "reed")
        found = correcting.preview_turn(session, "groep 1", turn.number, words, None).result()
        assert isinstance(found.change, DocumentCorrected)
        session.append(found.change).result()
        assert coding
        history.backup(session).result()
    return path


@pytest.fixture
def project(made: Path, tmp_path: Path) -> Iterator[Path]:
    shutil.copytree(made.parent, tmp_path / "werk")
    with on_computer("one"):
        yield tmp_path / "werk" / made.name


def held(path: Path, word: str) -> bool:
    return word.encode() in path.read_bytes() or any(word.encode() in body for body in bodies(path))


def withdrawn(path: Path, *also: str, names: bool = False) -> withdrawal.Withdrawn:
    with open_project(path, "anna") as session:
        traces = withdrawal.find(session, "P1").result()
        return withdrawal.withdraw(session, traces, also, names).result()


def test_everything_of_a_person_is_listed_and_nothing_is_changed(project: Path) -> None:
    before = project.read_bytes()
    with open_project(project, "anna", write=False) as session:
        traces = withdrawal.find(session, "P1").result()
    wanted = {"turns": 2, "open": 1, "codings": 1, "memos": 1, "quotes": 1, "answers": 1}
    assert {kind: n for kind, n in traces.counts.items() if kind in wanted} == wanted
    assert [(one.ref, one.why) for one in traces.mentions if one.document] == [
        ("groep 1:2", "names"),
        ("groep 1:3", "names"),
        ("groep 1:5", "follows"),
    ]
    assert any("nalezen" in one.words for one in traces.mentions)
    assert len(traces.backups) == 1
    assert project.read_bytes() == before


def test_the_bytes_of_no_file_hold_the_words_or_the_name(project: Path) -> None:
    assert held(project, "Bijenkorfkunde")
    assert held(project, "Sanne")
    with open_project(project, "anna") as session:
        traces = withdrawal.find(session, "P1").result()
        memo = next(one.ref for one in traces.mentions if not one.document)
        done = withdrawal.withdraw(session, traces, [memo], names_too=True).result()
        assert done.within == []
        assert history.check(session, rebuild=True).result() == []
        assert tables_at_fault(session) == []
        assert [case.name for case in session.read.cases.all()] == ["r2"]
        assert consents(session) == {}
        assert session.read.quotes.released() == []
        assert session.read.codings.of("groep 1") == []
        assert session.read.documents.turns("groep 1")[2].text.startswith("Geen geld, zoals")
        assert not [line for line in session.read.history.actions() if not line.words]
    for path in [project, *withdrawal.within_reach(project)]:
        for word in ("Bijenkorfkunde", "Sanne", "Zweefvliegclub"):
            assert not held(path, word), (path.name, word)


def test_what_is_left_for_people_to_decide_is_found_and_named(project: Path) -> None:
    done = withdrawn(project)
    assert {one.path.name for one in done.within if one.words} >= {project.name}
    assert any(one.named for one in done.within)


def test_a_turn_of_somebody_else_goes_only_when_it_is_named(project: Path) -> None:
    withdrawn(project, "groep 1:2")
    with open_project(project, "anna") as session:
        texts = [turn.text for turn in session.read.documents.turns("groep 1")]
    assert "Vertel" not in texts[1]
    assert texts[2] == "Geen geld, zoals Sanne zei."


def test_a_place_that_is_not_on_the_list_is_refused_and_nothing_happens(project: Path) -> None:
    before = project.read_bytes()
    with pytest.raises(UsageError):
        withdrawn(project, "groep 1:99")
    assert project.read_bytes() == before


def test_somebody_unknown_is_not_found_and_an_anonymous_answer_is_explained(project: Path) -> None:
    with open_project(project, "anna") as session, pytest.raises(NotFound) as refused:
        withdrawal.find(session, "niemand").result()
    assert refused.value.hint


def test_an_old_copy_with_later_work_cannot_bring_the_person_back(project: Path) -> None:
    old = project.with_name("oud.codeerbank")
    with open_project(project, "anna") as session:
        copied(session, old)
    with on_computer("two"), open_project(old, "bert") as theirs:
        describe_speaker(theirs, "groep 1", "Sanne", "participant", "P1")
        apply_code(theirs, "groep 1", 20, 34, "K2").result()
        add_memo(theirs, "case", "P1", "Bijenkorfkunde gehoord").result()
        add_consent(theirs, "P1", Consent("", "v2", "2026-04-01")).result()
    shutil.move(old, project.parent.parent / "oud.codeerbank")
    old = project.parent.parent / "oud.codeerbank"
    with open_project(project, "anna") as session:
        traces = withdrawal.find(session, "P1").result()
        memo = next(one.ref for one in traces.mentions if not one.document)
        withdrawal.withdraw(session, traces, [memo], names_too=True).result()
    with Session(Project(old, write=False), "a") as theirs, open_project(project, "anna") as mine:
        assert mine.project.absorb(theirs.project.since()) > 0
        assert history.check(mine, rebuild=True).result() == []
        assert [case.name for case in mine.read.cases.all()] == ["r2"]
        assert consents(mine) == {}
    for word in ("Bijenkorfkunde", "Sanne", "Zweefvliegclub"):
        assert not held(project, word), word
    with Session(Project(project, write=False), "a") as mine, on_computer("two"), open_project(old, "bert") as theirs:
        theirs.project.absorb(mine.project.since())
    assert not held(old, "Bijenkorfkunde")
    assert not held(old, "Sanne")


def test_who_was_killed_before_the_end_finishes_when_the_project_is_opened_next(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_project(project, "anna") as session, monkeypatch.context() as patch:
        traces = withdrawal.find(session, "P1").result()
        patch.setattr(forgetting, "finish", lambda *_given: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            withdrawal.withdraw(session, traces, names_too=True).result()
    assert forgetting.earlier_copies(project)
    with open_project(project, "anna") as session:
        assert not forgetting.is_due(session.project.connection)
        assert forgetting.earlier_copies(project) == []
        assert history.check(session, rebuild=True).result() == []
    assert not held(project, "Zweefvliegclub")


def test_a_file_that_was_written_is_named_and_searched(project: Path) -> None:
    with open_project(project, "anna") as session:
        export(session, "codings", project.with_name("uit.csv"))
    done = withdrawn(project)
    assert any("uit.csv" in words for words in done.unreached)
    assert "uit.csv" in {one.path.name for one in done.outside}
    assert "uit.csv" not in {one.path.name for one in done.within}


def test_what_a_rescue_left_beside_the_project_is_named(project: Path) -> None:
    left = project.with_name("p (gered).codeerbank")
    shutil.copyfile(project, left)
    done = withdrawn(project)
    assert [one.path for one in done.outside] == [left]
    assert left not in {one.path for one in done.within}


def test_the_report_does_not_hold_the_name(project: Path) -> None:
    with open_project(project, "anna") as session:
        traces = withdrawal.find(session, "P1").result()
        sheet = withdrawal.report(session, withdrawal.withdraw(session, traces).result())
    told = str([sheet.title, sheet.about, list(sheet.rows)])
    assert "Sanne" not in told
    assert "P1" not in told
