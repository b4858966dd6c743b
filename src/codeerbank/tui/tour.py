"""A tour of five minutes on the practice study: says what to do next, and notices when it is done. It takes no key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codeerbank.config import settings
from codeerbank.errors import UsageError
from codeerbank.i18n import N_, _
from codeerbank.tui.appearance import keep
from codeerbank.tui.widgets.code_picker import CodePicker

if TYPE_CHECKING:
    from textual.timer import Timer

    from codeerbank.tui.app import CodeerbankApp

_LOOK = 0.3
"""Seconds between looks at what was done."""
_NEWEST = 12
SETTING = "tour"
"""Under this name is kept how far one was, for the next time."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do; ``done`` is the fact that shows it was done."""

    words: str
    done: str


STEPS: Sequence[Step] = (
    Step(N_("Press F3: here one reads and codes. Arrows move, F1 shows every key."), "at coding"),
    Step(N_("Press z: the sentence at the cursor is marked. Once more: one more sentence."), "marked"),
    Step(N_("Press 1: the sentence gets the code that stands under 1 at the foot."), "coding.added"),
    Step(N_("Press u: undone. Everything can be undone, also tomorrow; Ctrl+R brings it back."), "action.undone"),
    Step(N_("Press Enter, type “privacy” and press Enter: codes are found by a part of their name."), "picked"),
    Step(
        N_("Is a code suggested? It says which words it rests on. a accepts it, v rejects it. None here: go down a few turns (Ctrl+↓)."),
        "suggestion.decided",
    ),
    Step(N_("Press m, type what you think and press Enter: a memo with this place."), "memo.added"),
    Step(N_("Press F4: the open answers of the survey. Give the one you see a code: a digit, or Enter and its name."), "answer coded"),
    Step(N_("Press F7: how far two coders agree, the worst first; Enter on a difference opens the place."), "at agreement"),
    Step(N_("Press F9: what people ticked beside what they said, theme by theme; Enter shows the quotes of a row."), "at joint"),
    Step(N_("Press F12: the log, with everything that was done, by whom and when."), "at logbook"),
)  # fmt: skip


class Tour:
    """Walks along the steps; whoever does something else meanwhile loses nothing."""

    def __init__(self, app: CodeerbankApp) -> None:
        self._app = app
        self._timer: Timer | None = None
        self._at = 0
        self._newest = ""
        self._picking = False

    @property
    def on(self) -> bool:
        """Whether one is on it."""
        return self._timer is not None

    def start(self) -> None:
        """Begin, or go on where one was."""
        self._at = _kept()
        self._newest = ""
        self._timer = self._timer or self._app.set_interval(_LOOK, self._look)
        self.show()

    def stop(self) -> None:
        """Leave it; the next time it goes on here."""
        if self._timer:
            self._timer.stop()
            self._timer = None
        self.show()

    def show(self) -> None:
        """Write the step on the screen in sight, or nothing."""
        if not self.on:
            words = ""
        elif self._at < len(STEPS):
            number = _("Tour {n} of {total}").format(n=self._at + 1, total=len(STEPS))
            words = f"{number}   {_(STEPS[self._at].words)}   " + _("(Ctrl+P, tour: stop)")
        else:
            words = _("That was the tour. Look around as you like; F2 leads to the overview, Ctrl+Q stops.")
        self._app.show_tour(words)

    def notice(self, facts: Iterable[str]) -> None:
        """Go to the next step where one of these facts shows that this one was done."""
        if self._at < len(STEPS) and STEPS[self._at].done in set(facts):
            self._at += 1
            keep(SETTING, str(self._at % len(STEPS)))
        self.show()

    def _look(self) -> None:
        app = self._app
        if not app.is_running:
            return
        if self._at >= len(STEPS):
            self.show()
            return
        app.ask(app.session.later(self._new_kinds), self._see)

    def _see(self, kinds: list[str]) -> None:
        """Put together what can be seen: where one is, what is marked, and what came into the log."""
        if not self.on:
            return
        screen = self._app.name_of_screen()
        facts = {f"at {screen}", *kinds}
        if screen == "coding" and self._app.something_marked():
            facts.add("marked")
        if "coding.added" in kinds:
            facts |= {"answer coded"} if screen == "answers" else {"picked"} if self._picking else set()
        pickers = self._app.screen.query(CodePicker)
        self._picking = any(picker.display for picker in pickers) or (self._picking and "coding.added" not in kinds)
        self.notice(facts)

    def _new_kinds(self) -> list[str]:
        """Read from the log, in the store thread, what kinds of changes came since the last look."""
        newest, kinds = self._newest, []
        for event in self._app.session.read.history.events(_NEWEST):
            if event["id"] == newest:
                break
            kinds.append(str(event["kind"]))
            self._newest = str(event["id"]) if len(kinds) == 1 else self._newest
        return kinds if newest else []


def _kept() -> int:
    """Give the step one was at."""
    try:
        at = int(settings().get(SETTING, "0"))
    except (UsageError, ValueError):
        return 0
    return at if 0 <= at < len(STEPS) else 0
