"""Random histories: the tables always say what the log says, and undoing leads back over the states seen on the way."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict
from codeerbank.store import history as steps
from codeerbank.workbench.session import Session
from tests.store.doings import DOINGS
from tests.store.projects import begin, said, tables_at_fault

CODERS = ("anna", "bert")
number = st.integers(0, 40)
who = st.sampled_from(CODERS)


class Histories(RuleBasedStateMachine):
    """What the tables say depends on nothing but the set of actions that count."""

    @initialize()
    def start(self) -> None:
        self.folder = Path(
            tempfile.mkdtemp(prefix="codeerbank-", dir="/dev/shm" if Path("/dev/shm").is_dir() else None)
        )
        first = begin(self.folder / "p.codeerbank")
        self.sessions = {"anna": first, "bert": Session(first.project, "bert")}
        self.live: list[tuple[Id, str]] = []
        self.undone: dict[str, list[list[tuple[Id, str]]]] = {coder: [] for coder in CODERS}
        self.seen: dict[frozenset[Id], dict[str, str]] = {}

    @rule(coder=who, doing=st.sampled_from(DOINGS), a=number, b=number, c=number)
    def do(self, coder: str, doing: object, a: int, b: int, c: int) -> None:
        self._fresh()
        action = doing(self.sessions[coder], a, b, c)  # type: ignore[operator]
        if action is not None:
            self.live.append((action, coder))
            self.undone[coder].clear()

    @rule(coder=who)
    def undo(self, coder: str) -> None:
        own = [entry for entry in self.live if entry[1] == coder]
        step = self._try(lambda: steps.undo(self.sessions[coder].project, coder))
        if step:
            assert step.targets == (own[-1][0],)
            self._take(coder, own[-1:])

    @rule(coder=who, which=number)
    def undo_to(self, coder: str, which: int) -> None:
        own = [entry for entry in self.live if entry[1] == coder]
        if not own:
            return
        at = which % len(own)
        step = self._try(lambda: steps.undo_to(self.sessions[coder].project, coder, own[at][0]))
        if step:
            assert set(step.targets) == {action for action, _coder in own[at + 1 :]}
            self._take(coder, own[at + 1 :])

    @rule(coder=who)
    def redo(self, coder: str) -> None:
        step = self._try(lambda: steps.redo(self.sessions[coder].project, coder))
        assert bool(step) == bool(self.undone[coder])
        if step:
            self._give_back(coder)

    @invariant()
    def tables_say_what_the_log_says(self) -> None:
        if not hasattr(self, "folder"):
            return
        assert tables_at_fault(self.sessions["anna"]) == []
        live = frozenset(action for action, _coder in self.live)
        now = said(self.sessions["anna"])
        assert self.seen.setdefault(live, now) == now

    def teardown(self) -> None:
        if not hasattr(self, "folder"):
            return
        order = [coder for _action, coder in self.live]
        for coder in reversed(order):
            self.undo(coder)
            self.tables_say_what_the_log_says()
        assert not self.live
        for coder in order:
            self.redo(coder)
            self.tables_say_what_the_log_says()
        assert [coder for _action, coder in self.live] == order
        self.sessions["anna"].close()
        shutil.rmtree(self.folder)

    def _try(self, step: object) -> steps.Step | None:
        before = said(self.sessions["anna"])
        self._fresh()
        try:
            return step()  # type: ignore[operator, no-any-return]
        except Conflict:
            assert said(self.sessions["anna"]) == before
            return None

    def _take(self, coder: str, entries: list[tuple[Id, str]]) -> None:
        self.live = [entry for entry in self.live if entry not in entries]
        self.undone[coder].append(entries)

    def _give_back(self, coder: str) -> None:
        order = [
            action
            for (action,) in self.sessions[coder].project.connection.execute("SELECT id FROM action ORDER BY number")
        ]
        self.live = sorted([*self.live, *self.undone[coder].pop()], key=lambda entry: order.index(entry[0]))

    def _fresh(self) -> None:
        for session in self.sessions.values():
            session.forget_codebook()


Histories.TestCase.settings = settings(max_examples=20, stateful_step_count=20, deadline=None)
TestHistories = Histories.TestCase
