"""Copies of one project that went on apart: bringing them together loses nothing and ends alike, whatever the order."""

import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.events import KINDS, Change
from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict, NewerProject
from codeerbank.store import history as steps
from codeerbank.store.log import log_hash
from codeerbank.store.project import Project
from codeerbank.workbench.coding import apply_code, mark_done, remove_coding, set_attributes
from codeerbank.workbench.session import Session
from tests.store.doings import DOINGS
from tests.store.projects import (
    begin,
    bring,
    events_of,
    filled,
    log_of,
    on_computer,
    places,
    said,
    state,
    survey,
    tables_at_fault,
    talk,
)  # fmt: skip

HOUR = 3_600_000
NOON = 1_800_000_000_000


@dataclass
class Copy:
    """A file on a computer, worked on by a coder, whose clock may be off."""

    path: Path
    computer: str
    coder: str
    skew: int = 0
    ticks: int = 0
    stopped: bool = False
    made: set[Id] = field(default_factory=set)

    def open(self) -> Session:
        with on_computer(self.computer):
            return Session(Project(self.path, clock=self.clock), self.coder)

    def clock(self) -> int:
        self.ticks += not self.stopped
        return NOON + self.skew + self.ticks // 3

    def copy(self, path: Path, computer: str, coder: str, skew: int = 0) -> "Copy":
        shutil.copyfile(self.path, path)
        return Copy(path, computer, coder, skew, self.ticks)


def unite(to: Copy, of: Copy) -> int:
    """Bring into one copy what another has and it lacks."""
    with of.open() as theirs, on_computer(to.computer), to.open() as mine:
        return mine.project.absorb(theirs.project.since(log_of(mine)))


def work(copy: Copy, doings: list[tuple[int, int, int, int]]) -> None:
    with copy.open() as session, on_computer(copy.computer):
        for kind, a, b, c in doings:
            try:
                action = DOINGS[kind](session, a, b, c)
            except Conflict:
                continue
            if action:
                copy.made.add(action)


def step(copy: Copy, redo: bool) -> None:
    with copy.open() as session, on_computer(copy.computer):
        try:
            (steps.redo if redo else steps.undo)(session.project, copy.coder)
        except Conflict:
            return


@pytest.fixture
def base(folder: Path) -> Iterator[Copy]:
    where = Path(tempfile.mkdtemp(dir=folder))
    yield based(where)
    shutil.rmtree(where)


def based(where: Path) -> Copy:
    path = where / "p.codeerbank"
    with on_computer("one"), begin(path, "anna", lambda: NOON - HOUR) as session:
        bring(session, talk("groep 1"))
        bring(session, survey({"r1": "geld", "r2": "tijd"}))
        apply_code(session, "groep 1", 7, 12, "K1").result()
    return Copy(path, "one", "anna")


def alike(copies: list[Copy]) -> None:
    hashes, states, events = [], [], []
    for copy in copies:
        with copy.open() as session:
            assert tables_at_fault(session) == []
            hashes.append(log_of(session))
            states.append(state(session))
            events.append(events_of(session))
    assert all(found == hashes[0] for found in hashes)
    assert all(found == events[0] for found in events)
    assert len(set(states)) == 1


doings = st.lists(st.tuples(st.integers(0, len(DOINGS) - 1), *[st.integers(0, 30)] * 3), min_size=1, max_size=4)
moves = st.lists(
    st.one_of(
        st.tuples(st.just("work"), st.integers(0, 3), doings),
        st.tuples(st.just("undo"), st.integers(0, 3)),
        st.tuples(st.just("redo"), st.integers(0, 3)),
        st.tuples(st.just("unite"), st.integers(0, 3), st.integers(0, 3)),
    ),
    max_size=8,
)


@settings(max_examples=25, deadline=None)
@given(
    skews=st.lists(st.sampled_from([-2 * HOUR, 0, 0, 2 * HOUR]), min_size=4, max_size=4),
    computers=st.lists(st.sampled_from(["one", "one", "two", "three"]), min_size=3, max_size=3),
    coders=st.lists(st.sampled_from(["anna", "bert"]), min_size=3, max_size=3),
    first=st.lists(doings, min_size=4, max_size=4),
    moves=moves,
    late=st.integers(0, 2),
    order=st.randoms(use_true_random=False),
)
def test_copies_that_hold_the_same_events_say_the_same(
    folder: Path, skews: list[int], computers: list[str], coders: list[str], first: list[list[tuple[int, int, int, int]]],
    moves: list[tuple[object, ...]], late: int, order: random.Random,
) -> None:  # fmt: skip
    where = Path(tempfile.mkdtemp(dir=folder))
    copies = [based(where)]
    copies[0].skew = skews[0]
    for n, (computer, coder) in enumerate(zip(computers, coders, strict=True), 1):
        of = copies[late] if n == 3 and late < n else copies[0]  # the third is a copy of one that went on already
        copies.append(of.copy(where / f"{n}.codeerbank", computer, coder, skews[n]))
        for copy, some in zip(copies[: n + 1], first, strict=False):
            if n == 1 or copy is copies[-1]:
                work(copy, some)
    for move in moves:
        match move:
            case ("work", int(n), list(some)):
                work(copies[n], some)
            case ("undo" | "redo" as which, int(n)):
                step(copies[n], which == "redo")
            case ("unite", int(to), int(of)) if to != of:
                unite(copies[to], copies[of])
    pairs = [(to, of) for to in copies for of in copies if to is not of]
    order.shuffle(pairs)
    for to, of in [*pairs, *pairs]:
        unite(to, of)
    alike(copies)
    assert all(unite(to, of) == 0 for to, of in pairs)
    shutil.rmtree(where)


def test_events_may_come_shuffled_and_twice(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "bert")
    work(other, [(3, n, n, n) for n in range(6)])
    work(base, [(3, n, n, n) for n in range(4)])
    with other.open() as theirs, base.open() as mine:
        rows = theirs.project.since()
        random.Random(4).shuffle(rows)
        new = mine.project.absorb([*rows, *rows])
        assert new == 7  # six codings, and the joining of a device
        assert mine.project.absorb(rows) == 0
        assert events_of(theirs) < events_of(mine)
        assert tables_at_fault(mine) == []


@pytest.mark.parametrize("computer", ["one", "two"])
def test_every_coding_made_apart_is_there_afterwards_once(base: Copy, tmp_path: Path, computer: str) -> None:
    other = base.copy(tmp_path / "2.codeerbank", computer, "bert")
    with base.open() as mine, on_computer(base.computer):
        apply_code(mine, "groep 1", 14, 18, "K2").result()
        apply_code(mine, "groep 1", 20, 25, "W", {"direction": "helps"}, coder="cor").result()
        before = places(mine)
    with other.open() as theirs, on_computer(other.computer):
        apply_code(theirs, "groep 1", 14, 18, "K2").result()
        apply_code(theirs, "groep 1", 20, 25, "W", {"direction": "hinders"}, coder="cor").result()
        before |= places(theirs)
    unite(base, other)
    unite(other, base)
    alike([base, other])
    with base.open() as session:
        found = [(c.document, c.start, c.stop, c.code, c.coder) for c in session.read.codings.each()]
        assert len(found) == len(set(found))
        assert set(found) == before
        met = next(c for c in session.read.codings.each(coder="cor"))
        assert len(session.read.codings.others_at(met)) == 1


def test_a_copy_on_the_same_computer_is_a_fork_and_nothing_is_lost(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "one", "anna")
    for copy, at in ((base, 20), (other, 30)):
        with copy.open() as session, on_computer("one"):
            assert session.project.joins() is None
            apply_code(session, "groep 1", at, at + 3, "W").result()
    assert unite(base, other) == 1
    assert unite(other, base) == 1
    alike([base, other])
    with base.open() as session, on_computer("one"):
        joins = session.project.joins()
        assert joins is not None
        apply_code(session, "groep 1", 40, 44, "W").result()
        assert session.project.joins() is None
        assert session.project.device == joins.device
        assert len(places(session)) == 4
    with base.open() as again:
        assert again.project.device == joins.device


def test_a_copy_on_another_computer_joins_as_a_device_of_its_own(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "anna")
    with base.open() as mine, other.open() as theirs:
        joins = theirs.project.joins()
        assert mine.project.joins() is None
        assert joins is not None
        assert joins.predecessor == mine.project.device
        assert theirs.project.device == joins.device != mine.project.device


@pytest.mark.parametrize("ahead", range(4))
@pytest.mark.parametrize(
    "computers", [("one", "one", "one"), ("one", "two", "one"), ("two", "two", "two"), ("two", "three", "one")]
)
def test_undo_after_a_union_takes_what_was_done_in_this_file_only(
    base: Copy, tmp_path: Path, computers: tuple[str, str, str], ahead: int
) -> None:
    copies = [base]
    for n, computer in enumerate(computers):
        copies.append(base.copy(tmp_path / f"{n}.codeerbank", computer, "anna"))
    copies[ahead].skew = 2 * HOUR
    own: list[list[Id]] = []
    for n, copy in enumerate(copies):
        with copy.open() as session, on_computer(copy.computer):
            own.append([apply_code(session, "groep 1", 10 * n + m, 10 * n + m + 3, "M").result() for m in range(2)])
    for copy in copies[1:]:
        unite(base, copy)
    for copy in copies[1:]:
        unite(copy, base)
    for copy, made in zip(copies, own, strict=True):
        with copy.open() as session, on_computer(copy.computer):
            assert steps.undo(session.project, "anna").targets == (made[1],)
            assert steps.undo(session.project, "anna").targets == (made[0],)
            assert len(steps.undo(session.project, "anna").targets) == 1  # what all copies began with
            for _n in range(3):
                steps.redo(session.project, "anna")
            assert len(places(session)) == 9
    for copy in copies[1:]:
        unite(base, copy)
    for copy in copies[1:]:
        unite(copy, base)
    alike(copies)


@pytest.mark.parametrize("write_between", [False, True])
def test_forks_of_forks_still_know_what_is_theirs(base: Copy, tmp_path: Path, write_between: bool) -> None:
    early = base.copy(tmp_path / "early.codeerbank", "one", "anna")
    with base.open() as session, on_computer("one"):
        first = apply_code(session, "groep 1", 20, 24, "W").result()
    late = base.copy(tmp_path / "late.codeerbank", "one", "anna")
    made = {}
    for copy, at in ((base, 30), (late, 40), (early, 50)):
        with copy.open() as session, on_computer("one"):
            made[copy.path] = apply_code(session, "groep 1", at, at + 4, "W").result()
    unite(base, late)
    third = None
    if write_between:
        with base.open() as session, on_computer("one"):
            third = apply_code(session, "groep 1", 60, 64, "W").result()
    unite(base, early)
    unite(early, base)
    unite(late, base)
    with base.open() as session, on_computer("one"):
        if third:
            assert steps.undo(session.project, "anna").targets == (third,)
        assert steps.undo(session.project, "anna").targets == (made[base.path],)
        assert steps.undo(session.project, "anna").targets == (first,)
    with early.open() as session, on_computer("one"):
        assert steps.undo(session.project, "anna").targets == (made[early.path],)
        assert steps.undo(session.project, "anna").targets != (first,)
    for to, of in ((base, early), (late, base), (early, late), (base, late)):
        unite(to, of)
    alike([base, early, late])


def test_what_one_removed_and_another_described_is_gone_and_listed(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "bert", 2 * HOUR)
    with base.open() as mine, on_computer("one"):
        coding = next(iter(mine.read.codings.each())).id
        remove_coding(mine, coding).result()
    with other.open() as theirs, on_computer("two"):
        set_attributes(theirs, coding, {"direction": "both"}).result()
    unite(base, other)
    unite(other, base)
    alike([base, other])
    with base.open() as mine, on_computer("one"):
        assert list(mine.read.codings.each()) == []
        assert [reason for _event, _row, reason in mine.read.about.unsettled()] == ["coding gone"]
        with pytest.raises(Conflict, match="bert"):
            steps.undo(mine.project, "anna")
    with other.open() as theirs, on_computer("two"):
        steps.undo(theirs.project, "bert")
    unite(base, other)
    with base.open() as mine, on_computer("one"):
        assert mine.read.about.unsettled() == []
        steps.undo(mine.project, "anna")
        assert [c.id for c in mine.read.codings.each()] == [coding]


def test_a_clock_two_hours_behind_never_puts_work_before_what_it_built_on(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "bert", -2 * HOUR)
    with other.open() as theirs, on_computer("two"):
        coding = next(iter(theirs.read.codings.each())).id
        set_attributes(theirs, coding, {"direction": "hinders"}).result()
        mark_done(theirs, "groep 1").result()
    unite(base, other)
    with base.open() as mine:
        assert [c.attributes for c in mine.read.codings.each()] == [{"direction": "hinders"}]
        assert mine.read.documents.done("groep 1")["bert"] == {1, 2, 3, 4}


def refused(to: Copy, rows: list[tuple[object, ...]]) -> None:
    before = to.path.read_bytes()
    with to.open() as session:
        hashes, tables = log_hash(session.project.connection), said(session)
        with pytest.raises(Conflict):
            session.project.absorb(rows)
        assert (log_hash(session.project.connection), said(session)) == (hashes, tables)
    assert to.path.read_bytes() == before


def test_events_of_another_project_are_refused(base: Copy, tmp_path: Path) -> None:
    with filled(tmp_path / "ander.codeerbank") as other:
        refused(base, other.project.since())


@pytest.mark.parametrize("column", range(17))
def test_an_event_altered_in_any_column_is_refused(base: Copy, tmp_path: Path, column: int) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "bert")
    work(other, [(9, 2, n, n) for n in range(3)])
    with other.open() as theirs, base.open() as mine:
        rows = theirs.project.since(log_of(mine))
    broken = list(rows[1])
    value = broken[column]
    broken[column] = (
        bytes([value[0] ^ 1]) + value[1:] if isinstance(value, bytes)
        else value + 1 if isinstance(value, int)
        else b"nonsense" if value is None
        else f"{value}x"
    )  # fmt: skip
    refused(base, [rows[0], tuple(broken), *rows[2:]])


def test_a_gap_is_refused(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "bert")
    work(other, [(9, 2, n, n) for n in range(3)])
    with other.open() as theirs, base.open() as mine:
        rows = theirs.project.since(log_of(mine))
    refused(base, [rows[0], *rows[2:]])


def test_a_file_opened_for_looking_takes_nothing_in(base: Copy, tmp_path: Path) -> None:
    other = base.copy(tmp_path / "2.codeerbank", "two", "bert")
    work(other, [(9, 2, 2, 2)])
    with other.open() as theirs, Session(Project(base.path, write=False), "anna") as mine, pytest.raises(Conflict):
        mine.project.absorb(theirs.project.since(log_of(mine)))


def test_a_change_of_a_newer_program_is_kept_passed_on_and_keeps_the_copy_from_being_written_to(
    base: Copy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    @dataclass(frozen=True, slots=True)
    class Blessed(Change):
        coding: str

    newer = base.copy(tmp_path / "2.codeerbank", "two", "bert")
    third = base.copy(tmp_path / "3.codeerbank", "three", "cor")
    with monkeypatch.context() as patch:
        patch.setattr(Blessed, "KIND", "coding.blessed")
        patch.setitem(KINDS, "coding.blessed", Blessed)
        with newer.open() as session:
            session.append(Blessed("x")).result()
            apply_code(session, "groep 1", 20, 24, "W").result()
    assert unite(base, newer) == 3
    with base.open() as session:
        assert len(places(session)) == 2
        assert tables_at_fault(session) == []
        assert all(line.words for line in session.read.history.actions())
        with pytest.raises(NewerProject, match="blessed"):
            apply_code(session, "groep 1", 30, 34, "W").result()
    assert unite(third, base) == 3
    alike([base, third])


def test_an_undo_that_comes_before_what_it_undoes_finds_it_later(base: Copy, tmp_path: Path) -> None:
    early = base.copy(tmp_path / "early.codeerbank", "three", "cor")
    with base.open() as mine, on_computer("one"):
        apply_code(mine, "groep 1", 20, 24, "W").result()
    other = base.copy(tmp_path / "2.codeerbank", "two", "anna")
    with other.open() as theirs, on_computer("two"):
        for step_taken in (steps.undo, steps.redo, steps.undo):
            step_taken(theirs.project, "anna")
        rows, device = theirs.project.since(), theirs.project.device
    with early.open() as session:
        session.project.absorb([row for row in rows if row[2] == device])
        assert tables_at_fault(session) == []
        session.project.absorb(rows)
        assert len(places(session)) == 1
    unite(base, other)
    alike([base, early, other])


@pytest.mark.parametrize("trial", range(4))
def test_a_fork_found_late_reorders_what_was_made_in_the_same_millisecond(
    base: Copy, tmp_path: Path, trial: int
) -> None:
    """The names of devices decide between equal clocks, and a fork gives a device's tail another name."""
    early = base.copy(tmp_path / "early.codeerbank", "one", "cor")
    other = base.copy(tmp_path / "2.codeerbank", "two", "anna")
    for copy, starts, direction in ((base, (20, 21), "helps"), (other, (21,), "hinders")):  # the other joins first
        copy.stopped = True
        with copy.open() as session, on_computer(copy.computer):
            for start in starts:
                apply_code(session, "groep 1", start, 30, "W", {"direction": direction}, coder="dora").result()
    with early.open() as session, on_computer("one"):
        mark_done(session, "open").result()
    unite(base, other)
    unite(base, early)
    unite(other, base)
    unite(early, base)
    alike([base, other, early])
