"""Codes that go up in another or are parted: nothing is lost, ids and memos stay, and it can all be taken back."""

from pathlib import Path
from uuid import uuid4

import pytest

from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.store import history
from codeerbank.store.log import log_hash
from codeerbank.workbench import codebook, coding, memos, merging, recoding, revisions
from codeerbank.workbench.assignments import read_assignments
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import begin, bring, copied, on_computer, said, tables_at_fault, talk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


SPANS = {"K1": [(7, 13), (20, 31)], "K2": [(7, 13), (25, 40)]}


def coded(folder: Path) -> Session:
    """Twice the same words, and an overlap, under two codes."""
    session = begin(folder / f"{uuid4()}.codeerbank")
    bring(session, talk("groep 1"))
    for key, spans in SPANS.items():
        for start, stop in spans:
            coding.apply_code(session, "groep 1", start, stop, key, {"direction": "helps"}).result()
            identity = next(
                one.id for one in session.read.codings.each(code=key) if (one.start, one.stop) == (start, stop)
            )
            memos.add_memo(session, "coding", identity, f"memo bij {key} {start}").result()
    return session


def places(session: Session, key: str) -> list[tuple[int, int]]:
    return [(one.start, one.stop) for one in session.read.codings.each(code=key)]


@pytest.mark.parametrize(("join", "wanted"), [(False, [(7, 13), (20, 31), (25, 40)]), (True, [(7, 13), (20, 40)])])
def test_merging_does_what_was_told_and_is_taken_back_at_once(
    folder: Path, join: bool, wanted: list[tuple[int, int]]
) -> None:
    with coded(folder) as session:
        before = said(session)
        plan = merging.merge_preview(session, "K1", ["K2"], join)
        assert (plan.codings, plan.meeting, len(plan.overlaps)) == ([("K2", 2)], 1, 1)
        assert said(session) == before
        merging.merge(session, plan).result()
        assert places(session, "K1") == wanted
        assert places(session, "K2") == []
        held = {
            identity
            for one in session.read.codings.each()
            for identity in (one.id, *session.read.codings.others_at(one))
        }
        assert {memo.name for memo in session.read.memos.all()} == held
        assert session.code("K2").merged_into == "K1"
        assert tables_at_fault(session) == []
        history.undo(session.project, "anna")
        session.forget_codebook()
        assert said(session) == before


def test_a_code_made_late_in_a_copy_counts_under_the_code_it_went_up_in(folder: Path) -> None:
    home = coded(folder)
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{uuid4()}.codeerbank"), "bert")
        coding.apply_code(away, "groep 1", 88, 95, "K2").result()
    merging.merge(home, merging.merge_preview(home, "K1", ["K2"])).result()
    merging.merge(home, merging.merge_preview(home, "W", ["K1"])).result()
    with home, away:
        home.project.absorb(away.project.since(log_hash(home.project.connection)))
        assert (88, 95) in places(home, "W")
        assert tables_at_fault(home) == []


def test_codes_below_a_merged_one_hang_below_the_other_and_it_takes_no_new_codings(folder: Path) -> None:
    with coded(folder) as session:
        merging.merge(session, merging.merge_preview(session, "W", ["K"])).result()
        assert {code.key: code.parent for code in session.codebook.codes}["K1"] == "W"
        with pytest.raises(Conflict, match="W"):
            coding.apply_code(session, "groep 1", 1, 5, "K").result()
        with pytest.raises(Conflict, match="W"):
            codebook.archive_code(session, "K", archived=False).result()
        with pytest.raises(Conflict):
            merging.merge_preview(session, "K1", ["W"])
        with pytest.raises(Conflict):
            merging.merge_preview(session, "W", ["W"])


def test_codings_get_another_code_and_keep_their_ids_attributes_and_memos(folder: Path) -> None:
    with coded(folder) as session:
        before = said(session)
        ids = [one.id for one in session.read.codings.each(code="K2")]
        recoding.recode(session, ids, "M").result()
        assert [one.id for one in session.read.codings.each(code="M")] == ids
        assert session.read.codings.get(ids[0]).attributes == {"direction": "helps"}
        coding.set_attributes(session, ids[0], {"direction": "both"}).result()
        coding.remove_coding(session, ids[1]).result()
        assert [one.attributes["direction"] for one in session.read.codings.each(code="M")] == ["both"]
        assert tables_at_fault(session) == []
        for _step in range(3):
            history.undo(session.project, "anna")
        assert said(session) == before
        with pytest.raises(NotFound):
            recoding.recode(session, ["geen"], "M").result()


def test_a_code_is_split_by_words_by_list_and_by_what_is_left(folder: Path) -> None:
    with coded(folder) as session:
        before = said(session)
        first, second = session.read.codings.each(code="K1")
        plan = recoding.split_preview(session, "K1", ["bus", "M"])
        assert [one.id for one in plan.left] == [first.id, second.id]
        list_ = folder / "verdeling.csv"
        list_.write_text(f"id;code\n{first.id};M\n{second.id};\n", encoding="utf-8")
        plan = recoding.split_preview(session, "K1", ["bus", "M"], read_assignments(list_), rest="bus")
        assert {key: [one.id for one in some] for key, some in plan.assigned.items()} == {
            "bus": [second.id],
            "M": [first.id],
        }
        recoding.split(session, plan).result()
        assert places(session, "bus") == [(20, 31)]
        assert session.code("K1").archived
        assert session.code("bus").parent == "K"
        assert tables_at_fault(session) == []
        history.undo(session.project, "anna")
        session.forget_codebook()
        assert said(session) == before
        by_words = recoding.split_preview(session, "K1", ["bus", "M"], where=[("ik wil", "M")])
        assert [one.id for one in by_words.assigned["M"]] == [first.id]
        with pytest.raises(UsageError):
            recoding.split_preview(session, "K1", ["bus"], {first.id: "ander"})
        other = next(session.read.codings.each(code="K2"))
        with pytest.raises(UsageError):
            recoding.split_preview(session, "K1", ["bus"], {other.id: "bus"})


def test_codings_of_before_a_definition_are_listed_until_they_are_looked_at(folder: Path) -> None:
    with coded(folder) as session:
        assert list(revisions.older_codings(session)) == []
        codebook.change_code(session, "K1", {"color": "#e69f00"}).result()
        assert list(revisions.older_codings(session)) == []
        codebook.change_code(session, "K1", {"definition": "Anders."}).result()
        older = list(revisions.older_codings(session))
        assert [(one.start, one.code) for one in older] == [(7, "K1"), (20, "K1")]
        recoding.recode(session, [older[0].id], "K1").result()
        assert [one.start for one in revisions.older_codings(session)] == [20]


def test_two_codebooks_are_compared_by_number_by_day_and_by_action(folder: Path) -> None:
    with coded(folder) as session:
        codebook.change_code(session, "K1", {"name": "duiten", "definition": "Geld."}).result()
        codebook.add_code(session, "rust").result()
        merging.merge(session, merging.merge_preview(session, "K1", ["K2"])).result()
        found = revisions.compare_revisions(session, "1")
        assert {(one.code, one.what) for one in found} == {
            ("K1", "renamed"), ("K1", "changed"), ("rust", "added"), ("K2", "merged"),
        }  # fmt: skip
        assert [one.code for one in revisions.compare_revisions(session, "2", "3")] == ["rust"]
        last = session.read.history.actions(1)[0].number
        assert revisions.compare_revisions(session, f"#{last}") == []
        assert len(revisions.compare_revisions(session, "2000-01-01")) == len(session.codebook.codes)
        with pytest.raises(NotFound):
            revisions.compare_revisions(session, "gisteren")
