"""Newer exports of a survey among other work: undone, redone, made in two copies, and always what the log says."""

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.store import history
from codeerbank.workbench import coding
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import begin, copied, on_computer, said, tables_at_fault
from tests.workbench.waves import answers, bring, marks, wave

person = st.tuples(
    st.sampled_from([None, "1", "2"]), st.sampled_from(["", "geld", "veel geld", "geen tijd", "tijd 💶 en geld"])
)
people = st.dictionaries(st.sampled_from([f"r{n}" for n in range(5)]), person, min_size=1)
gesture = st.tuples(st.sampled_from(["update", "code", "undo", "redo", "bulk"]), people, st.integers(0, 9))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=people, doings=st.lists(gesture, max_size=7))
def test_whatever_is_done_the_tables_say_what_the_log_says(folder: Path, first, doings) -> None:
    with begin(folder / f"{uuid4()}.codeerbank") as session:
        bring(session, wave(first))
        seen = dict(first)
        for what, newer, n in doings:
            try:
                do(session, what, newer, n)
                if what == "update":
                    seen = newer
            except (Conflict, NotFound, UsageError):
                continue
            assert tables_at_fault(session) == []
            if what == "update":
                assert {name: mark for name, mark in marks(session).items() if name in seen} == {
                    k: v[0] for k, v in seen.items()
                }
                assert {k: v for k, v in answers(session).items() if k in seen} == {
                    k: v[1] for k, v in seen.items() if v[1]
                }
            for one in session.read.codings.each():
                assert session.read.documents.slice("waarom", one.start, one.stop) == one.quote


def do(session: Session, what: str, newer, n: int) -> None:
    if what == "update":
        bring(session, wave(newer), update=True)
    elif what == "undo":
        history.undo(session.project, "anna")
    elif what == "redo":
        history.redo(session.project, "anna")
    elif current := sorted(answers(session)):
        name = current[n % len(current)]
        length = len(answers(session)[name])
        span = None if what == "bulk" else (n % length, min(length, n % length + 1 + n))
        coding.apply_code_to_answer(session, name, "waarom", span, ("K1", "W")[n % 2]).result()


FIRST = {"r1": ("3", "Meer geld graag."), "r2": ("4", "Tijd.")}


def two_copies(folder: Path, mine, theirs) -> tuple[Session, Session]:
    """Take a newer export in at home and, in a copy, on another computer; each is coded after that."""
    name = str(uuid4())
    home = begin(folder / f"{name}.codeerbank")
    bring(home, wave(FIRST))
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{name}-2.codeerbank"), "bert")
        bring(away, wave(theirs), update=True)
        coding.apply_code_to_answer(away, "r1", "waarom", None, "W").result()
    bring(home, wave(mine), update=True)
    coding.apply_code_to_answer(home, "r1", "waarom", None, "M").result()
    return home, away


def test_copies_that_took_in_the_same_export_combine_without_doubles(folder: Path) -> None:
    newer = FIRST | {"r1": ("5", "Geld en meer."), "r3": ("1", "Rust.")}
    home, away = two_copies(folder, newer, newer)
    with home, away:
        home.project.absorb(away.project.since())
        away.project.absorb(home.project.since())
        assert said(home) == said(away)
        assert tables_at_fault(home) == []
        assert marks(home) == {"r1": "5", "r2": "4", "r3": "1"}
        assert answers(home)["r1"] == "Geld en meer."
        assert sorted((one.quote, one.code) for one in home.read.codings.each()) == [
            ("Geld en meer.", "M"),
            ("Geld en meer.", "W"),
        ]


def test_copies_that_took_in_other_exports_are_not_combined(folder: Path) -> None:
    home, away = two_copies(folder, FIRST | {"r1": ("5", "Geld en meer.")}, FIRST | {"r1": ("5", "Liever rust.")})
    with home, away:
        before = said(home)
        with pytest.raises(Conflict, match="waarom"):
            home.project.absorb(away.project.since())
        assert said(home) == before
        assert tables_at_fault(home) == []


def test_an_answer_coded_in_one_copy_and_changed_in_the_other_keeps_the_codings_whose_words_stayed(
    folder: Path,
) -> None:
    home = begin(folder / f"{uuid4()}.codeerbank")
    bring(home, wave(FIRST))
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{uuid4()}.codeerbank"), "bert")
        coding.apply_code_to_answer(away, "r1", "waarom", (5, 9), "W").result()
        coding.apply_code_to_answer(away, "r1", "waarom", (0, 4), "M").result()
    bring(home, wave(FIRST | {"r1": ("3", "Graag geld.")}), update=True)
    with home, away:
        home.project.absorb(away.project.since())
        assert [(one.case, one.quote, one.code) for one in home.read.codings.each()] == [("r1", "geld", "W")]
        assert home.project.connection.execute("SELECT reason FROM unsettled").fetchall() == [
            ("the answer was changed",)
        ]
        assert tables_at_fault(home) == []
